package io.weft.benchmarks.load;

import io.weft.benchmarks.Progress;
import io.weft.benchmarks.UsageException;
import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The controllers of one run, and what was wrong with some of them. */
final class Peers {
  private final List<Peer> present;
  private final Progress progress;
  private final List<String> troubles = new ArrayList<>();

  private Peers(List<Peer> asked, Progress progress) {
    this.present = asked.stream().filter(peer -> peer.missing().isEmpty()).toList();
    this.progress = progress;
    asked.stream()
        .flatMap(peer -> peer.missing().stream())
        .forEach(program -> troubles.add(program + " is not installed: left out"));
  }

  /** Those that are named, or else all. */
  static Peers of(List<String> names, Progress progress) {
    return new Peers(
        names.isEmpty() ? List.of(Peer.values()) : names.stream().map(Peers::named).toList(),
        progress);
  }

  private static Peer named(String name) {
    String wanted = name.replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(Peer.values())
        .filter(peer -> peer.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "no controller '" + name + "', there are weft, ovs, os-ken and floor"));
  }

  List<Peer> speaking(OfVersion version) {
    return present.stream().filter(peer -> peer.speaks(version)).toList();
  }

  /**
   * Measures one; nothing if it does not stand it.
   *
   * @throws IOException if it is Weft
   */
  Optional<Outcome> measure(Peer peer, Measurement measurement, LoadGenerator.Task task)
      throws IOException, InterruptedException {
    try {
      return Optional.of(measurement.of(peer, task));
    } catch (IOException e) {
      if (peer == Peer.WEFT) {
        throw e;
      }
      String trouble = String.valueOf(e.getMessage());
      progress.keep(trouble);
      troubles.add(trouble);
      return Optional.empty();
    }
  }

  /** A line for each. */
  List<String> troubles() {
    return troubles;
  }
}
