package io.weft.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.netty.OpenFlowConnection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a session sends: in which version, with which xid, and errors in OpenFlow's own words.
 * Nothing is answered to an OFPT_ERROR or an echo reply, or two ends would complain for ever. I/O
 * thread of the session, but for {@link #offer}.
 */
final class Outgoing {
  private static final int ERROR = 1;
  private static final int ECHO_REPLY = 3;

  /** Octets of a message that an error about it repeats (OpenFlow 1.3.5, 7.4.4). */
  private static final int QUOTED = 64;

  private final OpenFlowConnection connection;
  private final AtomicLong dropped = new AtomicLong();
  private OfVersion version;
  private int nextXid = 1;

  Outgoing(OpenFlowConnection connection, OfVersion version) {
    this.connection = connection;
    this.version = version;
  }

  OfVersion version() {
    return version;
  }

  /** From now on in this version. */
  void speak(OfVersion agreed) {
    version = agreed;
  }

  /** The first of so many consecutive xids, to be used by nothing else. */
  int reserveXids(int count) {
    int first = nextXid;
    nextXid += count;
    return first;
  }

  /** Returns the xid. */
  int send(OfMessage message) {
    int xid = reserveXids(1);
    send(xid, message);
    return xid;
  }

  /**
   * Sends with a given xid.
   *
   * @throws EncodeException if the version cannot say the message
   */
  void send(int xid, OfMessage message) {
    connection.send(new Envelope(version, xid, message));
  }

  /** Sends with xid 0, or counts it as dropped while too much waits. Any thread. */
  boolean offer(OfMessage message) {
    if (!connection.isOpen()) {
      return false;
    }
    if (!connection.isWritable()) {
      dropped.incrementAndGet();
      return false;
    }
    send(0, message);
    return true;
  }

  /** How many were dropped since this was last asked. */
  long takeDropped() {
    return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
  }

  /** About a frame that is no message. */
  void error(Decoded.Malformed about, OfError error) {
    if (about.type() != ERROR && about.type() != ECHO_REPLY) {
      error(about.xid(), error, about.head());
    }
  }

  /** About a message that should not have come. */
  void error(Envelope about, OfError error) {
    switch (about.message()) {
      case OfMessage.ErrorMessage _, OfMessage.EchoReply _ -> {}
      default -> error(about.xid(), error, head(about));
    }
  }

  void error(int xid, OfError error, Bytes data) {
    OfError sayable = error.wire(version).isPresent() ? error : OfError.OFPBRC_BAD_LEN;
    send(xid, new OfMessage.ErrorMessage(sayable, data));
  }

  private static Bytes head(Envelope envelope) {
    ByteBuf frame = Unpooled.buffer(QUOTED);
    try {
      OpenFlowCodec.encode(envelope, frame);
      byte[] head = new byte[Math.min(QUOTED, frame.readableBytes())];
      frame.readBytes(head);
      return Bytes.wrap(head);
    } catch (EncodeException e) {
      return Bytes.EMPTY;
    } finally {
      frame.release();
    }
  }
}
