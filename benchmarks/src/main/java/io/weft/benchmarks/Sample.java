package io.weft.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is measured: the messages that a controller and a switch exchange most. */
public enum Sample {
  FLOW_MOD(OfVersion.OF13, flowMod(OfVersion.OF13)),
  PACKET_IN(OfVersion.OF13, packetIn(OfVersion.OF13)),
  PACKET_OUT(OfVersion.OF13, packetOut(OfVersion.OF13)),
  FLOW_STATS_100(OfVersion.OF13, flowStats(OfVersion.OF13)),
  FLOW_MOD_OF10(OfVersion.OF10, flowMod(OfVersion.OF10)),
  PACKET_IN_OF10(OfVersion.OF10, packetIn(OfVersion.OF10)),
  PACKET_OUT_OF10(OfVersion.OF10, packetOut(OfVersion.OF10)),
  FLOW_STATS_100_OF10(OfVersion.OF10, flowStats(OfVersion.OF10)),
  /** One after the other, so that no call site sees only one kind of message, match or action. */
  MIX(
      Stream.of(FLOW_MOD, FLOW_MOD_OF10, PACKET_IN, PACKET_IN_OF10, PACKET_OUT, PACKET_OUT_OF10)
          .flatMap(sample -> sample.frames.stream())
          .toList());

  private static final int XID = 0x5eed;
  private static final int PAYLOAD = 128;
  private static final int ENTRIES = 100;
  private static final int OFPR_NO_MATCH = 0;

  private final List<byte[]> frames;

  Sample(List<byte[]> frames) {
    this.frames = frames;
  }

  Sample(OfVersion version, OfMessage message) {
    this(List.of(octets(new Envelope(version, XID, message))));
  }

  private static byte[] octets(Envelope envelope) {
    ByteBuf buffer = Unpooled.buffer();
    OpenFlowCodec.encode(envelope, buffer);
    return ByteBufUtil.getBytes(buffer);
  }

  /** The frames of which one operation decodes or encodes each once; not to be changed. */
  List<byte[]> frames() {
    return frames;
  }

  private static Match match(int host) {
    return Match.builder()
        .set(Field.IN_PORT, PortNo.of(7))
        .set(Field.ETH_TYPE, 0x0800)
        .set(Field.IP_PROTO, 6)
        .set(Field.IPV4_SRC, new Ipv4Address(0x0a000000 + host))
        .set(Field.IPV4_DST, Ipv4Address.parse("192.168.12.34"))
        .set(Field.TCP_DST, 443)
        .build();
  }

  private static List<Instruction> instructions(OfVersion version) {
    Instruction apply =
        new Instruction.ApplyActions(
            List.of(
                Action.setField(Field.ETH_DST, MacAddress.parse("00:16:3e:12:34:56")),
                Action.output(PortNo.of(12))));
    return version == OfVersion.OF10
        ? List.of(apply)
        : List.of(apply, new Instruction.GotoTable(20));
  }

  private static FlowMod flowMod(OfVersion version) {
    return FlowMod.add(0, 0x8000, match(1), instructions(version));
  }

  private static PacketIn packetIn(OfVersion version) {
    return new PacketIn(
        BufferId.NONE,
        PAYLOAD,
        OFPR_NO_MATCH,
        0,
        version == OfVersion.OF10 ? 0 : 0x1234_5678_9abc_def0L,
        Match.builder().set(Field.IN_PORT, PortNo.of(7)).build(),
        payload());
  }

  private static PacketOut packetOut(OfVersion version) {
    return PacketOut.to(PortNo.of(version == OfVersion.OF10 ? 12 : 300_000), payload());
  }

  private static Bytes payload() {
    byte[] payload = new byte[PAYLOAD];
    for (int i = 0; i < PAYLOAD; i++) {
      payload[i] = (byte) i;
    }
    return Bytes.wrap(payload);
  }

  private static OfMessage flowStats(OfVersion version) {
    return new OfMessage.MultipartReply(
        false,
        new FlowStats(
            IntStream.range(0, ENTRIES)
                .mapToObj(host ->
                    new FlowEntry(
                        0,
                        new Elapsed(1_000 + host, 500_000_000),
                        0x8000,
                        60,
                        0,
                        Set.of(),
                        0xc00c1e00L + host,
                        1_000_000L * host,
                        64_000_000L * host,
                        match(host),
                        instructions(version)))
                .toList()));
  }
}
