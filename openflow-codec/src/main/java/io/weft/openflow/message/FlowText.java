package io.weft.openflow.message;

import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import java.util.Locale;

final class FlowText {
  private FlowText() {}

  static String print(FlowMod mod) {
    StringBuilder text = new StringBuilder();
    if (mod.command() != FlowModCommand.ADD) {
      text.append(mod.command().name().toLowerCase(Locale.ROOT)).append(' ');
    }
    if (mod.tableId() != 0) {
      text.append("table=").append(mod.tableId()).append(',');
    }
    text.append("priority=").append(mod.priority());
    if (!mod.match().isEmpty()) {
      text.append(',').append(mod.match());
    }
    return text.append(" actions=").append(Instruction.print(mod.instructions())).toString();
  }

  static String print(GroupMod mod) {
    StringBuilder text = new StringBuilder();
    text.append("group_id=").append(Integer.toUnsignedString(mod.groupId()));
    text.append(",type=").append(mod.type().name().toLowerCase(Locale.ROOT));
    for (Bucket bucket : mod.buckets()) {
      text.append(",bucket=actions=").append(Action.print(bucket.actions()));
    }
    return text.toString();
  }
}
