package io.weft.openflow.action;

import io.weft.openflow.match.Field;
import java.util.Set;

/** Which fields an action may write (Open vSwitch, meta-flow.h, Access). */
public final class SettableFields {
  // spotless:off
  private static final Set<Field<?>> READ_ONLY =
      Set.of(
          Field.PACKET_TYPE, Field.DP_HASH, Field.RECIRC_ID, Field.CONJ_ID,
          Field.IN_PHY_PORT, Field.ACTSET_OUTPUT, Field.SKB_PRIORITY,
          Field.TUN_TTL, Field.TUN_TOS, Field.TUN_GTPU_FLAGS, Field.TUN_GTPU_MSGTYPE,
          Field.ETH_TYPE, Field.MPLS_BOS, Field.IP_PROTO, Field.IP_FRAG, Field.IPV6_EXTHDR,
          Field.TCP_FLAGS, Field.NSH_MDTYPE, Field.NSH_NP,
          Field.CT_STATE, Field.CT_ZONE, Field.CT_NW_PROTO, Field.CT_NW_SRC, Field.CT_NW_DST,
          Field.CT_IPV6_SRC, Field.CT_IPV6_DST, Field.CT_TP_SRC, Field.CT_TP_DST);
  // spotless:on

  private static final boolean[] IS_READ_ONLY = new boolean[Field.all().size()];

  static {
    READ_ONLY.forEach(field -> IS_READ_ONLY[field.ordinal()] = true);
  }

  private SettableFields() {}

  public static boolean contains(Field<?> field) {
    return !IS_READ_ONLY[field.ordinal()];
  }
}
