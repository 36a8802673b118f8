package io.weft.ctl;

import io.weft.api.v1.ConfigPlan;
import picocli.CommandLine.Command;

/** {@code weft ctl plan}: what a configuration would change. */
@Command(
    name = "plan",
    description = "Show what a configuration would change; changes nothing.",
    sortOptions = false)
final class Plan extends Change {
  @Override
  void run(Controller controller) throws CallException {
    ConfigPlan plan = plan(controller, yaml());
    show(
        plan,
        () -> {
          print(plan);
          out().println("generation " + Long.toUnsignedString(plan.getGeneration()));
        });
  }
}
