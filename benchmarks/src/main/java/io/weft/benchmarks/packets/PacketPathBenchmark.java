package io.weft.benchmarks.packets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.weft.app.learning.LearningSwitch;
import io.weft.app.learning.LearningSwitchConfig;
import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.netty.OpenFlowConnection;
import io.weft.openflow.reactive.PacketHandler;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads of 600 PACKET_INs each, as a switch under load makes them, from sources in random order to
 * one destination that is known: each is answered by one FLOW_MOD.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, then calls prepare
public class PacketPathBenchmark {
  static final int PACKETS = 600;
  private static final long TO = 0x0200_0000_ffffL;

  @Param({"OF10", "OF13"})
  public OfVersion version;

  @Param({"1000", "100000"})
  public int addresses;

  private ByteBuf[] reads;
  private int next;
  private EmbeddedChannel channel;
  private ByteBuf out;

  /** Listens to nothing: all packets are the handler's. */
  private static final class Silent implements OpenFlowConnection.Listener {
    @Override
    public void onOpen(OpenFlowConnection connection) {}

    @Override
    public void onFrame(Decoded frame) {
      throw new IllegalStateException("not handled: " + frame);
    }

    @Override
    public void onLostFraming(Decoded.Malformed frame) {
      throw new IllegalStateException(frame.toString());
    }

    @Override
    public void onWritable(boolean writable) {}

    @Override
    public void onClosed() {}
  }

  /** Makes the reads, and lets the switch learn all addresses. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    reads = new ByteBuf[Math.max(1, addresses / PACKETS)];
    for (int i = 0; i < reads.length; i++) {
      reads[i] = ByteBufAllocator.DEFAULT.directBuffer();
      for (int k = 0; k < PACKETS; k++) {
        // Once all of them, and in an order that no cache expects.
        long source = 0x0a00_0000_0000L + (i * PACKETS + k) * 7919L % addresses;
        OpenFlowCodec.encode(packet(random.nextInt() >>> 1, source, TO, 1), reads[i]);
      }
    }
    PacketHandler handler =
        new LearningSwitch(LearningSwitchConfig.DEFAULT, random::nextLong)
            .packetHandler(
                SwitchNode.connected(
                    new DatapathId(1), version, 1, new Desc("", "", "", "", ""), List.of()))
            .orElseThrow();
    channel = new EmbeddedChannel();
    OpenFlowConnection connection = OpenFlowConnection.attach(channel, new Silent());
    connection.handlePackets(version, handler);
    ByteBuf station = Unpooled.buffer();
    OpenFlowCodec.encode(packet(1, TO, 0xffff_ffff_ffffL, 2), station);
    channel.writeInbound(station);
    release();
    for (int i = 0; i < reads.length; i++) {
      byRead();
    }
    out = ByteBufAllocator.DEFAULT.directBuffer(1 << 20);
  }

  private Envelope packet(int buffer, long source, long destination, int port) {
    byte[] frame = new byte[64];
    for (int i = 0; i < 6; i++) {
      frame[i] = (byte) (destination >>> 8 * (5 - i));
      frame[6 + i] = (byte) (source >>> 8 * (5 - i));
    }
    frame[12] = 8;
    Match match = Match.builder().set(Field.IN_PORT, PortNo.of(port)).build();
    return new Envelope(
        version, 0, new PacketIn(BufferId.of(buffer), 64, 0, 0, 0, match, Bytes.wrap(frame)));
  }

  /** The path of packets: a connection, one read after the other. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int byRead() {
    ByteBuf read = reads[next];
    next = next + 1 == reads.length ? 0 : next + 1;
    channel.writeInbound(read.retainedDuplicate());
    return release();
  }

  private int release() {
    int octets = 0;
    for (ByteBuf reply = channel.readOutbound(); reply != null; reply = channel.readOutbound()) {
      octets += reply.readableBytes();
      reply.release();
    }
    return octets;
  }

  /** The path of messages, without learning: decode, make a FLOW_MOD, encode. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int byMessage() {
    ByteBuf read = reads[next];
    next = next + 1 == reads.length ? 0 : next + 1;
    out.clear();
    for (int at = 0; at < read.writerIndex(); ) {
      int length = read.getUnsignedShort(at + 2);
      if (OpenFlowCodec.decode(read, at, length) instanceof Envelope envelope
          && envelope.message() instanceof PacketIn packet) {
        OpenFlowCodec.encode(new Envelope(version, 0, answer(packet)), out);
      }
      at += length;
    }
    return out.writerIndex();
  }

  private static OfMessage answer(PacketIn packet) {
    return new FlowMod(
        FlowModCommand.ADD,
        0,
        0,
        0,
        60,
        0,
        100,
        packet.bufferId(),
        PortNo.ANY,
        0xffff_ffff,
        Set.of(),
        Match.builder()
            .set(Field.IN_PORT, packet.inPort())
            .set(Field.ETH_DST, new MacAddress(packet.data().u48(0)))
            .set(Field.ETH_SRC, new MacAddress(packet.data().u48(6)))
            .build(),
        List.of(Instruction.apply(Action.output(PortNo.of(2)))));
  }

  /** Gives the buffers back. */
  @TearDown
  public void end() {
    for (ByteBuf read : reads) {
      read.release();
    }
    out.release();
    var _ = channel.finishAndReleaseAll();
  }
}
