package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.StringJoiner;

/** The notation of {@code controller(...)}, which is that of an output if it says no more. */
final class ControllerText {
  /** Reasons of a packet in by number (OpenFlow 1.5.1, 7.4.1; Open vSwitch adds the last two). */
  private static final List<String> REASONS =
      List.of(
          "no_match",
          "action",
          "invalid_ttl",
          "action_set",
          "group",
          "packet_out",
          "explicit_miss",
          "implicit_miss");

  private static final int ACTION = 1;

  private ControllerText() {}

  static String print(
      int maxLen, int controllerId, int reason, Bytes userdata, boolean pause, int meterId) {
    StringJoiner text = new StringJoiner(",", "controller(", ")");
    text.setEmptyValue("CONTROLLER:65535");
    boolean isOutput =
        reason == ACTION && controllerId == 0 && userdata.isEmpty() && !pause && meterId == 0;
    if (isOutput) {
      return "CONTROLLER:" + maxLen;
    }
    if (reason != ACTION) {
      text.add("reason=" + (reason < REASONS.size() ? REASONS.get(reason) : "" + reason));
    }
    if (maxLen != Action.WHOLE_PACKET) {
      text.add("max_len=" + maxLen);
    }
    if (controllerId != 0) {
      text.add("id=" + controllerId);
    }
    if (!userdata.isEmpty()) {
      text.add("userdata=" + ActionText.dotted(userdata));
    }
    if (pause) {
      text.add("pause");
    }
    if (meterId != 0) {
      text.add("meter_id=" + Integer.toUnsignedString(meterId));
    }
    return text.toString();
  }

  /** The smallest action that says it. */
  static Action parse(Token arguments) {
    int maxLen = Action.WHOLE_PACKET;
    int controllerId = 0;
    int reason = ACTION;
    Bytes userdata = Bytes.EMPTY;
    boolean pause = false;
    int meterId = 0;
    boolean needsSecondForm = false;
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "max_len" -> maxLen = item.required().u16();
        case "id" -> controllerId = item.required().u16();
        case "reason" -> reason = reason(item.required());
        case "userdata" -> {
          userdata = ActionParser.dotted(item.value());
          needsSecondForm = true;
        }
        case "pause" -> {
          pause = true;
          needsSecondForm = true;
        }
        case "meter_id" -> {
          meterId = item.required().u32();
          needsSecondForm = true;
        }
        default ->
            throw item.name().expected("max_len=, id=, reason=, userdata=, pause or meter_id=");
      }
    }
    if (needsSecondForm) {
      return new NxAction.Controller2(maxLen, controllerId, reason, userdata, pause, meterId);
    }
    return controllerId == 0 && reason == ACTION
        ? Action.controller(maxLen)
        : new NxAction.Controller(maxLen, controllerId, reason);
  }

  private static int reason(Token value) {
    int known = REASONS.indexOf(value.text());
    return known >= 0 ? known : value.u8();
  }
}
