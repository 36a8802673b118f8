package io.weft.benchmarks;

/** One benchmark of {@code weft bench}: a row in the table of {@link Bench}. */
public interface Benchmark {
  /** What it is called on the command line. */
  String name();

  /** What it measures, in one line. */
  String summary();

  /** Its own arguments as a usage line shows them, such as {@code [SAMPLE]...}; may be empty. */
  default String arguments() {
    return "";
  }

  /**
   * Measures.
   *
   * @throws UsageException if it does not understand its arguments
   * @throws Exception saying what could not be done
   */
  Report run(Run run) throws Exception;
}
