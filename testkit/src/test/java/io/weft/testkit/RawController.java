package io.weft.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.netty.OpenFlowConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The other end of a fake switch's connection: sends what the test says and keeps what comes. */
final class RawController implements AutoCloseable {
  private final LoopThread thread = new LoopThread();
  private final Changes changes = new Changes();
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final Channel listening;
  private volatile @Nullable OfVersion greeting;
  private volatile Function<OfMessage, Optional<OfMessage>> answers = message -> Optional.empty();

  RawController() {
    listening =
        new ServerBootstrap()
            .group(thread.loop())
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Link link = new Link();
                    var _ = OpenFlowConnection.attach(channel, link);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  SocketAddress address() {
    return listening.localAddress();
  }

  /** Greets every connection from now on, and answers its echo requests. */
  void greetAll(OfVersion version) {
    greeting = version;
  }

  /** Answers each message of a kind from now on. */
  <M extends OfMessage> void answerEach(Class<M> kind, Function<M, OfMessage> answer) {
    answers =
        message ->
            kind.isInstance(message)
                ? Optional.of(answer.apply(kind.cast(message)))
                : Optional.empty();
  }

  /** One accepted connection. */
  final class Link implements OpenFlowConnection.Listener {
    private final List<Envelope> received = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, List<OfMessage>> byXid = new ConcurrentHashMap<>();
    private final List<Decoded.Malformed> malformed = new CopyOnWriteArrayList<>();
    private volatile @Nullable OpenFlowConnection connection;
    private volatile boolean closed;
    private final AtomicInteger nextXid = new AtomicInteger(1000);

    @Override
    public void onOpen(OpenFlowConnection opened) {
      connection = opened;
      links.add(this);
      OfVersion version = greeting;
      if (version != null) {
        send(version, OfMessage.Hello.offering(List.of(version)));
      }
      changes.signal();
    }

    @Override
    public void onFrame(Decoded frame) {
      switch (frame) {
        case Envelope message -> {
          received.add(message);
          byXid
              .computeIfAbsent(message.xid(), xid -> new CopyOnWriteArrayList<>())
              .add(message.message());
          answer(message);
        }
        case Decoded.Malformed bad -> malformed.add(bad);
      }
      changes.signal();
    }

    private void answer(Envelope envelope) {
      OfVersion version = greeting;
      if (version == null) {
        return;
      }
      if (envelope.message() instanceof OfMessage.EchoRequest echo) {
        Objects.requireNonNull(connection)
            .send(new Envelope(version, envelope.xid(), new OfMessage.EchoReply(echo.data())));
      }
      answers.apply(envelope.message()).ifPresent(reply -> send(version, reply));
    }

    @Override
    public void onLostFraming(Decoded.Malformed frame) {
      malformed.add(frame);
      changes.signal();
    }

    @Override
    public void onWritable(boolean writable) {}

    @Override
    public void onClosed() {
      closed = true;
      changes.signal();
    }

    boolean isClosed() {
      return closed;
    }

    List<Decoded.Malformed> malformed() {
      return malformed;
    }

    void await(String what, BooleanSupplier condition) {
      changes.awaitUntil(
          what,
          Changes.PATIENCE,
          condition,
          () -> (closed ? "closed; " : "open; ") + "connections " + links.size() + "; " + received);
    }

    /** Sends and returns the xid. */
    int send(OfVersion version, OfMessage message) {
      int xid = nextXid.getAndIncrement();
      Objects.requireNonNull(connection).send(new Envelope(version, xid, message));
      return xid;
    }

    /** The messages with an xid, as many as there are now. */
    List<OfMessage> answers(int xid) {
      return List.copyOf(byXid.getOrDefault(xid, List.of()));
    }

    /** Sends, and waits for the first answer. */
    OfMessage ask(OfVersion version, OfMessage message) {
      int xid = send(version, message);
      await("an answer to " + message, () -> !answers(xid).isEmpty());
      return answers(xid).getFirst();
    }

    <M extends OfMessage> List<M> received(Class<M> kind) {
      List<M> found = new ArrayList<>();
      synchronized (received) {
        for (Envelope envelope : received) {
          if (kind.isInstance(envelope.message())) {
            found.add(kind.cast(envelope.message()));
          }
        }
      }
      return found;
    }

    <M extends OfMessage> M awaitOne(Class<M> kind) {
      await("a " + kind.getSimpleName(), () -> !received(kind).isEmpty());
      return received(kind).getFirst();
    }
  }

  /** Waits for the n-th connection, from 1. */
  Link link(int n) {
    changes.awaitUntil(
        "connection " + n, Changes.PATIENCE, () -> links.size() >= n, () -> links.size() + " are");
    return links.get(n - 1);
  }

  /** Waits for the n-th connection and greets it. */
  Link greeted(int n, OfVersion... versions) {
    Link link = link(n);
    var _ = link.send(versions[versions.length - 1], OfMessage.Hello.offering(List.of(versions)));
    return link;
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    thread.stop();
  }
}
