package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Switches that say more than is dealt with, and switches that read less than is sent. */
@Timeout(120)
class BackPressureTest {
  /** A PACKET_IN of port 1 with 1000 octets, the first four a number. */
  static Bytes packetIn(int number) {
    String match = "0001 000c 8000 0004 00000001 00000000";
    String head = "ffffffff 03e8 00 00 0000000000000000" + match + "0000";
    return Peer.frame(4, 10, 0, head + String.format("%08x", number) + "00".repeat(996));
  }

  private static List<Integer> numbers(Collection<PacketIn> packets) {
    List<Integer> numbers = new ArrayList<>();
    packets.forEach(packet -> numbers.add(packet.data().i32(0)));
    return numbers;
  }

  private static List<Integer> upTo(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /** Sends numbered packets until all are sent, which may be never. */
  private static CompletableFuture<Void> flood(Peer peer, int count) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 0; i < count; i++) {
            peer.send(packetIn(i));
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Test
  void switchIsNotReadWhileTooMuchWaitsAndNothingIsLost() {
    int count = 20_000;
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer peer = server.ready(5)) {
      server.core.busy();
      CompletableFuture<Void> flood = flood(peer, count);
      int[] last = {0};
      Awaitility.await()
          .during(Duration.ofMillis(500))
          .until(() -> last[0] == (last[0] = server.core.waiting()) && last[0] > 0);
      assertThat(server.core.waiting())
          .as("messages taken in: the limit and what one read brought")
          .isBetween(16, 16 + 70);
      assertThat(flood).isNotDone();
      // Another switch on the same I/O thread is not delayed.
      server.assertUndisturbed();

      server.core.idle();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            server.core.idle();
            return server.core.saidBy(5, PacketIn.class).size() == count;
          });
      assertThat(numbers(server.core.saidBy(5, PacketIn.class))).isEqualTo(upTo(count));
    }
  }

  @Test
  void limitHoldsWhileMessagesAreDealtWithOnOtherThreads() {
    int count = 20_000;
    int limit = 16;
    AtomicInteger unhandled = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Queue<PacketIn> seen = new ConcurrentLinkedQueue<>();
    try (var workers = Executors.newFixedThreadPool(2);
        Server server = new Server(KeepAliveTest.PATIENT)) {
      Core core = server.core;
      core.dealWith((message, done) -> {
        most.accumulateAndGet(unhandled.incrementAndGet(), Math::max);
        if (message instanceof PacketIn packet && packet.data().size() == 1000) {
          seen.add(packet);
        }
        workers.execute(() -> {
          unhandled.decrementAndGet();
          done.run();
        });
      });
      try (Peer peer = server.ready(5)) {
        CompletableFuture<Void> flood = flood(peer, count);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> seen.size() == count);
        flood.join();
      }
      assertThat(most).hasValueLessThanOrEqualTo(limit + 70);
      assertThat(numbers(seen)).isEqualTo(upTo(count));
    }
  }

  @Test
  void packetsToSwitchThatDoesNotReadAreDroppedAndCounted() throws InterruptedException {
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer peer = server.readyAndDeaf(5)) {
      SwitchChannel channel = server.channel(5);
      int offered = 100_000;
      int octets = 1400;
      PacketOut packet = PacketOut.to(new PortNo(1), Bytes.wrap(new byte[octets]));
      AtomicInteger sent = new AtomicInteger();
      CountDownLatch done = new CountDownLatch(1);
      Thread.ofPlatform()
          .start(() -> {
            for (int i = 0; i < offered; i++) {
              if (channel.offer(packet)) {
                sent.incrementAndGet();
              }
            }
            done.countDown();
          });
      done.await();
      assertThat((long) sent.get() * octets)
          .as("octets that are kept, here and in the system: 140 MB were offered")
          .isLessThan(16L * 1024 * 1024);
      server.assertUndisturbed();

      peer.listen();
      Awaitility.await().until(() -> peer.received(PacketOut.class).size() == sent.get());
      assertThat(channel.offer(packet)).isTrue();
      peer.hangUp();
      server.awaitLog(
          "0000000000000005: reads too slowly, "
              + (offered - sent.get())
              + " packets to it dropped");
    }
  }

  @Test
  void modsToSwitchThatDoesNotReadWaitForIt() {
    try (Server server = new Server(KeepAliveTest.PATIENT);
        Peer peer = server.readyAndDeaf(5)) {
      List<OfMessage> mods = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        mods.add(CommitTest.flow(i & 0xffff));
      }
      var done = server.channel(5).commit(mods).toCompletableFuture();
      server.assertUndisturbed();
      assertThat(done).isNotDone();
      peer.listen();
      assertThat(done).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(List.of());
    }
  }
}
