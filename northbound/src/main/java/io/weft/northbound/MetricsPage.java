package io.weft.northbound;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weft.core.control.AppStatus;
import io.weft.core.control.Core;
import io.weft.core.control.NetworkThread;
import io.weft.core.network.SwitchNode;
import io.weft.core.session.Traffic;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The page that Prometheus reads. Nothing is counted for it that costs the counting thread more
 * than an addition; sums are made when the page is asked for, once for all its lines.
 */
final class MetricsPage implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Supplier<Traffic> measure;
  private final Core core;
  private final Set<String> types = new HashSet<>();
  private ImmutableMap<Integer, AppStatus> apps;
  private Map<String, Long> droppedPacketIns = Map.of();
  private Traffic traffic;

  MetricsPage(Core core, NetworkThread thread, Supplier<Traffic> measure, WatchHub hub) {
    this.measure = measure;
    this.core = core;
    this.traffic = measure.get();
    this.apps = appsById();
    // spotless:off
    gauge("weft.switches", "Switches that are known", () -> core.view().switches().size());
    gauge("weft.switches.connected", "Switches with a connection", () -> core.view().switches().values().stream().filter(SwitchNode::connected).count());
    gauge("weft.links", "Links between switches", () -> core.view().links().size());
    gauge("weft.hosts", "Hosts that are remembered", () -> core.view().hosts().size());
    gauge("weft.openflow.connections", "OpenFlow connections that are open", () -> traffic.connections());
    counter("weft.mods.sent", "Flow and group mods sent with a barrier behind them", page -> page.traffic.modsSent());
    counter("weft.mods.confirmed", "Mods that their switch accepted", page -> page.traffic.modsConfirmed());
    counter("weft.mods.refused", "Mods that their switch refused", page -> page.traffic.modsRefused());
    counter("weft.packet.outs.dropped", "Packets not sent because their switch read too slowly", page -> page.traffic.droppedPacketOuts());
    counter("weft.view.generation", "Changes of the view", page -> core.generation());
    gauge("weft.network.thread.queue", "Tasks that wait for the network thread", thread::queued);
    counter("weft.network.thread.busy.seconds", "How long the network thread was at work", page -> thread.busyNanos() / NANOS);
    for (AppStatus app : core.apps()) {
      int id = app.owner().id();
      ofApp("weft.app.up", "1 while the app runs, 0 when it was stopped", app, () -> page(id).isRunning() ? 1 : 0);
      ofApp("weft.app.waiting", "Calls in the app's mailbox", app, () -> page(id).waiting());
      ofApp("weft.app.conflicts", "Switches on which other apps have the tables", app, () -> page(id).conflicts().size());
      appCounter("weft.app.packets.dropped", "Packets that the app was not told of", app, page -> page.page(id).packetsDropped());
      appCounter("weft.app.events.missed", "Other events that the app was not told of", app, page -> page.page(id).eventsMissed());
    }
    gauge("weft.watches", "Clients that watch", hub::watchers);
    // spotless:on
    new JvmMemoryMetrics().bindTo(registry);
    gc.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private AppStatus page(int id) {
    return Objects.requireNonNull(apps.get(id));
  }

  private void ofApp(String name, String description, AppStatus app, Supplier<Number> value) {
    Gauge.builder(name, value)
        .tag("app", app.owner().name())
        .description(description)
        .register(registry);
  }

  private void appCounter(
      String name, String description, AppStatus app, ToDoubleFunction<MetricsPage> value) {
    FunctionCounter.builder(name, this, value)
        .tag("app", app.owner().name())
        .description(description)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  private void counter(String name, String description, ToDoubleFunction<MetricsPage> value) {
    FunctionCounter.builder(name, this, value).description(description).register(registry);
  }

  /** In the text format of Prometheus. */
  synchronized String text() {
    traffic = measure.get();
    apps = appsById();
    droppedPacketIns =
        core.droppedPacketIns().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    port -> port.getKey().dpid().toString(),
                    Collectors.summingLong(Map.Entry::getValue)));
    droppedPacketIns.keySet().forEach(this::ofSwitch);
    traffic.received().keySet().forEach(type -> byType("received", type, Traffic::received));
    traffic.sent().keySet().forEach(type -> byType("sent", type, Traffic::sent));
    return registry.scrape();
  }

  private ImmutableMap<Integer, AppStatus> appsById() {
    return Maps.uniqueIndex(core.apps(), app -> app.owner().id());
  }

  private void ofSwitch(String dpid) {
    if (types.add(dpid)) {
      FunctionCounter.builder(
              "weft.packet.ins.dropped", this, page -> page.droppedPacketIns.getOrDefault(dpid, 0L))
          .tag("switch", dpid)
          .description("PACKET_INs dropped because the network thread did not keep up")
          .register(registry);
    }
  }

  private void byType(
      String way, String type, Function<Traffic, java.util.SortedMap<String, Long>> counts) {
    if (types.add(way + type)) {
      FunctionCounter.builder(
              "weft.messages." + way,
              this,
              page -> counts.apply(page.traffic).getOrDefault(type, 0L))
          .tag("type", type)
          .description("OpenFlow messages " + way + ", by type")
          .register(registry);
    }
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
