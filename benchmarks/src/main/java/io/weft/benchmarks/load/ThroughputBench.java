package io.weft.benchmarks.load;

import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** As many PACKET_INs as the sockets take: how many correct answers in a second. */
public final class ThroughputBench implements Benchmark {
  private static final int SWITCHES = 16;
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;
  private static final double MILLION = 1e6;

  /**
   * One comparison, and what Weft is to reach in it.
   *
   * @param times as many answers as ovs-testcontroller
   */
  private record Load(OfVersion version, int sources, double times) {
    private String text() {
      return "OpenFlow %s, %,d addresses".formatted(version, sources);
    }
  }

  private static final List<Load> LOADS =
      List.of(
          new Load(OfVersion.OF10, FEW, 40),
          new Load(OfVersion.OF10, MANY, 30),
          new Load(OfVersion.OF13, FEW, 20),
          new Load(OfVersion.OF13, MANY, 15));

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String summary() {
    return "packets answered a second by a learning switch, beside other controllers";
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
            "OpenFlow",
            "addresses a switch",
            "controller",
            "answers/s",
            "times ovs-testcontroller",
            "slowest/fastest switch",
            "flooded",
            "wrong",
            "unanswered",
            "peak MB",
            "others' CPU");
    Map<OfVersion, Double> weftWithFew = new EnumMap<>(OfVersion.class);
    for (Load load : LOADS) {
      Map<Peer, Outcome> outcomes = new EnumMap<>(Peer.class);
      for (Peer peer : peers.speaking(load.version)) {
        run.progress().keep(load.text() + ": " + peer.title());
        peers.measure(peer, measurement, task(load)).ifPresent(o -> outcomes.put(peer, o));
      }
      double ovs = outcomes.containsKey(Peer.OVS) ? outcomes.get(Peer.OVS).perSecond() : Double.NaN;
      outcomes.forEach((peer, o) ->
          report.row(
              load.version.toString(),
              load.sources,
              peer.title(),
              o.perSecond(),
              o.perSecond() / ovs,
              o.fairness(),
              o.flooded(),
              o.wrong(),
              o.unanswered(),
              o.peakMegabytes(),
              o.disturbed()));
      Outcome weft = outcomes.get(Peer.WEFT);
      if (weft != null) {
        addBars(report, load, weft, ovs);
        if (load.sources == FEW) {
          weftWithFew.put(load.version, weft.perSecond());
        }
      }
      Outcome floor = outcomes.get(Peer.FLOOR);
      if (floor != null && load.sources == FEW) {
        report.atLeast("generator against the floor, M/s", floor.perSecond() / MILLION, 8);
      }
    }
    Double of10 = weftWithFew.get(OfVersion.OF10);
    Double of13 = weftWithFew.get(OfVersion.OF13);
    if (of10 != null && of13 != null) {
      report.atLeast("OpenFlow 1.3, of the rate of 1.0", of13 / of10, 0.5);
    }
    peers.troubles().forEach(report::note);
    return report.build();
  }

  private static LoadGenerator.Task task(Load load) {
    return new LoadGenerator.Task(
        0, load.version, LoadGenerator.Mode.THROUGHPUT, SWITCHES, load.sources, 0, 0, 0, true);
  }

  private static void addBars(Report.Builder report, Load load, Outcome weft, double ovs) {
    if (!Double.isNaN(ovs)) {
      report.atLeast(
          load.text() + ", times ovs-testcontroller", weft.perSecond() / ovs, load.times);
    }
    report.atLeast(load.text() + ", slowest switch of the fastest", weft.fairness(), 0.9);
    report.atMost(
        load.text() + ", wrong or unanswered", (double) weft.wrong() + weft.unanswered(), 0);
    report.atMost(load.text() + ", peak MB", weft.peakMegabytes(), 512);
  }
}
