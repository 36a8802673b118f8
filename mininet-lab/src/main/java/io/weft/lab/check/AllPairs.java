package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Every host reaches every other, all at the same time. */
record AllPairs() implements Check {
  @Override
  public String name() {
    return "all pairs ping";
  }

  @Override
  public String bar() {
    return "0 lost";
  }

  @Override
  public Result run(Lab lab) {
    List<Lab.Pings> all =
        lab.ping(lab.allPairs(), 3, Duration.ofMillis(200), Duration.ofSeconds(1));
    int sent = all.stream().mapToInt(Lab.Pings::sent).sum();
    int received = all.stream().mapToInt(Lab.Pings::received).sum();
    List<String> broken =
        all.stream()
            .filter(p -> p.received() < p.sent())
            .map(p ->
                "%s-%s %d of %d".formatted(p.from(), p.to(), p.sent() - p.received(), p.sent()))
            .limit(6)
            .toList();
    double slowest =
        all.stream()
            .map(Lab.Pings::firstMs)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    String figure =
        "%d pairs, %d of %d lost, slowest first reply %s"
            .formatted(all.size(), sent - received, sent, Figures.ms(slowest));
    return new Result(
        sent == 3 * all.size() && received == sent,
        broken.isEmpty() ? figure : figure + ": " + broken);
  }
}
