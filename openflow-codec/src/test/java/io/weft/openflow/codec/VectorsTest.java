package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.wire.WireTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector is read as its value and written as its octets; every row has a vector. */
class VectorsTest {
  static List<Vector<OfMessage>> frames() {
    return Stream.of(
            MessageVectors.ALL,
            MultipartVectors.ALL,
            PortVectors.ALL,
            TableVectors.ALL,
            QueueVectors.ALL,
            MeterVectors.ALL,
            FlowVectors.ALL,
            GroupVectors.ALL,
            GroupVectors.UNKNOWN,
            MonitorVectors.ALL,
            SessionVectors.ALL)
        .flatMap(List::stream)
        .toList();
  }

  static List<Vector<Action>> actions() {
    return Stream.concat(ActionVectors.ACTIONS.stream(), ExtensionVectors.ALL.stream()).toList();
  }

  static List<Vector<Instruction>> instructions() {
    return ActionVectors.INSTRUCTIONS;
  }

  static List<FieldVectors.Row> fields() {
    return FieldVectors.ROWS;
  }

  @ParameterizedTest
  @MethodSource("frames")
  void frame(Vector<OfMessage> vector) {
    Envelope envelope = new Envelope(vector.version(), Frames.XID, vector.value());
    assertThat(Frames.encode(envelope)).isEqualTo(vector.digits());
    assertThat(Frames.decode(vector.digits())).isEqualTo(envelope);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void action(Vector<Action> vector) {
    List<Action> list = List.of(vector.value());
    assertThat(Frames.written(vector.version(), out -> Actions.write(list, out)))
        .isEqualTo(vector.digits());
    assertThat(Actions.readAll(Frames.reader(vector.version(), vector.hex()))).isEqualTo(list);
  }

  static List<Vector<Action>> deprecatedActions() {
    return ActionVectors.DEPRECATED;
  }

  @ParameterizedTest
  @MethodSource("deprecatedActions")
  void deprecatedAction(Vector<Action> vector) {
    assertThat(Actions.read(Frames.reader(vector.version(), vector.hex())))
        .containsExactly(vector.value());
  }

  static List<Vector<Action>> nestedActions() {
    return ExtensionVectors.NESTED;
  }

  @ParameterizedTest
  @MethodSource("nestedActions")
  void nestedAction(Vector<Action> vector) {
    List<Action> list = List.of(vector.value());
    assertThat(Frames.written(vector.version(), out -> Actions.write(list, out)))
        .isEqualTo(vector.digits());
    assertThat(Actions.readAll(Frames.reader(vector.version(), vector.hex()))).isEqualTo(list);
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void instruction(Vector<Instruction> vector) {
    List<Instruction> list = List.of(vector.value());
    assertThat(Frames.written(vector.version(), out -> Instructions.write(list, out)))
        .isEqualTo(vector.digits());
    assertThat(Instructions.read(Frames.reader(vector.version(), vector.hex()))).isEqualTo(list);
  }

  @Test
  void earlyInstruction() {
    for (Vector<Instruction> vector : ActionVectors.EARLY) {
      assertThat(Instructions.read(Frames.reader(vector.version(), vector.hex())))
          .containsExactly(vector.value());
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void field(FieldVectors.Row row) {
    OfVersion version = row.version();
    Match match = match(row.field(), row.value(), row.mask());
    assertThat(Frames.written(version, out -> Oxm.writeAll(match, out)))
        .isEqualTo(row.hex().replace(" ", ""));
    Match.Builder read = Match.builder();
    // Of an alias a match makes the other field, an action does not.
    Oxm.Place place = row.field().isAlias() ? Oxm.Place.SET_FIELD : Oxm.Place.MATCH;
    OfVersion masks = row.field().isAlias() ? OfVersion.OF15 : version;
    Oxm.readOne(Frames.reader(masks, row.hex()), read, place);
    assertThat(read.build()).isEqualTo(match);
  }

  private static <V> Match match(Field<V> field, String value, String mask) {
    V parsed = field.type().parse(value);
    Match.Builder builder = Match.builder();
    return mask.isEmpty()
        ? builder.set(field, parsed).build()
        : builder.set(field, parsed, field.type().parse(mask)).build();
  }

  /** OpenFlow 1.3.5, 7.2.3.5: such a mask is as good as none, or as no field. */
  @Test
  void readsNeedlessMasksOfUnmaskableFields() {
    Match.Builder read = Match.builder();
    var in = Frames.reader(OfVersion.OF13, "80000b04 0800 ffff 80001502 00 00");
    Oxm.readOne(in, read, Oxm.Place.MATCH);
    Oxm.readOne(in, read, Oxm.Place.MATCH);
    assertThat(read.build()).isEqualTo(Match.parse("ip"));
  }

  @Test
  void everyRowHasVector() {
    List<String> missing = new ArrayList<>();
    collect(missing, Messages.TABLE, "message", frames().stream());
    collect(missing, Actions.TABLE, "action", allActions());
    collect(
        missing,
        Instructions.TABLE,
        "instruction",
        Stream.of(instructions(), ActionVectors.EARLY).flatMap(List::stream));
    collect(missing, Multiparts.REQUESTS, "multipart request", bodies(true));
    collect(missing, Multiparts.REPLIES, "multipart reply", bodies(false));
    for (Field<?> field : Field.all()) {
      if (!field.numbers().isEmpty() && fields().stream().noneMatch(row -> row.field() == field)) {
        missing.add("field " + field);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Stream<Vector<Action>> allActions() {
    return Stream.of(actions(), deprecatedActions(), nestedActions()).flatMap(List::stream);
  }

  private static Stream<Vector<Object>> bodies(boolean requests) {
    return frames().stream()
        .<Vector<Object>>mapMulti((vector, found) -> {
          if (requests && vector.value() instanceof OfMessage.MultipartRequest request) {
            found.accept(new Vector<>(vector.version(), vector.hex(), request.body()));
          } else if (!requests && vector.value() instanceof OfMessage.MultipartReply reply) {
            found.accept(new Vector<>(vector.version(), vector.hex(), reply.body()));
          }
        });
  }

  private static <T> void collect(
      List<String> missing,
      WireTable<?> table,
      String family,
      Stream<? extends Vector<? extends T>> vectors) {
    var given = vectors.toList();
    for (var row : table.rows()) {
      if (given.stream()
          .noneMatch(vector ->
              row.versions().contains(vector.version()) && row.type().isInstance(vector.value()))) {
        missing.add(family + " " + row.type().getSimpleName() + " of " + row.versions());
      }
    }
  }
}
