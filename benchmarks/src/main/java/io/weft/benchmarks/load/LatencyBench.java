package io.weft.benchmarks.load;

import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One PACKET_IN at a time, and PACKET_INs at a rate: how long answers take. */
public final class LatencyBench implements Benchmark {
  private static final int SOURCES = 1_000;
  private static final int RATE = 100_000;
  private static final int SWITCHES = 16;
  private static final double MICROS = 1e3;
  private static final double MILLIS = 1e6;

  /**
   * One comparison.
   *
   * @param times as many answers as ovs-testcontroller that Weft is to reach; 0 if none
   */
  private record Load(LoadGenerator.Mode mode, int switches, int rate, double times) {
    private String text() {
      return mode == LoadGenerator.Mode.OPEN
          ? "%,d a second, %d switches".formatted(rate, switches)
          : "one at a time, " + switches + (switches == 1 ? " switch" : " switches");
    }
  }

  private static final List<Load> LOADS =
      List.of(
          // The same rate, but for what such a measurement is good for.
          new Load(LoadGenerator.Mode.LATENCY, 1, 0, 0.95),
          new Load(LoadGenerator.Mode.LATENCY, SWITCHES, 0, 1.1),
          new Load(LoadGenerator.Mode.OPEN, SWITCHES, RATE, 0));

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String summary() {
    return "how long answers to packets take, one at a time and at a rate, beside others";
  }

  @Override
  public String arguments() {
    return "[weft | ovs | os-ken | floor]...";
  }

  @Override
  public Report run(Run run) throws IOException, InterruptedException {
    Peers peers = Peers.of(run.words(), run.progress());
    Measurement measurement = new Measurement(run);
    Report.Builder report =
        Report.of(
            "load",
            "controller",
            "answers/s",
            "times ovs-testcontroller",
            "p50 µs",
            "p99 µs",
            "p99.9 µs",
            "unanswered",
            "others' CPU");
    for (Load load : LOADS) {
      Map<Peer, Outcome> outcomes = new EnumMap<>(Peer.class);
      for (Peer peer : peers.speaking(OfVersion.OF10)) {
        // At this rate it would only show how long its queue is.
        if (load.mode != LoadGenerator.Mode.OPEN || peer != Peer.OS_KEN) {
          run.progress().keep(load.text() + ": " + peer.title());
          peers.measure(peer, measurement, task(load)).ifPresent(o -> outcomes.put(peer, o));
        }
      }
      double ovs = outcomes.containsKey(Peer.OVS) ? outcomes.get(Peer.OVS).perSecond() : Double.NaN;
      outcomes.forEach((peer, o) ->
          report.row(
              load.text(),
              peer.title(),
              o.perSecond(),
              o.perSecond() / ovs,
              o.p50() / MICROS,
              o.p99() / MICROS,
              o.p999() / MICROS,
              o.unanswered(),
              o.disturbed()));
      Outcome weft = outcomes.get(Peer.WEFT);
      if (weft != null && load.mode == LoadGenerator.Mode.OPEN) {
        report.atMost(load.text() + ", p99 ms", weft.p99() / MILLIS, 1);
      } else if (weft != null && !Double.isNaN(ovs)) {
        double times = weft.perSecond() / ovs;
        report.atLeast(load.text() + ", times ovs-testcontroller", times, load.times);
      }
    }
    peers.troubles().forEach(report::note);
    return report.build();
  }

  private static LoadGenerator.Task task(Load load) {
    return new LoadGenerator.Task(
        0, OfVersion.OF10, load.mode, load.switches, SOURCES, load.rate, 0, 0, true);
  }
}
