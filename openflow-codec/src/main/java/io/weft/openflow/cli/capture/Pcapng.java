package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The format of Wireshark: blocks that say their type and length, those of no use passed over. */
final class Pcapng extends Capture {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int SIMPLE_PACKET = 3;
  private static final int PACKET = 6;
  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int TIME_RESOLUTION = 9;
  private static final int LARGEST_BLOCK = 1 << 24;

  /** What packets were captured on; ticks in a second are a power of ten or of two. */
  private record Interface(int linkType, long ticksPerSecond) {}

  private final List<Interface> interfaces = new ArrayList<>();

  /** After the type of the first block. */
  Pcapng(InputStream in) throws IOException, CaptureException {
    super(in);
    section();
  }

  private void section() throws IOException, CaptureException {
    byte[] head = read(8);
    reverse(false);
    reverse(u32(head, 4) != BYTE_ORDER);
    if (u32(head, 4) != BYTE_ORDER) {
      throw damaged("a section of unknown byte order");
    }
    long length = u32(head, 0);
    if (length < 16 || length > LARGEST_BLOCK) {
      throw damaged("a section header of " + length + " octets");
    }
    read((int) length - 12);
    interfaces.clear();
  }

  @Override
  public Optional<Packet> next() throws IOException, CaptureException {
    while (true) {
      Optional<byte[]> type = readOrEnd(4);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      int block = (int) u32(type.get(), 0);
      if (block == SECTION) {
        section();
        continue;
      }
      long length = u32(read(4), 0);
      if (length < 12 || length > LARGEST_BLOCK) {
        throw damaged("a block of " + length + " octets");
      }
      byte[] body = read((int) length - 8);
      switch (block) {
        case INTERFACE -> addInterface(body);
        case PACKET -> {
          return Optional.of(packet(body));
        }
        case SIMPLE_PACKET -> {
          return Optional.of(simplePacket(body));
        }
        default -> {} // names, statistics and the like
      }
    }
  }

  private void addInterface(byte[] body) throws CaptureException {
    need(body, 12);
    long ticks = 1_000_000;
    int at = 8;
    while (at + 4 <= body.length - 4) {
      int length = u16(body, at + 2);
      if (u16(body, at) == TIME_RESOLUTION && length == 1 && at + 5 <= body.length) {
        int exponent = body[at + 4] & 0x7f;
        boolean isBinary = body[at + 4] < 0;
        if (exponent > (isBinary ? 62 : 18)) {
          throw damaged("a resolution of time of " + body[at + 4]);
        }
        ticks = isBinary ? 1L << exponent : (long) Math.pow(10, exponent);
      }
      at += 4 + (length + 3 & ~3);
    }
    interfaces.add(new Interface(u16(body, 0), ticks));
  }

  private void need(byte[] body, int octets) throws CaptureException {
    if (body.length < octets) {
      throw damaged("a block that is too short");
    }
  }

  private Interface interfaceOf(long number) throws CaptureException {
    if (number >= interfaces.size()) {
      throw damaged("a packet of interface " + number + ", which nothing describes");
    }
    return interfaces.get((int) number);
  }

  private Packet packet(byte[] body) throws CaptureException {
    need(body, 24);
    Interface on = interfaceOf(u32(body, 0));
    long ticks = u32(body, 4) << 32 | u32(body, 8);
    long seconds = Long.divideUnsigned(ticks, on.ticksPerSecond);
    double fraction = (double) Long.remainderUnsigned(ticks, on.ticksPerSecond);
    Instant time =
        Instant.EPOCH
            .plusSeconds(seconds & 0xff_ffff_ffffL)
            .plusNanos((long) (fraction * 1e9 / on.ticksPerSecond));
    return new Packet(nextNumber(), time, on.linkType, octets(body, 20, u32(body, 12)));
  }

  private Packet simplePacket(byte[] body) throws CaptureException {
    need(body, 8);
    long size = Math.min(u32(body, 0), body.length - 8);
    return new Packet(nextNumber(), Instant.EPOCH, interfaceOf(0).linkType, octets(body, 4, size));
  }

  private Bytes octets(byte[] body, int from, long size) throws CaptureException {
    if (size > LARGEST_PACKET || from + size > body.length - 4) {
      throw damaged("a packet of " + size + " octets");
    }
    return Bytes.wrap(body).slice(from, from + (int) size);
  }
}
