package io.weft.lab.check;

import io.weft.lab.Lab;
import io.weft.lab.TrafficStream;
import java.time.Duration;
import java.util.List;

/**
 * Traffic survives the loss of a link that carries it, and the link's return.
 *
 * @param hop which link of the path, 1 is the one at the sender's switch
 */
record LinkCut(String from, String to, int hop, Duration within) implements Check {
  private static final Duration AFTER = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "link " + hop + " of the path " + from + " to " + to + " cut, and back";
  }

  @Override
  public String bar() {
    return "outage " + Limit.text(within);
  }

  @Override
  public Result run(Lab lab) {
    TrafficStream cutStream = lab.stream(from, to);
    List<Lab.Link> path = lab.path(from);
    if (path.size() < hop) {
      cutStream.end();
      return new Result(false, "the path has no link " + hop + ": " + path);
    }
    Lab.Link link = path.get(hop - 1);
    lab.cut(link);
    Pause.of(within.plus(AFTER));
    Lab.Loss cut = cutStream.end();
    TrafficStream backStream = lab.stream(from, to);
    lab.restore(link);
    Pause.of(within.plus(AFTER));
    Lab.Loss back = backStream.end();
    String figure = "%s cut: %s, back: %s".formatted(link, outage(cut), outage(back));
    return new Result(held(cut) && held(back), figure);
  }

  private boolean held(Lab.Loss loss) {
    return loss.answeredAtEnd() && Limit.holds(loss.longestGapMs(), within);
  }

  private static String outage(Lab.Loss loss) {
    return loss.answeredAtEnd() ? Figures.ms(loss.longestGapMs()) : "not healed";
  }
}
