package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.util.List;

/**
 * Two hosts of which the network knows nothing reach each other at once, address resolution
 * included.
 */
record FirstReply(String from, String to, Duration within) implements Check {
  private static final Duration WAIT = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "first reply of two new hosts, " + from + " to " + to;
  }

  @Override
  public String bar() {
    return Limit.text(within);
  }

  @Override
  public Result run(Lab lab) {
    Lab.Pings pings =
        lab.ping(List.of(new Lab.Pair(from, to)), 1, Duration.ofSeconds(1), WAIT).getFirst();
    Double first = pings.firstMs();
    if (first == null) {
      return new Result(false, "none within " + Figures.time(WAIT));
    }
    return new Result(Limit.holds(first, within), Figures.ms(first));
  }
}
