package io.weft.openflow.netty;

import static io.weft.openflow.netty.Ends.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.EchoReply;
import io.weft.openflow.message.OfMessage.EchoRequest;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames over real sockets, whole and in pieces, and peers that do not behave. */
@Timeout(60)
class OpenFlowConnectionTest {
  private final Ends ends = new Ends();

  /** Also checks that no buffer was kept. */
  @AfterEach
  void end() {
    ends.close();
  }

  private static EchoRequest request(int octets) {
    return new EchoRequest(Bytes.wrap(new byte[octets]));
  }

  private static void send(OpenFlowConnection connection, int xid, OfMessage message) {
    connection.send(new Envelope(OfVersion.OF13, xid, message));
  }

  /** Answers echo requests with their payload. */
  private static void echo(OpenFlowConnection connection, Envelope envelope) {
    if (envelope.message() instanceof EchoRequest request) {
      send(connection, envelope.xid(), new EchoReply(request.data()));
    }
  }

  @Test
  void cutsFramesHoweverTheStreamIsCut() throws IOException {
    Recorder listener = new Recorder();
    long seed = 42;
    Random random = new Random(seed);
    List<OfMessage> sent = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < 500; i++) {
      OfMessage message = request(random.nextInt(10) == 0 ? random.nextInt(65_000) : i % 50);
      sent.add(message);
      stream.writeBytes(frame(i, message));
    }
    try (Socket socket = ends.connect(listener)) {
      socket.setTcpNoDelay(true);
      byte[] octets = stream.toByteArray();
      for (int at = 0; at < octets.length; ) {
        int piece = Math.min(1 + random.nextInt(3000), octets.length - at);
        socket.getOutputStream().write(octets, at, piece);
        at += piece;
      }
      await().untilAsserted(() -> assertThat(listener.messages).hasSize(sent.size()));
      assertThat(listener.messages).as("seed " + seed).isEqualTo(sent);
    }
  }

  @Test
  void readsLongestFrameOneOctetAtATime() throws IOException {
    Recorder listener = new Recorder();
    OfMessage longest = request(65_535 - 8);
    try (Socket socket = ends.connect(listener)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      for (byte octet : frame(1, longest)) {
        out.write(octet);
      }
      await().untilAsserted(() -> assertThat(listener.messages).containsExactly(longest));
    }
  }

  @Test
  void passesMalformedFrameOnAndReadsTheNext() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(new byte[] {4, 99, 0, 8, 0, 0, 0, 7});
      socket.getOutputStream().write(frame(8, request(3)));
      await().untilAsserted(() -> assertThat(listener.messages).containsExactly(request(3)));
      assertThat(listener.malformed).singleElement().matches(bad -> bad.xid() == 7);
    }
  }

  @Test
  void closesWhenHeaderIsShorterThanItself() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(new byte[] {4, 2, 0, 7, 0, 0, 0, 9});
      socket.getOutputStream().write(frame(10, request(3)));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(listener.lost).singleElement().matches(bad -> bad.xid() == 9);
      assertThat(listener.messages).isEmpty();
    }
    await().until(() -> listener.closed.get() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          474554202f20485454502f312e31     | no OpenFlow, it begins with 'GET / HT
          5353482d322e302d4f70656e535348   | no OpenFlow, it begins with 'SSH-2.0-
          160301020001000101               | TLS where OpenFlow is expected
          """)
  void refusesAnotherProtocolAtOnce(String hex, String detail) throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(Bytes.parse(hex).toArray());
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(listener.lost)
          .singleElement()
          .satisfies(bad -> assertThat(bad.detail()).startsWith(detail));
    }
  }

  @Test
  void readsHelloOfAnyVersion() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(new byte[] {(byte) 0x80, 0, 0, 16, 0, 0, 0, 1});
      socket.getOutputStream().write(new byte[] {0, 1, 0, 8, 0, 0, 0, 2});
      await().untilAsserted(() -> assertThat(listener.messages).hasSize(1));
    }
  }

  @Test
  void lastWordsArriveThoughMuchOfThePeerWasNotRead() throws IOException {
    Recorder listener =
        new Recorder()
            .onMessage((connection, envelope) -> {
              send(connection, envelope.xid(), new EchoReply(Bytes.EMPTY));
              connection.close();
            });
    try (Socket socket = ends.connect(listener)) {
      byte[] much = new byte[300_000];
      System.arraycopy(frame(5, request(0)), 0, much, 0, 8);
      try {
        socket.getOutputStream().write(much);
      } catch (IOException e) {
        // The other end may be gone by now; what it said must be here all the same.
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(Ends.read(in)).isEqualTo(frame(5, new EchoReply(Bytes.EMPTY)));
      assertThat(in.read()).isEqualTo(-1);
      assertThat(listener.frames).hasValue(1);
    }
  }

  @Test
  void closeEndsThoughPeerNeverReads() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      while (connection.isWritable()) {
        send(connection, 1, request(60_000));
      }
      connection.close();
      await().atMost(Duration.ofSeconds(3)).until(() -> listener.closed.get() == 1);
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  void answersPeerThatHasClosedItsOwnDirection() throws IOException {
    Recorder listener = new Recorder().onMessage(OpenFlowConnectionTest::echo);
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(frame(3, request(4)));
      socket.shutdownOutput();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(Ends.read(in)).hasSize(12);
      assertThat(in.read()).isEqualTo(-1);
    }
    await().until(() -> listener.closed.get() == 1);
  }

  @Test
  void listenerThatThrowsIsToldAndClosedAndOthersGoOn() throws IOException {
    RuntimeException bug = new IllegalStateException("thrown by a test");
    Recorder failing =
        new Recorder()
            .onMessage((connection, envelope) -> {
              send(connection, 1, request(1000));
              throw bug;
            });
    Recorder healthy = new Recorder().onMessage(OpenFlowConnectionTest::echo);
    try (Socket other = ends.connect(healthy);
        Socket socket = ends.connect(failing)) {
      byte[] twoAndAHalf = new byte[20];
      System.arraycopy(frame(1, request(0)), 0, twoAndAHalf, 0, 8);
      System.arraycopy(frame(2, request(0)), 0, twoAndAHalf, 8, 8);
      socket.getOutputStream().write(twoAndAHalf);
      await().until(() -> failing.closed.get() == 1);
      assertThat(failing.failures).containsExactly(bug);
      assertThat(failing.frames).hasValue(1);
      other.getOutputStream().write(frame(4, request(2)));
      assertThat(Ends.read(new DataInputStream(other.getInputStream()))).hasSize(10);
    }
  }

  @Test
  void keepsOrderOfEachSendingThread() throws Exception {
    Recorder listener = new Recorder();
    int threads = 4;
    int each = 2000;
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      for (int t = 0; t < threads; t++) {
        int thread = t;
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < each; i++) {
                send(connection, thread << 16 | i, request(i % 7));
              }
            });
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int[] next = new int[threads];
      for (int i = 0; i < threads * each; i++) {
        byte[] octets = Ends.read(in);
        int sequence = (octets[6] & 0xff) << 8 | octets[7] & 0xff;
        assertThat(sequence).isEqualTo(next[octets[5]]++);
      }
    }
  }

  @Test
  void messageThatCannotBeSaidThrowsAndLeavesNoTrace() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      assertThatThrownBy(() -> send(connection, 1, request(70_000)))
          .isInstanceOf(EncodeException.class);
      send(connection, 2, request(0));
      assertThat(Ends.read(new DataInputStream(socket.getInputStream())))
          .isEqualTo(frame(2, request(0)));
    }
  }

  @Test
  void doesNotReadPeerThatAsksAndDoesNotListenAndLosesNothing() throws Exception {
    Recorder listener = new Recorder().forgetting().onMessage(OpenFlowConnectionTest::echo);
    int requests = 4000;
    try (Socket socket = ends.connect(listener)) {
      byte[] one = frame(1, request(1000));
      Thread asking =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int i = 0; i < requests; i++) {
                    socket.getOutputStream().write(one);
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      // It stands still when both directions are full: no frame for as long as half a second.
      int[] last = {0};
      await()
          .during(Duration.ofMillis(500))
          .until(() -> last[0] == (last[0] = listener.frames.get()) && last[0] > 0);
      assertThat(listener.frames.get() * 1008)
          .as("octets of answers: those that wait, and what the system buffers")
          .isLessThan(OpenFlowConnection.MAX_ANSWERS + 1024 * 1024);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < requests; i++) {
        assertThat(Ends.read(in)).hasSize(1008);
      }
      asking.join();
      assertThat(listener.frames).hasValue(requests);
    }
  }

  @Test
  void readsPeerWhileMuchOfItsOwnWaitsUnwritten() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      while (connection.isWritable()) {
        send(connection, 1, request(60_000));
      }
      // Both would wait for each other for ever if this was not read.
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(frame(i, request(1000)));
      }
      await().until(() -> listener.frames.get() == 100);
    }
  }

  @Test
  void isNotWritableWhileTooMuchIsOnTheWayToItsThread() throws Exception {
    Recorder listener = new Recorder();
    CountDownLatch stuck = new CountDownLatch(1);
    try (Socket socket = ends.connect(listener)) {
      OpenFlowConnection connection = Ends.open(listener);
      connection.execute(() -> {
        try {
          assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      int sent = 0;
      while (connection.isWritable()) {
        send(connection, sent++, request(1000));
      }
      assertThat(sent).isBetween(Ends.HIGH / 1008, Ends.HIGH / 1008 + 1);
      stuck.countDown();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < sent; i++) {
        assertThat(Ends.read(in)).isEqualTo(frame(i, request(1000)));
      }
      await().until(connection::isWritable);
      long total = 1008L * sent;
      await().until(() -> connection.written() == total);
    }
  }

  @Test
  void pausesAndResumesReading() throws IOException {
    Recorder listener = new Recorder();
    listener.onMessage((connection, envelope) -> connection.pauseReading(true));
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(frame(1, request(0)));
      await().until(() -> listener.frames.get() == 1);
      socket.getOutputStream().write(frame(2, request(0)));
      await().during(Duration.ofMillis(100)).until(() -> listener.frames.get() == 1);
      Ends.open(listener).pauseReading(false);
      await().until(() -> listener.frames.get() == 2);
    }
  }

  @Test
  void whatIsSentAfterTheEndIsDropped() throws IOException {
    Recorder listener = new Recorder();
    OpenFlowConnection connection;
    try (Socket socket = ends.connect(listener)) {
      connection = Ends.open(listener);
      socket.setSoLinger(true, 0);
    }
    await().until(() -> listener.closed.get() == 1);
    send(connection, 1, request(100));
    ends.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    send(connection, 2, request(100));
    assertThat(connection.execute(() -> {})).isFalse();
    assertThat(connection.remoteAddress()).isNotNull();
  }

  @Test
  void givesBackHalfAFrameWhenPeerIsGone() throws IOException {
    Recorder listener = new Recorder();
    try (Socket socket = ends.connect(listener)) {
      socket.getOutputStream().write(frame(1, request(1000)), 0, 500);
      send(Ends.open(listener), 1, request(10));
      socket.getOutputStream().flush();
    }
    await().until(() -> listener.closed.get() == 1);
    assertThat(listener.frames).hasValue(0);
  }
}
