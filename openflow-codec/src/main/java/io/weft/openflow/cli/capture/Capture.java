package io.weft.openflow.cli.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A capture file, read packet by packet. */
public abstract class Capture {
  static final int LARGEST_PACKET = 1 << 18;

  private static final int PCAP_MICROS = 0xa1b2c3d4;
  private static final int PCAP_NANOS = 0xa1b23c4d;
  private static final int PCAPNG = 0x0a0d0d0a;

  private final InputStream in;

  /** Whether numbers are least significant octet first. */
  private boolean reversed;

  private int packets;

  Capture(InputStream in) {
    this.in = in;
  }

  /** Whether a stream that can be marked begins like a capture. */
  public static boolean isCapture(InputStream in) throws IOException {
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length < 4) {
      return false;
    }
    int big = number(magic, 0, 4, false);
    int little = Integer.reverseBytes(big);
    return big == PCAPNG
        || big == PCAP_MICROS
        || big == PCAP_NANOS
        || little == PCAP_MICROS
        || little == PCAP_NANOS;
  }

  /**
   * Reads what stands before the first packet.
   *
   * @throws CaptureException if it is no capture
   */
  public static Capture open(InputStream in) throws IOException, CaptureException {
    byte[] magic = in.readNBytes(4);
    int big = magic.length < 4 ? 0 : number(magic, 0, 4, false);
    int little = Integer.reverseBytes(big);
    if (big == PCAPNG) {
      return new Pcapng(in);
    }
    boolean isNanos = big == PCAP_NANOS || little == PCAP_NANOS;
    if (!isNanos && big != PCAP_MICROS && little != PCAP_MICROS) {
      throw new CaptureException("neither pcap nor pcapng");
    }
    return new Pcap(in, little == PCAP_MICROS || little == PCAP_NANOS, isNanos ? 1 : 1000);
  }

  /**
   * The next packet; empty at the end.
   *
   * @throws CaptureException if the file is damaged or cut off
   */
  public abstract Optional<Packet> next() throws IOException, CaptureException;

  final void reverse(boolean isReversed) {
    this.reversed = isReversed;
  }

  final int nextNumber() {
    return ++packets;
  }

  private static int number(byte[] octets, int at, int size, boolean reversed) {
    int number = 0;
    for (int i = 0; i < size; i++) {
      int octet = octets[reversed ? at + size - 1 - i : at + i] & 0xff;
      number = number << 8 | octet;
    }
    return number;
  }

  final int u16(byte[] octets, int at) {
    return number(octets, at, 2, reversed);
  }

  final long u32(byte[] octets, int at) {
    return Integer.toUnsignedLong(number(octets, at, 4, reversed));
  }

  /** Empty at the end of the file. */
  final Optional<byte[]> readOrEnd(int size) throws IOException, CaptureException {
    byte[] octets = in.readNBytes(size);
    if (octets.length == 0) {
      return Optional.empty();
    }
    return Optional.of(whole(octets, size));
  }

  final byte[] read(int size) throws IOException, CaptureException {
    return whole(in.readNBytes(size), size);
  }

  private byte[] whole(byte[] octets, int size) throws CaptureException {
    if (octets.length < size) {
      throw new CaptureException("cut off after packet " + packets);
    }
    return octets;
  }

  final CaptureException damaged(String what) {
    return new CaptureException("damaged after packet " + packets + ": " + what);
  }
}
