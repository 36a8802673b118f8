package io.weft.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.network.ConnectPoint;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacketInQueueTest {
  private static final int FRAME = 100;
  private static final int COST = PacketInQueue.OVERHEAD + FRAME;

  /** Room for so many packets of a switch, and of all. */
  private static PacketInQueue queue(int perSwitch, int total) {
    return new PacketInQueue(new PacketInQueue.Limits(perSwitch * COST, (long) total * COST));
  }

  /** A connection that nothing is sent on. */
  private record Silent(DatapathId dpid) implements SwitchChannel {
    @Override
    public OfVersion version() {
      return OfVersion.OF13;
    }

    @Override
    public boolean offer(OfMessage message) {
      throw new AssertionError("a queue sends nothing");
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
      return CompletableFuture.failedStage(new AssertionError("a queue sends nothing"));
    }

    @Override
    public void close(String reason) {
      throw new AssertionError("a queue closes nothing");
    }
  }

  private static SwitchChannel at(long dpid) {
    return new Silent(new DatapathId(dpid));
  }

  private static PacketIn packet(int port, int number, int etherType) {
    byte[] frame = new byte[FRAME];
    frame[12] = (byte) (etherType >> 8);
    frame[13] = (byte) etherType;
    frame[99] = (byte) number;
    frame[98] = (byte) (number >> 8);
    Match match = Match.builder().set(Field.IN_PORT, new PortNo(port)).build();
    return new PacketIn(BufferId.NONE, FRAME, 0, 0, 0, match, Bytes.wrap(frame));
  }

  private static int offer(PacketInQueue queue, long dpid, int port, int count) {
    int taken = 0;
    for (int number = 0; number < count; number++) {
      taken += queue.offer(at(dpid), packet(port, number, 0x800)) ? 1 : 0;
    }
    return taken;
  }

  /** As {@code dpid:port:number}. */
  private static String text(PacketInQueue.Waiting waiting) {
    return waiting.from().dpid().bits()
        + ":"
        + waiting.packet().inPort()
        + ":"
        + waiting.packet().data().u16(98);
  }

  private static List<String> drain(PacketInQueue queue) {
    List<String> all = new ArrayList<>();
    Optional<PacketInQueue.Waiting> next = queue.poll();
    while (next.isPresent()) {
      all.add(text(next.get()));
      next = queue.poll();
    }
    assertThat(queue.isEmpty()).isTrue();
    return all;
  }

  private static ConnectPoint point(long dpid, int port) {
    return new ConnectPoint(new DatapathId(dpid), new PortNo(port));
  }

  @Test
  void servesPortsInTurnAndEachInOrder() {
    PacketInQueue queue = queue(100, 1000);
    offer(queue, 1, 1, 4);
    offer(queue, 1, 2, 2);
    assertThat(drain(queue)).containsExactly("1:1:0", "1:2:0", "1:1:1", "1:2:1", "1:1:2", "1:1:3");
    assertThat(queue.dropped()).isEmpty();
  }

  @Test
  void servesSwitchesInTurnHoweverManyPortsOfOneAreWaiting() {
    PacketInQueue queue = queue(100, 1000);
    offer(queue, 1, 1, 2);
    offer(queue, 1, 2, 2);
    offer(queue, 2, 1, 2);
    assertThat(drain(queue)).containsExactly("1:1:0", "2:1:0", "1:2:0", "2:1:1", "1:1:1", "1:2:1");
  }

  @Test
  void stormLeavesRoomForOtherPortsAndIsCounted() {
    PacketInQueue queue = queue(100, 1000);
    assertThat(offer(queue, 1, 1, 1000)).isEqualTo(50);
    assertThat(offer(queue, 1, 2, 4)).isEqualTo(4);
    assertThat(queue.dropped()).isEqualTo(Map.of(point(1, 1), 950L));

    assertThat(drain(queue).stream().filter(text -> text.startsWith("1:2:")))
        .containsExactly("1:2:0", "1:2:1", "1:2:2", "1:2:3");
    assertThat(offer(queue, 1, 1, 1000)).as("room is given back").isEqualTo(50);
    assertThat(queue.dropped()).isEqualTo(Map.of(point(1, 1), 1900L));
    queue.forget(new DatapathId(1));
    assertThat(queue.dropped()).isEmpty();
  }

  @Test
  void stormsOfManySwitchesLeaveRoomForAnother() {
    PacketInQueue queue = queue(100, 300);
    int taken = 0;
    for (int port = 1; port <= 50; port++) {
      for (int dpid = 1; dpid <= 50; dpid++) {
        taken += offer(queue, dpid, port, 1);
      }
    }
    assertThat(taken).isBetween(250, 299);
    assertThat(offer(queue, 99, 1, 1)).isEqualTo(1);
    assertThat(drain(queue)).hasSize(taken + 1);
  }

  @Test
  void inventedPortsAreCountedTogether() {
    PacketInQueue queue = queue(10, 100);
    int ports = 10 + 2 * PacketInQueue.MAX_COUNTED_PORTS;
    int taken = 0;
    for (int port = 1; port <= ports; port++) {
      taken += offer(queue, 1, port, 1);
    }
    assertThat(taken).isLessThanOrEqualTo(10);
    Map<ConnectPoint, Long> dropped = queue.dropped();
    assertThat(dropped).hasSize(PacketInQueue.MAX_COUNTED_PORTS + 1);
    assertThat(dropped.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ports - taken);
    assertThat(dropped).containsKey(new ConnectPoint(new DatapathId(1), PortNo.ANY));
  }

  @Test
  void lldpIsNotHiddenByTheStormOfItsPort() {
    PacketInQueue queue = queue(100, 1000);
    offer(queue, 1, 1, 1000);
    assertThat(queue.offer(at(1), packet(1, 7777, 0x88cc))).isTrue();
    var first = queue.poll().map(PacketInQueueTest::text);
    var second = queue.poll().map(PacketInQueueTest::text);
    assertThat(first).contains("1:1:0");
    assertThat(second).contains("1:1:7777");
  }

  @Test
  void nothingIsLostBetweenThreads() throws InterruptedException {
    PacketInQueue queue = queue(100, 150);
    int each = 20_000;
    AtomicInteger running = new AtomicInteger(4);
    AtomicInteger taken = new AtomicInteger();
    for (int dpid = 1; dpid <= 4; dpid++) {
      int sender = dpid;
      Thread.ofPlatform()
          .start(() -> {
            taken.addAndGet(offer(queue, sender, 1, each));
            running.decrementAndGet();
          });
    }
    int polled = 0;
    while (running.get() > 0 || !queue.isEmpty()) {
      polled += queue.poll().isPresent() ? 1 : 0;
    }
    assertThat(polled).isEqualTo(taken.get());
    long dropped = queue.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(polled + dropped).isEqualTo(4L * each);
  }
}
