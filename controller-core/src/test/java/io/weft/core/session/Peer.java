package io.weft.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * The other end of a session: a plain socket that sends what a test says, octet by octet if need
 * be, and answers like a switch only what it is told to.
 */
final class Peer implements AutoCloseable {
  private final Socket socket = new Socket();
  private final Queue<Envelope> received = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;
  private volatile Consumer<Envelope> answers = envelope -> {};
  private volatile OfVersion version = OfVersion.OF13;

  private Peer(SocketAddress controller) {
    try {
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(controller);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects and reads what comes. */
  static Peer connect(SocketAddress controller) {
    Peer peer = connectDeaf(controller);
    Thread.ofVirtual().start(peer::read);
    return peer;
  }

  /** Connects and reads nothing until {@link #listen}. */
  static Peer connectDeaf(SocketAddress controller) {
    return new Peer(controller);
  }

  void listen() {
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        byte[] header = in.readNBytes(8);
        if (header.length < 8) {
          break;
        }
        int length = (header[2] & 0xff) << 8 | header[3] & 0xff;
        byte[] frame = new byte[length];
        System.arraycopy(header, 0, frame, 0, 8);
        in.readFully(frame, 8, length - 8);
        Decoded decoded = OpenFlowCodec.decode(Unpooled.wrappedBuffer(frame), 0, length);
        Envelope envelope = ((Envelope) decoded);
        received.add(envelope);
        answers.accept(envelope);
      }
    } catch (IOException e) {
      // Reset, or closed by the test.
    }
    ended = true;
  }

  /** Answers everything that a session asks, as a switch with two ports and no flows. */
  Peer behaving(OfVersion spoken, long dpid) {
    version = spoken;
    return answering(envelope -> answerAsSwitch(envelope, dpid));
  }

  /** Does this with each message that comes. */
  Peer answering(Consumer<Envelope> answer) {
    answers = answer;
    return this;
  }

  void answerAsSwitch(Envelope envelope, long dpid) {
    int xid = envelope.xid();
    switch (envelope.message()) {
      case OfMessage.FeaturesRequest _ -> send(xid, features(version, dpid));
      case OfMessage.EchoRequest echo -> send(xid, new OfMessage.EchoReply(echo.data()));
      case OfMessage.BarrierRequest _ -> send(xid, new OfMessage.BarrierReply());
      case OfMessage.MultipartRequest request -> {
        MultipartBody.Reply body =
            switch (request.body()) {
              case MultipartBody.DescRequest _ ->
                  new MultipartBody.Desc("Weft", "test", "peer", "1", "dp");
              case PortMultipart.PortDescRequest _ ->
                  new PortMultipart.PortDescs(List.of(port(1), port(2)));
              case GroupMultipart.GroupDescRequest _ -> new GroupMultipart.GroupDesc(List.of());
              default -> new FlowMultipart.FlowStats(List.of());
            };
        send(xid, new OfMessage.MultipartReply(false, body));
      }
      default -> {}
    }
  }

  static OfMessage.FeaturesReply features(OfVersion version, long dpid) {
    List<PortDesc> ports = version == OfVersion.OF10 ? List.of(port(1), port(2)) : List.of();
    return new OfMessage.FeaturesReply(new DatapathId(dpid), 0, 254, 0, 0, 0, ports);
  }

  static PortDesc port(int number) {
    MacAddress address = new MacAddress(0x0200_0000_0000L + number);
    return new PortDesc(new PortNo(number), address, "eth" + number, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A switch whose handshake is over. */
  static Peer ready(SocketAddress controller, long dpid) {
    return ready(controller, OfVersion.OF13, dpid);
  }

  static Peer ready(SocketAddress controller, OfVersion version, long dpid) {
    Peer peer = connect(controller).behaving(version, dpid);
    peer.sendHello();
    // The last of the questions was answered when this one is.
    peer.await(OfMessage.MultipartRequest.class);
    peer.echo();
    return peer;
  }

  /** A switch that has said unasked what the handshake needs, and reads nothing. */
  static Peer readyAndDeaf(SocketAddress controller, long dpid) {
    Peer peer = connectDeaf(controller).behaving(OfVersion.OF13, dpid);
    peer.sendHello();
    peer.send(1, features(OfVersion.OF13, dpid));
    // Hello, features request, set config, description: the question about ports has xid 5.
    PortMultipart.PortDescs ports = new PortMultipart.PortDescs(List.of(port(1)));
    return peer.send(5, new OfMessage.MultipartReply(false, ports));
  }

  /** A hello with a bitmap of the one version. */
  Peer sendHello() {
    return send(0, OfMessage.Hello.offering(List.of(version)));
  }

  Peer send(int xid, OfMessage message) {
    return send(version, xid, message);
  }

  Peer send(OfVersion in, int xid, OfMessage message) {
    return send(encoded(in, xid, message));
  }

  static Bytes encoded(OfVersion in, int xid, OfMessage message) {
    ByteBuf buffer = Unpooled.buffer();
    OpenFlowCodec.encode(new Envelope(in, xid, message), buffer);
    byte[] octets = new byte[buffer.readableBytes()];
    buffer.readBytes(octets);
    return Bytes.wrap(octets);
  }

  /** Sends octets that need be no message. */
  Peer send(Bytes octets) {
    try {
      synchronized (socket) {
        socket.getOutputStream().write(octets.toArray());
      }
    } catch (IOException e) {
      // The controller may close in the middle of what it is sent; what it said is still read.
    }
    return this;
  }

  Peer sendHex(String hex) {
    return send(Bytes.parse(hex));
  }

  /** A frame of these parts, with the right length. */
  static Bytes frame(int version, int type, int xid, String bodyHex) {
    int length = 8 + Bytes.parse(bodyHex).size();
    return Bytes.parse(String.format("%02x%02x%04x%08x", version, type, length, xid) + bodyHex);
  }

  /** Asks for an echo and waits for it: the session lives, and has read all that came before. */
  void echo() {
    long before = received(OfMessage.EchoReply.class).size();
    Bytes payload = Bytes.wrap(("alive " + before).getBytes(StandardCharsets.UTF_8));
    send(0x7fff0000, new OfMessage.EchoRequest(payload));
    OfMessage.EchoReply reply = new OfMessage.EchoReply(payload);
    Awaitility.await().until(() -> received(OfMessage.EchoReply.class).contains(reply));
  }

  <M extends OfMessage> List<M> received(Class<M> kind) {
    return received.stream()
        .map(Envelope::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<Envelope> received() {
    return List.copyOf(received);
  }

  /** Waits for the first message of a kind. */
  <M extends OfMessage> Envelope await(Class<M> kind) {
    Awaitility.await("a " + kind.getSimpleName()).until(() -> !received(kind).isEmpty());
    return received.stream().filter(e -> kind.isInstance(e.message())).findFirst().orElseThrow();
  }

  /** Waits until the controller has closed the connection. */
  void awaitEnd() {
    Awaitility.await("the end of the connection").atMost(Duration.ofSeconds(5)).until(() -> ended);
  }

  boolean hasEnded() {
    return ended;
  }

  /** How the log calls this connection. */
  String name() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Ends what this end sends; it goes on reading. */
  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes in the middle of a test. */
  void hangUp() {
    close();
  }

  /** Closes with a TCP reset. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
