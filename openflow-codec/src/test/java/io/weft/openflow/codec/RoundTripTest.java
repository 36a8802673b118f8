package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.MessageGenerator;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back as the same value, for every record of every table. */
class RoundTripTest {
  private static final int VALUES = 20_000;

  static List<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void messages(OfVersion version) {
    Set<Class<?>> made = new HashSet<>();
    for (long seed = 1; seed <= VALUES; seed++) {
      OfMessage message = new MessageGenerator(seed, version).message();
      String hex = Frames.encode(version, message);
      assertThat(Frames.decode(hex))
          .as("seed %d: %s", seed, hex)
          .isEqualTo(new Decoded.Message(new Envelope(version, Frames.XID, message)));
      made.add(message.getClass());
      if (message instanceof OfMessage.MultipartRequest request) {
        made.add(request.body().getClass());
      } else if (message instanceof OfMessage.MultipartReply reply) {
        made.add(reply.body().getClass());
      }
    }
    assertThat(made).containsAll(recordsOf(version));
    assertThat(made).contains(MultipartBody.UnknownRequest.class, MultipartBody.UnknownReply.class);
  }

  private static Set<Class<?>> recordsOf(OfVersion version) {
    Set<Class<?>> records = new HashSet<>();
    for (var table : List.of(Messages.TABLE, Multiparts.REQUESTS, Multiparts.REPLIES)) {
      for (var row : table.rows()) {
        if (row.versions().contains(version)) {
          records.add(row.type());
        }
      }
    }
    return records;
  }
}
