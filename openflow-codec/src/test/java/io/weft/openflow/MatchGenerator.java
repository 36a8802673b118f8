package io.weft.openflow;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.SettableFields;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Prerequisite;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes matches that meet the prerequisites of their fields, and fields to be set. */
final class MatchGenerator {
  private static final int VLAN_PRESENT = 0x1000;
  private static final int[] ETHERTYPES = {0x0800, 0x0800, 0x86dd, 0x0806, 0x8035, 0x8847, 0x8848};
  private static final int[] PROTOCOLS = {1, 2, 6, 17, 58, 132};
  private static final List<Field<?>> NOT_SETTABLE =
      List.of(
          Field.IN_PORT,
          Field.IN_PORT_16,
          Field.IN_PHY_PORT,
          Field.ETH_TYPE,
          Field.VLAN_VID,
          Field.IP_PROTO,
          Field.IPV6_EXTHDR,
          Field.ACTSET_OUTPUT,
          Field.PACKET_TYPE,
          Field.DP_HASH,
          Field.RECIRC_ID,
          Field.CONJ_ID,
          Field.CT_STATE,
          Field.CT_ZONE,
          Field.CT_MARK,
          Field.CT_LABEL,
          Field.CT_NW_SRC,
          Field.CT_NW_DST,
          Field.CT_IPV6_SRC,
          Field.CT_IPV6_DST,
          Field.CT_NW_PROTO,
          Field.CT_TP_SRC,
          Field.CT_TP_DST,
          Field.MPLS_BOS,
          Field.IP_FRAG,
          Field.NW_TOS,
          Field.TCP_FLAGS,
          Field.NSH_MDTYPE,
          Field.NSH_NP,
          Field.TUN_GTPU_FLAGS,
          Field.TUN_GTPU_MSGTYPE);

  /** Value and mask of ip_frag that have a name. */
  private static final int[][] FRAGMENTS = {{0, 3}, {1, 1}, {1, 3}, {3, 3}, {0, 2}};

  /** A packet without Ethernet header: one with a service header, and one of another name space. */
  private static final long[] PACKET_TYPES = {0x1_894f, 0x2_0005};

  private static final List<Field<?>> OF10_FIELDS =
      List.of(
          Field.IN_PORT,
          Field.ETH_SRC,
          Field.ETH_DST,
          Field.ETH_TYPE,
          Field.VLAN_VID,
          Field.VLAN_PCP,
          Field.IP_DSCP,
          Field.IP_PROTO,
          Field.IPV4_SRC,
          Field.IPV4_DST,
          Field.ARP_OP,
          Field.ARP_SPA,
          Field.ARP_TPA,
          Field.TCP_SRC,
          Field.TCP_DST,
          Field.UDP_SRC,
          Field.UDP_DST,
          Field.SCTP_SRC,
          Field.SCTP_DST,
          Field.ICMPV4_TYPE,
          Field.ICMPV4_CODE);
  private static final List<Field<?>> OF11_FIELDS =
      Stream.concat(
              OF10_FIELDS.stream(), Stream.of(Field.MPLS_LABEL, Field.MPLS_TC, Field.METADATA))
          .toList();

  private final Random random;
  private final OfVersion version;

  MatchGenerator(Random random, OfVersion version) {
    this.random = random;
    this.version = version;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private boolean isOf10() {
    return version == OfVersion.OF10;
  }

  PortNo port() {
    int highest = isStruct() ? 0xfeff : 0x7fff_fffe;
    return PortNo.of(1 + random.nextInt(oneIn(20) ? highest : oneIn(3) ? 0xfeff : 48));
  }

  private boolean isStruct() {
    return version.isBefore(OfVersion.OF12);
  }

  private List<Field<?>> fields() {
    return switch (version) {
      case OF10 -> OF10_FIELDS;
      case OF11 -> OF11_FIELDS;
      default -> Field.all();
    };
  }

  Match match() {
    Match.Builder match = Match.builder();
    for (Field<?> field : fields()) {
      boolean exists = isStruct() || field.isIn(version) && !field.isAlias();
      boolean inIpv6OfStruct = isStruct() && match.low(Field.ETH_TYPE) == 0x86dd;
      boolean founded =
          field.prerequisite().holds(match)
              && !(inIpv6OfStruct && field.prerequisite() == Prerequisite.IP_ANY);
      if (exists && founded && oneIn(rarity(field))) {
        set(match, field);
      }
    }
    return match.build();
  }

  /** The fields of the specification come often, those of extensions now and then. */
  private int rarity(Field<?> field) {
    boolean isExtension =
        field.numbers().stream().noneMatch(number -> number.name().startsWith("OXM_OF"));
    return field == Field.ETH_TYPE || field.prerequisite() == Prerequisite.NSH
        ? 2
        : field.isVariable() ? 300 : isExtension || field == Field.PACKET_TYPE ? 25 : 4;
  }

  private void set(Match.Builder match, Field<?> field) {
    if (field == Field.IN_PORT) {
      match.set(Field.IN_PORT, oneIn(5) ? PortNo.LOCAL : port());
    } else if (field == Field.IN_PHY_PORT) {
      match.set(Field.IN_PHY_PORT, port());
    } else if (field == Field.ETH_TYPE) {
      boolean common = !oneIn(6);
      int other = 0x600 + random.nextInt(0xf000);
      match.set(Field.ETH_TYPE, common ? ETHERTYPES[random.nextInt(ETHERTYPES.length)] : other);
    } else if (field == Field.VLAN_VID) {
      setVlan(match);
    } else if (field == Field.IP_PROTO) {
      boolean common = !oneIn(6);
      match.set(
          Field.IP_PROTO,
          common ? PROTOCOLS[random.nextInt(PROTOCOLS.length)] : random.nextInt(256));
    } else if (field == Field.IP_FRAG) {
      int[] fragment = FRAGMENTS[random.nextInt(FRAGMENTS.length)];
      match.set(field, 0, fragment[0], 0, fragment[1]);
    } else if (field == Field.PACKET_TYPE) {
      match.set(Field.PACKET_TYPE, PACKET_TYPES[random.nextInt(PACKET_TYPES.length)]);
    } else if (field == Field.NSH_TTL) {
      match.set(Field.NSH_TTL, random.nextInt(64));
    } else if (field == Field.NSH_MDTYPE) {
      match.set(Field.NSH_MDTYPE, 1 + random.nextInt(2));
    } else if (field.isVariable()) {
      setOctets(match, field);
    } else if (field.oxmName().startsWith("tun_erspan") || field.oxmName().startsWith("tun_gtpu")) {
      // A mask that equals the value is not printed.
      long value = random.nextLong() & field.fullLow();
      match.set(field, 0, value, 0, field.fullLow());
    } else if (field == Field.ARP_OP && isStruct()) {
      match.set(Field.ARP_OP, random.nextInt(256));
    } else if (field == Field.ICMPV6_TYPE && oneIn(2)) {
      match.set(Field.ICMPV6_TYPE, 135 + random.nextInt(2));
    } else {
      setBits(match, field);
    }
  }

  private void setVlan(Match.Builder match) {
    switch (random.nextInt(isOf10() ? 3 : isStruct() ? 4 : 5)) {
      case 0 -> match.set(Field.VLAN_VID, 0);
      case 1, 2 -> match.set(Field.VLAN_VID, VLAN_PRESENT | random.nextInt(0x1000));
      case 3 -> match.set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT);
      default -> {
        int mask = VLAN_PRESENT | random.nextInt(0x1000);
        match.set(Field.VLAN_VID, mask & (VLAN_PRESENT | random.nextInt(0x1000)), mask);
      }
    }
  }

  /** The first octet is not zero, as text does not show such ones. */
  private void setOctets(Match.Builder match, Field<?> field) {
    if (oneIn(4)) {
      match.setWide(field, Bytes.EMPTY, Bytes.EMPTY, true);
      return;
    }
    byte[] value = new byte[1 + random.nextInt(oneIn(4) ? Field.LONGEST : 8)];
    byte[] mask = new byte[value.length];
    random.nextBytes(value);
    random.nextBytes(mask);
    value[0] |= 1;
    mask[0] |= 1;
    boolean isMasked = oneIn(2);
    match.setWide(field, Bytes.wrap(value), isMasked ? Bytes.wrap(mask) : Bytes.EMPTY, isMasked);
  }

  /** Any value; with a mask at times if the field takes one, a prefix in 1.0. */
  private void setBits(Match.Builder match, Field<?> field) {
    int width = field.width();
    long fullHigh = field.fullHigh();
    long fullLow = field.fullLow();
    long maskHigh = fullHigh;
    long maskLow = fullLow;
    boolean isAddress = width == 32 || width == 128;
    boolean takesMask =
        !isStruct() || isAddress || !isOf10() && (field.width() == 48 || field == Field.METADATA);
    if (field.isMaskable() && oneIn(2) && takesMask) {
      if (isAddress && (isOf10() || oneIn(2))) {
        int ignored = random.nextInt(width);
        maskLow = ignored >= 64 ? 0 : fullLow & -1L << ignored;
        maskHigh = ignored <= 64 ? fullHigh : fullHigh & -1L << (ignored - 64);
      } else {
        maskHigh = fullHigh & random.nextLong();
        maskLow = fullLow & random.nextLong();
      }
    }
    match.set(field, random.nextLong() & maskHigh, random.nextLong() & maskLow, maskHigh, maskLow);
  }

  /** A field with a value and no mask, to be set by an action. */
  Match settable() {
    if (oneIn(6)) {
      return Match.builder().set(Field.VLAN_VID, VLAN_PRESENT | random.nextInt(0x1000)).build();
    }
    List<Field<?>> choices = new ArrayList<>(Field.all());
    choices.removeIf(field ->
        NOT_SETTABLE.contains(field)
            || !SettableFields.contains(field)
            || field == Field.NSH_TTL
            || field == Field.NW_TOS
            || field == Field.CT_MARK
            || field == Field.CT_LABEL
            || field.isVariable()
            || field.numberIn(version).isEmpty()
            || field == Field.VLAN_TCI && isStruct());
    Field<?> field = choices.get(random.nextInt(choices.size()));
    long high = random.nextLong() & field.fullHigh();
    long low = random.nextLong() & (field == Field.NSH_TTL ? 0x3f : field.fullLow());
    return Match.builder().set(field, high, low, field.fullHigh(), field.fullLow()).build();
  }
}
