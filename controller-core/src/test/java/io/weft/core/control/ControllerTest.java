package io.weft.core.control;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.desc;
import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.mac;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.discovery.DiscoveryConfig;
import io.weft.core.discovery.LinkDiscovery;
import io.weft.core.event.Event;
import io.weft.core.hosts.HostTracker;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.core.session.DisconnectedException;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Packets;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ControllerTest {
  private static final ReadBack EMPTY = new ReadBack(true, List.of(), List.of());
  private static final Owner OWNER = new Owner(50, "app");

  private Instant now = Instant.EPOCH;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final TestApp app = new TestApp(OWNER);
  private final TestApp other = new TestApp(new Owner(51, "other"));
  private final Controller controller =
      new Controller(
          List.of(app, other),
          AppLimits.IN_STEP,
          new LinkDiscovery(DiscoveryConfig.DEFAULT, new byte[16]),
          new HostTracker(10),
          tasks::add,
          () -> now,
          DiscoveryConfig.DEFAULT.disconnectGrace(),
          Controller.READ_BACK_INTERVAL);

  /** An app that does what the test says. */
  private static final class TestApp implements App {
    private final Owner owner;
    private final List<Event> events = new ArrayList<>();
    private BiFunction<Event, NetworkView, Reaction> reaction = (event, view) -> Reaction.NONE;
    private Function<NetworkView, Plan> plan = view -> Plan.NOTHING;
    private Recovered recovered = Recovered.NOTHING;
    private int plans;

    TestApp(Owner owner) {
      this.owner = owner;
    }

    @Override
    public Owner owner() {
      return owner;
    }

    @Override
    public Recovered recover(SwitchNode node, SwitchRules installed) {
      return recovered;
    }

    @Override
    public Reaction on(Event event, NetworkView view) {
      events.add(event);
      return reaction.apply(event, view);
    }

    @Override
    public Plan plan(NetworkView view) {
      plans++;
      return plan.apply(view);
    }

    List<Event> happened() {
      List<Event> since = List.copyOf(events);
      events.clear();
      return since;
    }
  }

  /** A switch that accepts everything at once. */
  private static final class Channel implements SwitchChannel {
    private final DatapathId dpid;
    private final List<OfMessage> mods = new ArrayList<>();
    private final List<OfMessage> offered = new ArrayList<>();
    private boolean open = true;

    Channel(long dpid) {
      this.dpid = new DatapathId(dpid);
    }

    @Override
    public DatapathId dpid() {
      return dpid;
    }

    @Override
    public OfVersion version() {
      return OfVersion.OF13;
    }

    @Override
    public boolean offer(OfMessage message) {
      offered.add(message);
      return true;
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> batch) {
      if (!open) {
        return CompletableFuture.failedFuture(new DisconnectedException(dpid));
      }
      mods.addAll(batch);
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close(String reason) {
      open = false;
    }

    List<String> modsSent() {
      List<String> since = mods.stream().map(Object::toString).toList();
      mods.clear();
      return since;
    }
  }

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private void pass(long millis) {
    for (long end = millis; end > 0; end -= 50) {
      now = now.plusMillis(50);
      tasks.add(controller::tick);
      run();
    }
  }

  private Channel connect(long dpid, ReadBack installed) {
    Channel channel = new Channel(dpid);
    controller.connected(channel, node(dpid, 2), installed);
    run();
    return channel;
  }

  /** A switch whose ports serve hosts. */
  private Channel ready(long dpid) {
    Channel channel = connect(dpid, EMPTY);
    pass(600);
    channel.modsSent();
    app.happened();
    return channel;
  }

  private void say(Channel channel, OfMessage message) {
    controller.said(channel, message, () -> {});
    run();
  }

  private static PacketIn packetIn(int port, Ethernet frame) {
    Bytes data = frame.toBytes();
    Match match = Match.builder().set(Field.IN_PORT, port(port)).build();
    return new PacketIn(BufferId.NONE, data.size(), 1, 0, 0, match, data);
  }

  private static Rule rule(Owner owner, int out) {
    return new Rule(
        new Rule.Key(0, 10, Match.parse("in_port=1")),
        new Cookie(owner.id(), 1, 0),
        List.of(Instruction.apply(Action.output(port(out)))),
        0);
  }

  private static Plan on(long dpid, Rule rule) {
    return Plan.of(ImmutableMap.of(dpid(dpid), SwitchRules.builder().add(rule).build()));
  }

  @Test
  void aNewSwitchGetsTheTrapForLldpAndIsProbed() {
    Channel one = connect(1, EMPTY);
    assertThat(one.modsSent())
        .hasSize(1)
        .first()
        .asString()
        .contains("dl_dst=01:80:c2:00:00:0e")
        .contains("CONTROLLER");
    assertThat(one.offered).hasSize(2).allMatch(PacketOut.class::isInstance);
    assertThat(app.happened()).contains(new Event.SwitchUp(dpid(1)));
    pass(600);
    assertThat(controller.view().isEdge(at(1, 1))).isTrue();
  }

  @Test
  void aPacketOfAnEdgePortIsAHostAndIsTold() {
    Channel one = ready(1);
    Ethernet frame = Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]));
    PacketIn packet = packetIn(1, frame);
    say(one, packet);
    assertThat(app.happened())
        .containsExactly(
            new Event.HostSeen(controller.view().host(mac(7)).orElseThrow(), Optional.empty()),
            new Event.PacketSeen(at(1, 1), packet, frame));
    say(one, packetIn(9, frame));
    say(one, new PacketIn(BufferId.NONE, 3, 1, 0, 0, Match.ANY, Bytes.wrap(new byte[3])));
    assertThat(app.happened()).isEmpty();
  }

  @Test
  void anAppThatThrowsHasSaidNothingAndDisturbsNobody() {
    Channel one = ready(1);
    app.plan = view -> on(1, rule(OWNER, 2));
    app.reaction = (event, view) -> Reaction.NONE.andReplan();
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    assertThat(one.modsSent()).hasSize(1);

    app.plan =
        view -> {
          throw new IllegalStateException("cannot plan");
        };
    app.reaction =
        (event, view) -> {
          throw new IllegalStateException("cannot react");
        };
    other.plan =
        view -> on(1, new Rule(new Rule.Key(0, 11, Match.ANY), new Cookie(51, 1, 0), List.of(), 0));
    say(one, packetIn(2, Packets.unicast(mac(9), mac(8), Bytes.wrap(new byte[46]))));
    assertThat(controller.view().host(mac(9))).isPresent();
    assertThat(one.modsSent()).hasSize(1).first().asString().contains("priority=11");
  }

  @Test
  void theRulesOfAnAppThatNeverPlannedStay() {
    Rule leftover = rule(OWNER, 2);
    app.plan =
        view -> {
          throw new IllegalStateException("cannot plan");
        };
    var entry =
        new FlowEntry(
            0,
            Elapsed.NONE,
            10,
            0,
            0,
            Set.of(),
            leftover.cookie().bits(),
            0,
            0,
            leftover.match(),
            leftover.instructions());
    Channel one = connect(1, new ReadBack(true, List.of(entry), List.of()));
    pass(11_000);
    assertThat(one.modsSent()).hasSize(1).first().asString().contains("01:80:c2:00:00:0e");
  }

  @Test
  void plansAreAskedForOnceForAllThatIsWaiting() {
    Channel one = ready(1);
    app.plans = 0;
    for (int i = 1; i <= 8; i++) {
      PacketIn packet = packetIn(1, Packets.unicast(mac(i), mac(99), Bytes.wrap(new byte[46])));
      controller.said(one, packet, () -> {});
    }
    run();
    assertThat(controller.view().hosts()).hasSize(8);
    assertThat(app.plans).isEqualTo(1);
  }

  @Test
  void nobodyIsAskedForPlansBeforeTheViewIsSettled() {
    app.recovered = new Recovered(Map.of(), Set.of(port(1)));
    Rule left = rule(OWNER, 2);
    var entry =
        new FlowEntry(
            0,
            Elapsed.NONE,
            10,
            0,
            0,
            Set.of(),
            left.cookie().bits(),
            0,
            0,
            left.match(),
            left.instructions());
    connect(1, new ReadBack(true, List.of(entry), List.of()));
    pass(9_900);
    assertThat(app.plans).isZero();
    pass(200);
    assertThat(app.plans).isEqualTo(1);
  }

  @Test
  void aSwitchWithoutConnectionLeavesAfterItsGrace() {
    Channel one = ready(1);
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    app.happened();
    controller.disconnected(one, "gone");
    pass(9_900);
    assertThat(controller.view().node(dpid(1)).orElseThrow().connected()).isFalse();
    assertThat(controller.view().hosts()).hasSize(1);
    pass(200);
    assertThat(controller.view().switches()).isEmpty();
    assertThat(controller.view().hosts()).isEmpty();
    assertThat(app.happened()).contains(new Event.SwitchDown(dpid(1)));
  }

  @Test
  void aSwitchThatReconnectsInTimeHasNotLeft() {
    Channel one = ready(1);
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    app.happened();
    controller.disconnected(one, "gone");
    pass(5_000);
    connect(1, EMPTY);
    pass(20_000);
    assertThat(controller.view().hosts()).hasSize(1);
    assertThat(app.happened()).doesNotContain(new Event.SwitchDown(dpid(1)));
  }

  @Test
  void anOldConnectionHasNothingToSayWhenTheNewOneSpeaks() {
    Channel old = ready(1);
    Channel fresh = connect(1, EMPTY);
    app.happened();
    say(old, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    controller.disconnected(old, "late");
    run();
    assertThat(controller.view().hosts()).isEmpty();
    assertThat(controller.view().node(dpid(1)).orElseThrow().connected()).isTrue();
    say(fresh, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    assertThat(controller.view().hosts()).hasSize(1);
  }

  @Test
  void aPortThatGoesDownLosesItsHosts() {
    Channel one = ready(1);
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    say(one, new OfMessage.PortStatus(PortReason.MODIFY, desc(1, 1, false)));
    assertThat(controller.view().hosts()).isEmpty();
  }

  @Test
  void aRuleThatAnOperatorDeletedIsRepairedAndOneThatExpiredIsToldOf() {
    Channel one = ready(1);
    Rule rule = rule(OWNER, 2);
    app.plan = view -> on(1, rule);
    app.reaction = (event, view) -> Reaction.NONE.andReplan();
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    one.modsSent();
    app.reaction = (event, view) -> Reaction.NONE;

    say(one, removed(rule, FlowRemoved.Reason.DELETE));
    assertThat(one.modsSent()).containsExactly(rule.toAdd(true).toString());
    app.happened();

    say(one, removed(rule, FlowRemoved.Reason.IDLE_TIMEOUT));
    assertThat(app.happened()).containsExactly(new Event.RuleExpired(dpid(1), rule));
  }

  private static FlowRemoved removed(Rule rule, FlowRemoved.Reason reason) {
    return new FlowRemoved(
        rule.cookie().bits(), 10, reason, 0, Elapsed.NONE, 0, 0, 0, 0, rule.match());
  }

  @Test
  void aConfirmedPlanIsToldOnce() {
    Channel one = ready(1);
    assertThat(app.happened()).doesNotContain(new Event.PlanConfirmed(OWNER));
    app.plan = view -> on(1, rule(OWNER, 2));
    say(one, packetIn(1, Packets.unicast(mac(7), mac(8), Bytes.wrap(new byte[46]))));
    assertThat(app.happened()).containsOnlyOnce(new Event.PlanConfirmed(OWNER));
    pass(1000);
    assertThat(app.happened()).isEmpty();
    assertThat(one.mods).allMatch(FlowMod.class::isInstance);
  }
}
