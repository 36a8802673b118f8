package io.weft.lab;

import io.weft.lab.check.Check;
import io.weft.lab.check.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory of {@code topologies}: {@code topo.py} (Mininet's own form), {@code weft.yaml} (the
 * controller's configuration), {@code expected} (the checks that must hold, in order) and {@code
 * README.md}.
 *
 * @param summary the first sentence of the README after its title
 */
public record Topology(String name, Path directory, String summary, List<Check> checks) {
  public Topology {
    checks = List.copyOf(checks);
  }

  /** Reads a directory; a LabException names the line that cannot be understood. */
  static Topology read(Path directory) {
    try {
      List<String> readme = Files.readAllLines(directory.resolve("README.md"));
      String summary =
          readme.stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .findFirst()
              .orElse("");
      return new Topology(
          String.valueOf(directory.getFileName()),
          directory,
          summary,
          checks(directory.resolve("expected")));
    } catch (IOException e) {
      throw new LabException("cannot read topology " + directory + ": " + e.getMessage(), e);
    }
  }

  /** The controller's configuration file. */
  public Path configuration() {
    return directory.resolve("weft.yaml");
  }

  private static List<Check> checks(Path file) throws IOException {
    List<Check> checks = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        checks.add(Expectation.parse(line).check());
      } catch (IllegalArgumentException e) {
        throw new LabException(file + ":" + number + ": " + e.getMessage(), e);
      }
    }
    return checks;
  }
}
