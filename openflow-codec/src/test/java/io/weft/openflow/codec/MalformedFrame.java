package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import java.util.List;
import java.util.Map;

/**
 * What must be refused, and how.
 *
 * @param hex as in a {@link Vector}, {@code xxxx} standing for the length of the frame
 */
record MalformedFrame(String what, String hex, OfError error) {
  private static final int QUOTED_DIGITS = 128;

  static MalformedFrame row(String what, String hex, OfError error) {
    return new MalformedFrame(what, hex, error);
  }

  String frame() {
    String digits = new Vector<>(OfVersion.OF13, hex, "").digits();
    return digits.replace("xxxx", "%04x".formatted(digits.length() / 2));
  }

  /** Decodes it: this error, with what the answer to the switch needs. */
  void checkRefused() {
    assertThat(Frames.decode(frame()))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed -> {
              assertThat(malformed.error()).as(malformed.detail()).isEqualTo(error);
              assertThat(malformed.xid()).isEqualTo(Integer.parseInt(frame().substring(8, 16), 16));
              assertThat(malformed.head().toString())
                  .isEqualTo(frame().substring(0, Math.min(QUOTED_DIGITS, frame().length())));
            });
  }

  /**
   * Compares with what ovs-ofctl says of the frames.
   *
   * @param otherwise what it says of a frame if it is something else, by {@link #what}
   */
  static void checkByOvs(List<MalformedFrame> rows, Map<String, String> otherwise) {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
    List<String> printed = Ovs.print(rows.stream().map(MalformedFrame::frame).toList());
    for (int i = 0; i < printed.size(); i++) {
      MalformedFrame row = rows.get(i);
      assertThat(Ovs.error(printed.get(i)).orElse("none"))
          .as(row.what)
          .isEqualTo(otherwise.getOrDefault(row.what, row.error.name()));
    }
  }

  @Override
  public String toString() {
    return what;
  }
}
