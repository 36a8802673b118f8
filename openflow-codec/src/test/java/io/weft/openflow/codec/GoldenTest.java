package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a real Open vSwitch and ovs-ofctl said to each other in every version, as recorded by {@code
 * src/test/golden/capture.py}: all of it is read, and written back as the same octets.
 */
final class GoldenTest {
  private static final Pattern ERROR = Pattern.compile("decode error: ([A-Z_]+)");

  /**
   * A recorded message.
   *
   * @param says the first line of what {@code ovs-ofctl ofp-print} prints
   */
  record Row(String hex, String says) {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(GoldenTest.class.getResourceAsStream("/golden.tsv")),
                StandardCharsets.UTF_8))) {
      in.lines().map(line -> line.split("\t", 3)).forEach(row -> rows.add(new Row(row[1], row[2])));
    } catch (IOException e) {
      throw new IllegalStateException("golden.tsv cannot be read", e);
    }
    return rows;
  }

  @Test
  void readsAndWritesWhatOpenVswitchSays() {
    List<String> wrong = new ArrayList<>();
    List<Row> rows = rows();
    for (Row row : rows) {
      String outcome =
          switch (Frames.decode(row.hex())) {
            case Envelope message -> "written " + Frames.encode(message);
            case Decoded.Malformed malformed -> malformed.error().name();
          };
      Matcher error = ERROR.matcher(row.says());
      String expected = error.find() ? error.group(1) : "written " + row.hex();
      // It has no multiparts of 1.5 but those that earlier versions have.
      boolean isNewToIt = expected.equals("OFPBRC_BAD_STAT");
      if (!outcome.equals(expected) && !isNewToIt) {
        wrong.add(row.says() + "\n  " + expected + "\n  " + outcome);
      }
    }
    System.out.printf("golden vectors: %d of %d alike%n", rows.size() - wrong.size(), rows.size());
    assertThat(wrong).isEmpty();
  }
}
