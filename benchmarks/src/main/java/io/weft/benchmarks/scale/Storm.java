package io.weft.benchmarks.scale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One switch with a port that storms and a port with little to say. Every packet is another
 * broadcast, with a number in it, so that the PACKET_OUT that floods it can be told; a number below
 * zero is one of the storm. All methods run on the thread of the switch.
 */
final class Storm implements LightSwitch.Watcher {
  static final int STORMING = 1;
  static final int QUIET = 2;

  /** Stations behind the port that storms. */
  private static final int STATIONS = 1000;

  private static final int FRAME = 64;
  private static final int NUMBER = 40;
  private static final int HEAD = 42;
  private static final int IN_PORT = 36;
  private static final int ETHER_TYPE = 0x88b5; // IEEE 802: local experimental

  private final int perSecond;
  private final int quietPerSecond;
  private final ByteBuf template = template();
  private final Histogram latency = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
  private final LightSwitch self;
  private long began;
  private long[] sentAt = new long[1024];
  private int quietSent;
  private int quietServed;
  private long stormSent;
  private long stormServed;

  Storm(int perSecond, int quietPerSecond) {
    this.perSecond = perSecond;
    this.quietPerSecond = quietPerSecond;
    this.self = new LightSwitch(1, 1, 4, this);
  }

  LightSwitch self() {
    return self;
  }

  /** A PACKET_IN of OpenFlow 1.3 for no match, with everything but port, source and number. */
  private static ByteBuf template() {
    ByteBuf message = Unpooled.buffer(HEAD + FRAME);
    message.writeInt(0x040a_0000 | HEAD + FRAME).writeInt(0);
    message.writeInt(-1).writeShort(FRAME).writeByte(0).writeByte(0).writeLong(0);
    message.writeShort(1).writeShort(12).writeInt(0x8000_0004).writeInt(0).writeInt(0);
    message.writeShort(0);
    message.writeMedium(0xff_ffff).writeMedium(0xff_ffff);
    message.writeMedium(0x02_0000).writeMedium(0).writeShort(ETHER_TYPE);
    message.writeZero(FRAME - 14);
    return message;
  }

  /** Begins to send; {@code storms} says whether the one port does. */
  Future<?> begin(EventLoop loop, boolean storms) {
    began = System.nanoTime();
    sentAt = new long[1024];
    quietSent = 0;
    quietServed = 0;
    stormSent = 0;
    stormServed = 0;
    latency.reset();
    return loop.scheduleAtFixedRate(() -> send(storms), 0, 1, TimeUnit.MILLISECONDS);
  }

  /** All that is due by now: late ones too, or a controller that stalls were asked less. */
  private void send(boolean storms) {
    long now = System.nanoTime();
    long due = storms ? (now - began) * perSecond / TimeUnit.SECONDS.toNanos(1) : 0;
    while (stormSent < due && self.isWritable()) {
      int station = (int) (stormSent % STATIONS);
      self.write(packet(STORMING, station, -1 - stormSent));
      stormSent++;
    }
    long quietDue = (now - began) * quietPerSecond / TimeUnit.SECONDS.toNanos(1);
    while (quietSent < quietDue) {
      if (quietSent == sentAt.length) {
        sentAt = Arrays.copyOf(sentAt, 2 * sentAt.length);
      }
      sentAt[quietSent] = now;
      self.write(packet(QUIET, STATIONS, quietSent));
      quietSent++;
    }
    self.flush();
  }

  private ByteBuf packet(int port, int station, long number) {
    ByteBuf message = self.buffer(HEAD + FRAME);
    message.writeBytes(template, 0, HEAD + FRAME);
    message.setInt(IN_PORT - 4, port);
    message.setMedium(HEAD + 9, station);
    message.setLong(HEAD + NUMBER, number);
    return message;
  }

  @Override
  public void packetOut(LightSwitch from, ByteBuf in, int frame, int end) {
    if (end - frame < FRAME || in.getUnsignedShort(frame + 12) != ETHER_TYPE) {
      return;
    }
    long number = in.getLong(frame + NUMBER);
    if (number < 0) {
      stormServed++;
    } else if (number < quietSent && sentAt[(int) number] != 0) {
      latency.recordValue((System.nanoTime() - sentAt[(int) number]) / 1000);
      sentAt[(int) number] = 0;
      quietServed++;
    }
  }

  /** What came of it so far, after so many seconds of sending. */
  Result result(int seconds) {
    return new Result(
        (double) stormSent / seconds,
        (double) stormServed / seconds,
        quietSent,
        quietSent == 0 ? 0 : (double) quietServed / quietSent,
        latency.getValueAtPercentile(50) / 1000.0,
        latency.getValueAtPercentile(99) / 1000.0);
  }

  /**
   * What one controller did.
   *
   * @param sent PACKET_INs a second of the storm, as many as the controller read
   * @param answered those of them that were answered, a second
   * @param quiet packets of the other port
   * @param served which part of these was answered
   * @param median milliseconds
   * @param p99 milliseconds
   */
  record Result(
      double sent, double answered, int quiet, double served, double median, double p99) {}
}
