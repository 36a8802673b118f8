package io.weft.openflow.codec;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.ConntrackAction.NatRange;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchView;
import io.weft.openflow.match.Prerequisite;
import io.weft.openflow.message.FlowMod;
import java.util.List;
import java.util.Optional;

/**
 * Whether the actions of a flow mod can be done to the packets that it matches (OpenFlow 1.3.5,
 * 6.4), as Open vSwitch judges it (ofp-actions, ofpacts_check). OpenFlow 1.0 does without most of
 * it: there an action that is not possible does nothing.
 */
final class FlowConsistency {
  /** The highest number of a meter (OpenFlow 1.3.5, 7.3.4.4). */
  private static final int MAX_METER = 0xffff_0000;

  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int FTP_PORT = 21;
  private static final int TFTP_PORT = 69;
  private static final int CT_INVALID = 0x10;

  private final boolean isStrict;
  private PacketShape packet;

  /** What only some versions refuse is said last. */
  private Optional<Action> impossible = Optional.empty();

  private FlowConsistency(Match match, boolean isStrict) {
    this.packet = new PacketShape(match);
    this.isStrict = isStrict;
  }

  /**
   * Checks what a switch would refuse.
   *
   * @throws DecodeException OFPBAC_MATCH_INCONSISTENT most of all
   */
  static FlowMod check(FlowMod mod, OfVersion version) {
    List<Instruction> instructions = mod.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      if (needsCheck(instructions.get(i), mod)) {
        checkAll(mod, version != OfVersion.OF10);
        break;
      }
    }
    return mod;
  }

  /** The addresses of a connection are of the version that its packets have. */
  static void checkConnection(Match match) {
    if (!match.has(Field.CT_STATE)) {
      return;
    }
    boolean ofIpv4 = match.has(Field.CT_NW_SRC) || match.has(Field.CT_NW_DST);
    boolean ofIpv6 = match.has(Field.CT_IPV6_SRC) || match.has(Field.CT_IPV6_DST);
    long etherType = match.low(Field.ETH_TYPE);
    if (ofIpv4 && etherType != IPV4 || ofIpv6 && etherType != IPV6) {
      throw inconsistent("'" + match + "'");
    }
  }

  /** Most flow entries set at most a field that all of their packets have, and go on. */
  private static boolean needsCheck(Instruction instruction, FlowMod mod) {
    return switch (instruction) {
      case Instruction.ApplyActions i -> needsCheck(i.actions(), mod.match());
      case Instruction.WriteActions i -> needsCheck(i.actions(), mod.match());
      case Instruction.GotoTable i -> i.tableId() <= mod.tableId();
      case Instruction.Meter _ -> true;
      default -> false;
    };
  }

  private static boolean needsCheck(List<Action> actions, Match match) {
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      boolean isPossible =
          action instanceof Action.Output
              || action instanceof Action.Group
              || action instanceof Action.SetField set && isOfAll(set.value(), match);
      if (!isPossible) {
        return true;
      }
    }
    return false;
  }

  /** Whether all packets have the field, as long as nothing changes what headers they have. */
  private static boolean isOfAll(Match value, Match match) {
    if (value.size() == 0) {
      return true;
    }
    Field<?> field = value.fieldAt(0);
    return field != Field.VLAN_VID && field != Field.VLAN_TCI && field.prerequisite().holds(match);
  }

  /** In the order of execution (OpenFlow 1.3.5, 5.9), whatever the order in the message. */
  private static void checkAll(FlowMod mod, boolean isStrict) {
    FlowConsistency entry = new FlowConsistency(mod.match(), isStrict);
    for (Instruction instruction : mod.instructions()) {
      if (instruction instanceof Instruction.Meter meter) {
        checkMeter(meter.meterId());
      } else if (instruction instanceof Instruction.ApplyActions apply) {
        entry.checkActions(apply.actions());
      }
    }
    for (Instruction instruction : mod.instructions()) {
      if (instruction instanceof Instruction.WriteActions write) {
        // What an action set does depends on what else is written to it.
        Optional<Action> found = entry.impossible;
        entry.checkNested(write.actions());
        entry.impossible = found;
      } else if (instruction instanceof Instruction.GotoTable next
          && mod.tableId() != FlowMod.ALL_TABLES
          && next.tableId() <= mod.tableId()) {
        throw new DecodeException(OfError.OFPBIC_BAD_TABLE_ID, next + " in table " + mod.tableId());
      }
    }
    if (entry.impossible.isPresent()) {
      throw inconsistent(entry.impossible.get());
    }
  }

  private void checkActions(List<Action> actions) {
    for (Action action : actions) {
      check(action);
    }
  }

  /** What other actions hold leaves the packet as it is for those that follow. */
  private void checkNested(List<Action> actions) {
    PacketShape outer = packet;
    packet = outer.copy();
    checkActions(actions);
    packet = outer;
  }

  private static DecodeException inconsistent(Object action) {
    return new DecodeException(
        OfError.OFPBAC_MATCH_INCONSISTENT, action + " of packets that need not have it");
  }

  /** Refuses it since OpenFlow 1.1. */
  private void require(boolean holds, Action action) {
    if (!holds && isStrict && impossible.isEmpty()) {
      impossible = Optional.of(action);
    }
  }

  private void requireField(Field<?> field, Action action) {
    if (!field.prerequisite().holds(packet)) {
      throw inconsistent(action);
    }
  }

  private static void checkMeter(int meterId) {
    if (meterId == 0 || Integer.compareUnsigned(meterId, MAX_METER) > 0) {
      throw new DecodeException(
          OfError.OFPMMFC_INVALID_METER, "meter " + Integer.toUnsignedString(meterId));
    }
  }

  private void check(Action action) {
    switch (action) {
      case Action.Output _, Action.Group _ -> {}
      case Action.SetField a -> checkSet(a.value(), a);
      case Action.Meter a -> checkMeter(a.meterId());
      case Action.PushVlan _ -> packet.pushVlan();
      case Action.PopVlan _, Action.StripVlan _ -> {
        require(packet.isTagged(), action);
        packet.popVlan();
      }
      case Action.SetTagVid _, Action.SetTagPcp _ -> {
        require(packet.isTagged(), action);
        packet.tag();
      }
      case Action.SetVlanVid _, Action.SetVlanPcp _ -> packet.tag();
      case Action.SetNwSrc _, Action.SetNwDst _ -> require(Prerequisite.IPV4.holds(packet), action);
      case Action.SetNwTos _, Action.SetNwEcn _, Action.SetNwTtl _, Action.DecNwTtl _ ->
          require(Prerequisite.IP_ANY.holds(packet), action);
      case Action.SetTpSrc _, Action.SetTpDst _ -> require(hasPorts(), action);
      case Action.SetMplsLabel _, Action.SetMplsTc _, Action.SetMplsTtl _, Action.DecMplsTtl _ ->
          require(Prerequisite.MPLS.holds(packet), action);
      case Action.PushMpls a -> {
        require(Prerequisite.ETHERNET.holds(packet), action);
        packet.pushMpls(a.etherType());
      }
      case Action.PopMpls a -> {
        require(Prerequisite.ETHERNET.holds(packet) && Prerequisite.MPLS.holds(packet), action);
        packet.setEtherType(a.etherType());
      }
      case FieldAction a -> check(a);
      case NxAction a -> check(a);
      case ConntrackAction a -> check(a);
      case HeaderAction.Encap a -> packet.encapsulate(a.packetType());
      case HeaderAction.Decap _ -> packet.decapsulate();
      case Learn a -> checkLearn(a, a);
      case Learn.Limited a -> checkLearn(a.learn(), a);
      default -> {}
    }
  }

  private boolean hasPorts() {
    return Prerequisite.TCP.holds(packet)
        || Prerequisite.UDP.holds(packet)
        || Prerequisite.SCTP.holds(packet);
  }

  private void checkSet(Match value, Action action) {
    if (value.size() == 0) {
      return;
    }
    Field<?> field = value.fieldAt(0);
    requireField(field, action);
    if (field == Field.VLAN_VID && !packet.isTagged()) {
      throw inconsistent(action);
    }
    if (field == Field.VLAN_TCI) {
      packet.setTci((int) value.lowAt(0));
    }
  }

  private void check(FieldAction action) {
    switch (action) {
      case FieldAction.CopyField a -> {
        requireField(a.source().field(), a);
        requireField(a.target().field(), a);
      }
      case FieldAction.OnfCopyField a -> {
        requireField(a.source().field(), a);
        requireField(a.target().field(), a);
      }
      case FieldAction.RegLoad a -> {
        Field<?> field = a.target().field();
        requireField(field, a);
        if (field == Field.VLAN_VID && !packet.isTagged()) {
          throw inconsistent(a);
        }
        if (field == Field.VLAN_TCI) {
          packet.setTci((int) (a.value() << a.target().offset()));
        }
      }
      case FieldAction.RegLoad2 a -> checkSet(a.value(), a);
      case FieldAction.StackPush a -> requireField(a.source().field(), a);
      case FieldAction.StackPop a -> requireField(a.target().field(), a);
      case FieldAction.OutputReg a -> requireField(a.source().field(), a);
      case FieldAction.OutputReg2 a -> requireField(a.source().field(), a);
      case FieldAction.Multipath a -> requireField(a.target().field(), a);
      case FieldAction.Bundle _ -> {}
      case FieldAction.BundleLoad a -> requireField(a.target().field(), a);
      case FieldAction.CheckPktLarger _ -> {}
      case FieldAction.DeleteField a -> {
        if (!a.field().isVariable()) {
          throw new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, a + ", which is no option");
        }
      }
    }
  }

  private void check(NxAction action) {
    switch (action) {
      case NxAction.ResubmitCt a -> {
        if (!Prerequisite.CT.holds(packet)) {
          throw inconsistent(a);
        }
      }
      case NxAction.FinTimeout a -> require(packet.low(Field.IP_PROTO) == TCP, a);
      case NxAction.DecTtlCntIds a -> require(Prerequisite.IP_ANY.holds(packet), a);
      case NxAction.DecNshTtl a -> require(Prerequisite.NSH.holds(packet), a);
      case NxAction.OutputTrunc a -> {
        if (a.port().equals(PortNo.ANY)) {
          throw new DecodeException(OfError.OFPBAC_BAD_OUT_PORT, a.toString());
        }
        StandardActions.checkOutput(a.port());
      }
      case NxAction.Clone a -> checkNested(a.actions());
      default -> {}
    }
  }

  private void check(ConntrackAction action) {
    switch (action) {
      case ConntrackAction.Ct a -> checkCt(a);
      case ConntrackAction.Nat a -> {
        boolean holds =
            Prerequisite.IP_ANY.holds(packet)
                && a.range()
                    .map(range ->
                        range instanceof NatRange.V4
                            ? Prerequisite.IPV4.holds(packet)
                            : Prerequisite.IPV6.holds(packet))
                    .orElse(true);
        if (!holds) {
          throw inconsistent(a);
        }
      }
      case ConntrackAction.CtClear _ -> {}
    }
  }

  private void checkCt(ConntrackAction.Ct ct) {
    long protocol = packet.low(Field.IP_PROTO);
    boolean isInvalid = (packet.low(Field.CT_STATE) & CT_INVALID) != 0;
    boolean holds =
        Prerequisite.IP_ANY.holds(packet)
            && !(isInvalid && ct.commits())
            && !(ct.alg() == FTP_PORT && protocol != TCP)
            && !(ct.alg() == TFTP_PORT && protocol != UDP);
    if (!holds) {
      throw inconsistent(ct);
    }
    if (ct.zoneSource().isPresent()) {
      requireField(ct.zoneSource().get().field(), ct);
      return; // as Open vSwitch does, which then looks no further
    }
    checkNested(ct.actions());
  }

  private void checkLearn(Learn learn, Action action) {
    Match.Builder learned = Match.setting();
    for (LearnSpec spec : learn.specs()) {
      switch (spec) {
        case LearnSpec.MatchField s -> {
          requireField(s.source().field(), action);
          requireLearned(s.target(), learned, action);
        }
        case LearnSpec.MatchValue s -> {
          requireLearned(s.target(), learned, action);
          set(learned, s);
        }
        case LearnSpec.LoadField s -> {
          requireField(s.source().field(), action);
          checkLoaded(s.target(), learned, action);
        }
        case LearnSpec.LoadValue s -> checkLoaded(s.target(), learned, action);
        case LearnSpec.Output s -> requireField(s.source().field(), action);
      }
    }
  }

  private static void requireLearned(Subfield target, MatchView learned, Action action) {
    if (!target.field().prerequisite().holds(learned)) {
      throw inconsistent(action);
    }
  }

  private static void checkLoaded(Subfield target, MatchView learned, Action action) {
    requireLearned(target, learned, action);
    Subfields.refuseReadOnly(target.field());
  }

  /** Values of up to 64 bits, which all that others presuppose are. */
  private static void set(Match.Builder learned, LearnSpec.MatchValue spec) {
    Field<?> field = spec.target().field();
    int bits = spec.target().bits();
    if (field.width() > 64) {
      return;
    }
    long value = 0;
    for (int i = 0; i < spec.value().size(); i++) {
      value = value << 8 | spec.value().u8(i);
    }
    int offset = spec.target().offset();
    long ones = bits == 64 ? -1 : (1L << bits) - 1;
    long mask = learned.maskLow(field) | ones << offset;
    long before = learned.low(field) & ~(ones << offset);
    learned.set(
        field, 0, (before | (value & ones) << offset) & field.fullLow(), 0, mask & field.fullLow());
  }
}
