package io.weft.app.clos;

import static io.weft.openflow.action.Instruction.apply;

import io.weft.app.clos.Blueprint.Subnet;
import io.weft.app.clos.Fabric.Cable;
import io.weft.core.desired.Group;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.Port;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Prefix;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction.GotoTable;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one switch is told, for OpenFlow 1.3 with the extensions of Open vSwitch. Between leaves a
 * packet has a VLAN tag: its id is the number of the leaf where it leaves the fabric, its priority
 * 1 once it has been sent on a detour.
 *
 * <pre>
 *  0 port     from hosts -> 2, from switches -> 1
 *  1 fabric   own number: untag -> 3
 *             leaf below: down, and when that cable is down back by another way, marked
 *             marked, from above, leaf not below: up, by another way than it came
 *             from below, leaf not below -> 4
 *  2 service  ARP and pings that the gateway answers; to the gateway's MAC -> 3
 *  3 route    address at this leaf: to its port
 *             at another leaf: tag -> 4
 *             nobody knows: controller
 *  4 hash     flow to slot -> 5
 *  5 slot     set of ways and slot: the group that goes out by one way, or the next that is up
 * </pre>
 */
final class SwitchPipeline {
  static final int TABLES = 6;

  static final int PORT = 0;
  private static final int FABRIC = 1;
  private static final int SERVICE = 2;
  static final int ROUTE = 3;
  private static final int HASH = 4;
  private static final int SLOT = 5;

  private static final int IPV4 = 0x0800;
  private static final int TAG = 0x8100;
  private static final int VID_PRESENT = 0x1000;

  /** The priority in the tag of a packet that has been sent on a detour. */
  private static final int MARKED = 1;

  /** Which ways may be taken: the number of a set. */
  private static final Field<Integer> SET = Field.REG0;

  private static final Field<Integer> FROM_ABOVE = Field.REG2;

  private static final int UP_GROUPS = 0;
  private static final int DOWN_GROUPS = 0x4000;
  private static final int BOUNCE_GROUPS = 0x8000;
  private static final int DETOUR_GROUPS = 0xc000;
  private static final int BACK_GROUP = 0xffff;

  /** Room for groups of several cables to one switch behind those of single ones. */
  private static final int SEVERAL = 0x1000;

  private final Blueprint blueprint;
  private final Fabric fabric;
  private final Fabric.Node node;
  private final SwitchNode there;
  private final SwitchRules.Builder rules = SwitchRules.builder();
  private final Map<Integer, int[]> sets = new LinkedHashMap<>();
  private final Map<List<Integer>, Integer> several = new HashMap<>();

  private SwitchPipeline(Blueprint blueprint, Fabric fabric, Fabric.Node node, SwitchNode there) {
    this.blueprint = blueprint;
    this.fabric = fabric;
    this.node = node;
    this.there = there;
  }

  /** The rules of a switch of the blueprint. */
  static SwitchRules of(
      Blueprint blueprint, Fabric fabric, Fabric.Node node, SwitchNode there, Stations stations) {
    SwitchPipeline pipeline = new SwitchPipeline(blueprint, fabric, node, there);
    pipeline.upGroups();
    pipeline.fabric();
    if (node.leaf() > 0) {
      pipeline.service(stations);
      pipeline.route(stations);
    }
    pipeline.slots();
    pipeline.ports();
    return pipeline.rules.build();
  }

  // ---- ports

  private void ports() {
    for (Cable cable : node.ups()) {
      rules.addEntrance(
          Kind.FABRIC_PORT.rule(
              PORT,
              100,
              Match.builder().set(Field.IN_PORT, cable.port()).build(),
              apply(Action.setField(FROM_ABOVE, 1)),
              new GotoTable(FABRIC)));
    }
    for (Cable cable : node.downs()) {
      rules.addEntrance(
          Kind.FABRIC_PORT.rule(
              PORT,
              100,
              Match.builder().set(Field.IN_PORT, cable.port()).build(),
              new GotoTable(FABRIC)));
    }
    if (node.leaf() > 0) {
      for (Port port : there.ports().values()) {
        if (port.role() == PortRole.EDGE) {
          Match untagged =
              Match.builder()
                  .set(Field.IN_PORT, port.desc().number())
                  .set(Field.VLAN_VID, 0)
                  .build();
          rules.add(Kind.EDGE_PORT.rule(PORT, 100, untagged, new GotoTable(SERVICE)));
        }
      }
    }
  }

  // ---- between switches

  private void fabric() {
    if (node.leaf() > 0) {
      rules.add(
          Kind.ARRIVED.rule(
              FABRIC,
              200,
              Match.builder().set(Field.VLAN_VID, VID_PRESENT | node.leaf()).build(),
              apply(new Action.PopVlan()),
              new GotoTable(ROUTE)));
    }
    for (int leaf = 1; leaf <= fabric.leafCount(); leaf++) {
      if (leaf != node.leaf()) {
        List<Integer> downs = downsTo(leaf);
        if (!downs.isEmpty()) {
          down(leaf, downs);
        } else if (!node.downs().isEmpty()) {
          up(leaf);
        }
      }
    }
    for (int up = 0; up < node.ups().size() && node.ups().size() > 1; up++) {
      detour(up);
    }
  }

  /** By place in {@code downs}; cables that are down too, as they may come back. */
  private List<Integer> downsTo(int leaf) {
    List<Integer> downs = new ArrayList<>();
    int count = node.downs().size();
    for (int i = 0; i < count; i++) {
      int down = (leaf + i) % count;
      if (fabric.below(node.downs().get(down).peer(), leaf) > 0) {
        downs.add(down);
      }
    }
    return downs;
  }

  private void down(int leaf, List<Integer> downs) {
    int number =
        downs.size() == 1
            ? downs.getFirst()
            : several.computeIfAbsent(downs, d -> SEVERAL + several.size());
    List<Bucket> direct = downs.stream().map(down -> towards(node.downs().get(down))).toList();
    List<Bucket> orBack = new ArrayList<>(direct);
    orBack.add(new Bucket(0, PortNo.ANY, back().groupId(), List.of(back())));
    Match.Builder marked = to(leaf).set(Field.VLAN_PCP, MARKED);
    Match.Builder fresh = to(leaf).set(Field.VLAN_PCP, 0).set(FROM_ABOVE, 0);
    downRule(marked, group(DOWN_GROUPS + number, direct));
    downRule(fresh, group(BOUNCE_GROUPS + number, orBack));
    if (!node.ups().isEmpty()) {
      List<Bucket> orAside = new ArrayList<>(direct);
      for (int i = 1; i < node.downs().size(); i++) {
        int aside = (downs.getFirst() + i) % node.downs().size();
        if (!downs.contains(aside)) {
          Cable cable = node.downs().get(aside);
          orAside.add(
              new Bucket(
                  0, cable.port(), Bucket.NO_GROUP, List.of(mark(), Action.output(cable.port()))));
        }
      }
      downRule(
          to(leaf).set(Field.VLAN_PCP, 0).set(FROM_ABOVE, 1),
          group(BOUNCE_GROUPS + 2 * SEVERAL + number, orAside));
    }
  }

  /** Each bucket of a group of FAST_FAILOVER must watch something; this group is always alive. */
  private Action.Group back() {
    int id = Kind.OWNER.groupId(BACK_GROUP);
    rules.add(
        new Group(
            id, GroupType.INDIRECT, List.of(Bucket.of(mark(), Action.output(PortNo.IN_PORT)))));
    return new Action.Group(id);
  }

  private void downRule(Match.Builder match, Action.Group group) {
    rules.add(Kind.DOWN.rule(FABRIC, 110, match.build(), apply(group)));
  }

  private void up(int leaf) {
    int set = setTowards(leaf);
    if (set != 0) {
      rules.add(
          Kind.UP.rule(
              FABRIC,
              80,
              to(leaf).set(FROM_ABOVE, 0).build(),
              apply(Action.setField(SET, set)),
              new GotoTable(HASH)));
    }
  }

  /** A switch above could not send it down: it goes up again by another way, once. */
  private void detour(int up) {
    List<Bucket> others = new ArrayList<>();
    for (int i = 1; i < node.ups().size(); i++) {
      others.add(towards(node.ups().get((up + i) % node.ups().size())));
    }
    Match match =
        Match.builder()
            .set(Field.IN_PORT, node.ups().get(up).port())
            .set(Field.VLAN_VID, VID_PRESENT, VID_PRESENT)
            .set(Field.VLAN_PCP, MARKED)
            .build();
    rules.add(Kind.DETOUR.rule(FABRIC, 90, match, apply(group(DETOUR_GROUPS + up, others))));
  }

  private static Action mark() {
    return Action.setField(Field.VLAN_PCP, MARKED);
  }

  private static Match.Builder to(int leaf) {
    return Match.builder().set(Field.VLAN_VID, VID_PRESENT | leaf);
  }

  private static Bucket towards(Cable cable) {
    return new Bucket(0, cable.port(), Bucket.NO_GROUP, List.of(Action.output(cable.port())));
  }

  private Action.Group group(int number, List<Bucket> buckets) {
    int id = Kind.OWNER.groupId(number);
    rules.add(new Group(id, GroupType.FAST_FAILOVER, buckets));
    return new Action.Group(id);
  }

  // ---- ways up

  private Spread spread() {
    return new Spread(node.ups().size());
  }

  private void upGroups() {
    if (node.ups().isEmpty()) {
      return;
    }
    for (int choice = 0; choice < spread().choices(); choice++) {
      var _ =
          group(
              UP_GROUPS + choice,
              spread().order(choice).stream().map(way -> towards(node.ups().get(way))).toList());
    }
    int seed = 1 + node.tier();
    rules.add(
        Kind.HASH.rule(
            HASH,
            0,
            Match.ANY,
            apply(
                Action.parse(
                    "multipath(symmetric_l3l4+udp,%d,modulo_n,%d,0,NXM_NX_REG1[])"
                        .formatted(seed * 7919, spread().slots()))),
            new GotoTable(SLOT)));
  }

  /** The number of the set of ways that lead to a leaf, made if it is new; 0 if there are none. */
  private int setTowards(int leaf) {
    int ways = node.ups().size();
    int[] weights = new int[ways];
    boolean[] isLive = new boolean[ways];
    long total = 0;
    for (int way = 0; way < ways; way++) {
      Cable cable = node.ups().get(way);
      weights[way] = fabric.paths(cable.peer(), leaf);
      isLive[way] = cable.isLive();
      total += weights[way];
    }
    if (total == 0) {
      return 0;
    }
    int[] choices = spread().choose(weights, isLive);
    int set = Arrays.hashCode(choices) & 0xff_ffff;
    while (set == 0 || sets.containsKey(set) && !Arrays.equals(sets.get(set), choices)) {
      set++;
    }
    sets.put(set, choices);
    return set;
  }

  private void slots() {
    sets.forEach((set, choices) -> {
      for (int slot = 0; slot < choices.length; slot++) {
        rules.add(
            Kind.SLOT.rule(
                SLOT,
                100,
                Match.builder().set(SET, set).set(Field.REG1, slot).build(),
                apply(new Action.Group(Kind.OWNER.groupId(UP_GROUPS + choices[slot])))));
      }
    });
  }

  // ---- hosts

  private void service(Stations stations) {
    Gateway gateway = new Gateway(SERVICE, blueprint.gatewayMac());
    rules.add(gateway.tellsOfArp());
    rules.add(gateway.routes(new GotoTable(ROUTE)));
    for (Subnet subnet : blueprint.subnets()) {
      rules.add(gateway.answersPing(subnet.gateway()));
      if (blueprint.leavesOf(subnet).contains(node.dpid())) {
        rules.add(gateway.answersArp(subnet.gateway()));
        for (Station station : stations.of(subnet)) {
          rules.add(gateway.answersArp(station.ip()));
          rules.add(gateway.leavesOwn(station.ip()));
          rules.add(gateway.leavesProbe(station.ip()));
        }
      }
    }
  }

  private void route(Stations stations) {
    for (Subnet subnet : blueprint.subnets()) {
      List<DatapathId> leaves = blueprint.leavesOf(subnet);
      if (leaves.equals(List.of(node.dpid())) || leaves.size() > 1) {
        for (Station station : stations.of(subnet)) {
          if (station.at().dpid().equals(node.dpid())) {
            rules.add(deliver(station));
          } else {
            remote(new Ipv4Prefix(station.ip(), 32), station.at().dpid());
          }
        }
        rules.add(
            Kind.TELL.rule(
                ROUTE,
                100 + subnet.prefix().length(),
                to(subnet.prefix()),
                apply(Action.controller(Action.WHOLE_PACKET))));
      } else {
        remote(subnet.prefix(), leaves.getFirst());
      }
    }
  }

  private Rule deliver(Station station) {
    MacAddress mac = station.mac();
    return Kind.STATION.rule(
        ROUTE,
        132,
        to(new Ipv4Prefix(station.ip(), 32)),
        apply(
            new Action.DecNwTtl(),
            Action.setField(Field.ETH_SRC, blueprint.gatewayMac()),
            Action.setField(Field.ETH_DST, mac),
            Action.output(station.at().port())));
  }

  private void remote(Ipv4Prefix prefix, DatapathId at) {
    int leaf = fabric.leafNumber(at);
    int set = node.ups().isEmpty() ? 0 : setTowards(leaf);
    if (set != 0) {
      rules.add(
          Kind.REMOTE.rule(
              ROUTE,
              100 + prefix.length(),
              to(prefix),
              apply(
                  new Action.DecNwTtl(),
                  new Action.PushVlan(TAG),
                  Action.setField(Field.VLAN_VID, VID_PRESENT | leaf),
                  Action.setField(SET, set)),
              new GotoTable(HASH)));
    }
  }

  private static Match to(Ipv4Prefix prefix) {
    Match.Builder match = Match.builder().set(Field.ETH_TYPE, IPV4);
    return (prefix.length() == 32
            ? match.set(Field.IPV4_DST, prefix.address())
            : match.set(Field.IPV4_DST, prefix.address(), prefix.mask()))
        .build();
  }
}
