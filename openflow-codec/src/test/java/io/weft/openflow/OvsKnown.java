package io.weft.openflow;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.Prerequisite;
import java.util.List;
import java.util.Set;

/** What Open vSwitch 3.1 reads of what OpenFlow has. */
public final class OvsKnown {
  private static final Set<Field<?>> NO_FIELDS =
      Set.of(
          Field.IN_PHY_PORT,
          Field.PBB_ISID,
          Field.PBB_UCA,
          Field.IPV6_EXTHDR,
          // printed only with others, or only if they are not zero
          Field.CT_TP_SRC,
          Field.CT_TP_DST,
          Field.TUN_ERSPAN_VER,
          Field.NSH_C1,
          Field.NSH_C2,
          Field.NSH_C3,
          Field.NSH_C4,
          Field.TUN_GTPU_FLAGS,
          Field.TUN_GTPU_MSGTYPE);

  /** It numbers ports with 16 bits inside. */
  private static final int MAX_PORT = 0xfeff;

  private OvsKnown() {}

  public static boolean knows(Match match) {
    boolean arpOpFits = match.low(Field.ARP_OP) <= 0xff;
    return arpOpFits
        && match.fields().stream().noneMatch(NO_FIELDS::contains)
        && match.get(Field.IN_PORT).map(OvsKnown::knows).orElse(true)
        && match.get(Field.ACTSET_OUTPUT).map(OvsKnown::knows).orElse(true)
        && printsAllOf(match);
  }

  /**
   * It leaves out some masks, masked values of zero, values of ERSPAN without the version that has
   * them and some of tracked connections, and does not read the names that it prints of GTP-U.
   */
  private static boolean printsAllOf(Match match) {
    for (Field<?> field : match.fields()) {
      String name = field.oxmName();
      boolean isOfTracked = field.prerequisite() == Prerequisite.CT;
      boolean losesMask = name.startsWith("nsh_c") || field == Field.TUN_GBP_FLAGS;
      if (isOfTracked
          || name.startsWith("tun_erspan")
          || name.startsWith("tun_gtpu")
          || losesMask && !match.isExact(field)) {
        return false;
      }
    }
    return true;
  }

  public static boolean knows(PortNo port) {
    return port.number() <= MAX_PORT || port.compareTo(PortNo.UNSET) > 0;
  }

  public static boolean knows(Action action) {
    return switch (action) {
      case Action.Output a -> knows(a.port());
      case Action.Enqueue a -> knows(a.port());
      case Action.CopyTtlIn a -> false;
      case Action.CopyTtlOut a -> false;
      case Action.PushPbb a -> false;
      case Action.PopPbb a -> false;
      case Action.Unknown a -> false;
      case Action.SetField a -> knows(a.value()) && !a.value().has(Field.MPLS_BOS);
      default -> true;
    };
  }

  public static boolean knowsActions(List<Action> actions) {
    return actions.stream().allMatch(OvsKnown::knows);
  }

  public static boolean knows(List<Instruction> instructions) {
    return instructions.stream()
        .allMatch(instruction ->
            switch (instruction) {
              case Instruction.ApplyActions i -> knowsActions(i.actions());
              case Instruction.WriteActions i -> knowsActions(i.actions());
              default -> true;
            });
  }

  public static boolean knowsBuckets(List<Bucket> buckets) {
    return buckets.stream()
        .allMatch(bucket -> knows(bucket.watchPort()) && knowsActions(bucket.actions()));
  }
}
