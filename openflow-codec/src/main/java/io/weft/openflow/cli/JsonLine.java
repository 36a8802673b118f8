package io.weft.openflow.cli;

import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Quoted;
import io.weft.openflow.notation.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A flat JSON object on one line, as {@code decode --json} prints it. */
final class JsonLine {
  private static final String WORD_ENDS = ",}: \t\r\n";

  private final String line;
  private int position;

  private JsonLine(String line) {
    this.line = line;
  }

  /**
   * The message that type and text say; version and xid may be absent.
   *
   * @throws NotationException naming the column and what was expected
   */
  static Envelope parse(String line, OfVersion version) {
    Map<String, Token> members = new JsonLine(line).members();
    Token type = required(members, "type", line);
    Token text = required(members, "text", line);
    Token said = members.getOrDefault("version", new Token(version.toString(), 1));
    return new Envelope(
        Options.findVersion(said.text())
            .orElseThrow(() -> said.expected("a version from 1.0 to 1.5")),
        Optional.ofNullable(members.get("xid")).map(Token::u32).orElse(0),
        MessageText.parse(type, text));
  }

  private static Token required(Map<String, Token> members, String name, String line) {
    Token member = members.get(name);
    if (member == null) {
      throw new NotationException(line.length(), "expected \"" + name + "\"");
    }
    return member;
  }

  private Map<String, Token> members() {
    Map<String, Token> members = new LinkedHashMap<>();
    expect('{');
    if (!accept('}')) {
      do {
        Token name = string();
        expect(':');
        members.put(name.text(), value());
      } while (accept(','));
      expect('}');
    }
    return members;
  }

  private void skipSpace() {
    while (position < line.length() && Character.isWhitespace(line.charAt(position))) {
      position++;
    }
  }

  private boolean accept(char c) {
    skipSpace();
    if (position >= line.length() || line.charAt(position) != c) {
      return false;
    }
    position++;
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw new NotationException(position + 1, "expected '" + c + "'");
    }
  }

  private Token string() {
    expect('"');
    int from = position;
    while (position < line.length() && line.charAt(position) != '"') {
      position += line.charAt(position) == '\\' ? 2 : 1;
    }
    if (position >= line.length()) {
      throw new NotationException(from, "'\"' without a second one");
    }
    return Quoted.parse(new Token(line.substring(from, position++), from + 1));
  }

  /** A string, a number, true, false or null. */
  private Token value() {
    skipSpace();
    if (position < line.length() && line.charAt(position) == '"') {
      return string();
    }
    int from = position;
    while (position < line.length() && WORD_ENDS.indexOf(line.charAt(position)) < 0) {
      position++;
    }
    Token word = new Token(line.substring(from, position), from + 1);
    if (!word.text().matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null")) {
      throw word.expected("a string, a number, true, false or null");
    }
    return word;
  }
}
