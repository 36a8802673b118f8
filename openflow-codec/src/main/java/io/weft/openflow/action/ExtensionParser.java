package io.weft.openflow.action;

import io.weft.net.PortNo;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses the actions that Open vSwitch adds, but those that hold actions. */
final class ExtensionParser {
  private ExtensionParser() {}

  /** Empty if the item is something else. */
  static Optional<Action> parse(Scanner.Item item, Scanner in) {
    // spotless:off
    return Optional.ofNullable(switch (item.name().text().toLowerCase(Locale.ROOT)) {
      case "resubmit"         -> resubmit(item);
      case "set_tunnel"       -> setTunnel(item.required().number(64));
      case "set_tunnel64"     -> new NxAction.SetTunnel64(item.required().number(64));
      case "pop_queue"        -> bare(item, new NxAction.PopQueue());
      case "note"             -> new NxAction.Note(ActionParser.dotted(item.value()));
      case "exit"             -> bare(item, new NxAction.Exit());
      case "fin_timeout"      -> finTimeout(item.value());
      case "write_metadata"   -> writeMetadata(item.required());
      case "conjunction"      -> conjunction(item.required());
      case "sample"           -> SampleText.parse(item.required());
      case "dec_nsh_ttl"      -> bare(item, new NxAction.DecNshTtl());
      case "debug_slow"       -> bare(item, new NxAction.DebugSlow());
      case "debug_recirc"     -> bare(item, new NxAction.DebugRecirc());
      case "ct_clear"         -> bare(item, new ConntrackAction.CtClear());
      case "move"             -> move(item.required());
      case "load"             -> load(item.required());
      case "push"             -> new FieldAction.StackPush(Subfield.parse(item.required()));
      case "pop"              -> new FieldAction.StackPop(Subfield.parse(item.required()));
      case "output_reg"       -> new FieldAction.OutputReg(Subfield.parse(item.required()), Action.WHOLE_PACKET);
      case "multipath"        -> multipath(item.required());
      case "bundle"           -> bundle(item.required(), false);
      case "bundle_load"      -> bundle(item.required(), true);
      case "check_pkt_larger" -> checkPktLarger(item.required(), in);
      case "delete_field"     -> new FieldAction.DeleteField(Subfield.parseField(item.required()));
      case "learn"            -> LearnText.parse(item.value());
      case "encap"            -> HeaderParser.encap(item.required());
      case "decap"            -> HeaderParser.decap(item.value());
      default                 -> null;
    });
    // spotless:on
  }

  private static Action bare(Scanner.Item item, Action action) {
    item.expectBare();
    return action;
  }

  private static Action resubmit(Scanner.Item item) {
    Token value = item.value();
    Token port = value.before(",");
    Token rest = value.after(",");
    Token table = rest.before(",");
    Token suffix = rest.after(",");
    PortNo inPort = port.text().isEmpty() ? PortNo.IN_PORT : port.as(PortNo::parse);
    int tableId = table.text().isEmpty() ? NxAction.NO_TABLE : table.u8();
    if (inPort.equals(PortNo.IN_PORT) && tableId == NxAction.NO_TABLE) {
      throw new NotationException(value.column(), "expected a port or a table of resubmit");
    }
    if (!suffix.text().isEmpty()) {
      if (!suffix.is("ct")) {
        throw suffix.expected("ct");
      }
      return new NxAction.ResubmitCt(inPort, tableId);
    }
    return tableId == NxAction.NO_TABLE
        ? new NxAction.ResubmitPort(inPort)
        : new NxAction.Resubmit(inPort, tableId);
  }

  private static Action setTunnel(long id) {
    return id >>> 32 == 0 ? new NxAction.SetTunnel(id) : new NxAction.SetTunnel64(id);
  }

  private static Action finTimeout(Token arguments) {
    int idleTimeout = 0;
    int hardTimeout = 0;
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "idle_timeout" -> idleTimeout = item.required().u16();
        case "hard_timeout" -> hardTimeout = item.required().u16();
        default -> throw item.name().expected("idle_timeout= or hard_timeout=");
      }
    }
    return new NxAction.FinTimeout(idleTimeout, hardTimeout);
  }

  private static Action writeMetadata(Token value) {
    long mask = value.contains("/") ? value.after("/").number(64) : -1;
    return new NxAction.WriteMetadata(value.before("/").number(64), mask);
  }

  private static Action conjunction(Token value) {
    Token clause = strip(value.after(","));
    if (!clause.contains("/")) {
      throw value.expected("id,clause/clauses");
    }
    int id = strip(value.before(",")).u32();
    int number = strip(clause.before("/")).u8();
    int of = strip(clause.after("/")).u8();
    return clause.as(text -> new NxAction.Conjunction(id, number, of));
  }

  private static Token strip(Token token) {
    String text = token.text();
    int leading = text.length() - text.stripLeading().length();
    return new Token(text.strip(), token.column() + leading);
  }

  private static Action move(Token value) {
    Subfield[] move = Subfield.parseMove(value);
    return new FieldAction.CopyField(move[0], move[1]);
  }

  private static Action load(Token value) {
    if (!value.contains("->")) {
      throw value.expected("value->target");
    }
    Subfield target = Subfield.parse(value.after("->"));
    long number = value.before("->").number(64);
    return value.as(text -> new FieldAction.RegLoad(target, number));
  }

  private static FieldAction.HashFields hashFields(Token word) {
    for (FieldAction.HashFields fields : FieldAction.HashFields.values()) {
      if (fields.word().equalsIgnoreCase(word.text())) {
        return fields;
      }
    }
    throw word.expected("what to hash, such as eth_src or symmetric_l4");
  }

  private static Token next(Scanner in, String what) {
    if (!in.hasMore()) {
      throw new NotationException(in.rest().column(), "expected " + what);
    }
    return in.word();
  }

  private static FieldAction.LinkChoice linkChoice(Token word) {
    for (FieldAction.LinkChoice choice : FieldAction.LinkChoice.values()) {
      if (choice.word().equalsIgnoreCase(word.text())) {
        return choice;
      }
    }
    throw word.expected("modulo_n, hash_threshold, hrw or iter_hash");
  }

  private static Action multipath(Token arguments) {
    Scanner in = new Scanner(arguments);
    FieldAction.HashFields fields = hashFields(next(in, "what to hash"));
    int basis = next(in, "the basis of the hash").u16();
    FieldAction.LinkChoice choice = linkChoice(next(in, "how to choose a link"));
    int links = (int) next(in, "how many links there are").number(17);
    long argument = next(in, "the argument of the choice").number(32);
    Subfield target = Subfield.parse(next(in, "the target"));
    return arguments.as(
        text -> new FieldAction.Multipath(fields, basis, choice, links, argument, target));
  }

  private static Action bundle(Token arguments, boolean loads) {
    Scanner in = new Scanner(arguments);
    FieldAction.HashFields fields = hashFields(next(in, "what to hash"));
    int basis = next(in, "the basis of the hash").u16();
    Token word = next(in, "how to choose a member");
    FieldAction.MemberChoice choice =
        switch (word.text().toLowerCase(Locale.ROOT)) {
          case "active_backup" -> FieldAction.MemberChoice.ACTIVE_BACKUP;
          case "hrw" -> FieldAction.MemberChoice.HRW;
          default -> throw word.expected("active_backup or hrw");
        };
    Token kind = next(in, "ofport");
    if (!kind.is("ofport")) {
      throw kind.expected("ofport");
    }
    Optional<Subfield> target =
        loads ? Optional.of(Subfield.parse(next(in, "the target"))) : Optional.empty();
    List<PortNo> members = members(in);
    return target
        .<Action>map(to ->
            arguments.as(text -> new FieldAction.BundleLoad(fields, basis, choice, to, members)))
        .orElseGet(() -> new FieldAction.Bundle(fields, basis, choice, members));
  }

  /** After {@code members:}, or {@code slaves:} in the words of older versions. */
  private static List<PortNo> members(Scanner in) {
    if (!in.hasMore() || !in.accept("members:") && !in.accept("slaves:")) {
      throw in.rest().expected("members:");
    }
    List<PortNo> members = new ArrayList<>();
    while (in.hasMore()) {
      members.add(in.word().as(PortNo::parse));
    }
    return members;
  }

  private static Action checkPktLarger(Token length, Scanner in) {
    if (!in.accept("->")) {
      throw in.rest().expected("->");
    }
    int octets = length.u16();
    Token target = in.word();
    Subfield bit = Subfield.parse(target);
    return target.as(text -> new FieldAction.CheckPktLarger(octets, bit));
  }
}
