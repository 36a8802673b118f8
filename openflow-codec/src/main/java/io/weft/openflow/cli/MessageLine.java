package io.weft.openflow.cli;

import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Token;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message with its header on one line: {@code FLOW_MOD (OF1.3) (xid=0x7b): actions=drop}. */
final class MessageLine {
  /** Time, ends, type, words in parentheses, text. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:\\S+ \\S+ > \\S+ )?([A-Za-z]\\w*)((?:\\s*\\((?:OF|OpenFlow|xid)[^)]*\\))*)\\s*(?::(.*)|$)");

  private static final Pattern PARENTHESES = Pattern.compile("\\(([^)]*)\\)");

  private MessageLine() {}

  static String print(Envelope envelope) {
    StringBuilder line = new StringBuilder();
    line.append(MessageText.typeName(envelope.message()));
    line.append(" (OF").append(envelope.version()).append(") (xid=0x");
    line.append(Integer.toHexString(envelope.xid())).append("):");
    String text = MessageText.print(envelope.message());
    return (text.isEmpty() ? line : line.append(' ').append(text)).toString();
  }

  /**
   * Parses what {@link #print} prints; version and xid may be absent.
   *
   * @param type of lines that do not begin with one
   * @throws NotationException naming the column and what was expected
   */
  static Envelope parse(String line, OfVersion version, Optional<String> type) {
    Matcher parts = LINE.matcher(line);
    boolean hasHeader = parts.matches();
    if (type.isPresent() && !(hasHeader && MessageText.isTypeName(parts.group(1)))) {
      return new Envelope(
          version, 0, MessageText.parse(new Token(type.get(), 1), new Token(line, 1)));
    }
    if (!hasHeader) {
      throw new NotationException(
          1, "expected a message such as FLOW_MOD (OF1.3) (xid=0x1): actions=drop");
    }
    OfVersion said = version;
    int xid = 0;
    Matcher words = PARENTHESES.matcher(parts.group(2));
    while (words.find()) {
      Token word = new Token(words.group(1), parts.start(2) + words.start(1) + 1);
      if (word.text().startsWith("xid=")) {
        xid = word.after("=").u32();
      } else {
        said =
            Options.findVersion(word.text())
                .orElseThrow(() -> word.expected("a version from OF1.0 to OF1.5"));
      }
    }
    boolean hasText = parts.group(3) != null;
    Token text =
        new Token(hasText ? parts.group(3) : "", (hasText ? parts.start(3) : line.length()) + 1);
    Token typeName = new Token(parts.group(1), parts.start(1) + 1);
    return new Envelope(said, xid, MessageText.parse(typeName, text));
  }
}
