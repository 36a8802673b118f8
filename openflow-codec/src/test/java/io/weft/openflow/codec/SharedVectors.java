package io.weft.openflow.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test vectors of other projects, in files beside the repository; they are no part of it, so tests
 * that read them are skipped where they are absent.
 */
final class SharedVectors {
  /**
   * One line of a file.
   *
   * @param version such as 1.3
   * @param says what its source prints or calls it
   */
  record Row(String id, String version, String hex, String says) {
    private static final Pattern ERROR =
        Pattern.compile("(?:decode error: |^bad [\\w ]+: )([A-Z_]+)");

    /** The error that the source reports, if it reports one. */
    Optional<String> error() {
      Matcher matcher = ERROR.matcher(says);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
  }

  private SharedVectors() {}

  /** The directory of the files, looked for upward from the working directory. */
  static Optional<Path> directory() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("../shared/openflow/vectors").normalize();
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  static List<Row> read(Path directory, String... files) {
    List<Row> rows = new ArrayList<>();
    for (String file : files) {
      try {
        for (String line : Files.readAllLines(directory.resolve(file))) {
          String[] parts = line.split("\t", 5);
          rows.add(new Row(parts[0], parts[2], parts[3], parts.length > 4 ? parts[4] : ""));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }
}
