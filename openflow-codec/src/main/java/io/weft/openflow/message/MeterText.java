package io.weft.openflow.message;

import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Meters as {@code ovs-ofctl add-meter} takes them and {@code dump-meters} prints them, on one
 * line: {@code meter=5 kbps burst stats bands=type=drop rate=1024 burst_size=128}.
 */
final class MeterText {
  private static final String SEPARATORS = "=, \t\r\n";
  private static final List<String> FLAGS = List.of("kbps", "pktps", "burst", "stats");
  private static final Map<String, MeterMod.Command> COMMANDS =
      Map.of(
          "add", MeterMod.Command.ADD,
          "mod", MeterMod.Command.MODIFY,
          "modify", MeterMod.Command.MODIFY,
          "del", MeterMod.Command.DELETE,
          "delete", MeterMod.Command.DELETE);

  private MeterText() {}

  static String print(MeterMod mod) {
    String command =
        switch (mod.command()) {
          case ADD -> "";
          case MODIFY -> "MOD ";
          case DELETE -> "DEL ";
        };
    return command + print(mod.meterId(), mod.flags(), mod.bands());
  }

  static String print(MeterEntry entry) {
    return print(entry.meterId(), entry.flags(), entry.bands());
  }

  private static String print(int meterId, int flags, List<MeterBand> bands) {
    StringBuilder text = new StringBuilder("meter=").append(id(meterId)).append(' ');
    int left = flags;
    for (int i = 0; i < FLAGS.size(); i++) {
      if ((flags >>> i & 1) != 0) {
        text.append(FLAGS.get(i)).append(' ');
        left &= ~(1 << i);
      }
    }
    if (left != 0) {
      text.append("flags:0x").append(Integer.toHexString(left)).append(' ');
    }
    text.append("bands=");
    String separator = "";
    for (MeterBand band : bands) {
      text.append(separator);
      append(band, (flags & MeterMod.BURST) != 0, text);
      separator = " ";
    }
    return text.toString();
  }

  private static String id(int meterId) {
    return switch (meterId) {
      case MeterMod.ALL_METERS -> "all";
      case MeterMod.CONTROLLER -> "controller";
      case MeterMod.SLOWPATH -> "slowpath";
      default -> Integer.toUnsignedString(meterId);
    };
  }

  /** As Open vSwitch, which shows the burst only if the flag says so. */
  private static void append(MeterBand band, boolean hasBurst, StringBuilder text) {
    text.append("type=");
    text.append(
        switch (band) {
          case MeterBand.Drop b -> "drop";
          case MeterBand.DscpRemark b -> "dscp_remark";
          case MeterBand.Experimenter b -> "experimenter";
        });
    text.append(" rate=").append(band.rate());
    if (hasBurst) {
      text.append(" burst_size=").append(band.burst());
    }
    if (band instanceof MeterBand.DscpRemark remark) {
      text.append(" prec_level=").append(remark.precedence());
    }
  }

  static MeterMod parseMod(Token text) {
    Scanner words = new Scanner(text);
    MeterMod.Command command = MeterMod.Command.ADD;
    Token rest = text;
    if (words.hasMore()) {
      MeterMod.Command found = COMMANDS.get(words.word().text().toLowerCase(Locale.ROOT));
      if (found != null) {
        command = found;
        rest = words.rest();
      }
    }
    MeterEntry entry = parseEntry(rest);
    return new MeterMod(command, entry.flags(), entry.meterId(), entry.bands());
  }

  static MeterEntry parseEntry(Token text) {
    Words in = new Words(text);
    int flags = 0;
    OptionalInt meterId = OptionalInt.empty();
    while (in.hasMore()) {
      Token word = in.next();
      int flag = FLAGS.indexOf(word.text());
      if (flag >= 0) {
        flags |= 1 << flag;
      } else if (word.text().startsWith("flags:")) {
        flags |= word.after(":").u16();
      } else if (word.is("meter")) {
        meterId = OptionalInt.of(id(in.value(word)));
      } else if (word.is("bands") || word.is("band")) {
        return entry(text, meterId, flags, bands(in));
      } else {
        throw word.expected("meter=, kbps, pktps, burst, stats or bands=");
      }
    }
    return entry(text, meterId, flags, List.of());
  }

  private static MeterEntry entry(
      Token text, OptionalInt meterId, int flags, List<MeterBand> bands) {
    if (meterId.isEmpty()) {
      throw new NotationException(text.column(), "expected meter= and a number or all");
    }
    return new MeterEntry(meterId.getAsInt(), flags, bands);
  }

  private static int id(Token value) {
    return switch (value.text()) {
      case "all" -> MeterMod.ALL_METERS;
      case "controller" -> MeterMod.CONTROLLER;
      case "slowpath" -> MeterMod.SLOWPATH;
      default -> value.u32();
    };
  }

  private static List<MeterBand> bands(Words in) {
    List<MeterBand> bands = new ArrayList<>();
    while (in.hasMore()) {
      Token name = in.next();
      if (!name.is("type")) {
        throw name.expected("type= at the begin of a band");
      }
      bands.add(band(in, in.value(name)));
    }
    return bands;
  }

  private static MeterBand band(Words in, Token type) {
    long rate = 0;
    long burst = 0;
    int precedence = 0;
    boolean isRemark = type.is("dscp_remark");
    if (!isRemark && !type.is("drop")) {
      throw type.expected("drop or dscp_remark");
    }
    while (in.hasMore() && !in.peek().is("type")) {
      Token name = in.next();
      Token value = in.value(name);
      switch (name.text()) {
        case "rate" -> rate = value.number(32);
        case "burst_size" -> burst = value.number(32);
        case "prec_level" -> {
          if (!isRemark) {
            throw name.expected("rate= or burst_size=; only dscp_remark has a prec_level");
          }
          precedence = value.u8();
        }
        default -> throw name.expected("type=, rate=, burst_size= or prec_level=");
      }
    }
    return isRemark
        ? new MeterBand.DscpRemark(rate, burst, precedence)
        : new MeterBand.Drop(rate, burst);
  }

  /** Words with whatever separates them: an equals sign is as good as a space. */
  private static final class Words {
    private final String text;
    private final int column;
    private int position;

    Words(Token token) {
      this.text = token.text();
      this.column = token.column();
    }

    boolean hasMore() {
      while (position < text.length() && SEPARATORS.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
      return position < text.length();
    }

    Token next() {
      hasMore();
      int from = position;
      while (position < text.length() && SEPARATORS.indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return new Token(text.substring(from, position), column + from);
    }

    Token peek() {
      int from = position;
      Token word = next();
      position = from;
      return word;
    }

    Token value(Token name) {
      if (!hasMore()) {
        throw new NotationException(column + position, "expected a value of " + name.text());
      }
      return next();
    }
  }
}
