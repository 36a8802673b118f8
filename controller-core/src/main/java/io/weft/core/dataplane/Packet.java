package io.weft.core.dataplane;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;

/**
 * A packet on its way through the pipeline: a frame, and what the pipeline knows of it besides. The
 * frame is copied when it is first changed, so copies for buckets and outputs cost nothing.
 */
public final class Packet {
  private static final Spot VLAN_TAG = new Spot(Layer.VLAN, 0);
  private static final int PRESENT = 0x1000;
  private static final int DOT1Q = 0x8100;
  private static final int IPV6_DESTINATION = 192;

  private final Bytes arrived;
  private final PipelineFields pipeline;
  private PortNo inPort;
  private PortNo actionSetOutput = PortNo.UNSET;
  private Bytes bytes;
  private byte[] frame;
  private boolean changed;
  private FrameLayout layout;
  private int dpHash;
  private int conjunction;

  private Packet(
      Bytes arrived,
      Bytes bytes,
      byte[] frame,
      FrameLayout layout,
      PortNo inPort,
      PipelineFields pipeline) {
    this.arrived = arrived;
    this.bytes = bytes;
    this.frame = frame;
    this.layout = layout;
    this.inPort = inPort;
    this.pipeline = pipeline;
  }

  /** A frame that came in on a port. */
  public static Packet of(Bytes bytes, PortNo inPort) {
    byte[] frame = bytes.toArray();
    return new Packet(bytes, bytes, frame, FrameLayout.of(frame), inPort, new PipelineFields());
  }

  /** Another packet that begins as this one is now. */
  Packet copy() {
    Bytes now = bytes();
    Packet copy = new Packet(arrived, now, frame, layout, inPort, pipeline.copy());
    copy.actionSetOutput = actionSetOutput;
    copy.dpHash = dpHash;
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

  void setInPort(PortNo port) {
    inPort = port;
  }

  /** The port that the action set would send it to. */
  PortNo actionSetOutput() {
    return actionSetOutput;
  }

  void setActionSetOutput(PortNo port) {
    actionSetOutput = port;
  }

  /** The hash that the datapath made of it, 0 before a select group asked for one. */
  int dpHash() {
    return dpHash;
  }

  void setDpHash(int hash) {
    dpHash = hash;
  }

  /** A hash of the packet as it came in, whatever became of it since. */
  int arrivalHash() {
    return FlowHash.ofConnection(of(arrived, inPort));
  }

  /** The conjunction that the present lookup is about, 0 for none. */
  int conjunction() {
    return conjunction;
  }

  void setConjunction(int id) {
    conjunction = id;
  }

  int length() {
    return frame.length;
  }

  FrameLayout layout() {
    return layout;
  }

  PipelineFields pipeline() {
    return pipeline;
  }

  void writeMetadata(long value, long mask) {
    set(Field.METADATA, Bits.of(low(Field.METADATA) & ~mask | value & mask));
  }

  /** What the pipeline knows beside the frame: the match of a PACKET_IN (1.3.5, 7.4.1). */
  Match pipelineFields() {
    Match.Builder match = Match.builder().set(Field.IN_PORT, inPort);
    pipeline.addTo(match);
    return match.build();
  }

  /** Whether the packet has a field. */
  public boolean has(Field<?> field) {
    return PacketField.of(field).filter(f -> f.isIn(this)).isPresent();
  }

  /** Bits 63..0 of a field, 0 if the packet does not have it. */
  public long low(Field<?> field) {
    return PacketField.of(field).map(f -> f.low(this)).orElse(0L);
  }

  /** Bits 127..64 of a field, 0 if the packet does not have it. */
  public long high(Field<?> field) {
    return PacketField.of(field).map(f -> f.high(this)).orElse(0L);
  }

  /** A field, 0 if the packet does not have it. */
  Bits get(Field<?> field) {
    return PacketField.of(field)
        .map(row -> new Bits(row.high(this), row.low(this)))
        .orElse(Bits.NONE);
  }

  /** Sets a field, if the packet has it and it can be set. */
  void set(Field<?> field, Bits value) {
    PacketField.of(field).ifPresent(row -> row.write(this, value));
  }

  /** Sets the field that the match names, if the packet has it; the bits of the mask only. */
  void set(Match value) {
    Field<?> field = value.fields().getFirst();
    Bits mask = new Bits(value.maskHigh(field), value.maskLow(field));
    set(field, new Bits(value.high(field), value.low(field)), mask);
  }

  private void set(Field<?> field, Bits value, Bits mask) {
    if (has(field)) {
      set(field, get(field).and(mask.not()).or(value));
    }
  }

  /** Some bits of a field. */
  Bits get(Subfield part) {
    return get(part.field()).right(part.offset()).and(Bits.ones(part.bits()));
  }

  /** Sets some bits of a field, if the packet has it. */
  void set(Subfield part, Bits value) {
    Bits mask = Bits.ones(part.bits());
    set(part.field(), value.and(mask).left(part.offset()), mask.left(part.offset()));
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

  /** Writes the TTL of an IP header below a label, and corrects the checksum of IPv4. */
  void writeInner(Spot spot, int ttl, boolean ipv4) {
    own();
    int at = layout.at(spot.layer()) + spot.bit() / 8;
    int before = Checksums.sum(frame, at, at + 2);
    frame[at] = (byte) ttl;
    if (ipv4 && at + 4 <= frame.length) {
      Checksums.update(frame, at + 2, before, Checksums.sum(frame, at, at + 2));
    }
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

  /** The outermost tag with a bit that says that there is one, 0 without (bit 12, as in NXM). */
  int vlanTci() {
    return layout.has(Layer.VLAN) ? (int) read(VLAN_TAG, 16) | PRESENT : 0;
  }

  /** Sets the outermost tag; without the bit that says that there is one it goes. */
  void setVlanTci(int tci) {
    if (tci == vlanTci()) {
      return;
    }
    if ((tci & PRESENT) == 0) {
      popVlan();
      return;
    }
    if (!layout.has(Layer.VLAN)) {
      pushVlan(DOT1Q);
    }
    write(VLAN_TAG, 16, tci & ~PRESENT);
  }

  /**
   * Adds an outermost tag of zeroes. Open vSwitch keeps two tags: a third is lost at the inner end.
   */
  void pushVlan(int etherType) {
    replace(Tags.pushVlan(frame, etherType, layout.tags() == FrameLayout.MOST_TAGS));
  }

  /** Removes the outermost tag, if there is one. */
  void popVlan() {
    if (layout.has(Layer.VLAN)) {
      replace(Tags.without(frame, 12, 4));
    }
  }

  /** Adds an outermost label: a copy of the one there is, or one made of the IP header. */
  void pushMpls(int etherType) {
    if (layout.typeAt() != 0) {
      replace(Tags.pushMpls(this, frame, etherType));
    }
  }

  /**
   * Removes the outermost label; what comes next is of a type. As in Open vSwitch all labels go if
   * that is none of a label.
   */
  void popMpls(int etherType) {
    int labels = etherType == 0x8847 || etherType == 0x8848 ? 1 : layout.labels();
    byte[] bare = Tags.without(frame, layout.at(Layer.MPLS), 4 * labels);
    Tags.put16(bare, layout.typeAt(), etherType);
    replace(bare);
  }

  /** Adds a service instance tag and an Ethernet header around it (OpenFlow 1.3.5, 5.11). */
  void pushPbb(int etherType) {
    replace(Tags.pushPbb(frame, etherType));
  }

  /** Removes the outermost Ethernet header and service instance tag, if there are. */
  void popPbb() {
    if (layout.has(Layer.PBB) && layout.at(Layer.PBB) + 4 + 14 <= frame.length) {
      replace(Tags.without(frame, 0, layout.at(Layer.PBB) + 4));
    }
  }

  private void replace(byte[] other) {
    frame = other;
    changed = true;
    layout = FrameLayout.of(other);
  }

  /** TTL or hop limit, 0 to 255; -1 if this is no IP packet. */
  int ttl() {
    return has(Field.NW_TTL) ? (int) low(Field.NW_TTL) : -1;
  }

  void setTtl(int ttl) {
    set(Field.NW_TTL, Bits.of(ttl));
  }

  boolean isIp() {
    return layout.etherType() == 0x0800 || layout.etherType() == 0x86dd;
  }

  boolean isMpls() {
    return layout.etherType() == 0x8847 || layout.etherType() == 0x8848;
  }
}
