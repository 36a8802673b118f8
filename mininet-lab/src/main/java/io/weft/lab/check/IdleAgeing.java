package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rules of a host that fell silent go away. Other hosts must not talk to it meanwhile. */
record IdleAgeing(String host, Duration within) implements Check {
  private static final Duration POLL = Duration.ofMillis(250);

  @Override
  public String name() {
    return "rules of idle " + host + " age out";
  }

  @Override
  public String bar() {
    return "at most " + Figures.time(within);
  }

  @Override
  public Result run(Lab lab) {
    Lab.Host quiet =
        lab.network().hosts().stream().filter(h -> h.name().equals(host)).findFirst().orElseThrow();
    Lab.Host other =
        lab.network().hosts().stream().filter(h -> !h.equals(quiet)).findFirst().orElseThrow();
    lab.ping(
        List.of(new Lab.Pair(other.name(), host)),
        2,
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
    long before = rules(lab, quiet);
    Instant begin = Instant.now();
    while (rules(lab, quiet) > 0) {
      if (Duration.between(begin, Instant.now()).compareTo(within) > 0) {
        return new Result(
            false,
            rules(lab, quiet) + " of " + before + " rules left after " + Figures.time(within));
      }
      Pause.of(POLL);
    }
    String seconds = "%.1f s".formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0);
    return new Result(before > 0, before + " rules gone after " + seconds);
  }

  private static long rules(Lab lab, Lab.Host host) {
    return lab.dump().values().stream()
        .flatMap(t -> t.flows().stream())
        .filter(f -> f.contains(host.mac()))
        .count();
  }
}
