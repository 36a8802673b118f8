package io.weft.lab.check;

import io.weft.lab.Lab;
import io.weft.lab.TrafficStream;
import java.time.Duration;
import java.util.List;

/** A host that is plugged into another switch is found there, by one who was talking to it. */
record HostMove(String host, String to, String from, Duration within) implements Check {
  private static final Duration AFTER = Duration.ofSeconds(1);

  @Override
  public String name() {
    return host + " moves to " + to + ", " + from + " talking to it";
  }

  @Override
  public String bar() {
    return "outage " + Limit.text(within);
  }

  @Override
  public Result run(Lab lab) {
    TrafficStream stream = lab.stream(from, host);
    lab.move(host, to);
    Pause.of(within.plus(AFTER));
    Lab.Loss loss = stream.end();
    if (!loss.answeredAtEnd()) {
      return new Result(false, "not reached");
    }
    Lab.Pings back =
        lab.ping(
                List.of(new Lab.Pair(host, from)), 3, Duration.ofMillis(200), Duration.ofSeconds(1))
            .getFirst();
    return new Result(
        Limit.holds(loss.longestGapMs(), within) && back.received() == back.sent(),
        Figures.ms(loss.longestGapMs())
            + ", then "
            + (back.sent() - back.received())
            + " of "
            + back.sent()
            + " lost");
  }
}
