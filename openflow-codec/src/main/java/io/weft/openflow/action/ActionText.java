package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Prints actions and instructions as {@code ovs-ofctl} of Open vSwitch 3.1 does. */
final class ActionText {
  static final String DROP = "drop";

  private ActionText() {}

  static String print(List<Action> actions) {
    return actions.isEmpty()
        ? DROP
        : actions.stream().map(ActionText::print).collect(Collectors.joining(","));
  }

  static String print(Action action) {
    // spotless:off
    return switch (action) {
      case Action.Output a     -> output(a);
      case Action.Group a      -> "group:" + Integer.toUnsignedString(a.groupId());
      case Action.SetQueue a   -> "set_queue:" + Integer.toUnsignedString(a.queueId());
      case Action.Enqueue a    -> "enqueue:" + a.port() + ":" + Integer.toUnsignedString(a.queueId());
      case Action.SetField a   -> "set_field:" + setField(a.value());
      case Action.Meter a      -> "meter:" + Integer.toUnsignedString(a.meterId());
      case Action.PushVlan a   -> "push_vlan:" + hex(a.etherType());
      case Action.PopVlan a    -> "pop_vlan";
      case Action.StripVlan a  -> "strip_vlan";
      case Action.PushMpls a   -> "push_mpls:" + hex(a.etherType());
      case Action.PopMpls a    -> "pop_mpls:" + hex(a.etherType());
      case Action.PushPbb a    -> "push_pbb:" + hex(a.etherType());
      case Action.PopPbb a     -> "pop_pbb";
      case Action.SetMplsLabel a -> "set_mpls_label(" + a.label() + ")";
      case Action.SetMplsTc a  -> "set_mpls_tc(" + a.trafficClass() + ")";
      case Action.SetMplsTtl a -> "set_mpls_ttl(" + a.ttl() + ")";
      case Action.DecMplsTtl a -> "dec_mpls_ttl";
      case Action.SetNwTtl a   -> "mod_nw_ttl:" + a.ttl();
      case Action.DecNwTtl a   -> "dec_ttl";
      case Action.CopyTtlOut a -> "copy_ttl_out";
      case Action.CopyTtlIn a  -> "copy_ttl_in";
      case Action.SetVlanVid a -> "mod_vlan_vid:" + a.vid();
      case Action.SetVlanPcp a -> "mod_vlan_pcp:" + a.pcp();
      case Action.SetTagVid a  -> "set_vlan_vid:" + a.vid();
      case Action.SetTagPcp a  -> "set_vlan_pcp:" + a.pcp();
      case Action.SetDlSrc a   -> "mod_dl_src:" + a.address();
      case Action.SetDlDst a   -> "mod_dl_dst:" + a.address();
      case Action.SetNwSrc a   -> "mod_nw_src:" + a.address();
      case Action.SetNwDst a   -> "mod_nw_dst:" + a.address();
      case Action.SetNwTos a   -> "mod_nw_tos:" + a.tos();
      case Action.SetNwEcn a   -> "mod_nw_ecn:" + a.ecn();
      case Action.SetTpSrc a   -> "mod_tp_src:" + a.port();
      case Action.SetTpDst a   -> "mod_tp_dst:" + a.port();
      case Action.Unknown a    -> "unknown(" + hex(a.type()) + "," + a.body() + ")";
      case FieldAction a       -> a.toString();
      case NxAction a          -> a.toString();
      case ConntrackAction a   -> a.toString();
      case HeaderAction a      -> a.toString();
      case Learn a             -> a.toString();
      case Learn.Limited a     -> a.toString();
    };
    // spotless:on
  }

  /** As C prints it with %#x: zero has no 0x. */
  static String hex(long value) {
    return value == 0 ? "0" : "0x" + Long.toHexString(value);
  }

  /** Octets as one number, without leading zeroes. */
  static String hex(Bytes octets) {
    String digits = octets.toString();
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return first == digits.length() ? "0" : "0x" + digits.substring(first);
  }

  /** Octets with dots between them. */
  static String dotted(Bytes octets) {
    StringBuilder text = new StringBuilder(octets.toString());
    for (int at = text.length() - 2; at > 0; at -= 2) {
      text.insert(at, '.');
    }
    return text.toString();
  }

  static String masked(long value, long mask) {
    return mask == -1 ? hex(value) : hex(value) + "/" + hex(mask);
  }

  private static String hex(int etherType) {
    return "0x%04x".formatted(etherType);
  }

  private static String output(Action.Output output) {
    String port = output.port().toString();
    if (output.port().equals(PortNo.CONTROLLER)) {
      return port + ":" + output.maxLen();
    }
    if (output.maxLen() != 0) {
      // Means nothing to a switch and Open vSwitch does not print it, but many controllers send it.
      return "output:" + port + "(max_len=" + output.maxLen() + ")";
    }
    return Character.isDigit(port.charAt(0)) ? "output:" + port : port;
  }

  static String setField(Match value) {
    if (!value.unknown().isEmpty()) {
      return "oxm(" + value.unknown().getFirst() + ")";
    }
    Field<?> field = value.fieldAt(0);
    return value(value, field) + "->" + field.setName();
  }

  /** A value with its mask; numbers look otherwise here than in a match. */
  static String value(Match match, Field<?> field) {
    if (field == Field.TUN_FLAGS) {
      return match.low(field) == 0 ? "0" : "oam";
    }
    if (field == Field.RECIRC_ID) {
      return Long.toString(match.low(field));
    }
    String text = match.valueText(field);
    boolean isMaskedNumber = !match.isExact(field) && field.width() <= 64;
    if (isMaskedNumber && text.contains("/0x")) {
      String mask = hex(match.maskLow(field));
      return (isDecimal(field) ? "" + match.low(field) : hex(match.low(field))) + "/" + mask;
    }
    return text;
  }

  private static <V> boolean isDecimal(Field<V> field) {
    return field == Field.VLAN_VID || field.type().print(field.type().parse("10")).equals("10");
  }

  static String printInstructions(List<Instruction> instructions) {
    List<String> parts = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.ApplyActions apply) {
        apply.actions().forEach(action -> parts.add(print(action)));
      } else {
        parts.add(print(instruction));
      }
    }
    return parts.isEmpty() ? DROP : String.join(",", parts);
  }

  static String print(Instruction instruction) {
    return switch (instruction) {
      case Instruction.ApplyActions i -> "apply_actions(" + print(i.actions()) + ")";
      case Instruction.WriteActions i -> "write_actions(" + print(i.actions()) + ")";
      case Instruction.ClearActions i -> "clear_actions";
      case Instruction.GotoTable i -> "goto_table:" + i.tableId();
      case Instruction.Meter i -> "meter:" + Integer.toUnsignedString(i.meterId());
      case Instruction.WriteMetadata i -> "write_metadata:" + masked(i.value(), i.mask());
      case Instruction.StatTrigger i -> statTrigger(i);
      case Instruction.Unknown i -> "unknown_instruction(" + hex(i.type()) + "," + i.body() + ")";
    };
  }

  private static String statTrigger(Instruction.StatTrigger trigger) {
    StringJoiner text = new StringJoiner(",", "stat_trigger(", ")");
    for (Instruction.TriggerFlag flag : Instruction.TriggerFlag.values()) {
      if (trigger.flags().contains(flag)) {
        text.add(flag.name().toLowerCase(Locale.ROOT));
      }
    }
    return text.add("thresholds=" + trigger.thresholds()).toString();
  }
}
