package io.weft.openflow;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Open vSwitch 3.1 reads of what OpenFlow has. */
public final class OvsKnown {
  private static final Set<Field<?>> NO_FIELDS =
      Set.of(Field.IN_PHY_PORT, Field.PBB_ISID, Field.PBB_UCA, Field.IPV6_EXTHDR);

  /** It numbers ports with 16 bits inside. */
  private static final int MAX_PORT = 0xfeff;

  private OvsKnown() {}

  public static boolean knows(Match match) {
    boolean arpOpFits = match.low(Field.ARP_OP) <= 0xff;
    return arpOpFits
        && match.fields().stream().noneMatch(NO_FIELDS::contains)
        && match.get(Field.IN_PORT).map(OvsKnown::knows).orElse(true)
        && match.get(Field.ACTSET_OUTPUT).map(OvsKnown::knows).orElse(true)
        && printsMasksOf(match);
  }

  /** It leaves out some masks, and masked values of zero. */
  private static boolean printsMasksOf(Match match) {
    boolean isIdWithoutVersion =
        match.has(Field.TUN_ERSPAN_IDX)
            || match.has(Field.TUN_ERSPAN_DIR)
            || match.has(Field.TUN_ERSPAN_HWID);
    return !isIdWithoutVersion
        && match.mask(Field.TUN_GBP_FLAGS).isEmpty()
        && Stream.of(Field.NSH_C1, Field.NSH_C2, Field.NSH_C3, Field.NSH_C4)
            .allMatch(field -> match.mask(field).isEmpty());
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
