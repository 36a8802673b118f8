package io.weft.openflow.reactive;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.util.function.Function;

/**
 * A message that answers packets and differs from one to the other in a few fields only. It is made
 * of a function from those fields to a message, which is encoded once for each field with another
 * value: the octets that change are the field's. So the codec alone knows where fields are.
 *
 * <p>A PACKET_OUT for a packet that the switch does not keep carries the packet's octets.
 */
public final class ReplyTemplate {
  private static final int PACKET_OUT = 13;
  private static final int ABSENT = -1;

  /** Each octet of each field is another one than in the other values. */
  private static final PacketFields BASE = fields(0x01020304, 0x0102, 0x02, 0x02, 0x0102);

  private static final PacketFields BUFFER = fields(0x11121314, 0x0102, 0x02, 0x02, 0x0102);
  private static final PacketFields IN_PORT = fields(0x01020304, 0x1112, 0x02, 0x02, 0x0102);
  private static final PacketFields SOURCE = fields(0x01020304, 0x0102, 0x12, 0x02, 0x0102);
  private static final PacketFields DESTINATION = fields(0x01020304, 0x0102, 0x02, 0x12, 0x0102);
  private static final PacketFields OUT_PORT = fields(0x01020304, 0x0102, 0x02, 0x02, 0x1112);

  private final byte[] octets;
  private final boolean is10;
  private final int bufferAt;
  private final int inPortAt;
  private final int sourceAt;
  private final int destinationAt;
  private final int outPortAt;

  private ReplyTemplate(OfVersion version, Function<PacketFields, OfMessage> message) {
    Function<PacketFields, Bytes> frame =
        fields -> OpenFlowCodec.encode(new Envelope(version, 0, message.apply(fields)));
    Bytes base = frame.apply(BASE);
    this.octets = base.toArray();
    this.is10 = version == OfVersion.OF10;
    // Of the four octets of a port the lower two are varied.
    int port = is10 ? 0 : 2;
    this.bufferAt = place("buffer id", base, frame.apply(BUFFER), 4);
    this.inPortAt = portPlace(place("in_port", base, frame.apply(IN_PORT), 2), port);
    this.sourceAt = place("eth_src", base, frame.apply(SOURCE), 6);
    this.destinationAt = place("eth_dst", base, frame.apply(DESTINATION), 6);
    this.outPortAt = portPlace(place("output port", base, frame.apply(OUT_PORT), 2), port);
  }

  /**
   * Makes one.
   *
   * @param version that {@link PacketInView#canShow}
   * @param message the answer to a packet, the same but for the fields that it takes over as they
   *     are; each at most once
   * @throws io.weft.openflow.EncodeException if the version cannot say it
   * @throws IllegalArgumentException naming the field that it does more with than take it over
   */
  public static ReplyTemplate of(OfVersion version, Function<PacketFields, OfMessage> message) {
    if (!PacketInView.canShow(version)) {
      throw new IllegalArgumentException("no templates of OpenFlow " + version);
    }
    return new ReplyTemplate(version, message);
  }

  private static PacketFields fields(int buffer, int inPort, int source, int destination, int out) {
    return new PacketFields(
        BufferId.of(buffer),
        PortNo.of(inPort),
        new MacAddress(0x0101_0101_0101L * source),
        new MacAddress(0x0101_0101_0101L * destination),
        PortNo.of(out));
  }

  private static int portPlace(int place, int before) {
    return place == ABSENT ? ABSENT : place - before;
  }

  /** Where two frames differ: in so many octets in a row, or nowhere. */
  private static int place(String field, Bytes base, Bytes varied, int width) {
    int first = ABSENT;
    int count = 0;
    int last = ABSENT;
    boolean sameLength = base.size() == varied.size();
    for (int i = 0; sameLength && i < base.size(); i++) {
      if (base.u8(i) != varied.u8(i)) {
        first = first == ABSENT ? i : first;
        last = i;
        count++;
      }
    }
    if (!sameLength || count != 0 && (count != width || last - first != width - 1)) {
      throw new IllegalArgumentException(
          "an answer must take over " + field + " as it is, and once at most");
    }
    return first;
  }

  /** Octets of the message, without a packet. */
  int length() {
    return octets.length;
  }

  /** Whether a packet that the switch does not keep follows the message. */
  boolean carriesPacket() {
    return octets[1] == PACKET_OUT;
  }

  /** Writes the message for one packet. */
  void write(byte[] to, int at, PacketInView packet, int outPort) {
    System.arraycopy(octets, 0, to, at, octets.length);
    if (bufferAt != ABSENT) {
      PacketInView.I32.set(to, at + bufferAt, packet.bufferId());
    }
    if (inPortAt != ABSENT) {
      port(to, at + inPortAt, packet.inPort());
    }
    if (sourceAt != ABSENT) {
      mac(to, at + sourceAt, packet.ethSource());
    }
    if (destinationAt != ABSENT) {
      mac(to, at + destinationAt, packet.ethDestination());
    }
    if (outPortAt != ABSENT) {
      port(to, at + outPortAt, outPort);
    }
  }

  /** The ports of OpenFlow 1.0 are the lower half: reserved ones too. */
  private void port(byte[] to, int at, int port) {
    if (is10) {
      PacketInView.I16.set(to, at, (short) port);
    } else {
      PacketInView.I32.set(to, at, port);
    }
  }

  private static void mac(byte[] to, int at, long mac) {
    PacketInView.I16.set(to, at, (short) (mac >>> 32));
    PacketInView.I32.set(to, at + 2, (int) mac);
  }
}
