package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.wire.WireTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For each row of each table and each of its versions: values made by chance, and what was written
 * is read back as the same value. Needs no word from whoever adds a row.
 */
final class EveryRecordTest {
  private static final int WANTED = 40;
  private static final int ATTEMPTS = 6_000;

  private final List<String> wrong = new ArrayList<>();
  private final List<String> unmade = new ArrayList<>();
  private final Set<String> refusing = new TreeSet<>();
  private int equal;

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void messages(OfVersion version) {
    each(Messages.TABLE, version, message -> again(version, message));
    finish(version, "messages");
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void multiparts(OfVersion version) {
    each(
        Multiparts.REQUESTS,
        version,
        body -> {
          OfMessage read = again(version, new OfMessage.MultipartRequest(false, body));
          return ((OfMessage.MultipartRequest) read).body();
        });
    each(
        Multiparts.REPLIES,
        version,
        body -> {
          OfMessage read = again(version, new OfMessage.MultipartReply(false, body));
          return ((OfMessage.MultipartReply) read).body();
        });
    finish(version, "multipart bodies");
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void actionsAndInstructions(OfVersion version) {
    each(
        Actions.TABLE,
        version,
        action -> {
          List<Action> list = List.of(action);
          String hex = Frames.written(version, out -> Actions.write(list, out));
          return Actions.readAll(Frames.reader(version, hex)).getFirst();
        });
    each(
        Instructions.TABLE,
        version,
        instruction -> {
          List<Instruction> list = List.of(instruction);
          String hex = Frames.written(version, out -> Instructions.write(list, out));
          return Instructions.read(Frames.reader(version, hex)).getFirst();
        });
    finish(version, "actions and instructions");
  }

  /**
   * Writes and reads a message.
   *
   * @throws DecodeException if what was written is refused
   */
  private static OfMessage again(OfVersion version, OfMessage message) {
    String hex = Frames.encode(version, message);
    return switch (Frames.decode(hex)) {
      case Envelope read -> {
        assertThat(read.xid()).isEqualTo(Frames.XID);
        yield read.message();
      }
      case Decoded.Malformed malformed ->
          throw new DecodeException(malformed.error(), malformed.detail());
    };
  }

  private <T> void each(WireTable<T> table, OfVersion version, Function<T, Object> again) {
    for (WireTable.Row<? extends T> row : table.rows()) {
      if (row.versions().contains(version) && !row.isReadOnly()) {
        row(row, version, again);
      }
    }
  }

  private <T> void row(
      WireTable.Row<? extends T> row, OfVersion version, Function<T, Object> again) {
    int made = 0;
    String last = "";
    for (int seed = 0; seed < ATTEMPTS && made < WANTED; seed++) {
      try {
        T value = new RecordGenerator(seed, version).make(row.type());
        Object read = again.apply(value);
        boolean isDeprecated = !row.type().isInstance(read); // written in the words of the version
        if (read.equals(value) || isDeprecated) {
          made++;
        } else {
          wrong.add(version + " seed " + seed + ":\n  " + value + "\n  " + read);
          made++;
        }
      } catch (RecordGenerator.Refused | EncodeException | IllegalArgumentException e) {
        last = String.valueOf(e.getMessage());
      } catch (DecodeException e) {
        refusing.add(row.type().getSimpleName() + " " + e.error());
        last = e.error() + " " + e.detail();
      }
    }
    equal += made;
    if (made < WANTED && row.type().getRecordComponents().length > 0) {
      unmade.add(row.type().getSimpleName() + " " + made + ", last: " + last);
    }
  }

  private void finish(OfVersion version, String what) {
    System.out.printf(
        "%s %s: %d values read as they were written; written but refused when read: %s%n",
        version, what, equal, refusing);
    assertThat(wrong.stream().limit(20)).isEmpty();
    assertThat(unmade).isEmpty();
  }
}
