package io.weft.openflow.action;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The notation of {@code ct(...)} and {@code nat(...)}. */
final class ConntrackText {
  private static final int FTP = 21;
  private static final int TFTP = 69;

  private ConntrackText() {}

  static String print(ConntrackAction.Ct ct) {
    StringJoiner text = new StringJoiner(",", "ct(", ")");
    if (ct.commits()) {
      text.add("commit");
    }
    if (ct.forces()) {
      text.add("force");
    }
    if (ct.table() != NxAction.NO_TABLE) {
      text.add("table=" + ct.table());
    }
    if (ct.zoneSource().isPresent()) {
      text.add("zone=" + ct.zoneSource().get());
    } else if (ct.zone() != 0) {
      text.add("zone=" + ct.zone());
    }
    List<Action> actions = ct.actions();
    // Only the first translation stands outside exec.
    if (!actions.isEmpty() && actions.getFirst() instanceof ConntrackAction.Nat nat) {
      text.add(print(nat));
      actions = actions.subList(1, actions.size());
    }
    if (!actions.isEmpty()) {
      text.add("exec(" + Action.print(actions) + ")");
    }
    switch (ct.alg()) {
      case 0 -> {}
      case FTP -> text.add("alg=ftp");
      case TFTP -> text.add("alg=tftp");
      default -> text.add("alg=" + ct.alg());
    }
    return text.toString();
  }

  static String print(ConntrackAction.Nat nat) {
    Set<ConntrackAction.NatFlag> flags = nat.flags();
    boolean ofSource = flags.contains(ConntrackAction.NatFlag.SRC);
    if (!ofSource && !flags.contains(ConntrackAction.NatFlag.DST)) {
      return "nat";
    }
    StringBuilder text = new StringBuilder(ofSource ? "nat(src" : "nat(dst");
    if (nat.range().isPresent()) {
      text.append('=').append(range(nat.range().get()));
      text.append(flags.contains(ConntrackAction.NatFlag.PERSISTENT) ? ",persistent" : "");
      text.append(flags.contains(ConntrackAction.NatFlag.HASH) ? ",hash" : "");
      text.append(flags.contains(ConntrackAction.NatFlag.RANDOM) ? ",random" : "");
    }
    return text.append(')').toString();
  }

  private static String range(ConntrackAction.NatRange range) {
    String addresses =
        switch (range) {
          case ConntrackAction.NatRange.V4 v4 ->
              v4.first()
                  + v4.last().filter(a -> !a.equals(v4.first())).map(a -> "-" + a).orElse("");
          case ConntrackAction.NatRange.V6 v6 -> {
            // A port after an address needs brackets around it.
            String open = v6.firstPort() == 0 ? "" : "[";
            String close = v6.firstPort() == 0 ? "" : "]";
            yield open
                + v6.first()
                + close
                + v6.last()
                    .filter(a -> !a.equals(v6.first()))
                    .map(a -> "-" + open + a + close)
                    .orElse("");
          }
        };
    if (range.firstPort() == 0) {
      return addresses;
    }
    boolean isSpan = range.lastPort() != 0 && range.lastPort() != range.firstPort();
    return addresses + ":" + range.firstPort() + (isSpan ? "-" + range.lastPort() : "");
  }

  static ConntrackAction.Ct parse(Token arguments, int depth) {
    int flags = 0;
    int table = NxAction.NO_TABLE;
    int zone = 0;
    int alg = 0;
    Optional<Subfield> zoneSource = Optional.empty();
    List<Action> actions = new ArrayList<>();
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "commit" -> flags |= ConntrackAction.Ct.COMMIT;
        case "force" -> flags |= ConntrackAction.Ct.FORCE;
        case "table" -> {
          table = item.required().u8();
          if (table == NxAction.NO_TABLE) {
            throw item.value().expected("a table of 0 to 254");
          }
        }
        case "zone" -> {
          Token value = item.required();
          boolean isNumber = Character.isDigit(value.text().charAt(0));
          zone = isNumber ? value.u16() : 0;
          zoneSource = isNumber ? Optional.empty() : Optional.of(Subfield.parse(value));
        }
        case "alg" -> alg = alg(item.required());
        case "nat" -> actions.add(parseNat(item.value()));
        case "exec" -> actions.addAll(ActionParser.actions(item.value(), depth + 1));
        default ->
            throw item.name().expected("commit, force, table=, zone=, alg=, nat(...) or exec(...)");
      }
    }
    boolean onlyForce = (flags & ConntrackAction.Ct.FORCE) != 0 && (flags & 1) == 0;
    if (onlyForce) {
      throw new NotationException(arguments.column(), "force needs commit");
    }
    int[] numbers = {flags, zone, table, alg};
    Optional<Subfield> source = zoneSource;
    return arguments.as(text ->
        new ConntrackAction.Ct(numbers[0], source, numbers[1], numbers[2], numbers[3], actions));
  }

  private static int alg(Token value) {
    return switch (value.text()) {
      case "ftp" -> FTP;
      case "tftp" -> TFTP;
      default -> value.u16();
    };
  }

  static ConntrackAction.Nat parseNat(Token arguments) {
    Set<ConntrackAction.NatFlag> flags = EnumSet.noneOf(ConntrackAction.NatFlag.class);
    List<ConntrackAction.NatRange> ranges = new ArrayList<>();
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "src", "dst" -> {
          boolean ofSource = item.name().is("src");
          flags.add(ofSource ? ConntrackAction.NatFlag.SRC : ConntrackAction.NatFlag.DST);
          if (item.hasValue()) {
            ranges.add(range(item.required()));
          }
        }
        case "persistent" -> flags.add(ConntrackAction.NatFlag.PERSISTENT);
        case "hash" -> flags.add(ConntrackAction.NatFlag.HASH);
        case "random" -> flags.add(ConntrackAction.NatFlag.RANDOM);
        default -> throw item.name().expected("src, dst, persistent, hash or random");
      }
    }
    boolean translates =
        flags.contains(ConntrackAction.NatFlag.SRC) || flags.contains(ConntrackAction.NatFlag.DST);
    if (!translates && !flags.isEmpty()) {
      throw new NotationException(arguments.column(), "expected src or dst");
    }
    Optional<ConntrackAction.NatRange> range = ranges.stream().findFirst();
    return arguments.as(text -> new ConntrackAction.Nat(flags, range));
  }

  /** Addresses, and ports after a colon; IPv6 addresses may be in brackets, and must with ports. */
  private static ConntrackAction.NatRange range(Token text) {
    boolean isV6 = text.contains("[") || text.text().indexOf(':') != text.text().lastIndexOf(':');
    int colon = text.text().lastIndexOf(':');
    boolean hasPorts = isV6 ? text.text().lastIndexOf("]:") >= 0 : colon >= 0;
    Token addresses = hasPorts ? new Token(text.text().substring(0, colon), text.column()) : text;
    int firstPort = 0;
    int lastPort = 0;
    if (hasPorts) {
      Token ports = new Token(text.text().substring(colon + 1), text.column() + colon + 1);
      firstPort = ports.before("-").u16();
      lastPort = ports.contains("-") ? ports.after("-").u16() : 0;
    }
    int first = firstPort;
    int last = lastPort;
    Token low = bare(addresses.before("-"));
    Optional<Token> high =
        addresses.contains("-") ? Optional.of(bare(addresses.after("-"))) : Optional.empty();
    if (isV6) {
      Ipv6Address from = low.as(Ipv6Address::parse);
      Optional<Ipv6Address> to = high.map(token -> token.as(Ipv6Address::parse));
      return text.as(whole -> new ConntrackAction.NatRange.V6(from, to, first, last));
    }
    Ipv4Address from = low.as(Ipv4Address::parse);
    Optional<Ipv4Address> to = high.map(token -> token.as(Ipv4Address::parse));
    return text.as(whole -> new ConntrackAction.NatRange.V4(from, to, first, last));
  }

  private static Token bare(Token address) {
    String text = address.text();
    boolean inBrackets = text.length() > 2 && text.startsWith("[") && text.endsWith("]");
    return inBrackets
        ? new Token(text.substring(1, text.length() - 1), address.column() + 1)
        : address;
  }
}
