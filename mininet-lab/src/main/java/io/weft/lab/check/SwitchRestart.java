package io.weft.lab.check;

import io.weft.lab.Lab;
import io.weft.lab.TrafficStream;
import java.time.Duration;

/** Switches that crash and come back empty are filled again. */
record SwitchRestart(String from, String to, Duration within) implements Check {
  @Override
  public String name() {
    return "all switches killed and restarted, " + from + " to " + to;
  }

  @Override
  public String bar() {
    return "outage " + Limit.text(within) + ", then 0 lost";
  }

  @Override
  public Result run(Lab lab) {
    TrafficStream stream = lab.stream(from, to);
    lab.restartSwitches();
    lab.awaitReady();
    Lab.Loss loss = stream.end();
    Result after = new AllPairs().run(lab);
    return new Result(
        loss.answeredAtEnd() && Limit.holds(loss.longestGapMs(), within) && after.held(),
        (loss.answeredAtEnd() ? Figures.ms(loss.longestGapMs()) : "not healed")
            + ", then "
            + after.figure());
  }
}
