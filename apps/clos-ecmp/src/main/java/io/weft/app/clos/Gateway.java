package io.weft.app.clos;

import static io.weft.openflow.action.Instruction.apply;

import io.weft.core.desired.Rule;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * What a leaf answers itself, with or without a controller: who has the address of a gateway (ARP,
 * RFC 826) and of a host of a stretched subnet (RFC 1027), and pings of a gateway (RFC 792).
 */
final class Gateway {
  private static final int ARP = 0x0806;
  private static final int IPV4 = 0x0800;
  private static final int ICMP = 1;
  private static final int ECHO_REQUEST = 8;

  private static final int OWN = 310;
  private static final int ANSWERED = 300;
  private static final int TOLD = 200;

  private final int table;
  private final MacAddress mac;
  private final Action tell = Action.controller(Action.WHOLE_PACKET);

  /**
   * @param table where the rules are
   * @param mac what every gateway answers with
   */
  Gateway(int table, MacAddress mac) {
    this.table = table;
    this.mac = mac;
  }

  /** Hosts are known by what they say in ARP. */
  Rule tellsOfArp() {
    return Kind.TELL.rule(
        table, TOLD, Match.builder().set(Field.ETH_TYPE, ARP).build(), apply(tell));
  }

  /** Somebody asks who has an address: we do. */
  Rule answersArp(Ipv4Address address) {
    List<Action> reply =
        Action.parse(
            "CONTROLLER:65535,"
                + "move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],set_field:%s->eth_src,set_field:2->arp_op,"
                    .formatted(mac)
                + "move:NXM_NX_ARP_SHA[]->NXM_NX_ARP_THA[],move:NXM_OF_ARP_SPA[]->NXM_OF_ARP_TPA[],"
                + "set_field:%s->arp_sha,set_field:%s->arp_spa,in_port".formatted(mac, address));
    return Kind.GATEWAY.rule(table, ANSWERED, request(address).build(), apply(reply));
  }

  /** A host that asks for its own address wants no answer (RFC 5227, 2.1 and 2.3). */
  Rule leavesOwn(Ipv4Address address) {
    return Kind.TELL.rule(
        table, OWN, request(address).set(Field.ARP_SPA, address).build(), apply(tell));
  }

  /** As the other, before the host has taken the address. */
  Rule leavesProbe(Ipv4Address address) {
    return Kind.TELL.rule(
        table, OWN, request(address).set(Field.ARP_SPA, Ipv4Address.ANY).build(), apply(tell));
  }

  private static Match.Builder request(Ipv4Address address) {
    return Match.builder()
        .set(Field.ETH_TYPE, ARP)
        .set(Field.ARP_OP, 1)
        .set(Field.ARP_TPA, address);
  }

  /** A gateway answers pings, from any leaf. */
  Rule answersPing(Ipv4Address gateway) {
    List<Action> reply =
        Action.parse(
            "move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],set_field:%s->eth_src,".formatted(mac)
                + "move:NXM_OF_IP_SRC[]->NXM_OF_IP_DST[],set_field:%s->ip_src,".formatted(gateway)
                + "set_field:64->nw_ttl,set_field:0->icmp_type,in_port");
    Match match =
        Match.builder()
            .set(Field.ETH_DST, mac)
            .set(Field.ETH_TYPE, IPV4)
            .set(Field.IPV4_DST, gateway)
            .set(Field.IP_PROTO, ICMP)
            .set(Field.ICMPV4_TYPE, ECHO_REQUEST)
            .set(Field.ICMPV4_CODE, 0)
            .build();
    return Kind.GATEWAY.rule(table, ANSWERED, match, apply(reply));
  }

  /** Packets to other subnets go on to be routed. */
  Rule routes(Instruction on) {
    return Kind.GATEWAY.rule(
        table, 100, Match.builder().set(Field.ETH_DST, mac).set(Field.ETH_TYPE, IPV4).build(), on);
  }
}
