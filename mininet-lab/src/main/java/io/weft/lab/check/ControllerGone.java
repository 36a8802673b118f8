package io.weft.lab.check;

import io.weft.lab.Lab;
import io.weft.lab.TrafficStream;
import java.time.Duration;
import java.util.List;

/** Hosts that talk go on talking while there is no controller. */
record ControllerGone(List<Lab.Pair> pairs, Duration time) implements Check {
  ControllerGone {
    pairs = List.copyOf(pairs);
  }

  @Override
  public String name() {
    return "no controller for " + Figures.time(time);
  }

  @Override
  public String bar() {
    return "0 lost";
  }

  @Override
  public Result run(Lab lab) {
    pairs.forEach(p -> lab.stream(p.from(), p.to(), Lab.STREAM_INTERVAL, 50).end());
    List<TrafficStream> streams = pairs.stream().map(p -> lab.stream(p.from(), p.to())).toList();
    lab.killController();
    Pause.of(time);
    List<Lab.Loss> losses = streams.stream().map(TrafficStream::end).toList();
    lab.startController();
    lab.awaitReady();
    return new Result(losses.stream().allMatch(l -> l.lost() == 0), Figures.lost(losses));
  }
}
