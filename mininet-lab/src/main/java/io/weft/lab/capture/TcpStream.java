package io.weft.lab.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection: puts segments into order, drops what was sent twice, and cuts
 * the bytes into OpenFlow frames by the length in their header (OpenFlow 1.0 to 1.5: version, type,
 * length of 16 bits, xid).
 */
final class TcpStream {
  private static final int OPENFLOW_HEADER = 8;

  private final boolean toController;
  private final Map<Integer, Segment> early = new HashMap<>();
  private byte[] pending = new byte[0];
  private int next;

  /** Begins with the SYN, whose number comes before that of the first byte. */
  TcpStream(Segment syn, boolean toController) {
    this.next = syn.sequence() + 1;
    this.toController = toController;
  }

  /** The frames that this segment completes. */
  List<OpenFlowFrame> add(Segment segment) {
    List<OpenFlowFrame> frames = new ArrayList<>();
    early.merge(
        segment.sequence(),
        segment,
        (known, again) ->
            again.payload().remaining() > known.payload().remaining() ? again : known);
    for (Segment due = takeDue(); due != null; due = takeDue()) {
      int known = next - due.sequence();
      ByteBuffer payload = due.payload();
      append(payload.slice(known, payload.remaining() - known));
      next = due.sequence() + payload.remaining();
      cut(due.at(), frames);
    }
    return frames;
  }

  /** Whether bytes are missing before something that was captured. */
  boolean hasGap() {
    return !early.isEmpty();
  }

  /**
   * A segment with the next byte in it; those with known bytes alone are dropped. Numbers wrap
   * around.
   */
  private @Nullable Segment takeDue() {
    early.values().removeIf(s -> s.sequence() + s.payload().remaining() - next <= 0);
    for (Segment segment : early.values()) {
      if (segment.sequence() - next <= 0) {
        early.remove(segment.sequence());
        return segment;
      }
    }
    return null;
  }

  private void append(ByteBuffer bytes) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(pending.length + bytes.remaining());
    joined.writeBytes(pending);
    byte[] added = new byte[bytes.remaining()];
    bytes.get(added);
    joined.writeBytes(added);
    pending = joined.toByteArray();
  }

  private void cut(Instant at, List<OpenFlowFrame> frames) {
    ByteBuffer bytes = ByteBuffer.wrap(pending);
    while (bytes.remaining() >= OPENFLOW_HEADER) {
      int length = bytes.getChar(bytes.position() + 2);
      if (length < OPENFLOW_HEADER) {
        throw new CaptureException("no OpenFlow: a message of " + length + " bytes at " + at);
      }
      if (bytes.remaining() < length) {
        break;
      }
      ByteBuffer frame =
          ByteBuffer.allocate(length).put(bytes.slice(bytes.position(), length)).flip();
      frames.add(new OpenFlowFrame(at, toController, frame.asReadOnlyBuffer()));
      bytes.position(bytes.position() + length);
    }
    pending = new byte[bytes.remaining()];
    bytes.get(pending);
  }
}
