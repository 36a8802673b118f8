package io.weft.openflow.reactive;

/**
 * Answers the packets of one switch, on the thread that reads from that switch: it needs no locks
 * for what it keeps, and must not block, for other switches are served by the same thread.
 */
public interface PacketHandler {
  /** Whether it pays to {@link #lookAhead} at the moment; asked for each read. */
  default boolean looksAhead() {
    return false;
  }

  /**
   * Told of some packets before {@link #handle} is called for each of them. What a handler looks up
   * in a table larger than the processor's caches it can touch here: the processor then waits for
   * the memory of all of them together, and not for each in turn.
   *
   * @param packet valid during the call only
   */
  default void lookAhead(PacketInView packet) {}

  /**
   * Looks at one packet. What it writes goes out together with the answers to all other packets of
   * the same read.
   *
   * @param packet valid during the call only
   * @param replies where answers go; valid during the call only
   * @return whether the packet has been dealt with; if not, it goes the way of all others
   */
  boolean handle(PacketInView packet, ReplyBuffer replies);
}
