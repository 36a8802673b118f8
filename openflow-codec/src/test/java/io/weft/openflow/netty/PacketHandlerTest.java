package io.weft.openflow.netty;

import static io.weft.openflow.netty.Ends.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.EchoReply;
import io.weft.openflow.message.OfMessage.EchoRequest;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.reactive.PacketHandler;
import io.weft.openflow.reactive.PacketInView;
import io.weft.openflow.reactive.ReplyBuffer;
import io.weft.openflow.reactive.ReplyTemplate;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets that are answered where they are read, among other messages, over real sockets. */
@Timeout(60)
class PacketHandlerTest {
  private static final int NOT_FOR_THE_HANDLER = 7;

  private final Ends ends = new Ends();

  @AfterEach
  void end() {
    ends.close();
  }

  /** Sends packets back to their port, but for those of one port. */
  private static final class Reflector implements PacketHandler {
    private final ReplyTemplate back =
        ReplyTemplate.of(
            OfVersion.OF13,
            fields ->
                new PacketOut(
                    fields.bufferId(),
                    fields.inPort(),
                    List.of(Action.output(fields.outPort())),
                    Bytes.EMPTY));
    private int ahead;

    @Override
    public boolean looksAhead() {
      return true;
    }

    @Override
    public void lookAhead(PacketInView packet) {
      ahead++;
    }

    @Override
    public boolean handle(PacketInView packet, ReplyBuffer replies) {
      assertThat(ahead).as("packets told of, when one is handled").isPositive();
      if (packet.inPort() == NOT_FOR_THE_HANDLER) {
        return false;
      }
      replies.write(back, packet, PortNo.IN_PORT.bits());
      return true;
    }
  }

  private static PacketIn packet(int buffer, int port) {
    return new PacketIn(
        BufferId.of(buffer),
        64,
        0,
        0,
        0,
        Match.builder().set(Field.IN_PORT, PortNo.of(port)).build(),
        Bytes.wrap(new byte[64]));
  }

  private static byte[] answer(int number) {
    return number % 10 == 3
        ? frame(number, new EchoReply(Bytes.EMPTY))
        : frame(
            0,
            new PacketOut(
                BufferId.of(number),
                PortNo.of(1),
                List.of(Action.output(PortNo.IN_PORT)),
                Bytes.EMPTY));
  }

  @Test
  void answersInOrderHoweverTheStreamIsCut() throws IOException {
    Recorder listener =
        new Recorder()
            .onMessage((connection, envelope) -> {
              if (envelope.message() instanceof EchoRequest) {
                connection.send(
                    new Envelope(OfVersion.OF13, envelope.xid(), new EchoReply(Bytes.EMPTY)));
              }
            });
    long seed = 7;
    Random random = new Random(seed);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<byte[]> expected = new ArrayList<>();
    List<OfMessage> passedOn = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      if (i % 10 == 3) {
        stream.writeBytes(frame(i, new EchoRequest(Bytes.EMPTY)));
        passedOn.add(new EchoRequest(Bytes.EMPTY));
      } else if (i % 10 == 6) {
        stream.writeBytes(frame(i, packet(i, NOT_FOR_THE_HANDLER)));
        passedOn.add(packet(i, NOT_FOR_THE_HANDLER));
        continue;
      } else {
        stream.writeBytes(frame(i, packet(i, 1)));
      }
      expected.add(answer(i));
    }
    try (Socket socket = ends.connect(listener)) {
      socket.setTcpNoDelay(true);
      OpenFlowConnection connection = Ends.open(listener);
      connection.execute(() -> connection.handlePackets(OfVersion.OF13, new Reflector()));
      byte[] octets = stream.toByteArray();
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int at = 0; at < octets.length; ) {
                    int piece = Math.min(1 + random.nextInt(9000), octets.length - at);
                    socket.getOutputStream().write(octets, at, piece);
                    at += piece;
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (byte[] each : expected) {
        assertThat(Ends.read(in)).as("seed " + seed).isEqualTo(each);
      }
      assertThat(sender).satisfies(Thread::join);
      assertThat(listener.messages).isEqualTo(passedOn);
      assertThat(listener.malformed).isEmpty();
    }
  }

  @Test
  void handlerThatIsNewSinceAMessageOfTheSameReadKnowsWhenItWas() throws IOException {
    long before = System.nanoTime();
    AtomicLong readAt = new AtomicLong();
    PacketHandler handler =
        (packet, replies) -> {
          readAt.set(packet.readAtNanos());
          return true;
        };
    Recorder listener =
        new Recorder()
            .onMessage((connection, _) -> connection.handlePackets(OfVersion.OF13, handler));
    try (Socket socket = ends.connect(listener)) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(frame(1, new EchoRequest(Bytes.EMPTY)));
      both.writeBytes(frame(2, packet(2, 1)));
      socket.getOutputStream().write(both.toByteArray());

      await().until(() -> readAt.get() != 0);
      assertThat(readAt.get()).isBetween(before, System.nanoTime());
    }
  }

  @Test
  void leavesPacketsOfAnotherVersionToTheListener() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      connection.execute(() -> connection.handlePackets(OfVersion.OF10, new Reflector()));

      socket.getOutputStream().write(frame(1, packet(1, 1)));

      await().untilAsserted(() -> assertThat(listener.messages).containsExactly(packet(1, 1)));
    }
  }

  @Test
  void doesNotReadFromOneThatDoesNotListen() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      connection.execute(() -> connection.handlePackets(OfVersion.OF13, new Reflector()));
      byte[] packets = frame(1, packet(1, 1));
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    socket.getOutputStream().write(packets);
                  }
                } catch (IOException e) {
                  // The test is over.
                }
              });

      // Once nothing is taken from it any more, nothing is.
      await().until(() -> sender.getState() == Thread.State.WAITING && !connection.isWritable());

      assertThat(connection.isOpen()).isTrue();
    }
  }
}
