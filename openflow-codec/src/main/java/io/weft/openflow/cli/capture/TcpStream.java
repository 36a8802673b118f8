package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One direction of a connection: puts segments in order and cuts them into messages. Memory is
 * bounded: what waits for a missing segment for too long goes on without it, at the next octets
 * that look like headers.
 */
final class TcpStream {
  private static final int HEADER = 8;
  private static final int LAST_TYPE = 35;
  private static final int MOST_WAITING = 1 << 18;
  private static final int MOST_SEGMENTS = 256;

  /** How many headers in a row are convincing. */
  private static final int CONVINCING = 4;

  /** A difference between sequence numbers that no window allows: another connection. */
  private static final long FAR = 1 << 26;

  private final Consumer<Streams.Event> events;

  /** Segments beyond a missing one, by where they begin. */
  private final TreeMap<Long, Segment> waiting = new TreeMap<>();

  private int waitingOctets;
  private boolean hasBegun;

  /** Where the next octet belongs; the sequence number is its low 32 bits. */
  private long next;

  private byte[] octets = new byte[4096];
  private int size;

  /** Whether the next octets need not be the first of a message. */
  private boolean isLost;

  /** That of the last message; 0 before the first one. */
  private byte version;

  private Optional<Segment> last = Optional.empty();

  TcpStream(Consumer<Streams.Event> events) {
    this.events = events;
  }

  void add(Segment segment) {
    long at = next + (segment.sequence() - (int) next);
    if (segment.isFirst() || hasBegun && Math.abs(at - next) > FAR) {
      end();
      hasBegun = false;
    }
    if (!hasBegun) {
      hasBegun = true;
      version = 0;
      isLost = !segment.isFirst();
      next = Integer.toUnsignedLong(segment.sequence()) + (segment.isFirst() ? 1 : 0);
      at = next;
    }
    if (!segment.payload().isEmpty()) {
      wait(at, segment);
      drain();
      if (waitingOctets > MOST_WAITING || waiting.size() > MOST_SEGMENTS) {
        skip();
      }
    }
    if (segment.isLast()) {
      end();
      hasBegun = false;
    }
  }

  private void wait(long at, Segment segment) {
    Segment other = waiting.get(at);
    if (other == null || other.payload().size() < segment.payload().size()) {
      waiting.put(at, segment);
      waitingOctets += segment.payload().size() - (other == null ? 0 : other.payload().size());
    }
  }

  private void drain() {
    Map.Entry<Long, Segment> first = waiting.firstEntry();
    while (first != null && first.getKey() <= next) {
      waiting.remove(first.getKey());
      Segment segment = first.getValue();
      Bytes payload = segment.payload();
      waitingOctets -= payload.size();
      long known = next - first.getKey();
      if (known < payload.size()) {
        append(payload.slice((int) known, payload.size()), segment);
      }
      first = waiting.firstEntry();
    }
  }

  /** Goes on without what is missing. */
  private void skip() {
    while (!waiting.isEmpty()) {
      Segment segment = waiting.firstEntry().getValue();
      long missing = waiting.firstKey() - next;
      events.accept(new Streams.Lost(segment, missing + " octets are missing in the capture"));
      size = 0;
      isLost = true;
      next = waiting.firstKey();
      drain();
    }
  }

  /** Gives out what is left when nothing more will come. */
  void end() {
    skip();
    if (size > 0 && last.isPresent() && !isLost) {
      events.accept(
          new Streams.Lost(
              last.get(), "ends within a message, of which it has " + size + " octets"));
    }
    size = 0;
  }

  private void append(Bytes payload, Segment segment) {
    if (size + payload.size() > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + payload.size()));
    }
    payload.copyTo(octets, size);
    size += payload.size();
    next += payload.size();
    last = Optional.of(segment);
    cut(segment);
  }

  private int length(int at) {
    return (octets[at + 2] & 0xff) << 8 | octets[at + 3] & 0xff;
  }

  private boolean isHeader(int at) {
    int version = octets[at] & 0xff;
    int type = octets[at + 1] & 0xff;
    return version >= 1 && version <= 6 && type <= LAST_TYPE && length(at) >= HEADER;
  }

  /** Whether a message may begin here: as far as can be seen, header follows header. */
  private boolean isPlausible(int start) {
    int at = start;
    for (int i = 0; i < CONVINCING && at + HEADER <= size; i++) {
      boolean isOtherVersion = version != 0 && octets[start] != version;
      if (!isHeader(at) || octets[at] != octets[start] || isOtherVersion) {
        return false;
      }
      at += length(at);
    }
    return true;
  }

  private void cut(Segment segment) {
    int at = 0;
    while (at + HEADER <= size) {
      if (isLost) {
        while (at + HEADER <= size && !isPlausible(at)) {
          at++;
        }
        if (at + HEADER > size) {
          break;
        }
        isLost = false;
      }
      int length = length(at);
      if (length < HEADER) {
        events.accept(
            new Streams.Frame(segment, Bytes.copyOf(Arrays.copyOfRange(octets, at, at + HEADER))));
        isLost = true;
        at += HEADER;
        continue;
      }
      if (at + length > size) {
        break;
      }
      events.accept(
          new Streams.Frame(segment, Bytes.wrap(Arrays.copyOfRange(octets, at, at + length))));
      version = octets[at];
      at += length;
    }
    System.arraycopy(octets, at, octets, 0, size - at);
    size -= at;
  }
}
