package io.weft.benchmarks.scale;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As little of a switch as a controller can be kept busy with: it answers the handshake, barriers
 * and echo requests of OpenFlow 1.3, has no flow tables but counts what they are sent, and costs
 * some hundred octets, so that ten thousand of them share a thread. What comes often is read in its
 * octets, what comes once by the codec.
 *
 * <p>All methods run on the thread of its event loop, but for {@link #connect}.
 */
final class LightSwitch extends ByteToMessageDecoder {
  /** What is told of a switch. */
  interface Watcher {
    /** All flow mods since the last barrier were counted, and this one is being answered. */
    default void barrier(LightSwitch from, int flowMods) {}

    /**
     * A PACKET_OUT came.
     *
     * @param frame index in the buffer where the packet begins; it ends where the message ends
     */
    default void packetOut(LightSwitch from, ByteBuf in, int frame, int end) {}

    default void echoReply(LightSwitch from, ByteBuf in, int data, int end) {}

    /** The connection has ended. */
    default void closed(LightSwitch from) {}
  }

  private static final int ERROR = 1;
  private static final int ECHO_REQUEST = 2;
  private static final int ECHO_REPLY = 3;
  private static final int PACKET_OUT = 13;
  private static final int FLOW_MOD = 14;
  private static final int GROUP_MOD = 15;
  private static final int BARRIER_REQUEST = 20;
  private static final int BARRIER_REPLY = 21;

  private final DatapathId dpid;
  private final int tables;
  private final List<PortDesc> ports;
  private final Watcher watcher;
  private @Nullable Channel channel;
  private long flowMods;
  private long flowModsConfirmed;

  LightSwitch(long dpid, int tables, int ports, Watcher watcher) {
    this.dpid = new DatapathId(dpid);
    this.tables = tables;
    this.ports = ports(dpid, ports);
    this.watcher = watcher;
  }

  private static List<PortDesc> ports(long dpid, int count) {
    int live = 1 << 2;
    List<PortDesc> ports = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      MacAddress address = new MacAddress(0x0a00_0000_0000L | (dpid & 0xff_ffff) << 16 | number);
      String name = "eth" + number;
      ports.add(new PortDesc(new PortNo(number), address, name, 0, live, 0, 0, 0, 0, 0, 0));
    }
    return ports;
  }

  DatapathId dpid() {
    return dpid;
  }

  /** Flow mods that came with a barrier behind them. */
  long flowModsConfirmed() {
    return flowModsConfirmed;
  }

  /** Begins to connect. Any thread. */
  ChannelFuture connect(EventLoop loop, SocketAddress controller) {
    return new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel made) {
                made.pipeline().addLast(LightSwitch.this);
              }
            })
        .connect(controller);
  }

  /** Whether the connection is up and what is sent now would be written soon. */
  boolean isWritable() {
    Channel open = channel;
    return open != null && open.isActive() && open.isWritable();
  }

  /** Sends octets that are whole messages, with what else is sent at this moment. */
  void write(ByteBuf messages) {
    Channel open = channel;
    if (open == null) {
      messages.release();
    } else {
      var _ = open.write(messages);
    }
  }

  void flush() {
    Channel open = channel;
    if (open != null) {
      open.flush();
    }
  }

  /** A buffer for {@link #write}. */
  ByteBuf buffer(int octets) {
    Channel open = channel;
    if (open == null) {
      throw new IllegalStateException("switch " + dpid + " is not connected");
    }
    return open.alloc().buffer(octets);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    send(0, OfMessage.Hello.offering(List.of(OfVersion.OF13)));
    flush();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    while (in.readableBytes() >= OpenFlowCodec.HEADER) {
      int start = in.readerIndex();
      int length = in.getUnsignedShort(start + 2);
      if (length < OpenFlowCodec.HEADER) {
        throw new IllegalStateException("the controller sent a message of length " + length);
      }
      if (in.readableBytes() < length) {
        return;
      }
      take(in, start, length);
      in.skipBytes(length);
    }
  }

  private void take(ByteBuf in, int start, int length) {
    switch (in.getByte(start + 1)) {
      case FLOW_MOD -> flowMods++;
      case GROUP_MOD, ERROR -> {}
      case PACKET_OUT -> {
        int actions = in.getUnsignedShort(start + 16);
        watcher.packetOut(this, in, start + 24 + actions, start + length);
      }
      case BARRIER_REQUEST -> {
        int counted = (int) (flowMods - flowModsConfirmed);
        flowModsConfirmed = flowMods;
        watcher.barrier(this, counted);
        write(header(BARRIER_REPLY, OpenFlowCodec.HEADER, in.getInt(start + 4)));
      }
      case ECHO_REQUEST -> {
        ByteBuf reply = header(ECHO_REPLY, length, in.getInt(start + 4));
        reply.writeBytes(in, start + OpenFlowCodec.HEADER, length - OpenFlowCodec.HEADER);
        write(reply);
      }
      case ECHO_REPLY -> watcher.echoReply(this, in, start + OpenFlowCodec.HEADER, start + length);
      default -> answer(in, start, length);
    }
  }

  private ByteBuf header(int type, int length, int xid) {
    return buffer(length).writeByte(4).writeByte(type).writeShort(length).writeInt(xid);
  }

  /** An echo request with the time in it. */
  void askEcho(long data) {
    write(header(ECHO_REQUEST, 16, 0).writeLong(data));
    flush();
  }

  private void answer(ByteBuf in, int start, int length) {
    if (!(OpenFlowCodec.decode(in, start, length) instanceof Envelope asked)) {
      throw new IllegalStateException("the controller sent what is no message");
    }
    int xid = asked.xid();
    switch (asked.message()) {
      case OfMessage.FeaturesRequest _ ->
          send(xid, new OfMessage.FeaturesReply(dpid, 0, tables, 0, 0, 0, List.of()));
      case OfMessage.MultipartRequest request -> answer(xid, request.body());
      case OfMessage.Hello _, OfMessage.SetConfig _ -> {}
      case OfMessage.RoleRequest request ->
          send(xid, new OfMessage.RoleReply(request.role(), request.generationId()));
      case OfMessage.GetConfigRequest _ -> send(xid, new OfMessage.GetConfigReply(0, 128));
      default -> send(xid, new OfMessage.ErrorMessage(OfError.OFPBRC_BAD_TYPE, Bytes.EMPTY));
    }
  }

  private void answer(int xid, MultipartBody.Request asked) {
    switch (asked) {
      case MultipartBody.DescRequest _ ->
          reply(xid, new MultipartBody.Desc("Weft", "light switch", "1", "", ""));
      case PortMultipart.PortDescRequest _ -> reply(xid, new PortMultipart.PortDescs(ports));
      case GroupMultipart.GroupDescRequest _ -> reply(xid, new GroupMultipart.GroupDesc(List.of()));
      case FlowMultipart.FlowStatsRequest _ -> reply(xid, new FlowMultipart.FlowStats(List.of()));
      default -> send(xid, new OfMessage.ErrorMessage(OfError.OFPBRC_BAD_STAT, Bytes.EMPTY));
    }
  }

  private void reply(int xid, MultipartBody.Reply body) {
    send(xid, new OfMessage.MultipartReply(false, body));
  }

  private void send(int xid, OfMessage message) {
    ByteBuf frame = buffer(128);
    OpenFlowCodec.encode(new Envelope(OfVersion.OF13, xid, message), frame);
    write(frame);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    flush();
    super.channelReadComplete(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    watcher.closed(this);
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
