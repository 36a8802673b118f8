package io.weft.openflow;

import io.weft.net.PortNo;
import io.weft.openflow.action.SettableFields;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Prerequisite;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes matches that meet the prerequisites of their fields, and fields to be set. */
final class MatchGenerator {
  private static final int VLAN_PRESENT = 0x1000;
  private static final int[] ETHERTYPES = {0x0800, 0x0800, 0x86dd, 0x0806, 0x8035, 0x8847, 0x8848};
  private static final int[] PROTOCOLS = {1, 2, 6, 17, 58, 132};
  private static final List<Field<?>> NOT_SETTABLE =
      List.of(
          Field.IN_PORT,
          Field.IN_PHY_PORT,
          Field.ETH_TYPE,
          Field.VLAN_VID,
          Field.IP_PROTO,
          Field.IPV6_EXTHDR,
          Field.ACTSET_OUTPUT,
          Field.PACKET_TYPE);
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
    int highest = isOf10() ? 0xfeff : 0x7fff_fffe;
    return PortNo.of(1 + random.nextInt(oneIn(20) ? highest : oneIn(3) ? 0xfeff : 48));
  }

  Match match() {
    Match.Builder match = Match.builder();
    for (Field<?> field : isOf10() ? OF10_FIELDS : Field.all()) {
      boolean exists = isOf10() || !version.isBefore(field.since());
      Match soFar = match.build();
      boolean inIpv6Of10 = isOf10() && soFar.low(Field.ETH_TYPE) == 0x86dd;
      boolean founded =
          field.prerequisite().holds(soFar)
              && !(inIpv6Of10 && field.prerequisite() == Prerequisite.IP_ANY);
      if (exists && founded && oneIn(field == Field.ETH_TYPE ? 2 : 4)) {
        set(match, field);
      }
    }
    return match.build();
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
    } else if (field == Field.ARP_OP && isOf10()) {
      match.set(Field.ARP_OP, random.nextInt(256));
    } else if (field == Field.ICMPV6_TYPE && oneIn(2)) {
      match.set(Field.ICMPV6_TYPE, 135 + random.nextInt(2));
    } else {
      setBits(match, field);
    }
  }

  private void setVlan(Match.Builder match) {
    switch (random.nextInt(isOf10() ? 3 : 5)) {
      case 0 -> match.set(Field.VLAN_VID, 0);
      case 1, 2 -> match.set(Field.VLAN_VID, VLAN_PRESENT | random.nextInt(0x1000));
      case 3 -> match.set(Field.VLAN_VID, VLAN_PRESENT, VLAN_PRESENT);
      default -> {
        int mask = VLAN_PRESENT | random.nextInt(0x1000);
        match.set(Field.VLAN_VID, mask & (VLAN_PRESENT | random.nextInt(0x1000)), mask);
      }
    }
  }

  /** Any value; with a mask at times if the field takes one, a prefix in 1.0. */
  private void setBits(Match.Builder match, Field<?> field) {
    int width = field.width();
    long fullHigh = width <= 64 ? 0 : -1L >>> (128 - width);
    long fullLow = width >= 64 ? -1 : (1L << width) - 1;
    long maskHigh = fullHigh;
    long maskLow = fullLow;
    boolean isAddress = width == 32 || width == 128;
    if (field.isMaskable() && oneIn(2) && (isAddress || !isOf10())) {
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
            || field.isVariable()
            || field == Field.CT_MARK
            || field == Field.CT_LABEL
            || field == Field.NW_TOS
            || field == Field.NSH_TTL
            || field.numberIn(version).isEmpty());
    Field<?> field = choices.get(random.nextInt(choices.size()));
    long fullHigh = field.fullHigh();
    long fullLow = field.fullLow();
    return Match.builder()
        .set(field, random.nextLong() & fullHigh, random.nextLong() & fullLow, fullHigh, fullLow)
        .build();
  }
}
