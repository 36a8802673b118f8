package io.weft.openflow.codec;

import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import java.util.ArrayList;
import java.util.List;

/**
 * The meter in the way of another version: an instruction in OpenFlow 1.3 and 1.4, which comes
 * before all others; the first of the actions since (1.5.1, 5.8).
 */
final class MeterForms {
  private MeterForms() {}

  static List<Instruction> adapt(List<Instruction> instructions, OfVersion version) {
    if (version.isBefore(OfVersion.OF15)) {
      return instructions;
    }
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i) instanceof Instruction.Meter meter) {
        return asAction(instructions, i, meter);
      }
    }
    return instructions;
  }

  private static List<Instruction> asAction(
      List<Instruction> instructions, int index, Instruction.Meter meter) {
    List<Instruction> others = new ArrayList<>(instructions);
    others.remove(index);
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Meter(meter.meterId()));
    int at = index;
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i) instanceof Instruction.ApplyActions apply) {
        actions.addAll(apply.actions());
        others.remove(i);
        at = i;
        break;
      }
    }
    others.add(Math.min(at, others.size()), new Instruction.ApplyActions(actions));
    return others;
  }
}
