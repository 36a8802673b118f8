package io.weft.benchmarks.scale;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of switches that connect at once, as after the restart of a controller. One thread; the
 * counts may be read by any.
 */
final class Crowd implements LightSwitch.Watcher {
  static final int TABLES = 254;
  static final int PORTS = 4;

  /** Connections that are being made at a time: fewer than a listening socket lets wait. */
  private static final int CONNECTING = 200;

  private final EventLoop loop;
  private final SocketAddress controller;
  private final int size;
  private final long rules;
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final boolean[] isReady;
  private int next;

  /**
   * @param rules flow mods, confirmed by a barrier, that make a switch ready
   */
  Crowd(EventLoop loop, SocketAddress controller, int size, long rules) {
    this.loop = loop;
    this.controller = controller;
    this.size = size;
    this.rules = rules;
    this.isReady = new boolean[size];
  }

  /** Begins to connect all. */
  void begin() {
    loop.execute(() -> {
      for (int i = 0; i < CONNECTING; i++) {
        connectNext();
      }
    });
  }

  private void connectNext() {
    if (next == size) {
      return;
    }
    LightSwitch one = new LightSwitch(1000L + next++, TABLES, PORTS, this);
    one.connect(loop, controller)
        .addListener(done -> {
          (done.isSuccess() ? connected : lost).incrementAndGet();
          connectNext();
        });
  }

  @Override
  public void barrier(LightSwitch from, int flowMods) {
    int index = (int) (from.dpid().bits() - 1000);
    if (!isReady[index] && from.flowModsConfirmed() >= rules) {
      isReady[index] = true;
      ready.incrementAndGet();
    }
  }

  @Override
  public void closed(LightSwitch from) {
    lost.incrementAndGet();
  }

  int connected() {
    return connected.get();
  }

  int ready() {
    return ready.get();
  }

  /** Connections that could not be made, or ended. */
  int lost() {
    return lost.get();
  }

  /** A switch that was there before and asks all the time whether the controller is. */
  static final class Bystander implements LightSwitch.Watcher {
    private final Latencies latencies;

    Bystander(Latencies latencies) {
      this.latencies = latencies;
    }

    @Override
    public void echoReply(LightSwitch from, ByteBuf in, int data, int end) {
      latencies.add(System.nanoTime() - in.getLong(data));
    }
  }
}
