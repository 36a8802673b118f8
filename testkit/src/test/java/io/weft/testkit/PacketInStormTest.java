package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Packets;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.OfMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One port sends far more than the apps can take; what else there is goes on. */
@Timeout(60)
class PacketInStormTest {
  private static final int STORM = 20_000;
  private static final PortNo STORMING = PortNo.of(1);
  private static final PortNo QUIET = PortNo.of(2);
  private static final PortNo OTHER = PortNo.of(3);

  private final Busy app = new Busy();
  private final RunningController controller = RunningController.with(app);
  private final FakeSwitch one = FakeSwitch.builder(1).ports(3).build();

  /** Has all packets sent to it, and does not come back from the first before it is let go. */
  private static final class Busy implements App {
    private static final Owner OWNER = new Owner(200, "busy");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Map<PortNo, ConcurrentLinkedQueue<Integer>> seen = new ConcurrentHashMap<>();

    @Override
    public Owner owner() {
      return OWNER;
    }

    @Override
    public Reaction on(Event event, NetworkView view) {
      if (event instanceof Event.PacketSeen packet) {
        begun.countDown();
        Uninterruptibles.awaitUninterruptibly(letGo);
        int number = packet.frame().payload().i32(0);
        seenAt(packet.at().port()).add(number);
      }
      return Reaction.NONE;
    }

    private ConcurrentLinkedQueue<Integer> seenAt(PortNo port) {
      return seen.computeIfAbsent(port, p -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public Plan plan(NetworkView view) {
      ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
      Rule miss =
          new Rule(
              new Rule.Key(0, 0, Match.ANY),
              new Cookie(OWNER.id(), 1, 0),
              List.of(Instruction.apply(Action.controller(Action.WHOLE_PACKET))),
              0);
      view.switches().keySet().forEach(d -> rules.put(d, SwitchRules.builder().add(miss).build()));
      return Plan.of(rules.build());
    }
  }

  private static Bytes frame(int port, int number) {
    byte[] payload = ByteBuffer.allocate(1000).putInt(number).array();
    return Packets.broadcast(MacAddress.parse("02:00:00:00:00:0" + port), Bytes.wrap(payload))
        .toBytes();
  }

  private void inject(PortNo port, int count) {
    for (int number = 0; number < count; number++) {
      one.inject(port, frame(port.bits(), number));
    }
  }

  private ConnectPoint point(PortNo port) {
    return new ConnectPoint(one.datapathId(), port);
  }

  @Test
  void otherPortsAreServedAndControlMessagesPass() throws InterruptedException {
    try (controller;
        one) {
      one.connect(controller.address());
      Awaitility.await()
          .until(() ->
              controller.view().isEdge(point(STORMING))
                  && controller.view().isEdge(point(QUIET))
                  && one.flows().stream().anyMatch(flow -> flow.priority() == 0));
      inject(STORMING, 1);
      app.begun.await();

      inject(STORMING, STORM);
      inject(QUIET, 5);
      one.setCarrier(OTHER, false);
      long mark = one.mark();
      one.send(7, new OfMessage.EchoRequest(Bytes.EMPTY));
      one.awaitMessage(mark, OfMessage.EchoReply.class);
      assertThat(app.seen).as("the app is still with the first packet").isEmpty();
      long dropped = controller.droppedPacketIns().getOrDefault(point(STORMING), 0L);
      assertThat(dropped).isPositive();
      assertThat(controller.droppedPacketIns()).containsOnlyKeys(point(STORMING));

      app.letGo.countDown();
      Awaitility.await().until(() -> controller.view().role(point(OTHER)) == PortRole.DOWN);
      Awaitility.await().until(() -> app.seenAt(STORMING).size() == STORM + 1 - dropped);
      assertThat(app.seenAt(QUIET)).containsExactly(0, 1, 2, 3, 4);
      assertThat(app.seenAt(STORMING).stream().skip(1)).isSorted();
    }
  }
}
