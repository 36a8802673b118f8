package io.weft.net.packet;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Ethernet frame without its frame check sequence (IEEE 802.3, 3.1.1).
 *
 * @param tags outermost first; at most {@link #MAX_TAGS}
 * @param etherType what follows the tags: a type, or below {@link EtherType#SMALLEST} the length of
 *     an 802.3 frame, whose LLC header is then the start of the payload
 * @param payload all the rest, with any padding of short frames
 */
public record Ethernet(
    MacAddress dst, MacAddress src, List<VlanTag> tags, int etherType, Bytes payload) {
  /** Octets of the header without tags. */
  public static final int HEADER = 14;

  /** A frame with more tags is parsed with the rest of them in its payload. */
  public static final int MAX_TAGS = 4;

  public Ethernet {
    tags = List.copyOf(tags);
    Require.fits("etherType", etherType, 16);
    Require.within("number of VLAN tags", tags.size(), 0, MAX_TAGS);
    if (EtherType.isVlan(etherType) && tags.size() < MAX_TAGS) {
      throw new IllegalArgumentException(
          "a VLAN tag belongs into the tags: etherType 0x" + Integer.toHexString(etherType));
    }
  }

  /** An untagged frame. */
  public static Ethernet of(MacAddress dst, MacAddress src, int etherType, Bytes payload) {
    return new Ethernet(dst, src, List.of(), etherType, payload);
  }

  /** Empty if the frame ends before its type. */
  public static Optional<Ethernet> parse(Bytes frame) {
    if (frame.size() < HEADER) {
      return Optional.empty();
    }
    List<VlanTag> tags = List.of();
    int at = 12;
    int etherType = frame.u16(at);
    while (EtherType.isVlan(etherType) && tags.size() < MAX_TAGS) {
      if (frame.size() < at + 6) {
        return Optional.empty();
      }
      tags = tags.isEmpty() ? new ArrayList<>(2) : tags;
      tags.add(VlanTag.of(etherType, frame.u16(at + 2)));
      at += 4;
      etherType = frame.u16(at);
    }
    return Optional.of(
        new Ethernet(
            new MacAddress(frame.u48(0)),
            new MacAddress(frame.u48(6)),
            tags,
            etherType,
            frame.slice(at + 2, frame.size())));
  }

  /** The frame as sent, without padding. */
  public Bytes toBytes() {
    ByteBuffer out = ByteBuffer.allocate(HEADER + 4 * tags.size() + payload.size());
    putMac(out, dst);
    putMac(out, src);
    for (VlanTag tag : tags) {
      out.putShort((short) tag.tpid()).putShort((short) tag.tci());
    }
    out.putShort((short) etherType).put(payload.asByteBuffer());
    return Bytes.wrap(out.array());
  }

  static void putMac(ByteBuffer out, MacAddress address) {
    out.putShort((short) (address.bits() >>> 32)).putInt((int) address.bits());
  }

  /** The same frame with one more tag, outermost. */
  public Ethernet tagged(VlanTag tag) {
    List<VlanTag> longer = new ArrayList<>(tags.size() + 1);
    longer.add(tag);
    longer.addAll(tags);
    return new Ethernet(dst, src, longer, etherType, payload);
  }

  /** The same frame from another source. */
  public Ethernet from(MacAddress other) {
    return new Ethernet(dst, other, tags, etherType, payload);
  }

  /** The same frame to another destination. */
  public Ethernet to(MacAddress other) {
    return new Ethernet(other, src, tags, etherType, payload);
  }
}
