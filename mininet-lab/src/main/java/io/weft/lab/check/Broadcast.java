package io.weft.lab.check;

import io.weft.lab.Lab;
import java.util.Map;
import java.util.TreeMap;

/** A broadcast frame reaches every other host once: no loop, no copy, no way back. */
record Broadcast(String from) implements Check {
  @Override
  public String name() {
    return "one broadcast from " + from;
  }

  @Override
  public String bar() {
    return "1 copy at every other host";
  }

  @Override
  public Result run(Lab lab) {
    Map<String, Integer> copies = new TreeMap<>(lab.broadcast(from));
    Integer back = copies.remove(from);
    boolean once = copies.values().stream().allMatch(n -> n == 1) && back != null && back == 0;
    return new Result(
        once, once ? "1 copy at each of " + copies.size() : "copies " + copies + ", back " + back);
  }
}
