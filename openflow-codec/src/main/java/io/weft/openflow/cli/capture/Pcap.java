package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The format of tcpdump: a header of 24 octets, then packets with 16 octets before each. */
final class Pcap extends Capture {
  private final int nanosPerTick;
  private final int linkType;

  /** After the magic number. */
  Pcap(InputStream in, boolean isReversed, int nanosPerTick) throws IOException, CaptureException {
    super(in);
    reverse(isReversed);
    this.nanosPerTick = nanosPerTick;
    byte[] header = read(20);
    this.linkType = (int) u32(header, 16) & 0xffff; // the high bits tell of checksums
  }

  @Override
  public Optional<Packet> next() throws IOException, CaptureException {
    Optional<byte[]> found = readOrEnd(16);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] header = found.get();
    long size = u32(header, 8);
    if (size > LARGEST_PACKET) {
      throw damaged("a packet of " + size + " octets");
    }
    byte[] octets = read((int) size);
    Instant time = Instant.ofEpochSecond(u32(header, 0), u32(header, 4) * nanosPerTick);
    return Optional.of(new Packet(nextNumber(), time, linkType, Bytes.wrap(octets)));
  }
}
