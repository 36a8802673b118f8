package io.weft.openflow.action;

import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

final class ActionText {
  private ActionText() {}

  static String print(List<Action> actions) {
    return actions.isEmpty()
        ? "drop"
        : actions.stream().map(ActionText::print).collect(Collectors.joining(","));
  }

  static String print(Action action) {
    return switch (action) {
      case Action.Output a ->
          a.port().isReserved() ? a.port() + ":" + a.maxLen() : "output:" + a.port();
      case Action.Group a -> "group:" + Integer.toUnsignedString(a.groupId());
      case Action.SetQueue a -> "set_queue:" + Integer.toUnsignedString(a.queueId());
      case Action.Enqueue a -> "enqueue:" + a.port() + ":" + a.queueId();
      case Action.SetField a -> "set_field:" + setField(a.value());
      case Action.PushVlan a -> "push_vlan:0x" + Integer.toHexString(a.etherType());
      case Action.PopVlan a -> "pop_vlan";
      case Action.PushMpls a -> "push_mpls:0x" + Integer.toHexString(a.etherType());
      case Action.PopMpls a -> "pop_mpls:0x" + Integer.toHexString(a.etherType());
      case Action.PushPbb a -> "push_pbb:0x" + Integer.toHexString(a.etherType());
      case Action.PopPbb a -> "pop_pbb";
      case Action.SetMplsTtl a -> "set_mpls_ttl:" + a.ttl();
      case Action.DecMplsTtl a -> "dec_mpls_ttl";
      case Action.SetNwTtl a -> "mod_nw_ttl:" + a.ttl();
      case Action.DecNwTtl a -> "dec_ttl";
      case Action.CopyTtlOut a -> "copy_ttl_out";
      case Action.CopyTtlIn a -> "copy_ttl_in";
      case Action.SetVlanVid a -> "mod_vlan_vid:" + a.vid();
      case Action.SetVlanPcp a -> "mod_vlan_pcp:" + a.pcp();
      case Action.SetDlSrc a -> "mod_dl_src:" + a.address();
      case Action.SetDlDst a -> "mod_dl_dst:" + a.address();
      case Action.SetNwSrc a -> "mod_nw_src:" + a.address();
      case Action.SetNwDst a -> "mod_nw_dst:" + a.address();
      case Action.SetNwTos a -> "mod_nw_tos:" + a.tos();
      case Action.SetTpSrc a -> "mod_tp_src:" + a.port();
      case Action.SetTpDst a -> "mod_tp_dst:" + a.port();
      case Action.Unknown a -> "unknown(" + a.type() + "," + a.body() + ")";
    };
  }

  private static String setField(Match value) {
    Field<?> field = value.fields().getFirst();
    String text = value.toString();
    return text.substring(text.indexOf('=') + 1) + "->" + field.oxmName();
  }

  static String printInstructions(List<Instruction> instructions) {
    List<String> parts = new ArrayList<>();
    for (Instruction instruction : instructions) {
      parts.add(
          switch (instruction) {
            case Instruction.ApplyActions i -> print(i.actions());
            case Instruction.WriteActions i -> "write_actions(" + print(i.actions()) + ")";
            case Instruction.ClearActions i -> "clear_actions";
            case Instruction.GotoTable i -> "goto_table:" + i.tableId();
            case Instruction.Meter i -> "meter:" + i.meterId();
            case Instruction.WriteMetadata i ->
                "write_metadata:0x"
                    + Long.toHexString(i.value())
                    + "/0x"
                    + Long.toHexString(i.mask());
            case Instruction.Unknown i -> "unknown(" + i.type() + "," + i.body() + ")";
          });
    }
    return parts.isEmpty() ? "drop" : String.join(",", parts);
  }

  static List<Action> parse(String text) {
    throw new IllegalArgumentException("column 1: '" + text + "'");
  }

  static List<Instruction> parseInstructions(String text) {
    throw new IllegalArgumentException("column 1: '" + text + "'");
  }
}
