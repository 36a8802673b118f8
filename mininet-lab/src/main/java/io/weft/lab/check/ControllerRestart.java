package io.weft.lab.check;

import io.weft.lab.Lab;
import io.weft.lab.TrafficStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A killed controller that comes back adopts what the switches hold and changes nothing. */
record ControllerRestart(List<Lab.Pair> pairs) implements Check {
  /** After the controller knows the network again: what it would change comes at once then. */
  private static final Duration WATCH = Duration.ofSeconds(3);

  ControllerRestart {
    pairs = List.copyOf(pairs);
  }

  @Override
  public String name() {
    return "controller killed and restarted under traffic";
  }

  @Override
  public String bar() {
    return "0 lost, 0 changes";
  }

  @Override
  public Result run(Lab lab) {
    pairs.forEach(p -> lab.stream(p.from(), p.to(), Lab.STREAM_INTERVAL, 50).end());
    List<TrafficStream> streams = pairs.stream().map(p -> lab.stream(p.from(), p.to())).toList();
    lab.killController();
    Instant begin = Instant.now();
    lab.startController();
    Duration start = lab.controllerStart();
    Duration settled = lab.awaitSettled();
    Pause.of(WATCH);
    List<Lab.Loss> losses = streams.stream().map(TrafficStream::end).toList();
    long changes = lab.capture().changes(begin, Instant.now());
    lab.awaitReady();
    return new Result(
        changes == 0 && losses.stream().allMatch(l -> l.lost() == 0),
        "%s, %d FLOW_MOD/GROUP_MOD, started in %s, settled %s later"
            .formatted(Figures.lost(losses), changes, Figures.time(start), Figures.time(settled)));
  }
}
