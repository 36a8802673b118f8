package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Between hosts that are known, no packet needs the controller. */
record SteadyState(String from, String to, int packets) implements Check {
  private static final Duration INTERVAL = Duration.ofMillis(1);
  private static final int WARM_UP = 50;

  @Override
  public String name() {
    return "steady state " + from + " to " + to;
  }

  @Override
  public String bar() {
    return "0 PACKET_IN";
  }

  @Override
  public Result run(Lab lab) {
    lab.stream(from, to, Lab.STREAM_INTERVAL, WARM_UP).end();
    Instant begin = Instant.now();
    Lab.Loss loss = lab.stream(from, to, INTERVAL, packets).end();
    long packetIns = lab.capture().dataPacketIns(begin, Instant.now());
    return new Result(
        packetIns == 0 && loss.lost() == 0,
        packetIns + " PACKET_IN, " + Figures.lost(List.of(loss)));
  }
}
