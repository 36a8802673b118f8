package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;

/** A TCP connection carries data. */
record Tcp(String from, String to) implements Check {
  @Override
  public String name() {
    return "TCP (iperf3) " + from + " to " + to;
  }

  @Override
  public String bar() {
    return "more than 1 Mbit/s";
  }

  @Override
  public Result run(Lab lab) {
    double rate = lab.tcp(from, to, Duration.ofSeconds(1));
    return new Result(rate > 1, "%.0f Mbit/s".formatted(rate));
  }
}
