package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import java.util.List;
import java.util.Set;

/** Requests in few words, for tests. */
final class Rules {
  private Rules() {}

  /** Fields by their OXM names, such as {@code eth_type=0x800,ipv4_dst=10.0.0.0/255.0.0.0}. */
  static Match match(String text) {
    Match.Builder match = Match.builder();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      put(match, Field.named(part.substring(0, equals)).orElseThrow(), part.substring(equals + 1));
    }
    return match.build();
  }

  private static <V> void put(Match.Builder match, Field<V> field, String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      match.set(field, field.type().parse(text));
    } else {
      match.set(
          field,
          field.type().parse(text.substring(0, slash)),
          field.type().parse(text.substring(slash + 1)));
    }
  }

  static Action set(String text) {
    return new Action.SetField(match(text));
  }

  static Action output(int port) {
    return Action.output(PortNo.of(port));
  }

  static FlowMod add(int table, int priority, String match, Instruction... instructions) {
    return FlowMod.add(table, priority, match(match), List.of(instructions));
  }

  /** An entry in table 0 that applies actions. */
  static FlowMod add(int priority, String match, Action... actions) {
    return add(0, priority, match, Instruction.apply(actions));
  }

  static FlowMod with(FlowMod mod, FlowFlag... flags) {
    return copy(mod, mod.command(), 0, mod.cookie(), 0, PortNo.ANY, Bucket.NO_GROUP, 0, flags);
  }

  static FlowMod withCookie(FlowMod mod, long cookie, FlowFlag... flags) {
    return copy(mod, mod.command(), 0, cookie, 0, PortNo.ANY, Bucket.NO_GROUP, 0, flags);
  }

  /** With timeouts in seconds, telling when it goes. */
  static FlowMod withTimeouts(FlowMod mod, int idle, int hard) {
    return copy(
        mod,
        mod.command(),
        0,
        mod.cookie(),
        idle,
        PortNo.ANY,
        Bucket.NO_GROUP,
        hard,
        FlowFlag.SEND_FLOW_REM);
  }

  static FlowMod as(FlowMod mod, FlowModCommand command) {
    return copy(mod, command, 0, mod.cookie(), 0, PortNo.ANY, Bucket.NO_GROUP, 0);
  }

  /** A delete or modify restricted by cookie. */
  static FlowMod masked(FlowMod mod, FlowModCommand command, long cookie, long mask) {
    return copy(mod, command, mask, cookie, 0, PortNo.ANY, Bucket.NO_GROUP, 0);
  }

  static FlowMod delete(int table, String match, PortNo outPort, int outGroup) {
    return copy(add(table, 0, match), FlowModCommand.DELETE, 0, 0, 0, outPort, outGroup, 0);
  }

  private static FlowMod copy(
      FlowMod mod,
      FlowModCommand command,
      long cookieMask,
      long cookie,
      int idle,
      PortNo outPort,
      int outGroup,
      int hard,
      FlowFlag... flags) {
    return new FlowMod(
        command,
        cookie,
        cookieMask,
        mod.tableId(),
        idle,
        hard,
        mod.priority(),
        BufferId.NONE,
        outPort,
        outGroup,
        Set.of(flags),
        mod.match(),
        mod.instructions());
  }

  static GroupMod group(int id, GroupType type, Bucket... buckets) {
    return new GroupMod(GroupMod.Command.ADD, type, id, List.of(buckets));
  }

  static GroupMod as(GroupMod mod, GroupMod.Command command) {
    return new GroupMod(command, mod.type(), mod.groupId(), mod.buckets());
  }

  /** A bucket that lives while a port does. */
  static Bucket watching(int port, Action... actions) {
    return new Bucket(0, PortNo.of(port), Bucket.NO_GROUP, List.of(actions));
  }

  static Bucket weighing(int weight, Action... actions) {
    return new Bucket(weight, PortNo.ANY, Bucket.NO_GROUP, List.of(actions));
  }
}
