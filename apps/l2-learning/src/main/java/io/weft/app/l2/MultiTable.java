package io.weft.app.l2;

import static io.weft.openflow.action.Instruction.apply;

import com.google.common.collect.ImmutableSet;
import io.weft.app.l2.Flooding.Uses;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Group;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Port;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction.GotoTable;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pipeline for switches with several tables and groups (OpenFlow 1.3). What it holds grows with
 * the number of hosts; every packet is forwarded by the switch, the first ones too.
 *
 * <pre>
 *  0 port         edge -> 1, link -> 2, else drop       an unknown port forwards nothing
 *  1 source       ARP, ND, DHCP -> controller and 2
 *                 known at this port -> 2               goes when idle
 *                 else -> controller and 2
 *  2 destination  known -> next hop
 *                 else -> group FLOOD
 * </pre>
 */
final class MultiTable {
  static final int TABLES = 3;

  private static final int PORT = 0;
  private static final int SOURCE = 1;
  private static final int DESTINATION = 2;

  private static final int HIGH = 200;
  private static final int NORMAL = 100;
  private static final int MISS = 0;

  /** Enough of a packet to learn its source from. */
  private static final int HEADERS = 128;

  private static final int FLOOD_GROUP = Kind.OWNER.groupId(1);
  private static final GotoTable TO_SOURCE = new GotoTable(SOURCE);
  private static final GotoTable TO_DESTINATION = new GotoTable(DESTINATION);

  private static final int ARP = 0x0806;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;

  private static final List<Match> TELLS_OF_HOSTS =
      List.of(
          Match.builder().set(Field.ETH_TYPE, ARP).build(),
          neighborDiscovery(135),
          neighborDiscovery(136),
          dhcp(67),
          dhcp(68));

  private MultiTable() {}

  private static Match neighborDiscovery(int type) {
    return Match.builder()
        .set(Field.ETH_TYPE, IPV6)
        .set(Field.IP_PROTO, 58)
        .set(Field.ICMPV6_TYPE, type)
        .build();
  }

  private static Match dhcp(int sourcePort) {
    return Match.builder()
        .set(Field.ETH_TYPE, IPV4)
        .set(Field.IP_PROTO, 17)
        .set(Field.UDP_SRC, sourcePort)
        .build();
  }

  static SwitchRules rules(Segment segment, SwitchNode node, L2Config config) {
    SwitchRules.Builder rules = SwitchRules.builder();
    // 01:80:c2:00:00:00 to 0f stay on their cable (IEEE 802.1Q, table 8-1).
    rules.add(
        Kind.RESERVED.rule(
            PORT,
            HIGH,
            Match.builder()
                .set(
                    Field.ETH_DST,
                    new MacAddress(0x0180_c200_0000L),
                    new MacAddress(0xffff_ffff_fff0L))
                .build(),
            0));
    for (Match match : TELLS_OF_HOSTS) {
      rules.add(
          Kind.SNOOP.rule(
              SOURCE,
              HIGH,
              match,
              0,
              apply(Action.controller(Action.WHOLE_PACKET)),
              TO_DESTINATION));
    }
    rules.add(
        Kind.UNKNOWN_SOURCE.rule(
            SOURCE, MISS, Match.ANY, 0, apply(Action.controller(HEADERS)), TO_DESTINATION));
    for (Host host : segment.view().hosts().values()) {
      if (host.location().dpid().equals(node.dpid())) {
        rules.add(
            Kind.HOST.rule(
                SOURCE,
                NORMAL,
                Match.builder()
                    .set(Field.IN_PORT, host.location().port())
                    .set(Field.ETH_SRC, host.mac())
                    .build(),
                config.idleSeconds(),
                TO_DESTINATION));
      }
      segment.wayTo(host, node.dpid()).ifPresent(way -> addWay(rules, segment, host.mac(), way));
    }
    rules.add(
        Kind.FLOOD.rule(DESTINATION, MISS, Match.ANY, 0, apply(new Action.Group(FLOOD_GROUP))));
    rules.add(floodGroup(segment, node.dpid()));
    // At last what lets packets in: they should not be flooded while there is a better way.
    for (Port port : node.ports().values()) {
      Match fromPort = Match.builder().set(Field.IN_PORT, port.desc().number()).build();
      switch (port.role()) {
        case EDGE -> rules.add(Kind.EDGE_PORT.rule(PORT, NORMAL, fromPort, 0, TO_SOURCE));
        case LINK -> {
          if (segment.isOpen(new ConnectPoint(node.dpid(), port.desc().number()))) {
            rules.addEntrance(Kind.LINK_PORT.rule(PORT, NORMAL, fromPort, 0, TO_DESTINATION));
          }
        }
        case DOWN, PROBING, STALE -> {}
      }
    }
    return rules.build();
  }

  private static void addWay(
      SwitchRules.Builder rules, Segment segment, MacAddress mac, Segment.Way way) {
    Rule rule = segment.destinations().towards(mac, way.port());
    way.next().ifPresentOrElse(next -> rules.add(rule, next), () -> rules.add(rule));
  }

  /** Where the rule is that sends packets on to a host. */
  static Rule.Key destination(MacAddress mac) {
    return new Rule.Key(DESTINATION, NORMAL, Match.builder().set(Field.ETH_DST, mac).build());
  }

  /** A switch never sends a packet back out of the port it came from (OpenFlow 1.3.5, 5.6.1). */
  private static Group floodGroup(Segment segment, DatapathId dpid) {
    return new Group(
        FLOOD_GROUP,
        GroupType.ALL,
        segment.floodPortsOf(dpid).stream().map(port -> Bucket.of(Action.output(port))).toList());
  }

  /** Reads hosts and link ports out of installed rules. */
  static Recovered recover(SwitchRules installed) {
    Map<MacAddress, PortNo> hosts = new HashMap<>();
    Set<PortNo> linkPorts = new HashSet<>();
    for (Rule rule : installed.rules().values()) {
      if (Kind.HOST.is(rule)) {
        hosts.put(
            rule.match().get(Field.ETH_SRC).orElseThrow(),
            rule.match().get(Field.IN_PORT).orElseThrow());
      } else if (Kind.LINK_PORT.is(rule)) {
        linkPorts.add(rule.match().get(Field.IN_PORT).orElseThrow());
      }
    }
    return new Recovered(hosts, linkPorts);
  }

  /** How a switch uses its ports, by what it has installed. */
  static Uses uses(DatapathId dpid, SwitchRules installed) {
    ImmutableSet.Builder<ConnectPoint> out = ImmutableSet.builder();
    Group group = installed.groups().get(FLOOD_GROUP);
    if (group != null) {
      for (Bucket bucket : group.buckets()) {
        for (Action action : bucket.actions()) {
          if (action instanceof Action.Output output) {
            out.add(new ConnectPoint(dpid, output.port()));
          }
        }
      }
    }
    ImmutableSet.Builder<ConnectPoint> in = ImmutableSet.builder();
    for (Rule rule : installed.rules().values()) {
      if (Kind.EDGE_PORT.is(rule) || Kind.LINK_PORT.is(rule)) {
        in.add(new ConnectPoint(dpid, rule.match().get(Field.IN_PORT).orElseThrow()));
      }
    }
    return new Uses(out.build(), in.build());
  }

  /** Whether a switch can carry this pipeline. */
  static boolean fits(SwitchNode node) {
    return !node.version().isBefore(OfVersion.OF13) && node.tables() >= TABLES;
  }
}
