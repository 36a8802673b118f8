package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.MessageGenerator;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back as the same value, for messages as switches send them. */
class RoundTripTest {
  private static final int VALUES = 20_000;

  static List<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void messages(OfVersion version) {
    for (long seed = 1; seed <= VALUES; seed++) {
      OfMessage message = new MessageGenerator(seed, version).message();
      String hex = Frames.encode(version, message);
      assertThat(Frames.decode(hex))
          .as("seed %d: %s", seed, hex)
          .isEqualTo(new Envelope(version, Frames.XID, message));
    }
  }
}
