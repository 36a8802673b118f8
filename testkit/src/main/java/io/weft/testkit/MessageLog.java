package io.weft.testkit;

import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that a switch has received, all counted and the last ones kept. Written by the
 * switch's thread, read by any.
 */
final class MessageLog {
  private final int kept;
  private final Changes changes;
  private final ArrayDeque<Envelope> messages = new ArrayDeque<>();
  private final Map<Class<?>, Long> counts = new HashMap<>();
  private long total;

  /**
   * @param kept how many to keep; the oldest go first
   */
  MessageLog(int kept, Changes changes) {
    this.kept = kept;
    this.changes = changes;
  }

  void add(Envelope envelope) {
    synchronized (this) {
      messages.add(envelope);
      if (messages.size() > kept) {
        messages.remove();
      }
      counts.merge(envelope.message().getClass(), 1L, Long::sum);
      total++;
    }
    changes.signal();
  }

  synchronized long total() {
    return total;
  }

  synchronized long count(Class<? extends OfMessage> kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /**
   * The messages after a mark.
   *
   * @throws IllegalStateException if the oldest of them are no longer kept
   */
  synchronized List<Envelope> since(long mark) {
    long forgotten = total - messages.size();
    if (mark < forgotten) {
      throw new IllegalStateException(
          "messages " + mark + " to " + (forgotten - 1) + " are not kept; the log holds " + kept);
    }
    return new ArrayList<>(messages).subList((int) (mark - forgotten), messages.size());
  }

  /** The messages that are kept. */
  synchronized List<Envelope> all() {
    return List.copyOf(messages);
  }

  /** Counts and last messages, for an error. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder("received");
    counts.forEach(
        (kind, count) -> text.append(' ').append(count).append(' ').append(kind.getSimpleName()));
    List<Envelope> all = new ArrayList<>(messages);
    text.append("; last: ");
    all.subList(Math.max(0, all.size() - 3), all.size())
        .forEach(envelope -> text.append(envelope.message()).append("; "));
    return text.toString();
  }
}
