package io.weft.openflow.codec;

import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import java.util.regex.Pattern;

/**
 * Octets beside the value that they say; the two must become each other. What the octets of the
 * vectors mean was read from {@code ovs-ofctl ofp-print}, or from the specification where Open
 * vSwitch does not know the element.
 *
 * @param hex a whole frame, or one element of the table that the list is about; {@code 00*n} stands
 *     for n octets of zero
 */
record Vector<T>(OfVersion version, String hex, T value) {
  private static final Pattern ZEROES = Pattern.compile("00\\*(\\d+)");

  static <T> Vector<T> of10(String hex, T value) {
    return new Vector<>(OfVersion.OF10, hex, value);
  }

  static <T> Vector<T> of13(String hex, T value) {
    return new Vector<>(OfVersion.OF13, hex, value);
  }

  static Vector<OfMessage> row(OfVersion version, OfMessage value, String hex) {
    return new Vector<>(version, hex, value);
  }

  static Vector<OfMessage> asked(OfVersion version, MultipartBody.Request body, String hex) {
    return row(version, new OfMessage.MultipartRequest(false, body), hex);
  }

  static Vector<OfMessage> answered(OfVersion version, MultipartBody.Reply body, String hex) {
    return row(version, new OfMessage.MultipartReply(false, body), hex);
  }

  /** The hexadecimal digits without what makes them readable. */
  String digits() {
    return ZEROES
        .matcher(hex)
        .replaceAll(run -> "00".repeat(Integer.parseInt(run.group(1))))
        .replace(" ", "");
  }

  @Override
  public String toString() {
    return version + " " + value;
  }
}
