package io.weft.core.session;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.weft.openflow.netty.OpenFlowConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for switches and gives each connection a session on one of its I/O threads. */
public final class OpenFlowServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenFlowServer.class);
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

  private final EventLoopGroup group;
  private final Channel listening;
  private final Sessions sessions;

  private OpenFlowServer(EventLoopGroup group, Channel listening, Sessions sessions) {
    this.group = group;
    this.listening = listening;
    this.sessions = sessions;
  }

  /**
   * Begins to listen.
   *
   * @param ioThreads how many threads share the connections
   * @throws IOException saying why, if the address cannot be listened on
   */
  public static OpenFlowServer listen(
      InetSocketAddress address, int ioThreads, SessionConfig config, SwitchListener listener)
      throws IOException {
    return listen(address, ioThreads, config, listener, LoopTimers::new);
  }

  /** As the other, with time told by others: {@code timers} makes those of one session. */
  static OpenFlowServer listen(
      InetSocketAddress address,
      int ioThreads,
      SessionConfig config,
      SwitchListener listener,
      Function<EventLoop, Timers> newTimers)
      throws IOException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    EventLoopGroup group = new FairLoops(ioThreads, factory);
    Sessions sessions = new Sessions(config.maxConnections());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Timers timers = newTimers.apply(channel.eventLoop());
                    OpenFlowConnection.attach(
                        channel,
                        connection ->
                            new SwitchSession(connection, config, sessions, listener, timers));
                  }
                });
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(
          "cannot listen on " + Addresses.text(address) + ": " + reason(bound.cause()),
          bound.cause());
    }
    // Behind Netty's own, which stops accepting for a second.
    bound.channel().pipeline().addLast(new AcceptFailures());
    return new OpenFlowServer(group, bound.channel(), sessions);
  }

  /**
   * I/O threads that look for what has come after some milliseconds of what other threads gave them
   * to send. Netty's own go on sending for a second, and echo requests wait.
   */
  private static final class FairLoops extends MultiThreadIoEventLoopGroup {
    private static final int SENDING_MILLIS = 2;
    private static final int MAX_TASKS = Integer.MAX_VALUE;

    FairLoops(int threads, IoHandlerFactory factory) {
      super(threads, factory);
    }

    @Override
    protected IoEventLoop newChild(
        Executor executor, IoHandlerFactory factory, Object... arguments) {
      return new Loop(this, executor, factory);
    }

    private static final class Loop extends SingleThreadIoEventLoop {
      Loop(IoEventLoopGroup group, Executor executor, IoHandlerFactory factory) {
        super(
            group,
            executor,
            factory,
            MAX_TASKS,
            RejectedExecutionHandlers.reject(),
            SENDING_MILLIS);
      }

      /** Without this the thread would end, and all its switches with it, for good. */
      @Override
      protected void run() {
        while (true) {
          try {
            super.run();
            return;
          } catch (OutOfMemoryError e) {
            // An app that eats the memory is stopped by what it allocates next. A switch whose
            // octets got lost here does not answer, and comes back.
          }
        }
      }
    }
  }

  /** Out of file descriptors, most likely; what is connected goes on. */
  private static final class AcceptFailures extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      log.warn("cannot accept a connection: {}", cause.getMessage());
    }
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("already in use") ? "the port is in use" : message;
  }

  /** Where it listens, with the port that the system chose if 0 was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** What went over all connections. Any thread. */
  public Traffic traffic() {
    return sessions.traffic();
  }

  /**
   * Stops listening and closes all connections, within two seconds. Switches keep what they have
   * installed.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    for (SwitchSession session : sessions.all()) {
      session.close("the controller stops");
    }
    group
        .shutdownGracefully(20, 1000, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(1500, TimeUnit.MILLISECONDS);
  }
}
