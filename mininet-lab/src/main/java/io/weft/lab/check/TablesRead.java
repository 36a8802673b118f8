package io.weft.lab.check;

import io.weft.lab.Lab;
import java.util.Map;

/** The switches hold rules, read by a program that is not ours. */
record TablesRead() implements Check {
  @Override
  public String name() {
    return "rules read back by ovs-ofctl";
  }

  @Override
  public String bar() {
    return "some on every switch";
  }

  @Override
  public Result run(Lab lab) {
    Map<String, Lab.Tables> tables = lab.dump();
    int flows = tables.values().stream().mapToInt(t -> t.flows().size()).sum();
    int groups = tables.values().stream().mapToInt(t -> t.groups().size()).sum();
    boolean held = tables.values().stream().noneMatch(t -> t.flows().isEmpty());
    return new Result(
        held, flows + " flows, " + groups + " groups on " + tables.size() + " switches");
  }
}
