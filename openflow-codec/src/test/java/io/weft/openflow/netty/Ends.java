package io.weft.openflow.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server whose connections speak OpenFlow on one thread, and plain sockets to it. Its buffers
 * come from an allocator of its own that counts: when it ends, all must have been given back.
 */
final class Ends implements AutoCloseable {
  /** High water mark of the server's connections. */
  static final int HIGH = 128 * 1024;

  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final BlockingQueue<Recorder> listeners = new LinkedBlockingQueue<>();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;

  Ends() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.SO_SNDBUF, 32 * 1024)
            .childOption(ChannelOption.SO_RCVBUF, 32 * 1024)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, HIGH))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Recorder listener = Objects.requireNonNull(listeners.poll());
                    var _ = OpenFlowConnection.attach(channel, listener);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** A plain socket whose other end tells this listener. */
  Socket connect(Recorder listener) throws IOException {
    listeners.add(listener);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(10_000);
    socket.connect(listening.localAddress());
    await().until(() -> listener.connection != null);
    return socket;
  }

  static OpenFlowConnection open(Recorder listener) {
    return Objects.requireNonNull(listener.connection);
  }

  EventLoopGroup group() {
    return group;
  }

  static byte[] frame(int xid, OfMessage message) {
    ByteBuf buffer = Unpooled.buffer();
    OpenFlowCodec.encode(new Envelope(OfVersion.OF13, xid, message), buffer);
    byte[] octets = new byte[buffer.readableBytes()];
    buffer.readBytes(octets);
    return octets;
  }

  /** Reads one frame. */
  static byte[] read(DataInputStream in) throws IOException {
    byte[] header = in.readNBytes(8);
    assertThat(header).as("a whole header").hasSize(8);
    int length = (header[2] & 0xff) << 8 | header[3] & 0xff;
    byte[] frame = new byte[length];
    System.arraycopy(header, 0, frame, 0, 8);
    in.readFully(frame, 8, length - 8);
    return frame;
  }

  @Override
  public void close() {
    var _ = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    ResourceLeakDetector.setLevel(before);
    assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
        .as("octets of buffers that were not given back")
        .isZero();
  }
}
