package io.weft.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * One call of a benchmark.
 *
 * @param words the arguments that are the benchmark's own
 * @param isQuick whether a rough figure soon is wanted rather than a good one later
 * @param home where Weft is: the directory of the launcher
 */
public record Run(List<String> words, boolean isQuick, Path home, Progress progress) {
  public Run {
    words = List.copyOf(words);
  }

  /** Where logs and results go; it exists. */
  public Path target() {
    return home.resolve("benchmarks/target");
  }
}
