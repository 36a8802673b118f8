package io.weft.benchmarks.load;

import io.weft.net.Bytes;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;

/**
 * One switch that has nothing to do but to ask about packets. PACKET_INs lie ready in one buffer
 * and only what differs is filled in; each answer is compared with the packet that it is about, and
 * a second answer to the same one does not count. Not blocking; one thread.
 */
final class EmulatedSwitch implements AutoCloseable {
  private static final int FLOW_MOD = 14;
  private static final int PACKET_OUT = 13;

  /** PACKET_INs of which it is remembered whether they were answered: more than sockets hold. */
  private static final int REMEMBERED = 1 << 20;

  private static final int OUT = 64 * 1024;
  private static final int IN = 256 * 1024;
  private static final int SAMPLES = 3;

  private final SocketChannel channel;
  private final WireForm form;
  private final Traffic traffic;
  private final Manners manners;
  private final int index;
  private final boolean buffered;
  private final int frameLength;

  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN);
  private final Queue<ByteBuffer> courtesies = new ArrayDeque<>();
  private final long[] answered = new long[REMEMBERED / Long.SIZE];
  private int announced;
  private boolean hasFeatures;

  private long sent;
  private long correct;
  private long flooded;
  private long wrong;
  private long unrelated;
  private long lastAnswered = -1;
  private int samples;

  /**
   * Connects.
   *
   * @param index 0 to 65534; the datapath id is one more
   * @param buffered whether packets have buffer ids, or are to be sent back whole
   */
  EmulatedSwitch(
      InetSocketAddress controller, int index, WireForm form, int sources, boolean buffered)
      throws IOException {
    this.form = form;
    this.index = index;
    this.buffered = buffered;
    this.traffic = new Traffic(index, sources);
    this.manners = new Manners(form.version(), index + 1L);
    this.frameLength = form.length();
    this.out = ByteBuffer.allocateDirect(OUT / frameLength * frameLength);
    for (int at = 0; at < out.capacity(); at += frameLength) {
      form.prepare(out, at);
    }
    out.limit(0);
    this.channel = SocketChannel.open(controller);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    say(new Envelope(form.version(), 0, OfMessage.Hello.offering(List.of(form.version()))));
  }

  SocketChannel channel() {
    return channel;
  }

  // ---- out

  /** As many PACKET_INs as the socket takes, up to a buffer full. */
  void sendAll() throws IOException {
    if (flush()) {
      enqueue(Integer.MAX_VALUE);
      flush();
    }
  }

  /** So many PACKET_INs into the buffer, or what there is room for; how many it were. */
  int enqueue(int count) {
    if (!out.hasRemaining()) {
      out.limit(0).position(0);
    }
    int end = out.limit();
    int fits = Math.min(count, (out.capacity() - end) / frameLength);
    out.limit(end + fits * frameLength);
    for (int i = 0; i < fits; i++) {
      int id = Traffic.bufferId(sent);
      int slot = id & (REMEMBERED - 1);
      answered[slot >> 6] &= ~(1L << slot);
      form.fill(out, end, id, traffic, buffered);
      end += frameLength;
      sent++;
    }
    return fits;
  }

  /** The stations say where they are. */
  void announce() throws IOException {
    ByteBuffer frames = ByteBuffer.allocateDirect(Traffic.STATIONS * frameLength);
    for (int i = 0; i < Traffic.STATIONS; i++) {
      form.prepare(frames, i * frameLength);
      form.fill(frames, i * frameLength, Traffic.announcement(i), traffic, buffered);
    }
    courtesies.add(frames);
    flush();
  }

  private void say(Envelope envelope) {
    courtesies.add(ByteBuffer.wrap(OpenFlowCodec.encode(envelope).toArray()));
  }

  /** Writes what there is; true if nothing is left. */
  boolean flush() throws IOException {
    if (out.hasRemaining()) {
      channel.write(out);
      if (out.hasRemaining()) {
        return false;
      }
    }
    while (!courtesies.isEmpty()) {
      ByteBuffer next = courtesies.element();
      channel.write(next);
      if (next.hasRemaining()) {
        return false;
      }
      courtesies.remove();
    }
    return true;
  }

  // ---- in

  /**
   * Reads what has come.
   *
   * @return how many answers were among it
   * @throws IOException if the controller closed the connection, too
   */
  int receive() throws IOException {
    int read = channel.read(in);
    if (read <= 0) {
      if (read < 0) {
        throw new IOException("the controller closed the connection of switch " + (index + 1));
      }
      return 0;
    }
    long before = answers();
    int end = in.position();
    int at = 0;
    while (end - at >= WireForm.HEADER) {
      int head = in.getInt(at);
      int length = head & 0xffff;
      if (length < WireForm.HEADER) {
        throw new IOException("the controller sends a message of length " + length);
      }
      if (end - at < length) {
        break;
      }
      int type = head >>> 16 & 0xff;
      if (type == FLOW_MOD) {
        int buffer = form.bufferOfFlowMod(in, at, length);
        judge(buffer, buffer < 0 ? Verdict.UNRELATED : flowMod(at, length, buffer), at, length);
      } else if (type == PACKET_OUT) {
        int buffer = form.bufferOfPacketOut(in, at, length, traffic);
        judge(buffer, buffer < 0 ? Verdict.UNRELATED : packetOut(at, length, buffer), at, length);
      } else {
        courtesy(at, length);
      }
      at += length;
    }
    in.limit(end).position(at);
    in.compact();
    return (int) (answers() - before);
  }

  private Verdict flowMod(int at, int length, int buffer) {
    return Traffic.isKnown(buffer) ? form.flowMod(in, at, length, buffer, traffic) : Verdict.WRONG;
  }

  private Verdict packetOut(int at, int length, int buffer) {
    return Traffic.isKnown(buffer)
        ? form.packetOut(in, at, length, buffer, traffic)
        : Verdict.WRONG;
  }

  private void judge(int buffer, Verdict verdict, int at, int length) {
    if (verdict == Verdict.UNRELATED) {
      unrelated++;
      return;
    }
    if (verdict == Verdict.WRONG) {
      wrong(at, length);
      return;
    }
    if (Traffic.isAnnouncement(buffer)) {
      announced |= 1 << buffer;
      return;
    }
    int slot = buffer & (REMEMBERED - 1);
    long bit = 1L << slot;
    if ((answered[slot >> 6] & bit) != 0
        || (Traffic.bufferId(sent) - buffer & Traffic.bufferId(-1)) > REMEMBERED) {
      wrong(at, length);
      return;
    }
    answered[slot >> 6] |= bit;
    lastAnswered = buffer;
    if (verdict == Verdict.CORRECT) {
      correct++;
    } else {
      flooded++;
    }
  }

  /** The first ones are shown: without them nobody would believe it. */
  private void wrong(int at, int length) {
    wrong++;
    if (samples++ < SAMPLES) {
      System.err.println("wrong answer: " + HexFormat.of().formatHex(copy(at, length)));
    }
  }

  private void courtesy(int at, int length) throws IOException {
    Decoded decoded = OpenFlowCodec.decode(Bytes.wrap(copy(at, length)));
    if (decoded instanceof Envelope asked) {
      hasFeatures |= asked.message() instanceof OfMessage.FeaturesRequest;
      manners
          .answer(asked.message())
          .ifPresent(reply -> say(new Envelope(form.version(), asked.xid(), reply)));
      flush();
    }
  }

  private byte[] copy(int at, int length) {
    byte[] octets = new byte[length];
    in.get(at, octets);
    return octets;
  }

  // ---- what came of it

  /** Whether the controller has asked what it is. */
  boolean isAccepted() {
    return hasFeatures;
  }

  /** Whether the controller has dealt with the announcements of all stations. */
  boolean isAnnounced() {
    return Integer.bitCount(announced) == Traffic.STATIONS;
  }

  /** The number, as far as a buffer id has it, of the packet that was answered last. */
  long lastAnswered() {
    return lastAnswered;
  }

  long sent() {
    return sent;
  }

  /** Packets that were answered so that they arrive. */
  long answers() {
    return correct + flooded;
  }

  long flooded() {
    return flooded;
  }

  long wrong() {
    return wrong;
  }

  long unrelated() {
    return unrelated;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
