package io.weft.openflow.netty;

import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it is told, and does with frames what a test says. */
final class Recorder implements OpenFlowConnection.Listener {
  final List<OfMessage> messages = new CopyOnWriteArrayList<>();
  final List<Decoded.Malformed> malformed = new CopyOnWriteArrayList<>();
  final List<Decoded.Malformed> lost = new CopyOnWriteArrayList<>();
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger frames = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile @Nullable OpenFlowConnection connection;
  private volatile BiConsumer<OpenFlowConnection, Envelope> onMessage = (c, e) -> {};
  private volatile boolean keeping = true;

  Recorder onMessage(BiConsumer<OpenFlowConnection, Envelope> action) {
    onMessage = action;
    return this;
  }

  /** Counts only. */
  Recorder forgetting() {
    keeping = false;
    return this;
  }

  @Override
  public void onOpen(OpenFlowConnection opened) {
    connection = opened;
  }

  @Override
  public void onFrame(Decoded frame) {
    frames.incrementAndGet();
    switch (frame) {
      case Decoded.Malformed bad -> malformed.add(bad);
      case Envelope message -> {
        if (keeping) {
          messages.add(message.message());
        }
        OpenFlowConnection open = connection;
        if (open != null) {
          onMessage.accept(open, message);
        }
      }
    }
  }

  @Override
  public void onLostFraming(Decoded.Malformed frame) {
    lost.add(frame);
  }

  @Override
  public void onWritable(boolean writable) {}

  @Override
  public void onFailure(Throwable cause) {
    failures.add(cause);
  }

  @Override
  public void onClosed() {
    closed.incrementAndGet();
  }
}
