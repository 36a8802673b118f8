package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;

/** A listener that keeps what it is told; what switches say is dealt with at once, or later. */
final class Core implements SwitchListener {
  /** A switch that has connected. */
  record Connected(SwitchChannel channel, SwitchNode node, ReadBack readBack) {}

  /** Something that a switch said. */
  record Said(SwitchChannel channel, OfMessage message) {}

  final List<Connected> connected = new CopyOnWriteArrayList<>();
  final Queue<Said> said = new ConcurrentLinkedQueue<>();
  final List<String> disconnected = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private volatile boolean busy;
  private volatile Runnable onSaid = () -> {};
  private volatile Runnable onDisconnected = () -> {};
  private volatile Optional<BiConsumer<OfMessage, Runnable>> dealing = Optional.empty();

  /** From now on nothing is dealt with. */
  void busy() {
    busy = true;
  }

  /** Deals with all that waits, and with what comes at once. */
  void idle() {
    busy = false;
    Runnable done = waiting.poll();
    while (done != null) {
      done.run();
      done = waiting.poll();
    }
  }

  int waiting() {
    return waiting.size();
  }

  /** Runs this on the I/O thread for all that is said. */
  void onSaid(Runnable action) {
    onSaid = action;
  }

  /** Runs this on the I/O thread for each switch that goes. */
  void onDisconnected(Runnable action) {
    onDisconnected = action;
  }

  /** Deals with all that is said in this way, and keeps nothing. */
  void dealWith(BiConsumer<OfMessage, Runnable> how) {
    dealing = Optional.of(how);
  }

  @Override
  public void connected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    connected.add(new Connected(channel, node, installed));
  }

  @Override
  public void said(SwitchChannel channel, OfMessage message, Runnable done) {
    if (dealing.isPresent()) {
      dealing.get().accept(message, done);
      return;
    }
    onSaid.run();
    said.add(new Said(channel, message));
    if (busy) {
      waiting.add(done);
    } else {
      done.run();
    }
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    onDisconnected.run();
    disconnected.add(channel.dpid() + ": " + reason);
  }

  /** Waits for a switch to connect for the n-th time, from 1. */
  Connected awaitConnected(long dpid, int n) {
    Awaitility.await("connection " + n + " of switch " + dpid)
        .until(() -> connections(dpid).size() >= n);
    return connections(dpid).get(n - 1);
  }

  Connected awaitConnected(long dpid) {
    return awaitConnected(dpid, 1);
  }

  private List<Connected> connections(long dpid) {
    return connected.stream().filter(c -> c.node().dpid().bits() == dpid).toList();
  }

  /** What a switch said, of a kind. */
  <M extends OfMessage> List<M> saidBy(long dpid, Class<M> kind) {
    return said.stream()
        .filter(s -> s.channel().dpid().bits() == dpid && kind.isInstance(s.message()))
        .map(s -> kind.cast(s.message()))
        .toList();
  }
}
