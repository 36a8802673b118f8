package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses what {@link ActionText} prints, and the other forms that {@code ovs-ofctl} takes. */
final class ActionParser {
  private static final String PORT_NAMES =
      "in_port table normal flood all controller local any none unset";

  private ActionParser() {}

  static List<Action> actions(Token text) {
    List<Action> actions = new ArrayList<>();
    Optional<Token> drop = Optional.empty();
    Scanner in = new Scanner(text);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      if (isDrop(item)) {
        drop = Optional.of(item.name());
      } else {
        actions.add(action(item));
      }
    }
    refuseMore(drop, actions);
    return actions;
  }

  static List<Instruction> instructions(Token text) {
    List<Instruction> instructions = new ArrayList<>();
    List<Action> applied = new ArrayList<>();
    Optional<Token> drop = Optional.empty();
    Scanner in = new Scanner(text);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      if (isDrop(item)) {
        drop = Optional.of(item.name());
        continue;
      }
      Optional<Instruction> instruction = instruction(item);
      if (instruction.isPresent()) {
        flush(applied, instructions);
        instructions.add(instruction.get());
      } else {
        if (applied.isEmpty() && hasApply(instructions)) {
          throw item.name().expected("no more actions: those applied stand together");
        }
        applied.add(action(item));
      }
    }
    flush(applied, instructions);
    refuseMore(drop, instructions);
    return instructions;
  }

  private static boolean hasApply(List<Instruction> instructions) {
    return instructions.stream().anyMatch(Instruction.ApplyActions.class::isInstance);
  }

  private static void flush(List<Action> applied, List<Instruction> into) {
    if (!applied.isEmpty()) {
      into.add(new Instruction.ApplyActions(applied));
      applied.clear();
    }
  }

  private static boolean isDrop(Scanner.Item item) {
    return item.name().is(ActionText.DROP) && !item.hasValue();
  }

  private static void refuseMore(Optional<Token> drop, List<?> others) {
    if (drop.isPresent() && !others.isEmpty()) {
      throw new NotationException(drop.get().column(), "drop stands alone, not beside others");
    }
  }

  private static Optional<Instruction> instruction(Scanner.Item item) {
    return switch (item.name().text()) {
      case "write_actions" -> Optional.of(new Instruction.WriteActions(actions(item.value())));
      case "apply_actions" -> Optional.of(new Instruction.ApplyActions(actions(item.value())));
      case "clear_actions" -> {
        item.expectBare();
        yield Optional.of(new Instruction.ClearActions());
      }
      case "goto_table" -> Optional.of(gotoTable(item.required()));
      case "meter" -> Optional.of(new Instruction.Meter(item.required().u32()));
      case "write_metadata" -> Optional.of(writeMetadata(item.required()));
      case "unknown_instruction" -> {
        Token body = item.required();
        yield Optional.of(
            new Instruction.Unknown(body.before(",").u16(), body.after(",").as(Bytes::parse)));
      }
      default -> Optional.empty();
    };
  }

  private static Instruction gotoTable(Token value) {
    int tableId = value.u8();
    return value.as(text -> new Instruction.GotoTable(tableId));
  }

  private static Instruction writeMetadata(Token value) {
    long mask = value.contains("/") ? value.after("/").number(64) : -1;
    return new Instruction.WriteMetadata(value.before("/").number(64), mask);
  }

  private static Action action(Scanner.Item item) {
    // spotless:off
    return switch (item.name().text()) {
      case "output"                 -> Action.output(port(item.required()));
      case "controller", "CONTROLLER" -> controller(item);
      case "group"                  -> new Action.Group(item.required().u32());
      case "set_queue"              -> new Action.SetQueue(item.required().u32());
      case "enqueue"                -> enqueue(item.required());
      case "set_field"              -> setField(item.required());
      case "push_vlan"              -> new Action.PushVlan(item.required().u16());
      case "pop_vlan", "strip_vlan" -> bare(item, new Action.PopVlan());
      case "push_mpls"              -> new Action.PushMpls(item.required().u16());
      case "pop_mpls"               -> new Action.PopMpls(item.required().u16());
      case "push_pbb"               -> new Action.PushPbb(item.required().u16());
      case "pop_pbb"                -> bare(item, new Action.PopPbb());
      case "set_mpls_ttl"           -> new Action.SetMplsTtl(item.required().u8());
      case "dec_mpls_ttl"           -> bare(item, new Action.DecMplsTtl());
      case "mod_nw_ttl"             -> new Action.SetNwTtl(item.required().u8());
      case "dec_ttl"                -> bare(item, new Action.DecNwTtl());
      case "copy_ttl_out"           -> bare(item, new Action.CopyTtlOut());
      case "copy_ttl_in"            -> bare(item, new Action.CopyTtlIn());
      case "mod_vlan_vid"           -> number(item, Action.SetVlanVid::new);
      case "mod_vlan_pcp"           -> number(item, Action.SetVlanPcp::new);
      case "mod_dl_src"             -> new Action.SetDlSrc(item.required().as(MacAddress::parse));
      case "mod_dl_dst"             -> new Action.SetDlDst(item.required().as(MacAddress::parse));
      case "mod_nw_src"             -> new Action.SetNwSrc(item.required().as(Ipv4Address::parse));
      case "mod_nw_dst"             -> new Action.SetNwDst(item.required().as(Ipv4Address::parse));
      case "mod_nw_tos"             -> number(item, Action.SetNwTos::new);
      case "mod_tp_src"             -> new Action.SetTpSrc(item.required().u16());
      case "mod_tp_dst"             -> new Action.SetTpDst(item.required().u16());
      case "unknown"                -> unknown(item.required());
      default                       -> outputTo(item);
    };
    // spotless:on
  }

  private static Action bare(Scanner.Item item, Action action) {
    item.expectBare();
    return action;
  }

  private static Action number(Scanner.Item item, java.util.function.IntFunction<Action> make) {
    int value = item.required().u16();
    return item.value().as(text -> make.apply(value));
  }

  private static PortNo port(Token text) {
    return text.as(PortNo::parse);
  }

  /** A bare port, such as {@code 2} or {@code FLOOD}, is an output to it. */
  private static Action outputTo(Scanner.Item item) {
    String name = item.name().text().toLowerCase(Locale.ROOT);
    boolean isPort =
        !item.hasValue()
            && (List.of(PORT_NAMES.split(" ")).contains(name)
                || name.chars().allMatch(Character::isDigit));
    if (!isPort) {
      throw item.name().expected("an action or an instruction");
    }
    return Action.output(port(item.name()));
  }

  private static Action controller(Scanner.Item item) {
    if (!item.hasValue()) {
      return Action.output(PortNo.CONTROLLER);
    }
    Token value = item.required();
    return Action.controller(
        value.before("=").is("max_len") ? value.after("=").u16() : value.u16());
  }

  private static Action enqueue(Token value) {
    String separator = value.contains(":") ? ":" : ",";
    if (!value.contains(separator)) {
      throw value.expected("port:queue");
    }
    return new Action.Enqueue(port(value.before(separator)), value.after(separator).u32());
  }

  private static Action setField(Token value) {
    if (value.before("(").is("oxm")) {
      Token element = value.after("(").before(")");
      return new Action.SetField(Match.builder().unknown(element.as(Bytes::parse)).build());
    }
    if (!value.contains("->")) {
      throw value.expected("value->field");
    }
    Token name = value.after("->");
    Field<?> field =
        Field.named(name.text()).orElseThrow(() -> name.expected("the name of a field"));
    Match set = Match.builder().parse(field, value.before("->")).build();
    return value.as(text -> new Action.SetField(set));
  }

  private static Action unknown(Token value) {
    return new Action.Unknown(value.before(",").u16(), value.after(",").as(Bytes::parse));
  }
}
