package io.weft.openflow.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.reactive.PacketHandler;
import io.weft.openflow.reactive.PacketInView;
import io.weft.openflow.reactive.ReplyBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection that speaks OpenFlow, from either end. Frames are cut and decoded in a loop
 * over what a read brought, and what the listener sends meanwhile goes out in one flush after it: a
 * handler per step, or a flush per message, would cost more than the decoding itself.
 *
 * <p>The listener is called on the channel's event loop. {@link #send} and {@link #close} may be
 * called from any thread.
 *
 * <p>Back-pressure: {@link #isWritable} tells when what was sent waits unwritten above the
 * channel's high water mark. What the listener sends while it is told of frames counts as answers
 * to them: while {@link #MAX_ANSWERS} octets of answers wait, the peer is not read, so that one
 * that asks and does not listen cannot fill the memory. Other writes do not stop the reading: two
 * ends that both stopped would wait for each other for ever. {@link #pauseReading} stops it for
 * reasons of the listener's own. At most one frame is kept incomplete, 65535 octets.
 */
public final class OpenFlowConnection {
  /** Octets of unwritten answers above which the peer is not read. */
  static final int MAX_ANSWERS = 256 * 1024;

  /** Octets that are collected before they are handed to the channel. */
  static final int CHUNK = 64 * 1024;

  /**
   * Packets that a handler is told of before it handles them: as many as memory answers at a time.
   */
  private static final int LOOK_AHEAD = 16;

  /** OFPT_PACKET_IN, in all versions. */
  private static final int PACKET_IN = 10;

  /** How long a closed connection waits for its last words to be written and read. */
  private static final long LINGER_MILLIS = 1000;

  /** What happens on a connection. */
  public interface Listener {
    /** The connection is up; the first call. */
    void onOpen(OpenFlowConnection connection);

    /** A frame arrived: a message, or a malformed one that did not break the framing. */
    void onFrame(Decoded frame);

    /**
     * The stream cannot be cut into frames any more, or never was OpenFlow. The listener may
     * answer; then it closes.
     */
    void onLostFraming(Decoded.Malformed frame);

    /** What was sent has been written; or has not, and waits. */
    void onWritable(boolean writable);

    /**
     * The connection broke: an {@link IOException} if it was the network's or the peer's doing, and
     * else what one of these methods threw. It closes, and nothing but {@link #onClosed} follows.
     */
    default void onFailure(Throwable cause) {
      if (!(cause instanceof IOException)) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
      }
    }

    /** The connection is gone; the last call. */
    void onClosed();
  }

  private final Channel channel;
  private final Listener listener;
  private final AtomicInteger onTheWay = new AtomicInteger();
  private final MessageCounts received = new MessageCounts();
  private final MessageCounts sent = new MessageCounts();
  private volatile @Nullable SocketAddress remote;

  // The event loop's.
  private @Nullable ByteBuf pending;
  private @Nullable ByteBuf outgoing;
  private int outgoingAnswers;
  private int unwrittenAnswers;
  private long written;
  private boolean flushScheduled;
  private boolean reading;
  private boolean paused;
  private boolean closing;
  private boolean begun;
  private @Nullable PacketHandler packets;
  private OfVersion packetVersion = OfVersion.OF10;

  private OpenFlowConnection(Channel channel, Function<OpenFlowConnection, Listener> listener) {
    this.channel = channel;
    this.listener = listener.apply(this);
  }

  /**
   * Makes a channel speak OpenFlow. To be called by a channel initializer, before the channel is
   * active.
   */
  public static OpenFlowConnection attach(Channel channel, Listener listener) {
    return attach(channel, connection -> listener);
  }

  /**
   * As the other, for a listener that is made for its connection.
   *
   * @param listener called at once; the connection is not open yet
   */
  public static OpenFlowConnection attach(
      Channel channel, Function<OpenFlowConnection, Listener> listener) {
    OpenFlowConnection connection = new OpenFlowConnection(channel, listener);
    channel.pipeline().addLast("openflow", connection.new Handler());
    return connection;
  }

  /** The peer's address, also after the connection has closed. */
  public SocketAddress remoteAddress() {
    SocketAddress known = remote;
    return known != null ? known : channel.remoteAddress();
  }

  /** False while more waits to be written than the channel's high water mark. Any thread. */
  public boolean isWritable() {
    return channel.isWritable() && onTheWay.get() < channel.config().getWriteBufferHighWaterMark();
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Octets that the system has taken so far. To be called on the listener's thread. */
  public long written() {
    return written;
  }

  /** Frames that were cut, by type. Any thread. */
  public MessageCounts received() {
    return received;
  }

  /** Messages that were collected for sending, by type. Any thread. */
  public MessageCounts sent() {
    return sent;
  }

  /**
   * Runs something on the thread that calls the listener, after what other threads asked of it
   * before.
   *
   * @return false if that thread has ended, and the connection with it
   */
  public boolean execute(Runnable task) {
    try {
      channel.eventLoop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /**
   * Shows PACKET_INs to a handler first; those that it does not deal with go to the listener. To be
   * called on the listener's thread. It begins with the next read, and only with versions that
   * {@link PacketInView#canShow}.
   */
  public void handlePackets(OfVersion version, PacketHandler handler) {
    if (PacketInView.canShow(version)) {
      packets = handler;
      packetVersion = version;
    }
  }

  /** From the next packet on all go to the listener. To be called on the listener's thread. */
  public void handleNoPackets() {
    packets = null;
  }

  /** True on the thread that calls the listener. */
  public boolean inEventLoop() {
    return channel.eventLoop().inEventLoop();
  }

  /**
   * Sends a message, in order with all others sent from the same thread. It is encoded at once, so
   * a message that the version cannot say throws here, and nothing of it is sent. What is sent to a
   * connection that has closed is dropped.
   *
   * @throws io.weft.openflow.EncodeException if it cannot be said in the envelope's version
   */
  public void send(Envelope envelope) {
    ByteBuf frame = channel.alloc().buffer(256);
    try {
      OpenFlowCodec.encode(envelope, frame);
    } catch (RuntimeException e) {
      frame.release();
      throw e;
    }
    if (inEventLoop()) {
      append(frame);
      return;
    }
    int octets = frame.readableBytes();
    onTheWay.addAndGet(octets);
    boolean taken =
        execute(() -> {
          onTheWay.addAndGet(-octets);
          append(frame);
        });
    if (!taken) {
      frame.release();
    }
  }

  private void append(ByteBuf frame) {
    sent.count(frame.getByte(frame.readerIndex() + 1));
    appendCounted(frame);
  }

  private void appendCounted(ByteBuf frame) {
    if (closing || !channel.isOpen()) {
      frame.release();
      return;
    }
    if (reading) {
      outgoingAnswers += frame.readableBytes();
    }
    ByteBuf out = outgoing;
    if (out == null) {
      outgoing = frame;
    } else {
      out.writeBytes(frame);
      frame.release();
    }
    handOver(CHUNK);
    if (!reading && !flushScheduled) {
      // After whatever else is queued on this thread now, so that a burst goes out together.
      flushScheduled = execute(this::flush);
    }
  }

  private void flush() {
    flushScheduled = false;
    handOver(1);
    channel.flush();
  }

  /** Gives the channel what is outgoing, if there is so much of it. */
  private void handOver(int least) {
    ByteBuf out = outgoing;
    if (out == null || out.readableBytes() < least) {
      return;
    }
    int octets = out.readableBytes();
    int answers = outgoingAnswers;
    outgoing = null;
    outgoingAnswers = 0;
    unwrittenAnswers += answers;
    channel
        .write(out)
        .addListener(done -> {
          written += done.isSuccess() ? octets : 0;
          unwrittenAnswers -= answers;
          updateAutoRead();
        });
    updateAutoRead();
  }

  /**
   * Closes after what was sent before has been written, or a second after, whichever is first. What
   * the peer sends meanwhile is thrown away: closing with something unread would make the system
   * send a reset, which may overtake the last words.
   */
  public void close() {
    if (inEventLoop()) {
      beginClose();
    } else {
      execute(this::beginClose);
    }
  }

  private void beginClose() {
    if (closing) {
      return;
    }
    handOver(1);
    closing = true;
    updateAutoRead();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> {
          if (done.isSuccess() && channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          } else {
            closeNow();
          }
        });
    var linger = channel.eventLoop().schedule(this::closeNow, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> linger.cancel(false));
  }

  /** Closes at once; what was not written is lost. */
  public void closeNow() {
    var _ = channel.close();
  }

  /** Stops or resumes reading from the peer. Any thread. */
  public void pauseReading(boolean pause) {
    if (!inEventLoop()) {
      execute(() -> pauseReading(pause));
      return;
    }
    paused = pause;
    updateAutoRead();
  }

  private void updateAutoRead() {
    boolean read = closing || !paused && unwrittenAnswers < MAX_ANSWERS;
    if (channel.isOpen() && channel.config().isAutoRead() != read) {
      channel.config().setAutoRead(read);
    }
  }

  private final class Handler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      remote = channel.remoteAddress();
      listener.onOpen(OpenFlowConnection.this);
      flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf incoming = (ByteBuf) message;
      if (closing) {
        incoming.release();
        return;
      }
      reading = true;
      ByteBuf before = pending;
      if (before != null && isIncomplete(before, incoming.readableBytes())) {
        // A frame that comes in many small pieces is not laid out at each of them.
        before.writeBytes(incoming);
        incoming.release();
        return;
      }
      ReadDesk desk = ReadDesk.take();
      try {
        if (before != null) {
          pending = null;
          desk.add(before);
          before.release();
        }
        desk.add(incoming);
        incoming.release();
        cut(desk);
        keepRest(desk.buffer());
      } finally {
        desk.clear();
        desk.putBack();
      }
    }

    /** Whether even with so much more it is no frame yet, nor anything that need be looked at. */
    private static boolean isIncomplete(ByteBuf before, int more) {
      int there = before.readableBytes();
      return there >= OpenFlowCodec.HEADER
          && there + more < before.getUnsignedShort(before.readerIndex() + 2);
    }

    private void keepRest(ByteBuf all) {
      if (all.isReadable() && !closing) {
        ByteBuf rest = channel.alloc().buffer(Math.max(256, all.readableBytes()));
        rest.writeBytes(all);
        pending = rest;
      }
    }

    private void cut(ReadDesk desk) {
      ByteBuf all = desk.buffer();
      boolean isTimed = false;
      while (!closing && all.readableBytes() >= OpenFlowCodec.HEADER) {
        PacketHandler handler = packets;
        if (handler != null) {
          if (!isTimed) {
            // Not before: there may be a handler only since a message of this read.
            desk.packet().readAt(System.nanoTime());
            isTimed = true;
          }
          all.readerIndex(handlePackets(desk, handler));
          if (closing || all.readableBytes() < OpenFlowCodec.HEADER) {
            return;
          }
        }
        if (!cutOne(all)) {
          return;
        }
      }
    }

    /**
     * Shows packets to their handler up to the first message that it does not deal with.
     *
     * @return the index of that message
     */
    private int handlePackets(ReadDesk desk, PacketHandler handler) {
      PacketInView packet = desk.packet();
      ReplyBuffer replies = desk.replies();
      byte[] octets = desk.octets();
      OfVersion version = packetVersion;
      int at = desk.buffer().readerIndex();
      int end = desk.buffer().writerIndex();
      int seen = handler.looksAhead() ? at : end;
      int handled = 0;
      try {
        while (end - at >= OpenFlowCodec.HEADER) {
          if (at >= seen) {
            seen = lookAhead(packet, handler, octets, at, end);
          }
          int length = length(octets, at);
          if (end - at < length
              || !packet.moveTo(octets, at, length, version)
              || !handler.handle(packet, replies)) {
            break;
          }
          at += length;
          handled++;
          if (replies.size() >= CHUNK) {
            appendReplies(replies);
          }
        }
      } finally {
        received.count(PACKET_IN, handled);
        appendReplies(replies);
      }
      return at;
    }

    /** The index of the first message that the handler was not told of. */
    private int lookAhead(
        PacketInView packet, PacketHandler handler, byte[] octets, int from, int end) {
      int at = from;
      for (int i = 0; i < LOOK_AHEAD && end - at >= OpenFlowCodec.HEADER; i++) {
        int length = length(octets, at);
        if (end - at < length || !packet.moveTo(octets, at, length, packetVersion)) {
          break;
        }
        handler.lookAhead(packet);
        at += length;
      }
      return at;
    }

    private static int length(byte[] octets, int at) {
      return (octets[at + 2] & 0xff) << 8 | octets[at + 3] & 0xff;
    }

    private void appendReplies(ReplyBuffer replies) {
      int size = replies.size();
      if (size > 0) {
        sent.countAll(replies.octets(), size);
        ByteBuf frames = channel.alloc().directBuffer(size);
        frames.writeBytes(replies.octets(), 0, size);
        replies.truncate(0);
        appendCounted(frames);
      }
    }

    /** Takes one frame off; false if there is no whole one, or never will be. */
    private boolean cutOne(ByteBuf all) {
      int start = all.readerIndex();
      int length = all.getUnsignedShort(start + 2);
      if (length < OpenFlowCodec.HEADER) {
        listener.onLostFraming(OpenFlowCodec.brokenHeader(all, start, length));
        beginClose();
        return false;
      }
      if (!begun && OpenFlowCodec.isForeign(all, start, all.readableBytes())) {
        // Its "length" may be long in coming.
        listener.onLostFraming(OpenFlowCodec.foreign(all, start));
        beginClose();
        return false;
      }
      if (all.readableBytes() < length) {
        return false;
      }
      begun = true;
      all.skipBytes(length);
      received.count(all.getByte(start + 1));
      listener.onFrame(OpenFlowCodec.decode(all, start, length));
      return true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      reading = false;
      flush();
      context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      listener.onWritable(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closing = true;
      release();
      listener.onClosed();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      closing = true;
      release();
    }

    private void release() {
      ByteBuf rest = pending;
      pending = null;
      if (rest != null) {
        rest.release();
      }
      ByteBuf out = outgoing;
      outgoing = null;
      if (out != null) {
        out.release();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      closing = true;
      try {
        listener.onFailure(cause);
      } finally {
        var _ = context.close();
      }
    }
  }
}
