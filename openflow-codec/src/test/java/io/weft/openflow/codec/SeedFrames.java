package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.wire.WireTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Frames to begin with when spoiling them: vectors, recorded ones, and some of every row. */
final class SeedFrames {
  private static final int OF_EACH_ROW = 3;
  private static final int ATTEMPTS = 300;

  private SeedFrames() {}

  static List<byte[]> all() {
    List<String> frames = new ArrayList<>();
    VectorsTest.frames().forEach(vector -> frames.add(vector.digits()));
    MalformedTest.rows().forEach(row -> frames.add(row.frame()));
    GoldenTest.rows().stream()
        .filter(row -> row.hex().length() < 6_000)
        .forEach(row -> frames.add(row.hex()));
    for (OfVersion version : OpenFlowCodec.VERSIONS) {
      each(Messages.TABLE, version, frames, message -> message);
      each(
          Multiparts.REQUESTS,
          version,
          frames,
          body -> new OfMessage.MultipartRequest(false, body));
      each(Multiparts.REPLIES, version, frames, body -> new OfMessage.MultipartReply(false, body));
    }
    return frames.stream().map(frame -> Bytes.parse(frame).toArray()).toList();
  }

  private static <T> void each(
      WireTable<T> table, OfVersion version, List<String> frames, Function<T, OfMessage> wrap) {
    for (WireTable.Row<? extends T> row : table.rows()) {
      if (row.versions().contains(version)) {
        int made = 0;
        for (int seed = 0; seed < ATTEMPTS && made < OF_EACH_ROW; seed++) {
          made += addOne(seed, row.type(), version, frames, wrap) ? 1 : 0;
        }
      }
    }
  }

  /** False if the value was refused by its record or by the codec. */
  private static <T> boolean addOne(
      int seed,
      Class<? extends T> type,
      OfVersion version,
      List<String> frames,
      Function<T, OfMessage> wrap) {
    try {
      T value = new RecordGenerator(seed, version).make(type);
      frames.add(Frames.encode(version, wrap.apply(value)));
      return true;
    } catch (RecordGenerator.Refused | EncodeException | IllegalArgumentException e) {
      return false;
    }
  }
}
