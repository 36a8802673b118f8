package io.weft.benchmarks.load;

import com.google.common.base.Splitter;
import io.weft.benchmarks.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One load on one controller: the generator on the first processor, the controller on the second.
 * Seconds in which others had more than a tenth of either are left out, as long as there are
 * others.
 */
final class Measurement {
  private static final double CLEAN = 0.1;
  private static final int AT_MOST = 3;
  private static final int GENERATOR = 0;
  private static final int CONTROLLER = Math.min(1, Runtime.getRuntime().availableProcessors() - 1);

  private final Run run;
  private final Path directory;
  private final int warmUp;
  private final int seconds;

  /** One second of the generator's. */
  private record Second(double perSecond, double fairness, double disturbed) {}

  Measurement(Run run) throws IOException {
    this.run = run;
    this.directory = Files.createDirectories(run.target().resolve("load"));
    // The second compiler of the JVM is done only after some 8 s of full load on one processor.
    this.warmUp = run.isQuick() ? 5 : 12;
    this.seconds = run.isQuick() ? 3 : 6;
  }

  /**
   * Measures.
   *
   * @param load what to do; port, warm-up and seconds are filled in
   * @throws IOException saying which controller did not play along
   */
  Outcome of(Peer peer, LoadGenerator.Task load) throws IOException, InterruptedException {
    int port = PinnedProcess.freePort();
    Path log = directory.resolve(peer.name().toLowerCase(java.util.Locale.ROOT) + ".log");
    Files.deleteIfExists(log);
    List<String> command = peer.command(port, load.version(), run.home(), directory);
    try (PinnedProcess controller =
        PinnedProcess.start(CONTROLLER, command, directory, log, false)) {
      controller.awaitListening(port);
      LoadGenerator.Task task =
          new LoadGenerator.Task(
              port,
              load.version(),
              load.mode(),
              load.switches(),
              load.sources(),
              load.rate(),
              warmUp,
              seconds * AT_MOST,
              load.buffered());
      List<String> generator = Java.command(List.of(), LoadGenerator.class, task.arguments());
      Path words = directory.resolve("generator.log");
      Files.deleteIfExists(words);
      try (PinnedProcess asking =
          PinnedProcess.start(GENERATOR, generator, directory, words, true)) {
        return watch(peer, controller, asking, words);
      }
    } catch (IOException e) {
      throw new IOException(peer.title() + ": " + e.getMessage(), e);
    }
  }

  private Outcome watch(Peer peer, PinnedProcess controller, PinnedProcess generator, Path words)
      throws IOException {
    List<Second> all = new ArrayList<>();
    long others = 0;
    Process process = generator.process();
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Double> said = numbers(line);
        if (line.startsWith("end ")) {
          return outcome(best(all), said, controller.peakMegabytes());
        }
        long othersNow = Math.max(controller.ticksOfOthers(), 0) + generator.ticksOfOthers();
        double length = said.getOrDefault("nanos", 1e9) / 1e9;
        double disturbed = (othersNow - others) / 100.0 / length / 2;
        others = othersNow;
        double rate = said.getOrDefault("answers", 0.0) / length;
        if (line.startsWith("second ")) {
          double fairness =
              said.getOrDefault("slowest", 0.0) / Math.max(1, said.getOrDefault("fastest", 0.0));
          all.add(new Second(rate, fairness, disturbed));
          long clean = all.stream().filter(second -> second.disturbed <= CLEAN).count();
          if (clean == seconds) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
          }
        }
        run.progress().say("%s: %,.0f a second".formatted(peer.title(), rate));
      }
    }
    throw new IOException(Files.readString(words).strip());
  }

  private List<Second> best(List<Second> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(Second::disturbed))
        .limit(seconds)
        .toList();
  }

  private static Outcome outcome(
      List<Second> measured, Map<String, Double> end, double peakMegabytes) {
    return new Outcome(
        median(measured.stream().map(Second::perSecond).toList()),
        median(measured.stream().map(Second::fairness).toList()),
        end.getOrDefault("sent", 0.0).longValue() - end.getOrDefault("answers", 0.0).longValue(),
        end.getOrDefault("flooded", 0.0).longValue(),
        end.getOrDefault("wrong", 0.0).longValue(),
        end.getOrDefault("p50", 0.0),
        end.getOrDefault("p99", 0.0),
        end.getOrDefault("p999", 0.0),
        peakMegabytes,
        measured.stream().mapToDouble(Second::disturbed).max().orElse(0));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return size == 0 ? 0 : (sorted.get(size / 2) + sorted.get((size - 1) / 2)) / 2;
  }

  private static Map<String, Double> numbers(String line) {
    Map<String, Double> numbers = new HashMap<>();
    for (String word : Splitter.on(' ').split(line)) {
      int at = word.indexOf('=');
      if (at > 0) {
        numbers.put(word.substring(0, at), Double.parseDouble(word.substring(at + 1)));
      }
    }
    return numbers;
  }
}
