package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.cli.Run;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** All vectors through {@code weft decode} and back through {@code weft encode}. */
class CommandVectorsTest {
  private static final Pattern ERROR = Pattern.compile("\"error\":\"(\\w+)\"");

  private static List<String> frames() {
    List<String> frames = new ArrayList<>();
    VectorsTest.frames().forEach(vector -> frames.add(vector.digits()));
    GoldenTest.rows().forEach(row -> frames.add(row.hex()));
    frames.removeIf(frame -> !(Frames.decode(frame) instanceof Envelope));
    return frames;
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /** The lines that are not encoded as the same message. */
  private static List<String> wrong(List<String> frames, Run decoded, String... encode) {
    List<String> lines = decoded.out().lines().toList();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Run encoded = Run.with(lines.get(i), encode);
      boolean isSame =
          encoded.status() == 0
              && Frames.decode(encoded.out()).equals(Frames.decode(frames.get(i)));
      if (!isSame) {
        wrong.add(frames.get(i) + "\n  " + lines.get(i) + "\n  " + encoded.out() + encoded.err());
      }
    }
    return wrong;
  }

  @Test
  void textIsEncodedAsWhatWasDecoded() {
    List<String> frames = frames();
    Run text = Run.with(joined(frames), "decode");
    assertThat(text.err()).isEmpty();
    assertThat(text.out().lines()).hasSameSizeAs(frames);
    assertThat(wrong(frames, text, "encode")).isEmpty();
  }

  @Test
  void jsonIsEncodedAsWhatWasDecoded() {
    List<String> frames = frames();
    Run json = Run.with(joined(frames), "decode", "--json");
    assertThat(json.status()).isZero();
    assertThat(wrong(frames, json, "encode", "--json")).isEmpty();
    List<String> lines = json.out().lines().toList();
    for (int i = 0; i < frames.size(); i++) {
      Envelope message = (Envelope) Frames.decode(frames.get(i));
      assertThat(lines.get(i))
          .startsWith("{\"ok\":true,")
          .contains("\"hex\":\"" + Frames.encode(message) + "\"");
    }
  }

  @Test
  void malformedMessagesAreOneObjectEach() {
    for (MalformedFrame row : MalformedTest.rows()) {
      if (Frames.decode(row.frame()) instanceof Decoded.Malformed malformed) {
        Run run = Run.of("decode", "--json", row.frame());
        Matcher error = ERROR.matcher(run.out());
        assertThat(run.out().lines()).hasSize(1);
        assertThat(error.find()).as(row.frame()).isTrue();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(error.group(1)).isEqualTo(malformed.error().name());
      }
    }
  }
}
