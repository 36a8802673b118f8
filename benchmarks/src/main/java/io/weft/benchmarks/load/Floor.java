package io.weft.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that can answer OpenFlow 1.0 correctly: one loop over what was read, a FLOW_MOD that
 * lies ready with the few fields filled in, no table, since it knows where the generator's stations
 * are. Faster than this no controller can be, so it shows what the generator can measure.
 */
public final class Floor {
  private static final int BUFFER = 256 * 1024;
  private static final int FLOW_MOD = 80;
  private static final int PACKET_IN_DATA = 18;

  // Message types (OpenFlow 1.0.0, 5.1).
  private static final int HELLO = 0;
  private static final int ECHO_REQUEST = 2;
  private static final int PACKET_IN = 10;

  /** One connection. */
  private static final class Peer {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * BUFFER);

    private Peer(SocketChannel channel) {
      this.channel = channel;
    }

    /** False if the peer is gone. */
    private boolean serve() throws IOException {
      if (out.position() > 0 && !write()) {
        return true;
      }
      int read = channel.read(in);
      if (read < 0) {
        return false;
      }
      int end = in.position();
      int at = 0;
      while (end - at >= WireForm.HEADER) {
        int head = in.getInt(at);
        int length = head & 0xffff;
        if (end - at < length || length < WireForm.HEADER) {
          break;
        }
        answer(head >>> 16 & 0xff, at, length);
        at += length;
      }
      in.limit(end).position(at);
      in.compact();
      write();
      return true;
    }

    private boolean write() throws IOException {
      out.flip();
      channel.write(out);
      out.compact();
      return out.position() == 0;
    }

    private void answer(int type, int at, int length) {
      switch (type) {
        case PACKET_IN -> answerPacket(at);
        case HELLO -> {
          out.putLong(0x0100_0008_0000_0000L);
          out.putLong(0x0105_0008_0000_0001L);
        }
        case ECHO_REQUEST -> {
          out.putInt(0x0103_0000 | length).putInt(in.getInt(at + 4));
          out.put(in.slice(at + WireForm.HEADER, length - WireForm.HEADER));
        }
        default -> {}
      }
    }

    private void answerPacket(int at) {
      long destination = WireForm.mac(in, at + PACKET_IN_DATA);
      if (destination == Traffic.BROADCAST) {
        out.putLong(0x010d_0018_0000_0000L)
            .putInt(in.getInt(at + 8))
            .putShort(in.getShort(at + 14));
        out.putShort((short) 8).putLong(0x0000_0008_fffb_0000L);
        return;
      }
      int to = out.position();
      out.putLong(to, 0x010e_0000_0000_0000L | (long) FLOW_MOD << 32);
      out.putInt(to + 8, 0x003f_fff2);
      out.putShort(to + 12, in.getShort(at + 14));
      out.putLong(to + 14, in.getLong(at + PACKET_IN_DATA + 6));
      out.putLong(to + 20, destination << 16);
      out.putLong(to + 28, 0);
      out.putLong(to + 36, 0);
      out.putLong(to + 44, 0);
      out.putLong(to + 52, 0);
      out.putLong(to + 60, Integer.toUnsignedLong(in.getInt(at + 8)));
      out.putInt(to + 68, 0xffff_0000);
      int port = 1 + Traffic.STATIONS + (int) (destination & (Traffic.STATIONS - 1));
      out.putLong(to + 72, 0x0000_0008_0000_0000L | (long) port << 16);
      out.position(to + FLOW_MOD);
    }
  }

  private Floor() {}

  /** Listens on the port that the argument says until it is ended. */
  public static void main(String[] args) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    while (true) {
      selector.select(key -> ready(selector, server, key));
    }
  }

  private static void ready(Selector selector, ServerSocketChannel server, SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
      } else if (key.attachment() instanceof Peer peer) {
        if (!peer.serve()) {
          peer.channel.close();
          return;
        }
        key.interestOps(peer.out.position() > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      }
    } catch (IOException e) {
      key.cancel();
    }
  }
}
