package io.weft.openflow.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.weft.openflow.codec.Decoded;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection that speaks OpenFlow, from either end. Frames are cut and decoded in a loop
 * over what a read brought, and what the listener sends meanwhile goes out in one flush after it: a
 * handler per step, or a flush per message, would cost more than the decoding itself.
 *
 * <p>The listener is called on the channel's event loop. {@link #send} and {@link #close} may be
 * called from any thread.
 *
 * <p>Back-pressure: while what was sent waits unwritten above the channel's high water mark,
 * reading stops, so a peer that does not read is not listened to either; {@link #pauseReading}
 * stops it for reasons of the listener's own. At most one frame is kept incomplete, 65535 octets.
 */
public final class OpenFlowConnection {
  /** What happens on a connection. */
  public interface Listener {
    /** The connection is up; the first call. */
    void onOpen(OpenFlowConnection connection);

    /** A frame arrived: a message, or a malformed one that did not break the framing. */
    void onFrame(Decoded frame);

    /** The stream cannot be cut into frames any more. The listener may answer and must close. */
    void onLostFraming(Decoded.Malformed frame);

    /** What was sent has been written; or has not, and waits. */
    void onWritable(boolean writable);

    /** The connection is gone; the last call. */
    void onClosed();
  }

  private final Channel channel;
  private final Listener listener;
  private @Nullable ByteBuf pending;
  private @Nullable ByteBuf outgoing;
  private boolean flushScheduled;
  private boolean reading;
  private boolean framingLost;
  private boolean paused;

  private OpenFlowConnection(Channel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /**
   * Makes a channel speak OpenFlow. To be called by a channel initializer, before the channel is
   * active.
   */
  public static OpenFlowConnection attach(Channel channel, Listener listener) {
    OpenFlowConnection connection = new OpenFlowConnection(channel, listener);
    channel.pipeline().addLast("openflow", connection.new Handler());
    return connection;
  }

  public SocketAddress remoteAddress() {
    return channel.remoteAddress();
  }

  /** False while more waits to be written than the channel's high water mark. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Runs something on the thread that calls the listener. */
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  /** True on the thread that calls the listener. */
  public boolean inEventLoop() {
    return channel.eventLoop().inEventLoop();
  }

  /**
   * Sends a message, in order with all others sent from the same thread. It is encoded at once, so
   * a message that the version cannot say throws here, and nothing of it is sent.
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
    if (channel.eventLoop().inEventLoop()) {
      append(frame);
    } else {
      channel.eventLoop().execute(() -> append(frame));
    }
  }

  private void append(ByteBuf frame) {
    if (!channel.isOpen()) {
      frame.release();
      return;
    }
    ByteBuf out = outgoing;
    if (out == null) {
      outgoing = frame;
    } else {
      out.writeBytes(frame);
      frame.release();
    }
    if (!reading && !flushScheduled) {
      // After whatever else is queued on this thread now, so that a burst goes out together.
      flushScheduled = true;
      channel.eventLoop().execute(this::flush);
    }
  }

  private void flush() {
    flushScheduled = false;
    ByteBuf out = outgoing;
    if (out != null) {
      outgoing = null;
      var _ = channel.writeAndFlush(out, channel.voidPromise());
    }
  }

  /** Closes after what was sent before has been written. */
  public void close() {
    channel
        .eventLoop()
        .execute(() -> {
          ByteBuf out = outgoing;
          outgoing = null;
          channel
              .writeAndFlush(out != null ? out : channel.alloc().buffer(0))
              .addListener(ChannelFutureListener.CLOSE);
        });
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
    channel.config().setAutoRead(!paused && channel.isWritable());
  }

  private final class Handler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      listener.onOpen(OpenFlowConnection.this);
      flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf incoming = (ByteBuf) message;
      if (framingLost) {
        incoming.release();
        return;
      }
      reading = true;
      ByteBuf all = joined(incoming);
      try {
        cut(all);
      } finally {
        pending = keepRest(all);
      }
    }

    /** Puts what is left of the last read in front. */
    private ByteBuf joined(ByteBuf incoming) {
      ByteBuf before = pending;
      if (before == null) {
        return incoming;
      }
      pending = null;
      before.writeBytes(incoming);
      incoming.release();
      return before;
    }

    /** Copies what is left, so that a large read buffer is not held for a few octets. */
    private @Nullable ByteBuf keepRest(ByteBuf all) {
      ByteBuf rest = null;
      if (all.isReadable() && !framingLost) {
        rest = channel.alloc().buffer(Math.max(256, all.readableBytes()));
        rest.writeBytes(all);
      }
      all.release();
      return rest;
    }

    private void cut(ByteBuf all) {
      while (all.readableBytes() >= OpenFlowCodec.HEADER) {
        int start = all.readerIndex();
        int length = all.getUnsignedShort(start + 2);
        if (length < OpenFlowCodec.HEADER) {
          framingLost = true;
          listener.onLostFraming(OpenFlowCodec.brokenHeader(all, start, length));
          return;
        }
        if (all.readableBytes() < length) {
          return;
        }
        all.skipBytes(length);
        listener.onFrame(OpenFlowCodec.decode(all, start, length));
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      reading = false;
      flush();
      context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      updateAutoRead();
      listener.onWritable(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      release();
      listener.onClosed();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
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
      // A reset by the peer is an ordinary end; anything else is a bug and is told by the thread.
      var _ = context.close();
      if (!(cause instanceof java.io.IOException)) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
      }
    }
  }
}
