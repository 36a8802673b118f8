package io.weft.openflow.cli;

import io.weft.net.Bytes;
import io.weft.openflow.notation.NotationException;

/** A line of hexadecimal digits, in any case, with white space and {@code 0x} anywhere. */
final class HexLine {
  private HexLine() {}

  /**
   * The octets.
   *
   * @throws NotationException naming the column that is no digit
   */
  static Bytes parse(String line) {
    byte[] octets = new byte[(line.length() + 1) / 2];
    int digits = 0;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      boolean prefix =
          c == '0'
              && digits % 2 == 0
              && i + 1 < line.length()
              && (line.charAt(i + 1) | 0x20) == 'x';
      if (prefix) {
        i += 2;
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new NotationException(i + 1, "'" + c + "', expected a hexadecimal digit");
      }
      octets[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
      digits++;
      i++;
    }
    if (digits % 2 != 0) {
      throw new NotationException(line.length() + 1, "the end, expected another digit");
    }
    return Bytes.wrap(octets).slice(0, digits / 2);
  }
}
