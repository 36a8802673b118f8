package io.weft.app.l2;

import static io.weft.openflow.action.Instruction.apply;

import com.google.common.collect.ImmutableSet;
import io.weft.app.l2.Flooding.Uses;
import io.weft.app.l2.Pairs.Pair;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Port;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline for switches with one table (OpenFlow 1.0). What it holds grows with the number of
 * conversations of the hosts at this switch, and with hosts times link ports. The first packet of a
 * conversation goes through the controller: it is the table miss of an edge port.
 *
 * <pre>
 *  300 reserved addresses          -> drop
 *  260 pair to broadcast, ARP/DHCP -> controller and flood   hosts' addresses are learned from it
 *  250 pair (edge port, src, dst)  -> way to dst, or flood    goes when idle
 *  200 link port, known dst        -> next hop
 *  150 link port                   -> flood
 *  100 blocked port                -> drop
 *      edge port                   -> no match: to the controller
 * </pre>
 */
final class SingleTable {
  private static final int RESERVED = 300;
  private static final int SNOOP = 260;
  private static final int PAIR = 250;
  private static final int DESTINATION = 200;
  private static final int LINK = 150;
  private static final int BLOCKED = 100;

  private static final int TABLE = 0;
  private static final int ARP = 0x0806;
  private static final int IPV4 = 0x0800;

  /**
   * Addresses that no bridge forwards (IEEE 802.1Q, table 8-1); OpenFlow 1.0 masks no MAC address,
   * so those in use are listed: spanning tree, pause, slow protocols, 802.1X, LLDP.
   */
  private static final long[] RESERVED_LAST_OCTETS = {0x00, 0x01, 0x02, 0x03, 0x0e};

  private SingleTable() {}

  static SwitchRules rules(Segment segment, SwitchNode node, Set<Pair> pairs, L2Config config) {
    SwitchRules.Builder rules = SwitchRules.builder();
    List<Action> flood = flood(segment, node.dpid());
    for (long octet : RESERVED_LAST_OCTETS) {
      MacAddress address = new MacAddress(0x0180_c200_0000L | octet);
      rules.add(
          Kind.RESERVED.rule(
              TABLE, RESERVED, Match.builder().set(Field.ETH_DST, address).build(), 0));
    }
    for (Pair pair : pairs) {
      Match match = match(pair);
      Optional<Segment.Way> way = wayOf(segment, node.dpid(), pair);
      Rule rule =
          Kind.PAIR.rule(
              TABLE,
              PAIR,
              match,
              config.idleSeconds(),
              apply(way.map(w -> List.<Action>of(Action.output(w.port()))).orElse(flood)));
      add(rules, rule, way.flatMap(Segment.Way::next));
      if (pair.dst().equals(MacAddress.BROADCAST)) {
        snooped(match).forEach(tells -> rules.add(snoop(tells, flood)));
      }
    }
    for (Port port : node.ports().values()) {
      PortNo number = port.desc().number();
      Match fromPort = Match.builder().set(Field.IN_PORT, number).build();
      if (segment.isOpen(new ConnectPoint(node.dpid(), number))) {
        for (Host host : segment.view().hosts().values()) {
          segment.wayTo(host, node.dpid()).ifPresent(way -> addWay(rules, number, host.mac(), way));
        }
        // Last: packets should not be flooded while there is a better way.
        rules.addEntrance(Kind.LINK_PORT.rule(TABLE, LINK, fromPort, 0, apply(flood)));
      } else if (!port.isEdge() && port.role() != PortRole.DOWN) {
        rules.add(Kind.BLOCKED_PORT.rule(TABLE, BLOCKED, fromPort, 0));
      }
    }
    return rules.build();
  }

  private static void addWay(
      SwitchRules.Builder rules, PortNo inPort, MacAddress mac, Segment.Way way) {
    Rule.Key key = destination(inPort, mac);
    Rule rule =
        Kind.DESTINATION.rule(
            TABLE, DESTINATION, key.match(), 0, apply(List.of(Action.output(way.port()))));
    add(rules, rule, way.next());
  }

  private static void add(SwitchRules.Builder rules, Rule rule, Optional<SwitchRules.Place> next) {
    next.ifPresentOrElse(place -> rules.add(rule, place), () -> rules.add(rule));
  }

  /** Where the rule is that sends packets of a link port on to a host. */
  static Rule.Key destination(PortNo inPort, MacAddress mac) {
    return new Rule.Key(
        TABLE,
        DESTINATION,
        Match.builder().set(Field.IN_PORT, inPort).set(Field.ETH_DST, mac).build());
  }

  private static Match match(Pair pair) {
    return Match.builder()
        .set(Field.IN_PORT, pair.inPort())
        .set(Field.ETH_SRC, pair.src())
        .set(Field.ETH_DST, pair.dst())
        .build();
  }

  private static List<Match> snooped(Match toBroadcast) {
    return List.of(
        toBroadcast.toBuilder().set(Field.ETH_TYPE, ARP).build(),
        toBroadcast.toBuilder()
            .set(Field.ETH_TYPE, IPV4)
            .set(Field.IP_PROTO, 17)
            .set(Field.UDP_SRC, 67)
            .build());
  }

  private static Rule snoop(Match match, List<Action> flood) {
    List<Action> actions = new ArrayList<>();
    actions.add(Action.controller(Action.WHOLE_PACKET));
    actions.addAll(flood);
    return Kind.SNOOP.rule(TABLE, SNOOP, match, 0, apply(actions));
  }

  /** A switch never sends a packet back out of the port it came from (OpenFlow 1.0.0, 3.3). */
  static List<Action> flood(Segment segment, DatapathId dpid) {
    return segment.floodPortsOf(dpid).stream().<Action>map(Action::output).toList();
  }

  private static Optional<Segment.Way> wayOf(Segment segment, DatapathId dpid, Pair pair) {
    return pair.dst().isMulticast() ? Optional.empty() : segment.wayTo(pair.dst(), dpid);
  }

  /** The pair that a rule was made for. */
  static Optional<Pair> pairOf(Rule rule) {
    return Kind.PAIR.is(rule)
        ? Optional.of(
            new Pair(
                rule.match().get(Field.IN_PORT).orElseThrow(),
                rule.match().get(Field.ETH_SRC).orElseThrow(),
                rule.match().get(Field.ETH_DST).orElseThrow()))
        : Optional.empty();
  }

  /** Reads hosts and link ports out of installed rules. */
  static Recovered recover(SwitchRules installed) {
    Map<MacAddress, PortNo> hosts = new HashMap<>();
    Set<PortNo> linkPorts = new HashSet<>();
    for (Rule rule : installed.rules().values()) {
      pairOf(rule).ifPresent(pair -> hosts.put(pair.src(), pair.inPort()));
      if (Kind.LINK_PORT.is(rule)) {
        linkPorts.add(rule.match().get(Field.IN_PORT).orElseThrow());
      }
    }
    return new Recovered(hosts, linkPorts);
  }

  /** How a switch uses its ports for what comes from others, by its installed rules. */
  static Uses uses(DatapathId dpid, SwitchRules installed) {
    ImmutableSet.Builder<ConnectPoint> out = ImmutableSet.builder();
    ImmutableSet.Builder<ConnectPoint> in = ImmutableSet.builder();
    for (Rule rule : installed.rules().values()) {
      if (Kind.LINK_PORT.is(rule)) {
        Kind.outputs(rule).forEach(port -> out.add(new ConnectPoint(dpid, port)));
        in.add(new ConnectPoint(dpid, rule.match().get(Field.IN_PORT).orElseThrow()));
      }
    }
    return new Uses(out.build(), in.build());
  }
}
