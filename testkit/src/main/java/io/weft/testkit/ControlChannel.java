package io.weft.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.netty.OpenFlowConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a switch to its controller: settles the version, then hands messages to the
 * switch and sends what it answers. All methods run on the switch's thread.
 */
final class ControlChannel implements OpenFlowConnection.Listener {
  /** What the channel asks of its switch. */
  interface Owner {
    /** The versions it speaks. */
    List<OfVersion> versions();

    /** The hello it sends. */
    Hello hello();

    /** Something came that is a message. */
    void received(Envelope envelope);

    /** Something came that is none. */
    void malformed(Decoded.Malformed frame);

    /** The version is settled. */
    void ready(OfVersion version);

    /** Carries out a message and replies to it through the channel. */
    void handle(ControlChannel channel, Envelope envelope);

    void closed(ControlChannel channel);
  }

  private static final int QUOTED = 64;

  private final Owner owner;
  private @Nullable OpenFlowConnection connection;
  private @Nullable OfVersion version;

  ControlChannel(Owner owner) {
    this.owner = owner;
  }

  Optional<OfVersion> version() {
    return Optional.ofNullable(version);
  }

  @Override
  public void onOpen(OpenFlowConnection opened) {
    connection = opened;
    Hello hello = owner.hello();
    opened.send(new Envelope(highest(owner.versions()), 1, hello));
  }

  private static OfVersion highest(List<OfVersion> versions) {
    return versions.stream().max(OfVersion::compareTo).orElseThrow();
  }

  @Override
  public void onFrame(Decoded frame) {
    switch (frame) {
      case Decoded.Malformed malformed -> {
        owner.malformed(malformed);
        sendError(malformed.xid(), malformed.error(), malformed.head());
      }
      case Envelope message -> {
        owner.received(message);
        dispatch(message);
      }
    }
  }

  private void dispatch(Envelope envelope) {
    OfVersion settled = version;
    if (settled == null) {
      if (envelope.message() instanceof Hello hello) {
        negotiate(hello, envelope.xid());
      } else if (!(envelope.message() instanceof ErrorMessage)) {
        close();
      }
      return;
    }
    boolean foreign = envelope.version() != settled && !(envelope.message() instanceof Hello);
    if (foreign) {
      sendError(envelope, OfError.OFPBRC_BAD_VERSION);
    } else {
      owner.handle(this, envelope);
    }
  }

  /** OpenFlow 1.3.5, 6.3.1: by both bitmaps, else by the lower of the two highest versions. */
  private void negotiate(Hello theirs, int xid) {
    List<OfVersion> ours = owner.versions();
    Hello sent = owner.hello();
    Optional<OfVersion> settled;
    if (theirs.versionBitmap().isPresent() && sent.versionBitmap().isPresent()) {
      settled = ours.stream().filter(theirs::offers).max(OfVersion::compareTo);
    } else {
      int lower = Math.min(theirs.version(), highest(ours).wire());
      settled = OfVersion.ofWire(lower).filter(ours::contains);
    }
    if (settled.isEmpty()) {
      version = highest(ours);
      sendError(xid, OfError.OFPHFC_INCOMPATIBLE, Bytes.EMPTY);
      version = null;
      close();
      return;
    }
    version = settled.get();
    owner.ready(settled.get());
  }

  void send(int xid, OfMessage message) {
    OpenFlowConnection open = connection;
    OfVersion settled = version;
    if (open != null && settled != null) {
      open.send(new Envelope(settled, xid, message));
    }
  }

  void sendError(Envelope failed, OfError error) {
    ByteBuf frame = Unpooled.buffer();
    try {
      OpenFlowCodec.encode(failed, frame);
      byte[] head = new byte[Math.min(QUOTED, frame.readableBytes())];
      frame.readBytes(head);
      sendError(failed.xid(), error, Bytes.wrap(head));
    } finally {
      frame.release();
    }
  }

  private void sendError(int xid, OfError error, Bytes data) {
    OfVersion settled = version == null ? highest(owner.versions()) : version;
    OpenFlowConnection open = connection;
    if (open == null) {
      return;
    }
    // Some errors of later versions have no code in 1.0.
    OfError sayable = error.wire(settled).isPresent() ? error : OfError.OFPBRC_EPERM;
    open.send(new Envelope(settled, xid, new ErrorMessage(sayable, data)));
  }

  void pauseReading(boolean pause) {
    OpenFlowConnection open = connection;
    if (open != null) {
      open.pauseReading(pause);
    }
  }

  private void close() {
    OpenFlowConnection open = connection;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void onLostFraming(Decoded.Malformed frame) {
    owner.malformed(frame);
    close();
  }

  @Override
  public void onWritable(boolean writable) {}

  @Override
  public void onClosed() {
    version = null;
    owner.closed(this);
  }
}
