package io.weft.ctl;

import io.weft.api.v1.ApplyConfigRequest;
import io.weft.api.v1.ConfigPlan;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weft ctl apply}: changes the configuration. */
@Command(
    name = "apply",
    description =
        "Change to a configuration what can change at once, and say what needs a restart.",
    sortOptions = false)
final class Apply extends Change {
  @Option(
      names = "--generation",
      paramLabel = "N",
      description =
          "As plan printed it: refused if the configuration has changed since. Without it, the"
              + " present one.")
  private Optional<Long> generation = Optional.empty();

  @Override
  void run(Controller controller) throws CallException {
    String yaml = yaml();
    long planned =
        generation.isPresent() ? generation.get() : plan(controller, yaml).getGeneration();
    ConfigPlan done =
        controller.ask(
            "weft.v1.ConfigService/ApplyConfig",
            ApplyConfigRequest.newBuilder()
                .setFile(file())
                .setYaml(yaml)
                .setGeneration(planned)
                .build(),
            ConfigPlan.parser());
    show(
        done,
        () -> {
          print(done);
          out().println("applied, generation " + Long.toUnsignedString(done.getGeneration()));
        });
  }
}
