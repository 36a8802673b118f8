package io.weft.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFMessageReader;

/**
 * Decoding and encoding by Weft and by openflowj, from and to such a buffer as Netty gives a
 * channel.
 *
 * <p>Neither side puts work off: both read every field, action and instruction into values of their
 * own when they decode and copy the payload of a packet, keeping no reference to the buffer; and
 * neither remembers the octets of a message that it has encoded before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the sample, then calls prepare
public class CodecBenchmark {
  private static final int LARGEST = 65535;
  private static final OFMessageReader<OFMessage> OPENFLOWJ = OFFactories.getGenericReader();

  /** JMH makes one run of each. */
  @Param public Sample sample;

  private ByteBuf[] frames;
  private Envelope[] envelopes;
  private OFMessage[] messages;
  private ByteBuf out;

  /** Puts the octets into buffers, and has each side decode what it will encode. */
  @Setup
  public void prepare() throws OFParseError {
    int count = sample.frames().size();
    frames = new ByteBuf[count];
    envelopes = new Envelope[count];
    messages = new OFMessage[count];
    out = ByteBufAllocator.DEFAULT.directBuffer(LARGEST);
    for (int i = 0; i < count; i++) {
      byte[] octets = sample.frames().get(i);
      frames[i] = ByteBufAllocator.DEFAULT.directBuffer(octets.length).writeBytes(octets);
      envelopes[i] = decodeByWeft(frames[i]);
      messages[i] = decodeByOpenflowj(frames[i].duplicate());
    }
  }

  static Envelope decodeByWeft(ByteBuf frame) {
    return switch (OpenFlowCodec.decode(frame, 0, frame.writerIndex())) {
      case Envelope message -> message;
      case Decoded.Malformed malformed -> throw new IllegalStateException(malformed.toString());
    };
  }

  /** Moves the buffer's reader index to the end. */
  static OFMessage decodeByOpenflowj(ByteBuf frame) throws OFParseError {
    return Objects.requireNonNull(OPENFLOWJ.readFrom(frame));
  }

  @Benchmark
  public void decodeWeft(Blackhole sink) {
    for (ByteBuf frame : frames) {
      sink.consume(OpenFlowCodec.decode(frame, 0, frame.writerIndex()));
    }
  }

  @Benchmark
  public void decodeOpenflowj(Blackhole sink) throws OFParseError {
    for (ByteBuf frame : frames) {
      frame.readerIndex(0);
      sink.consume(OPENFLOWJ.readFrom(frame));
    }
  }

  @Benchmark
  public void encodeWeft(Blackhole sink) {
    for (Envelope envelope : envelopes) {
      out.clear();
      OpenFlowCodec.encode(envelope, out);
      sink.consume(out);
    }
  }

  @Benchmark
  public void encodeOpenflowj(Blackhole sink) {
    for (OFMessage message : messages) {
      out.clear();
      message.writeTo(out);
      sink.consume(out);
    }
  }
}
