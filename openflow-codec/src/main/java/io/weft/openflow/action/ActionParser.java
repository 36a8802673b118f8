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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses what {@link ActionText} prints, and the other forms that {@code ovs-ofctl} takes. */
final class ActionParser {
  private static final Set<String> PORT_NAMES =
      Set.of(
          "in_port",
          "table",
          "normal",
          "flood",
          "all",
          "controller",
          "local",
          "any",
          "none",
          "unset");

  private ActionParser() {}

  static List<Action> actions(Token text) {
    return actions(text, 0);
  }

  /**
   * @param depth how many actions the text stands within
   */
  static List<Action> actions(Token text, int depth) {
    if (depth > Nesting.LIMIT) {
      throw new NotationException(
          text.column(), "expected actions nested at most " + Nesting.LIMIT + " deep");
    }
    List<Action> actions = new ArrayList<>();
    Optional<Token> drop = Optional.empty();
    Scanner in = new Scanner(text);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      if (isDrop(item)) {
        drop = Optional.of(item.name());
      } else {
        actions.add(action(item, in, depth));
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
      Optional<Instruction> instruction =
          applied.isEmpty() || !item.name().is("meter") ? instruction(item) : Optional.empty();
      if (instruction.isPresent()) {
        flush(applied, instructions);
        instructions.add(instruction.get());
      } else {
        if (applied.isEmpty() && hasApply(instructions)) {
          throw item.name().expected("no more actions: those applied stand together");
        }
        applied.add(action(item, in, 0));
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
      case "stat_trigger" -> Optional.of(statTrigger(item.required()));
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

  private static Instruction statTrigger(Token arguments) {
    Set<Instruction.TriggerFlag> flags = EnumSet.noneOf(Instruction.TriggerFlag.class);
    Bytes thresholds = Bytes.EMPTY;
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "periodic" -> flags.add(Instruction.TriggerFlag.PERIODIC);
        case "only_first" -> flags.add(Instruction.TriggerFlag.ONLY_FIRST);
        case "thresholds" -> thresholds = item.value().as(Bytes::parse);
        default -> throw item.name().expected("periodic, only_first or thresholds=");
      }
    }
    return new Instruction.StatTrigger(flags, thresholds);
  }

  private static Action action(Scanner.Item item, Scanner in, int depth) {
    try {
      return actionNamed(item, in, depth);
    } catch (NotationException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new NotationException(item.name().column(), String.valueOf(e.getMessage()));
    }
  }

  /** What follows an item, such as the arrow of check_pkt_larger, is taken from the scanner. */
  private static Action actionNamed(Scanner.Item item, Scanner in, int depth) {
    // spotless:off
    return switch (item.name().text().toLowerCase(Locale.ROOT)) {
      case "output"                 -> output(item.required());
      case "controller"             -> controller(item);
      case "group"                  -> new Action.Group(item.required().u32());
      case "set_queue"              -> new Action.SetQueue(item.required().u32());
      case "enqueue"                -> enqueue(item.required());
      case "meter"                  -> new Action.Meter(item.required().u32());
      case "set_field"              -> setField(item.required());
      case "push_vlan"              -> new Action.PushVlan(oneOf(item.required(), 0x8100, 0x88a8));
      case "pop_vlan"               -> bare(item, new Action.PopVlan());
      case "strip_vlan"             -> bare(item, new Action.StripVlan());
      case "push_mpls"              -> new Action.PushMpls(oneOf(item.required(), 0x8847, 0x8848));
      case "pop_mpls"               -> new Action.PopMpls(item.required().u16());
      case "push_pbb"               -> new Action.PushPbb(item.required().u16());
      case "pop_pbb"                -> bare(item, new Action.PopPbb());
      case "set_mpls_label"         -> new Action.SetMplsLabel(item.required().number(20));
      case "set_mpls_tc"            -> new Action.SetMplsTc((int) item.required().number(3));
      case "set_mpls_ttl"           -> new Action.SetMplsTtl(item.required().u8());
      case "dec_mpls_ttl"           -> bare(item, new Action.DecMplsTtl());
      case "mod_nw_ttl", "set_nw_ttl" -> new Action.SetNwTtl(item.required().u8());
      case "dec_ttl"                -> decTtl(item);
      case "copy_ttl_out"           -> bare(item, new Action.CopyTtlOut());
      case "copy_ttl_in"            -> bare(item, new Action.CopyTtlIn());
      case "mod_vlan_vid"           -> number(item, Action.SetVlanVid::new);
      case "mod_vlan_pcp"           -> number(item, Action.SetVlanPcp::new);
      case "set_vlan_vid"           -> number(item, Action.SetTagVid::new);
      case "set_vlan_pcp"           -> number(item, Action.SetTagPcp::new);
      case "mod_dl_src"             -> new Action.SetDlSrc(item.required().as(MacAddress::parse));
      case "mod_dl_dst"             -> new Action.SetDlDst(item.required().as(MacAddress::parse));
      case "mod_nw_src"             -> new Action.SetNwSrc(item.required().as(Ipv4Address::parse));
      case "mod_nw_dst"             -> new Action.SetNwDst(item.required().as(Ipv4Address::parse));
      case "mod_nw_tos"             -> number(item, Action.SetNwTos::new);
      case "mod_nw_ecn"             -> number(item, Action.SetNwEcn::new);
      case "mod_tp_src"             -> new Action.SetTpSrc(item.required().u16());
      case "mod_tp_dst"             -> new Action.SetTpDst(item.required().u16());
      case "clone"                  -> clone(item.value(), depth);
      case "ct"                     -> ConntrackText.parse(item.value(), depth);
      case "nat"                    -> ConntrackText.parseNat(item.value());
      case "unknown"                -> unknown(item.required());
      default                       -> ExtensionParser.parse(item, in).orElseGet(() -> outputTo(item));
    };
    // spotless:on
  }

  private static int oneOf(Token value, int first, int second) {
    int given = value.u16();
    if (given != first && given != second) {
      throw value.expected("0x%04x or 0x%04x".formatted(first, second));
    }
    return given;
  }

  private static Action clone(Token inside, int depth) {
    List<Action> actions = actions(inside, depth + 1);
    return inside.as(text -> new NxAction.Clone(actions));
  }

  private static Action decTtl(Scanner.Item item) {
    if (item.value().text().isEmpty()) {
      return new Action.DecNwTtl();
    }
    List<Integer> ids = new ArrayList<>();
    Scanner in = new Scanner(item.value());
    while (in.hasMore()) {
      ids.add(in.word().u16());
    }
    return new NxAction.DecTtlCntIds(ids);
  }

  /** A port, a field with its number, or a port and the length that the packet is cut to. */
  private static Action output(Token value) {
    if (value.contains("(") && isPort(value.before("("))) {
      Scanner.Item maxLen = new Scanner(value.after("(").before(")")).item();
      if (!maxLen.name().is("max_len")) {
        throw maxLen.name().expected("max_len=");
      }
      return new Action.Output(port(value.before("(")), maxLen.required().u16());
    }
    if (value.contains("max_len")) {
      PortNo port = PortNo.ANY;
      long maxLen = 0;
      Scanner in = new Scanner(value);
      while (in.hasMore()) {
        Scanner.Item item = in.item();
        switch (item.name().text()) {
          case "port" -> port = port(item.required());
          case "max_len" -> maxLen = item.required().number(32);
          default -> throw item.name().expected("port= or max_len=");
        }
      }
      PortNo to = port;
      long length = maxLen;
      return value.as(text -> new NxAction.OutputTrunc(to, length));
    }
    if (isPort(value)) {
      return Action.output(port(value));
    }
    return new FieldAction.OutputReg(Subfield.parse(value), Action.WHOLE_PACKET);
  }

  /** Hexadecimal octets, with dots between them or not. */
  static Bytes dotted(Token value) {
    return value.as(text -> Bytes.parse(text.replace(".", "")));
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

  private static boolean isPort(Token text) {
    String name = text.text().toLowerCase(Locale.ROOT);
    return PORT_NAMES.contains(name) || name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A bare port, such as {@code 2} or {@code FLOOD}, is an output to it. */
  private static Action outputTo(Scanner.Item item) {
    if (item.hasValue() || !isPort(item.name())) {
      throw item.name().expected("an action or an instruction");
    }
    return Action.output(port(item.name()));
  }

  private static Action controller(Scanner.Item item) {
    Token value = item.value();
    if (value.text().isEmpty()) {
      return Action.output(PortNo.CONTROLLER);
    }
    boolean isLength = value.text().chars().allMatch(Character::isDigit);
    return isLength ? Action.controller(value.u16()) : ControllerText.parse(value);
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
    Field<?> field = Subfield.parseField(name);
    Match set = Match.setting().parse(field, value.before("->")).build();
    return value.as(text -> new Action.SetField(set));
  }

  private static Action unknown(Token value) {
    return new Action.Unknown(value.before(",").u16(), value.after(",").as(Bytes::parse));
  }
}
