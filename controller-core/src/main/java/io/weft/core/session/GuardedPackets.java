package io.weft.core.session;

import io.weft.openflow.reactive.PacketHandler;
import io.weft.openflow.reactive.PacketInView;
import io.weft.openflow.reactive.ReplyBuffer;
import java.util.function.Consumer;

/**
 * A handler of an app, kept from what it must not have: LLDP is for link discovery, and what it
 * throws must not end the connection. I/O thread of the session only.
 */
final class GuardedPackets implements PacketHandler {
  private static final int LLDP = 0x88cc;

  private final PacketHandler handler;
  private final Runnable heard;
  private final Consumer<RuntimeException> onFailure;
  private long readAtNanos;

  /**
   * @param heard run for each read that brought packets
   * @param onFailure told what the handler threw
   */
  GuardedPackets(PacketHandler handler, Runnable heard, Consumer<RuntimeException> onFailure) {
    this.handler = handler;
    this.heard = heard;
    this.onFailure = onFailure;
  }

  @Override
  public boolean looksAhead() {
    return handler.looksAhead();
  }

  @Override
  public void lookAhead(PacketInView packet) {
    try {
      handler.lookAhead(packet);
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  @Override
  public boolean handle(PacketInView packet, ReplyBuffer replies) {
    if (packet.readAtNanos() != readAtNanos) {
      readAtNanos = packet.readAtNanos();
      heard.run();
    }
    if (packet.etherType() == LLDP) {
      return false;
    }
    int before = replies.size();
    try {
      return handler.handle(packet, replies);
    } catch (RuntimeException e) {
      replies.truncate(before);
      onFailure.accept(e);
      return false;
    }
  }
}
