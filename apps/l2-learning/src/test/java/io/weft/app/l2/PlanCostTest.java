package io.weft.app.l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.core.desired.Plan;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.core.reconcile.Reconciler;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a plan costs in a large network; prints it, and fails only if it is out of all reason. */
class PlanCostTest {
  private static final int SWITCHES = 100;
  private static final int PORTS = 48;
  private static final int HOSTS = 10_000;

  private static ConnectPoint at(int dpid, int port) {
    return new ConnectPoint(new DatapathId(dpid), PortNo.of(port));
  }

  /** Ports 1 to 4 may be links, the others are for hosts. */
  private static NetworkView large() {
    NetworkView view = NetworkView.EMPTY;
    for (int dpid = 1; dpid <= SWITCHES; dpid++) {
      List<PortDesc> ports = new ArrayList<>();
      for (int number = 1; number <= PORTS; number++) {
        MacAddress mac = new MacAddress(0x0200_0000_0000L | dpid << 16 | number);
        ports.add(PortDesc.of(PortNo.of(number), mac, "eth" + number, true));
      }
      Desc desc = new Desc("", "", "", "", "");
      view =
          view.with(SwitchNode.connected(new DatapathId(dpid), OfVersion.OF13, 254, desc, ports));
      for (int number = 1; number <= PORTS; number++) {
        view = view.withRole(at(dpid, number), number <= 4 ? PortRole.LINK : PortRole.EDGE);
      }
      if (dpid > 1) {
        view = view.with(Link.between(at(dpid, 1), at(dpid - 1, 2)));
      }
      if (dpid > 10) {
        view = view.with(Link.between(at(dpid, 3), at(dpid - 10, 4)));
      }
    }
    Random random = new Random(1);
    for (int i = 1; i <= HOSTS; i++) {
      view = view.with(host(i, random));
    }
    return view;
  }

  private static Host host(int number, Random random) {
    return Host.at(
        new MacAddress(0x0a00_0000_0000L + number),
        at(1 + random.nextInt(SWITCHES), 5 + random.nextInt(PORTS - 4)));
  }

  /** A switch that confirms everything at once. */
  private record Willing(DatapathId dpid) implements SwitchChannel {
    @Override
    public OfVersion version() {
      return OfVersion.OF13;
    }

    @Override
    public boolean offer(OfMessage message) {
      return true;
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close(String reason) {}
  }

  @Test
  void oneHostMoreAmongTenThousand() {
    AtomicReference<NetworkView> view = new AtomicReference<>(large());
    L2Learning app = new L2Learning(L2Config.DEFAULT);
    Deque<Runnable> tasks = new ArrayDeque<>();
    Reconciler reconciler =
        new Reconciler(Set.of(app.owner()), view::get, tasks::add, () -> {}, Instant.EPOCH);
    for (DatapathId dpid : view.get().switches().keySet()) {
      reconciler.connected(new Willing(dpid), new ReadBack(true, List.of(), List.of()));
    }
    long start = System.nanoTime();
    Plan plan = app.plan(view.get());
    long firstPlan = System.nanoTime() - start;
    start = System.nanoTime();
    make(reconciler, app, plan, tasks);
    long firstRules = System.nanoTime() - start;
    long rules =
        plan.stages().getLast().values().stream().mapToLong(each -> each.rules().size()).sum();

    Random random = new Random(2);
    long bestPlan = Long.MAX_VALUE;
    long bestRules = Long.MAX_VALUE;
    for (int i = 1; i <= 10; i++) {
      view.set(view.get().with(host(HOSTS + i, random)));
      start = System.nanoTime();
      plan = app.plan(view.get());
      bestPlan = Math.min(bestPlan, System.nanoTime() - start);
      start = System.nanoTime();
      make(reconciler, app, plan, tasks);
      bestRules = Math.min(bestRules, System.nanoTime() - start);
    }
    System.out.printf(
        "%d switches, %d hosts, %d rules: plan %d ms and comparing and sending %d ms;"
            + " for one host more %d and %d ms%n",
        SWITCHES,
        HOSTS,
        rules,
        millis(firstPlan),
        millis(firstRules),
        millis(bestPlan),
        millis(bestRules));
    assertThat(millis(bestPlan + bestRules)).isLessThan(20_000);
    assertThat(reconciler.newlyConfirmed()).containsExactly(app.owner());
  }

  private static void make(
      Reconciler reconciler, L2Learning app, Plan plan, Deque<Runnable> tasks) {
    reconciler.want(app.owner(), plan);
    reconciler.advance();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
