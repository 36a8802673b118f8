package io.weft.northbound;

import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.ConfigSnapshot;
import io.weft.api.v1.KeyChange;
import io.weft.core.app.App;
import io.weft.core.control.PlanChange;
import io.weft.core.session.OpenFlowServer;
import io.weft.core.session.SessionConfig;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.OfMessage;
import io.weft.testkit.FakeNetwork;
import io.weft.testkit.FakeSwitch;
import io.weft.testkit.RunningController;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Three switches in a line with a host at each end, a controller with an app, and its API. */
public final class Served implements AutoCloseable {
  private final FakeNetwork network;
  private final RunningController controller;
  private final ApiServer server;

  private Served(FakeNetwork network, RunningController controller, ApiServer server) {
    this.network = network;
    this.controller = controller;
    this.server = server;
  }

  /** Starts all of it, and waits until the network is known. */
  public static Served start() throws IOException {
    return start(0);
  }

  /** As the other, with so many rules more on each switch. */
  static Served start(int more) throws IOException {
    return start(new SampleApp(100, more), more);
  }

  static Served start(App app, int more) throws IOException {
    FakeNetwork network = FakeNetwork.builder().line(3).host(1).host(3).build();
    putForeignRule(network.at(1));
    RunningController controller = RunningController.with(app);
    ApiServer server =
        ApiServer.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            controller.core(),
            new OnePriority(controller),
            controller.networkThread(),
            controller::traffic);
    network.connect(controller.address());
    network.awaitUntil("links are known", () -> controller.view().links().size() == 2);
    network.awaitUntil(
        "rules are installed",
        () -> network.switches().stream().allMatch(each -> each.flows().size() >= 3 + more));
    network.awaitUntil(
        "edge ports are",
        () ->
            network.hosts().stream()
                .allMatch(host ->
                    controller
                        .view()
                        .node(host.at().owner().datapathId())
                        .flatMap(node -> node.port(host.at().port()))
                        .filter(io.weft.core.network.Port::isEdge)
                        .isPresent()));
    return new Served(network, controller, server);
  }

  /** Somebody else's controller was there before. */
  private static void putForeignRule(FakeSwitch node) throws IOException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    SwitchListener other =
        new SwitchListener() {
          @Override
          public void connected(
              SwitchChannel channel, io.weft.core.network.SwitchNode view, ReadBack installed) {
            var _ =
                channel
                    .commit(List.of(FlowMod.parse("cookie=0x77,priority=9,arp,actions=output:1")))
                    .thenAccept(refused -> done.complete(refused.isEmpty()));
          }

          @Override
          public void said(SwitchChannel channel, OfMessage message, Runnable handled) {
            handled.run();
          }

          @Override
          public void disconnected(SwitchChannel channel, String reason) {}
        };
    try (OpenFlowServer server =
        OpenFlowServer.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            1,
            SessionConfig.DEFAULT,
            other)) {
      node.connect(server.address());
      if (!done.get(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the foreign rule was refused");
      }
      node.disconnect();
      node.awaitDisconnected();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** A configuration of one key, the priority of the app's rule: "priority: 200". */
  private static final class OnePriority implements Configuration {
    private final RunningController controller;
    private String value = "100";
    private long generation = 1;

    OnePriority(RunningController controller) {
      this.controller = controller;
    }

    @Override
    public ConfigSnapshot current() {
      return ConfigSnapshot.newBuilder()
          .setGeneration(generation)
          .setYaml("priority: " + value + "\n")
          .build();
    }

    @Override
    public ConfigPlan plan(String file, String yaml) throws RefusedException {
      return compare(controller.core().consider(app(file, yaml)).toCompletableFuture(), yaml);
    }

    @Override
    public ConfigPlan apply(String file, String yaml, long planned) throws RefusedException {
      if (planned != generation) {
        throw new RefusedException(Reason.STALE, "generation: now " + generation);
      }
      generation++;
      ConfigPlan plan =
          compare(controller.core().replace(app(file, yaml)).toCompletableFuture(), yaml);
      value = priority(yaml);
      return plan;
    }

    private static SampleApp app(String file, String yaml) throws RefusedException {
      if (!yaml.matches("priority: \\d{1,5}\\s*")) {
        throw new RefusedException(Reason.INVALID, file + ":1: expected priority");
      }
      return new SampleApp(Integer.parseInt(priority(yaml)), 0);
    }

    private static String priority(String yaml) {
      return yaml.substring("priority: ".length()).strip();
    }

    private ConfigPlan compare(CompletableFuture<PlanChange> change, String yaml)
        throws RefusedException {
      ConfigPlan.Builder plan = ConfigPlan.newBuilder().setGeneration(generation);
      if (!value.equals(priority(yaml))) {
        plan.addKeys(
            KeyChange.newBuilder().setKey("priority").setBefore(value).setAfter(priority(yaml)));
      }
      try {
        RuleChanges.addTo(plan, change.get(10, TimeUnit.SECONDS));
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new RefusedException(Reason.NOT_NOW, String.valueOf(e.getMessage()));
      }
      return plan.build();
    }
  }

  /** The switches and hosts. */
  public FakeNetwork network() {
    return network;
  }

  RunningController controller() {
    return controller;
  }

  /** Such as {@code 127.0.0.1:40001}. */
  public String address() {
    return "127.0.0.1:" + server.port();
  }

  /** Ports of hosts come and go: the number of times that the view changes. */
  void flap(int times) {
    FakeSwitch node = network.at(3);
    List<io.weft.net.PortNo> ports = new ArrayList<>();
    node.ports().forEach(port -> ports.add(port.number()));
    for (int i = 0; i < times; i++) {
      node.setCarrier(ports.getLast(), i % 2 == 1);
    }
  }

  @Override
  public void close() {
    server.close();
    network.close();
    controller.close();
  }
}
