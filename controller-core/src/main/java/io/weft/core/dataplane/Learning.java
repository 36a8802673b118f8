package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The flow entry that a learn action makes of a packet: a strict modification, which adds the entry
 * if it is not there (Open vSwitch, learn.c).
 */
final class Learning {
  private static final int PRESENT = 0x1000;

  private Learning() {}

  static FlowMod entry(Learn learn, Packet packet) {
    Match.Builder match = Match.builder();
    List<Action> actions = new ArrayList<>();
    for (LearnSpec spec : learn.specs()) {
      switch (spec) {
        case LearnSpec.MatchField s -> match(match, s.target(), packet.get(s.source()));
        case LearnSpec.MatchValue s -> match(match, s.target(), Bits.of(s.value()));
        case LearnSpec.LoadField s -> actions.add(load(s.target(), packet.get(s.source())));
        case LearnSpec.LoadValue s -> actions.add(load(s.target(), Bits.of(s.value())));
        case LearnSpec.Output s -> actions.add(Action.output(port(packet.get(s.source()))));
      }
    }
    if (learn.finIdleTimeout() != 0 || learn.finHardTimeout() != 0) {
      actions.addFirst(new NxAction.FinTimeout(learn.finIdleTimeout(), learn.finHardTimeout()));
    }
    return new FlowMod(
        FlowModCommand.MODIFY_STRICT,
        learn.cookie(),
        0,
        learn.tableId(),
        learn.idleTimeout(),
        learn.hardTimeout(),
        learn.priority(),
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        learn.flags().contains(Learn.Flag.SEND_FLOW_REM)
            ? Set.of(FlowFlag.SEND_FLOW_REM)
            : Set.of(),
        match.build(),
        actions.isEmpty() ? List.of() : List.of(Instruction.apply(actions)));
  }

  /** Numbers of 16 bits; the reserved ones are the low halves of those of 32. */
  private static PortNo port(Bits value) {
    int number = (int) value.low();
    return PortNo.of(number >= 0xff00 && number <= 0xffff ? number | 0xffff_0000 : number);
  }

  private static void match(Match.Builder match, Subfield target, Bits value) {
    Field<?> field = target.field();
    Bits bits = value.left(target.offset());
    Bits mask = Bits.ones(target.bits()).left(target.offset());
    if (field == Field.VLAN_TCI) {
      matchTag(match, bits.low(), mask.low());
      return;
    }
    if (field == Field.IN_PORT_16) {
      match.set(Field.IN_PORT, port(bits));
      return;
    }
    Bits before = new Bits(0, match.low(field));
    Bits maskBefore = new Bits(0, match.maskLow(field));
    if (field.width() > 64) {
      match.set(field, bits.high(), bits.low(), mask.high(), mask.low());
    } else {
      match.set(field, 0, before.or(bits).low(), 0, maskBefore.or(mask).low());
    }
  }

  /** A match says the two parts of a tag by fields of their own where it can. */
  private static void matchTag(Match.Builder match, long bits, long mask) {
    if ((mask & 0x1fff) != 0) {
      match.set(
          Field.VLAN_VID,
          0,
          match.low(Field.VLAN_VID) | bits & 0x1fff,
          0,
          match.maskLow(Field.VLAN_VID) | mask & 0x1fff);
    }
    if ((mask & 0xe000) == 0xe000) {
      if ((match.low(Field.VLAN_VID) & PRESENT) == 0) {
        match.set(Field.VLAN_VID, 0, PRESENT, 0, PRESENT);
      }
      match.set(Field.VLAN_PCP, 0, bits >>> 13, 0, 7);
    }
  }

  private static Action load(Subfield target, Bits value) {
    if (!target.isWhole() && target.bits() <= 64) {
      return new FieldAction.RegLoad(target, value.and(Bits.ones(target.bits())).low());
    }
    Bits bits = value.left(target.offset());
    Bits mask = Bits.ones(target.bits()).left(target.offset());
    Match.Builder setting = Match.setting();
    setting.set(target.field(), bits.high(), bits.low(), mask.high(), mask.low());
    return new Action.SetField(setting.build());
  }
}
