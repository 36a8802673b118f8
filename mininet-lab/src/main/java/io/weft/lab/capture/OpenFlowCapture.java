package io.weft.lab.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The OpenFlow messages of a lab in the order of their time, and counts of them. */
public record OpenFlowCapture(List<OpenFlowFrame> frames) {
  private static final int CONTROLLER_PORT = 6653;
  private static final int LLDP = 0x88cc;
  private static final int ARP = 0x0806;

  /** Packets by which hosts and links are found, which go to the controller by design. */
  private static final Set<Integer> DISCOVERY = Set.of(LLDP, ARP);

  public OpenFlowCapture {
    frames = List.copyOf(frames);
  }

  /**
   * Reads a pcap file, which may still be written; CaptureException when bytes are missing in it.
   */
  public static OpenFlowCapture read(Path file) {
    return of(Pcap.read(file));
  }

  static OpenFlowCapture of(List<Segment> segments) {
    Map<String, TcpStream> streams = new HashMap<>();
    List<OpenFlowFrame> frames = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.isSyn()) {
        streams.put(
            segment.connection(), new TcpStream(segment, segment.targetPort() == CONTROLLER_PORT));
      }
      TcpStream stream = streams.get(segment.connection());
      if (stream != null && segment.payload().hasRemaining()) {
        frames.addAll(stream.add(segment));
      }
    }
    streams.forEach((connection, stream) -> {
      if (stream.hasGap()) {
        throw new CaptureException("bytes are missing in " + connection);
      }
    });
    return new OpenFlowCapture(frames);
  }

  /** Messages that match, from a time (with it) to another (without it). */
  public long count(Instant from, Instant to, Predicate<OpenFlowFrame> wanted) {
    return frames.stream()
        .filter(f -> !f.at().isBefore(from) && f.at().isBefore(to))
        .filter(wanted)
        .count();
  }

  /** FLOW_MODs and GROUP_MODs sent by the controller in that time. */
  public long changes(Instant from, Instant to) {
    return count(from, to, OpenFlowFrame::isChange);
  }

  /** PACKET_INs in that time of packets that are neither LLDP nor ARP. */
  public long dataPacketIns(Instant from, Instant to) {
    return count(
        from,
        to,
        f ->
            f.toController()
                && f.type() == OpenFlowFrame.PACKET_IN
                && !DISCOVERY.contains(f.packetInEthertype().orElse(0)));
  }
}
