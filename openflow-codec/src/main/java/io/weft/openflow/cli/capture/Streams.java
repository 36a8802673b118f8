package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OpenFlow messages of a capture, in the order in which they were complete. */
public final class Streams {
  private static final int MOST_STREAMS = 512;

  /** What was found in a connection. */
  public sealed interface Event {
    /** The segment with which it was complete. */
    Segment segment();

    default int packet() {
      return segment().packet().number();
    }

    default Instant time() {
      return segment().packet().time();
    }

    default Endpoint from() {
      return segment().from();
    }

    default Endpoint to() {
      return segment().to();
    }
  }

  /** A message, as long as its header says. */
  public record Frame(Segment segment, Bytes octets) implements Event {}

  /** Octets that are not in the capture. */
  public record Lost(Segment segment, String what) implements Event {}

  private record Direction(Endpoint from, Endpoint to) {}

  private final Set<Integer> ports;
  private final Map<Direction, TcpStream> streams = new LinkedHashMap<>(64, 0.75f, true);
  private List<Event> found = new ArrayList<>();

  /**
   * @param ports on which controllers listen
   */
  public Streams(Set<Integer> ports) {
    this.ports = Set.copyOf(ports);
  }

  public void add(Packet packet) {
    Optional<Segment> segment = Segment.of(packet);
    if (segment.isPresent()) {
      add(segment.get());
    }
  }

  private void add(Segment segment) {
    if (!ports.contains(segment.from().port()) && !ports.contains(segment.to().port())) {
      return;
    }
    Direction direction = new Direction(segment.from(), segment.to());
    TcpStream stream = streams.get(direction);
    if (stream == null) {
      if (streams.size() == MOST_STREAMS) {
        forgetOldest();
      }
      stream = new TcpStream(event -> found.add(event));
      streams.put(direction, stream);
    }
    stream.add(segment);
  }

  private void forgetOldest() {
    Direction oldest = streams.keySet().iterator().next();
    TcpStream stream = streams.remove(oldest);
    if (stream != null) {
      stream.end();
    }
  }

  /** Gives out what waits for segments that will not come. */
  public void end() {
    streams.values().forEach(TcpStream::end);
  }

  /** What was found since it was asked last. */
  public List<Event> take() {
    List<Event> taken = found;
    found = new ArrayList<>();
    return taken;
  }
}
