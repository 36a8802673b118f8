package io.weft.core.dataplane;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.Arrays;

/**
 * A packet on its way through the pipeline: a frame, and what the pipeline knows of it besides. The
 * frame is copied when it is first changed, so copies for buckets and outputs cost nothing.
 */
public final class Packet {
  private static final Spot VLAN_ID = new Spot(Layer.VLAN, 4);
  private static final Spot IPV4_TTL = new Spot(Layer.IPV4, 64);
  private static final Spot IPV6_HOP_LIMIT = new Spot(Layer.IPV6, 56);
  private static final int IPV6_DESTINATION = 192;
  private static final int NO_TTL = -1;

  private final PortNo inPort;
  private Bytes bytes;
  private byte[] frame;
  private boolean changed;
  private FrameLayout layout;
  private long metadata;
  private long tunnelId;

  private Packet(Bytes bytes, byte[] frame, FrameLayout layout, PortNo inPort) {
    this.bytes = bytes;
    this.frame = frame;
    this.layout = layout;
    this.inPort = inPort;
  }

  /** A frame that came in on a port. */
  public static Packet of(Bytes bytes, PortNo inPort) {
    byte[] frame = bytes.toArray();
    return new Packet(bytes, frame, FrameLayout.of(frame), inPort);
  }

  /** Another packet that begins as this one is now. */
  Packet copy() {
    Bytes now = bytes();
    Packet copy = new Packet(now, frame, layout, inPort);
    copy.metadata = metadata;
    copy.tunnelId = tunnelId;
    return copy;
  }

  /** The frame as it is now. */
  public Bytes bytes() {
    if (changed) {
      bytes = Bytes.copyOf(frame);
      changed = false;
    }
    return bytes;
  }

  public PortNo inPort() {
    return inPort;
  }

  int length() {
    return frame.length;
  }

  FrameLayout layout() {
    return layout;
  }

  long metadata() {
    return metadata;
  }

  void writeMetadata(long value, long mask) {
    metadata = metadata & ~mask | value & mask;
  }

  long tunnelId() {
    return tunnelId;
  }

  /** What the pipeline knows beside the frame: the match of a PACKET_IN (1.3.5, 7.4.1). */
  Match pipelineFields() {
    Match.Builder match = Match.builder().set(Field.IN_PORT, inPort);
    if (metadata != 0) {
      match.set(Field.METADATA, metadata);
    }
    if (tunnelId != 0) {
      match.set(Field.TUNNEL_ID, tunnelId);
    }
    return match.build();
  }

  /** Whether the packet has a field. */
  public boolean has(Field<?> field) {
    return PacketField.of(field).filter(f -> f.isIn(this)).isPresent();
  }

  /** Bits 63..0 of a field, 0 if the packet does not have it. */
  public long low(Field<?> field) {
    return PacketField.of(field).filter(f -> f.isIn(this)).map(f -> f.low(this)).orElse(0L);
  }

  /** Bits 127..64 of a field, 0 if the packet does not have it. */
  public long high(Field<?> field) {
    return PacketField.of(field).filter(f -> f.isIn(this)).map(f -> f.high(this)).orElse(0L);
  }

  /** Reads up to 64 bits of a header that is there. */
  long read(Spot spot, int width) {
    int from = layout.at(spot.layer()) * 8 + spot.bit();
    long value = 0;
    for (int octet = from / 8; octet <= (from + width - 1) / 8; octet++) {
      value = value << 8 | frame[octet] & 0xff;
    }
    int behind = 7 - (from + width - 1) % 8;
    return value >>> behind & (width == 64 ? -1L : (1L << width) - 1);
  }

  /** Sets the field that the match names, if the packet has it; the bits of the mask only. */
  void set(Match value) {
    Field<?> field = value.fields().getFirst();
    if (field == Field.TUNNEL_ID) {
      tunnelId = tunnelId & ~value.maskLow(field) | value.low(field);
    } else if (field == Field.VLAN_VID) {
      setVlanId((int) value.low(field), (int) value.maskLow(field));
    } else {
      PacketField.spotIn(this, field).ifPresent(spot -> set(spot, field.width(), value, field));
    }
  }

  private void set(Spot spot, int width, Match value, Field<?> field) {
    if (width <= 64) {
      long old = read(spot, width);
      write(spot, width, old & ~value.maskLow(field) | value.low(field));
    } else {
      Spot lower = new Spot(spot.layer(), spot.bit() + 64);
      write(spot, 64, read(spot, 64) & ~value.maskHigh(field) | value.high(field));
      write(lower, 64, read(lower, 64) & ~value.maskLow(field) | value.low(field));
    }
  }

  private void setVlanId(int value, int mask) {
    if (layout.has(Layer.VLAN)) {
      long old = read(VLAN_ID, 12);
      write(VLAN_ID, 12, (old & ~mask | value) & 0xfff);
    }
  }

  /** Writes up to 64 bits of a header that is there, and corrects the checksums over them. */
  void write(Spot spot, int width, long value) {
    own();
    int from = layout.at(spot.layer()) * 8 + spot.bit();
    int firstWord = from / 8 & ~1;
    int afterWords = (from + width - 1) / 16 * 2 + 2;
    int before = Checksums.sum(frame, firstWord, afterWords);
    for (int i = 0; i < width; i++) {
      int bit = from + width - 1 - i;
      int at = 7 - bit % 8;
      int one = (int) (value >>> i) & 1;
      frame[bit / 8] = (byte) (frame[bit / 8] & ~(1 << at) | one << at);
    }
    correctChecksums(spot, before, Checksums.sum(frame, firstWord, afterWords));
    layout = FrameLayout.of(frame);
  }

  private void correctChecksums(Spot spot, int before, int after) {
    if (spot.layer() == Layer.IPV4) {
      Checksums.update(frame, layout.at(Layer.IPV4) + 10, before, after);
    }
    if (spot.layer() == Layer.SCTP) {
      Checksums.computeSctp(frame, layout.at(Layer.SCTP), layout.ipPayloadEnd());
    }
    int at = layout.transportChecksumAt();
    if (at < 0 || !isUnderTransportChecksum(spot)) {
      return;
    }
    if (read(PacketField.PROTOCOL, 8) == 17) {
      Checksums.updateUdp(frame, at, before, after);
    } else {
      Checksums.update(frame, at, before, after);
    }
  }

  private boolean isUnderTransportChecksum(Spot spot) {
    if (spot.isIpAddress()) {
      return layout.checksumCoversAddresses()
          && !(layout.isRouted() && spot.bit() >= IPV6_DESTINATION);
    }
    return spot.isTransport();
  }

  private void own() {
    if (!changed) {
      frame = frame.clone();
      changed = true;
    }
  }

  /** Adds an outermost tag with the id and priority of the old one, or zeroes (1.3.5, 5.11). */
  void pushVlan(int etherType) {
    int tag = layout.has(Layer.VLAN) ? (int) read(new Spot(Layer.VLAN, 0), 16) : 0;
    byte[] tagged = new byte[frame.length + 4];
    System.arraycopy(frame, 0, tagged, 0, 12);
    tagged[12] = (byte) (etherType >>> 8);
    tagged[13] = (byte) etherType;
    tagged[14] = (byte) (tag >>> 8);
    tagged[15] = (byte) tag;
    System.arraycopy(frame, 12, tagged, 16, frame.length - 12);
    replace(tagged);
  }

  /** Removes the outermost tag, if there is one. */
  void popVlan() {
    if (!layout.has(Layer.VLAN)) {
      return;
    }
    byte[] bare = Arrays.copyOf(frame, frame.length - 4);
    System.arraycopy(frame, 16, bare, 12, frame.length - 16);
    replace(bare);
  }

  private void replace(byte[] other) {
    frame = other;
    changed = true;
    layout = FrameLayout.of(other);
  }

  /** TTL or hop limit, 0 to 255; -1 if this is no IP packet. */
  int ttl() {
    if (layout.has(Layer.IPV4)) {
      return (int) read(IPV4_TTL, 8);
    }
    return layout.has(Layer.IPV6) ? (int) read(IPV6_HOP_LIMIT, 8) : NO_TTL;
  }

  void setTtl(int ttl) {
    if (layout.has(Layer.IPV4)) {
      write(IPV4_TTL, 8, ttl);
    } else if (layout.has(Layer.IPV6)) {
      write(IPV6_HOP_LIMIT, 8, ttl);
    }
  }
}
