package io.weft.testkit;

import io.weft.core.dataplane.Packet;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.net.packet.VlanTag;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Frames, and rules that have something to do with them, from a seed. */
final class RandomRules {
  private static final List<Field<?>> FIELDS =
      List.of(
          Field.ETH_DST,
          Field.ETH_SRC,
          Field.VLAN_VID,
          Field.VLAN_PCP,
          Field.IP_DSCP,
          Field.IP_ECN,
          Field.IPV4_SRC,
          Field.IPV4_DST,
          Field.TCP_SRC,
          Field.TCP_DST,
          Field.UDP_SRC,
          Field.UDP_DST,
          Field.ICMPV4_TYPE,
          Field.ICMPV4_CODE,
          Field.ARP_OP,
          Field.ARP_SPA,
          Field.ARP_TPA,
          Field.ARP_SHA,
          Field.ARP_THA,
          Field.IPV6_SRC,
          Field.IPV6_DST,
          Field.IPV6_FLABEL,
          Field.ICMPV6_TYPE,
          Field.ICMPV6_CODE,
          Field.IPV6_ND_TARGET,
          Field.IPV6_ND_SLL,
          Field.IPV6_ND_TLL);

  private final Random random;
  private final OfVersion version;
  private final int ports;

  RandomRules(long seed, OfVersion version, int ports) {
    this.random = new Random(seed);
    this.version = version;
    this.ports = ports;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private MacAddress mac() {
    return chance(10)
        ? MacAddress.BROADCAST
        : new MacAddress(0x0200_0000_0000L + random.nextInt(4));
  }

  private Ipv4Address ipv4() {
    return new Ipv4Address(10 << 24 | random.nextInt(3) << 16 | random.nextInt(4));
  }

  private Ipv6Address ipv6() {
    return new Ipv6Address(0x2001_0db8_0000_0000L + random.nextInt(2), random.nextInt(4));
  }

  int port() {
    return 1 + random.nextInt(ports);
  }

  /** A frame of one of the protocols that fields are about. */
  Bytes frame() {
    var v4 = Packets.from(mac(), ipv4()).to(mac(), ipv4());
    var v6 = Packets.from(mac(), ipv6()).to(mac(), ipv6());
    int source = 1000 + random.nextInt(3);
    int target = 80 + random.nextInt(3);
    byte[] payload = new byte[random.nextInt(40)];
    random.nextBytes(payload);
    var frame =
        switch (random.nextInt(10)) {
          case 0 -> Packets.arpRequest(mac(), ipv4(), ipv4());
          case 1 -> v4.tcp(source, target, 2, Bytes.wrap(payload));
          case 2 -> v4.udp(source, target, Bytes.wrap(payload));
          case 3 -> v4.icmpEcho(source, target);
          case 4 -> v6.tcp(source, target, 2, Bytes.wrap(payload));
          case 5 -> v6.udp(source, target, Bytes.wrap(payload));
          case 6 -> v6.icmpEcho(source, target);
          case 7 -> Packets.neighborSolicitation(mac(), ipv6(), ipv6());
          case 8 -> Packets.neighborAdvertisement(mac(), ipv6(), mac(), ipv6());
          default -> Packets.broadcast(mac(), Bytes.wrap(payload));
        };
    if (!chance(30)) {
      return frame.toBytes();
    }
    return frame
        .tagged(new VlanTag(0x8100, random.nextInt(8), false, 1 + random.nextInt(3)))
        .toBytes();
  }

  /** A match that a frame of this kind may have. */
  Match match() {
    Packet packet = Packet.of(frame(), PortNo.of(port()));
    Match.Builder match = Match.builder();
    if (chance(30)) {
      match.set(Field.IN_PORT, PortNo.of(port()));
    }
    if (chance(85)) {
      copy(packet, Field.ETH_TYPE, match, false);
      if (packet.has(Field.IP_PROTO) && chance(85)) {
        copy(packet, Field.IP_PROTO, match, false);
      }
    }
    for (Field<?> field : FIELDS) {
      if (packet.has(field) && chance(25)) {
        copy(packet, field, match, true);
      }
    }
    Match whole = match.build();
    while (whole.missingPrerequisite().isPresent()) {
      whole = whole.toBuilder().remove(whole.missingPrerequisite().get()).build();
    }
    return whole;
  }

  private void copy(Packet packet, Field<?> field, Match.Builder match, boolean vary) {
    long maskHigh = field.width() > 64 ? -1L >>> (128 - field.width()) : 0;
    long maskLow = field.width() >= 64 ? -1L : (1L << field.width()) - 1;
    boolean ipv4 = field == Field.IPV4_SRC || field == Field.IPV4_DST;
    if (vary && field.isMaskable() && chance(40)) {
      boolean prefix = version == OfVersion.OF10;
      if (!prefix || ipv4) {
        int shift = random.nextInt(Math.min(field.width(), 63));
        maskLow &= prefix || chance(50) ? -1L << shift : random.nextLong();
      }
    }
    match.set(field, packet.high(field) & maskHigh, packet.low(field) & maskLow, maskHigh, maskLow);
  }

  /** An action; it may make no sense with the match that it is used with. */
  private Action action(int groups) {
    if (version == OfVersion.OF10) {
      return actionOf10();
    }
    return switch (random.nextInt(12)) {
      case 0 -> Action.output(PortNo.IN_PORT);
      case 1 -> Action.output(oneOf(List.of(PortNo.FLOOD, PortNo.ALL)));
      case 2 -> Action.controller(Action.WHOLE_PACKET);
      case 3 -> new Action.DecNwTtl();
      case 4 -> new Action.PopVlan();
      case 5 -> new Action.PushVlan(chance(70) ? 0x8100 : 0x88a8);
      case 6, 7 -> setField();
      case 8 -> groups > 0 ? new Action.Group(1 + random.nextInt(groups)) : setField();
      default -> Action.output(PortNo.of(port()));
    };
  }

  private Action actionOf10() {
    return switch (random.nextInt(14)) {
      case 0 -> Action.output(PortNo.IN_PORT);
      case 1 -> Action.output(oneOf(List.of(PortNo.FLOOD, PortNo.ALL)));
      case 2 -> Action.controller(Action.WHOLE_PACKET);
      case 3 -> new Action.SetVlanVid(random.nextInt(4096));
      case 4 -> new Action.SetVlanPcp(random.nextInt(8));
      case 5 -> new Action.PopVlan();
      case 6 -> new Action.SetDlSrc(mac());
      case 7 -> new Action.SetNwSrc(ipv4());
      case 8 -> new Action.SetNwDst(ipv4());
      case 9 -> new Action.SetNwTos(random.nextInt(64) << 2);
      case 10 -> new Action.SetTpSrc(random.nextInt(65536));
      case 11 -> new Action.SetTpDst(random.nextInt(65536));
      default -> Action.output(PortNo.of(port()));
    };
  }

  private Action setField() {
    Field<?> field = oneOf(FIELDS);
    long high = field.width() > 64 ? random.nextLong() & -1L >>> (128 - field.width()) : 0;
    long full = field.width() >= 64 ? -1L : (1L << field.width()) - 1;
    long low = random.nextLong() & full;
    if (field == Field.VLAN_VID) {
      low |= 0x1000;
    } else if (field == Field.ARP_OP) {
      low &= 0xff; // Open vSwitch keeps no more of it
    }
    Match.Builder value = Match.builder();
    value.set(field, high, low, field.width() > 64 ? -1L >>> (128 - field.width()) : 0, full);
    return new Action.SetField(value.build());
  }

  /**
   * Some actions.
   *
   * @param mayPush Open vSwitch keeps two tags of a packet; so only one may be added on its way
   */
  private List<Action> actions(int groups, boolean mayPush) {
    int pushes = mayPush ? 1 : 0;
    List<Action> actions = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      Action action = action(groups);
      boolean push = action instanceof Action.PushVlan;
      if (!push || pushes-- > 0) {
        actions.add(action);
      }
      if (push) {
        // The new tag is a copy of the old one in OpenFlow, and zero in Open vSwitch.
        actions.add(Action.setField(Field.VLAN_VID, 0x1000 | random.nextInt(4096)));
        actions.add(Action.setField(Field.VLAN_PCP, random.nextInt(8)));
      }
    }
    return actions;
  }

  /** Without port setters where there may be no ports: Open vSwitch sets type and code of ICMP. */
  private static List<Action> possible(List<Action> actions, Match match) {
    boolean ports =
        match.get(Field.IP_PROTO).filter(protocol -> protocol == 6 || protocol == 17).isPresent();
    return actions.stream()
        .filter(a -> ports || !(a instanceof Action.SetTpSrc || a instanceof Action.SetTpDst))
        .toList();
  }

  /** A flow entry in one of the first tables. */
  FlowMod flow(int tables, int groups) {
    int table = random.nextInt(tables);
    Match match = chance(10) ? Match.ANY : match();
    List<Instruction> instructions = new ArrayList<>();
    if (chance(75)) {
      instructions.add(new Instruction.ApplyActions(possible(actions(groups, table == 0), match)));
    }
    if (version != OfVersion.OF10) {
      if (chance(30)) {
        instructions.add(new Instruction.WriteActions(actions(groups, false)));
      }
      if (chance(10)) {
        instructions.add(new Instruction.ClearActions());
      }
      if (chance(20)) {
        instructions.add(new Instruction.WriteMetadata(random.nextInt(16), 0xf));
      }
      if (chance(50)) {
        instructions.add(new Instruction.GotoTable(table + 1 + random.nextInt(2)));
      }
    }
    if (table > 0 && chance(20)) {
      match = match.toBuilder().set(Field.METADATA, (long) random.nextInt(16), 0x5L).build();
    }
    // Distinct priorities: which of equal ones wins is open.
    return FlowMod.add(
        table,
        match.isEmpty() ? random.nextInt(2) : 1 + random.nextInt(0xfffe),
        match,
        instructions);
  }

  /** Buckets are not held against a match, and Open vSwitch adds a tag where there is none. */
  private static List<Action> withoutTagSetters(List<Action> actions) {
    return actions.stream().filter(a -> !setsTag(a)).toList();
  }

  private static boolean setsTag(Action action) {
    return action instanceof Action.SetField set
        && (set.value().has(Field.VLAN_VID) || set.value().has(Field.VLAN_PCP));
  }

  /** A group whose behaviour is not the switch's choice. */
  GroupMod group(int id) {
    GroupType type = oneOf(List.of(GroupType.ALL, GroupType.INDIRECT, GroupType.FAST_FAILOVER));
    List<Bucket> buckets = new ArrayList<>();
    int count = type == GroupType.INDIRECT ? 1 : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean watches = type == GroupType.FAST_FAILOVER;
      buckets.add(
          new Bucket(
              0,
              watches ? PortNo.of(port()) : PortNo.ANY,
              Bucket.NO_GROUP,
              withoutTagSetters(actions(id - 1, false))));
    }
    return new GroupMod(GroupMod.Command.ADD, type, id, buckets);
  }

  private static final List<String> FEW_MATCHES =
      List.of("", "in_port=1", "in_port=2", "eth_type=0x800", "eth_type=0x800,ip_proto=6");

  /** A change to few possible entries, so that changes meet each other. */
  FlowMod change(int tables) {
    FlowModCommand command = oneOf(List.of(FlowModCommand.values()));
    boolean deletes = command == FlowModCommand.DELETE || command == FlowModCommand.DELETE_STRICT;
    boolean of10 = version == OfVersion.OF10;
    boolean adds = command == FlowModCommand.ADD;
    Match.Builder match = Match.builder();
    for (String part : oneOf(FEW_MATCHES).split(",", 0)) {
      if (!part.isEmpty()) {
        set(match, Field.named(part.substring(0, part.indexOf('='))).orElseThrow(), part);
      }
    }
    if (chance(30)) {
      match.set(
          Field.ETH_SRC, new MacAddress(random.nextInt(2)), new MacAddress(1 + random.nextInt(2)));
    }
    Match built = match.build();
    if (of10) {
      built = built.toBuilder().remove(Field.ETH_SRC).build();
    }
    return new FlowMod(
        command,
        random.nextInt(4),
        of10 || adds ? 0 : random.nextInt(4),
        deletes && !of10 && chance(20) ? FlowMod.ALL_TABLES : random.nextInt(tables),
        0,
        0,
        random.nextInt(3),
        BufferId.NONE,
        deletes && chance(30) ? PortNo.of(port()) : PortNo.ANY,
        Bucket.NO_GROUP,
        adds && chance(20) ? Set.of(FlowFlag.CHECK_OVERLAP) : Set.of(),
        built,
        deletes ? List.of() : List.of(Instruction.apply(Action.output(PortNo.of(port())))));
  }

  private static <V> void set(Match.Builder match, Field<V> field, String part) {
    match.set(field, field.type().parse(part.substring(part.indexOf('=') + 1)));
  }
}
