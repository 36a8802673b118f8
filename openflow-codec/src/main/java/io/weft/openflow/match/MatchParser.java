package io.weft.openflow.match;

import io.weft.net.Bytes;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a match of items such as {@code tcp} and {@code tp_dst=80}, in any order: what {@code
 * tp_dst} means is known when all have been given.
 */
public final class MatchParser {
  private static final Set<String> ETHERTYPE = Set.of("dl_type", "eth_type");
  private static final Set<String> IP_PROTOCOL = Set.of("nw_proto", "ip_proto");
  private static final int NO_VLAN_OF10 = 0xffff;

  private final Match.Builder match = Match.builder();
  private final List<Scanner.Item> later = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int etherType = Protocol.NONE;
  private int ipProtocol = Protocol.NONE;
  private boolean ofEthernet;

  static Match parse(String text) {
    MatchParser parser = new MatchParser();
    Scanner in = new Scanner(text);
    while (in.hasMore()) {
      parser.add(in.item());
    }
    return parser.build();
  }

  /**
   * Takes the next item.
   *
   * @throws NotationException if it cannot be part of a match
   */
  public void add(Scanner.Item item) {
    Token name = item.name();
    if (!name.is("oxm") && !seen.add(name.text())) {
      throw new NotationException(name.column(), name.text() + " comes twice");
    }
    Optional<Protocol> protocol = item.hasValue() ? Optional.empty() : Protocol.named(name.text());
    if (protocol.isPresent()) {
      setEtherType(name, protocol.get().etherType());
      if (protocol.get().ipProtocol() != Protocol.NONE) {
        setIpProtocol(name, protocol.get().ipProtocol());
      }
    } else if (name.is("eth") && !item.hasValue()) {
      ofEthernet = true;
    } else if (name.text().startsWith("tun_metadata") && !item.hasValue()) {
      match.setWide(field(name), Bytes.EMPTY, Bytes.EMPTY, true);
    } else if (ETHERTYPE.contains(name.text())) {
      setEtherType(item.required(), item.required().u16());
    } else {
      if (!item.hasValue()) {
        throw name.expected("a protocol, or a field and its value");
      }
      later.add(item);
    }
  }

  private void setEtherType(Token at, int value) {
    if (etherType != Protocol.NONE && etherType != value) {
      throw new NotationException(at.column(), at.text() + " is another ethertype");
    }
    etherType = value;
    match.set(Field.ETH_TYPE, value);
  }

  private void setIpProtocol(Token at, int value) {
    if (ipProtocol != Protocol.NONE && ipProtocol != value) {
      throw new NotationException(at.column(), at.text() + " is another protocol");
    }
    ipProtocol = value;
    match.set(Field.IP_PROTO, value);
  }

  /**
   * The match of all items.
   *
   * @throws NotationException if an item has a value that its field does not take
   */
  public Match build() {
    for (Scanner.Item item : later) {
      if (isIpProtocol(item.name())) {
        setIpProtocol(item.required(), item.required().u8());
      }
    }
    for (Scanner.Item item : later) {
      if (!isIpProtocol(item.name())) {
        set(item.name(), item.required());
      }
    }
    if (match.has(Field.VLAN_PCP) && !match.has(Field.VLAN_VID) && !seen.contains("vlan_tci")) {
      match.set(Field.VLAN_VID, MatchText.VLAN_PRESENT, MatchText.VLAN_PRESENT);
    }
    Match all = match.build();
    boolean isImplied = false;
    for (Field<?> field : all.fields()) {
      isImplied |= field.prerequisite() != Prerequisite.NONE;
    }
    return ofEthernet && !isImplied ? match.set(Field.PACKET_TYPE, 0L).build() : all;
  }

  private boolean isArp() {
    return etherType == Protocol.ARP || etherType == Protocol.RARP;
  }

  private boolean isIpProtocol(Token name) {
    return IP_PROTOCOL.contains(name.text()) && !(isArp() && name.is("nw_proto"));
  }

  private void set(Token name, Token value) {
    switch (name.text()) {
      case "dl_vlan" -> setVlan(value);
      case "vlan_tci" -> setVlanTci(value);
      case "nw_tos" -> setTos(value);
      case "tp_src" ->
          setField(transport(name, Field.TCP_SRC, Field.UDP_SRC, Field.SCTP_SRC), value);
      case "tp_dst" ->
          setField(transport(name, Field.TCP_DST, Field.UDP_DST, Field.SCTP_DST), value);
      case "icmp_type" -> setField(icmp(name, Field.ICMPV4_TYPE, Field.ICMPV6_TYPE), value);
      case "icmp_code" -> setField(icmp(name, Field.ICMPV4_CODE, Field.ICMPV6_CODE), value);
      case "nw_proto" -> setField(Field.ARP_OP, value);
      case "nw_src" -> setField(isArp() ? Field.ARP_SPA : Field.IPV4_SRC, value);
      case "nw_dst" -> setField(isArp() ? Field.ARP_TPA : Field.IPV4_DST, value);
      case "oxm" -> match.unknown(value.as(Bytes::parse));
      default -> setNamed(field(name), value);
    }
  }

  private static Field<?> field(Token name) {
    return Field.named(name.text()).orElseThrow(() -> name.expected("the name of a match field"));
  }

  /** Says by other fields what a match says by them. */
  private void setNamed(Field<?> field, Token value) {
    if (!Registers.isWide(field)) {
      setField(field, value);
      return;
    }
    if (Registers.has(match, field)) {
      throw new NotationException(value.column(), "the registers of " + field + " are set twice");
    }
    Match wide = Match.builder(1).parse(field, value).build();
    Registers.split(
        field, wide.high(field), wide.low(field), wide.maskHigh(field), wide.maskLow(field), match);
  }

  private Field<Integer> transport(
      Token name, Field<Integer> tcp, Field<Integer> udp, Field<Integer> sctp) {
    return switch (ipProtocol) {
      case 6 -> tcp;
      case 17 -> udp;
      case 132 -> sctp;
      default ->
          throw new NotationException(name.column(), name.text() + " needs tcp, udp or sctp");
    };
  }

  private Field<Integer> icmp(Token name, Field<Integer> v4, Field<Integer> v6) {
    return switch (etherType) {
      case Protocol.IPV4 -> v4;
      case Protocol.IPV6 -> v6;
      default -> throw new NotationException(name.column(), name.text() + " needs icmp or icmp6");
    };
  }

  private void setField(Field<?> field, Token text) {
    refuseSecond(field, text);
    match.parse(field, text);
  }

  private void refuseSecond(Field<?> field, Token at) {
    if (match.has(field)) {
      throw new NotationException(at.column(), field + " is set twice");
    }
  }

  private void setTos(Token value) {
    refuseSecond(Field.IP_DSCP, value);
    int tos = value.u8();
    if ((tos & 3) != 0) {
      throw value.expected("a multiple of 4, as the two low bits are the ECN");
    }
    match.set(Field.IP_DSCP, tos >>> 2);
  }

  private void setVlan(Token value) {
    refuseSecond(Field.VLAN_VID, value);
    int id = value.u16();
    if (id != NO_VLAN_OF10 && id > MatchText.VLAN_ID) {
      throw value.expected("a VLAN id of 0 to 4095, or 65535 for no VLAN");
    }
    match.set(Field.VLAN_VID, id == NO_VLAN_OF10 ? 0 : MatchText.VLAN_PRESENT | id);
  }

  /** Priority, presence and id as one number; all zero means that there is no tag. */
  private void setVlanTci(Token value) {
    refuseSecond(Field.VLAN_VID, value);
    refuseSecond(Field.VLAN_PCP, value);
    int tci = value.before("/").u16();
    int mask = value.contains("/") ? value.after("/").u16() : MatchText.VLAN_TCI_ALL;
    int pcpMask = mask & MatchText.VLAN_TCI_PCP;
    boolean isTagged = (tci & mask & MatchText.VLAN_PRESENT) != 0;
    if (pcpMask != 0 && (pcpMask != MatchText.VLAN_TCI_PCP || !isTagged)) {
      match.set(Field.VLAN_TCI, tci & mask, mask);
      return;
    }
    int vidMask = mask & ~MatchText.VLAN_TCI_PCP;
    if (vidMask != 0) {
      match.set(Field.VLAN_VID, tci & vidMask, vidMask);
    }
    if (pcpMask != 0) {
      match.set(Field.VLAN_PCP, tci >>> MatchText.VLAN_PCP_SHIFT & 7);
    }
  }
}
