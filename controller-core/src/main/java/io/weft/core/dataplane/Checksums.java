package io.weft.core.dataplane;

import java.util.zip.CRC32C;

/**
 * Checksums that follow a changed field. The Internet checksum is updated by the difference (RFC
 * 1624, equation 3), so one that was wrong stays wrong, as in a real switch.
 */
final class Checksums {
  private Checksums() {}

  /** The one's complement sum of the 16-bit words from an even index to another. */
  static int sum(byte[] frame, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i += 2) {
      sum += (frame[i] & 0xff) << 8 | (i + 1 < frame.length ? frame[i + 1] & 0xff : 0);
    }
    return fold(sum);
  }

  private static int fold(int sum) {
    int folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return folded;
  }

  /** Corrects the checksum at an index for words whose sum changed. */
  static void update(byte[] frame, int at, int sumBefore, int sumAfter) {
    int old = (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
    put(frame, at, ~fold((~old & 0xffff) + (~sumBefore & 0xffff) + sumAfter) & 0xffff);
  }

  /** As {@link #update}, for UDP: zero means that there is none (RFC 768). */
  static void updateUdp(byte[] frame, int at, int sumBefore, int sumAfter) {
    if (frame[at] == 0 && frame[at + 1] == 0) {
      return;
    }
    update(frame, at, sumBefore, sumAfter);
    if (frame[at] == 0 && frame[at + 1] == 0) {
      put(frame, at, 0xffff);
    }
  }

  /** Computes SCTP's CRC32c anew (RFC 9260, 6.8 and appendix A); its octets are little-endian. */
  static void computeSctp(byte[] frame, int header, int end) {
    int at = header + 8;
    put(frame, at, 0);
    put(frame, at + 2, 0);
    CRC32C crc = new CRC32C();
    crc.update(frame, header, end - header);
    int value = Integer.reverseBytes((int) crc.getValue());
    put(frame, at, value >>> 16);
    put(frame, at + 2, value & 0xffff);
  }

  private static void put(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
  }
}
