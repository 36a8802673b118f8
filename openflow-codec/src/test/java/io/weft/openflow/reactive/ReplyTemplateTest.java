package io.weft.openflow.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Templates and views say what the codec says. */
class ReplyTemplateTest {
  private static final Bytes FRAME =
      Bytes.parse("020000000102 0a0b0c0d0e0f 0800 4500001c00000000401100000a0000010a000002");
  private static final MacAddress TO = MacAddress.parse("02:00:00:00:01:02");
  private static final MacAddress FROM = MacAddress.parse("0a:0b:0c:0d:0e:0f");

  private static Bytes encoded(OfVersion version, OfMessage message) {
    return OpenFlowCodec.encode(new Envelope(version, 0, message));
  }

  private static PacketIn packetIn(BufferId buffer, Match match) {
    return new PacketIn(buffer, FRAME.size(), 0, 0, 0, match, FRAME);
  }

  private static PacketIn packetIn(BufferId buffer, PortNo port) {
    return packetIn(buffer, Match.builder().set(Field.IN_PORT, port).build());
  }

  private static PacketInView view(OfVersion version, Bytes message) {
    // Not at the beginning, as few messages of a read are.
    byte[] octets = new byte[message.size() + 3];
    message.copyTo(octets, 3);
    PacketInView view = new PacketInView();
    assertThat(view.moveTo(octets, 3, message.size(), version)).isTrue();
    return view;
  }

  private static OfMessage flowMod(PacketFields fields) {
    return new FlowMod(
        FlowModCommand.ADD,
        7,
        0,
        0,
        60,
        0,
        100,
        fields.bufferId(),
        PortNo.ANY,
        0xffff_ffff,
        Set.of(),
        Match.builder()
            .set(Field.IN_PORT, fields.inPort())
            .set(Field.ETH_SRC, fields.ethSource())
            .set(Field.ETH_DST, fields.ethDestination())
            .build(),
        List.of(Instruction.apply(Action.output(fields.outPort()))));
  }

  private static OfMessage packetOut(PacketFields fields) {
    return new PacketOut(
        fields.bufferId(), fields.inPort(), List.of(Action.output(fields.outPort())), Bytes.EMPTY);
  }

  private static Bytes reply(
      OfVersion version, Function<PacketFields, OfMessage> message, PacketIn to, PortNo out) {
    ReplyBuffer replies = new ReplyBuffer(16);
    replies.write(
        ReplyTemplate.of(version, message), view(version, encoded(version, to)), out.bits());
    return Bytes.wrap(Arrays.copyOf(replies.octets(), replies.size()));
  }

  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void writesWhatTheCodecWrites(OfVersion version) {
    BufferId buffer = BufferId.of(0x7654_3210);
    for (PortNo in : List.of(PortNo.of(1), PortNo.of(0xfe01), PortNo.LOCAL)) {
      for (PortNo out : List.of(PortNo.of(2), PortNo.of(0x1234), PortNo.FLOOD)) {
        PacketFields fields = new PacketFields(buffer, in, FROM, TO, out);
        PacketIn packet = packetIn(buffer, in);
        assertThat(reply(version, ReplyTemplateTest::flowMod, packet, out))
            .isEqualTo(encoded(version, flowMod(fields)));
        assertThat(reply(version, ReplyTemplateTest::packetOut, packet, out))
            .isEqualTo(encoded(version, packetOut(fields)));
      }
    }
  }

  @Test
  void writesPortsOfThirtyTwoBits() {
    PortNo port = PortNo.of(0x1234_5678);
    PacketFields fields = new PacketFields(BufferId.of(1), port, FROM, TO, PortNo.of(0x10_0001));
    assertThat(
            reply(
                OfVersion.OF13,
                ReplyTemplateTest::flowMod,
                packetIn(BufferId.of(1), port),
                PortNo.of(0x10_0001)))
        .isEqualTo(encoded(OfVersion.OF13, flowMod(fields)));
  }

  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void sendsBackWhatTheSwitchDoesNotKeep(OfVersion version) {
    PacketIn packet = packetIn(BufferId.NONE, PortNo.of(3));
    PacketOut expected =
        new PacketOut(BufferId.NONE, PortNo.of(3), List.of(Action.output(PortNo.of(4))), FRAME);
    assertThat(reply(version, ReplyTemplateTest::packetOut, packet, PortNo.of(4)))
        .isEqualTo(encoded(version, expected));
  }

  @Test
  void findsThePortBehindOtherFields() {
    Match match = Match.builder().set(Field.METADATA, 5L).set(Field.IN_PORT, PortNo.of(9)).build();
    PacketInView view =
        view(OfVersion.OF13, encoded(OfVersion.OF13, packetIn(BufferId.NONE, match)));

    assertThat(view.inPort()).isEqualTo(9);
    assertThat(view.isBuffered()).isFalse();
    assertThat(view.ethSource()).isEqualTo(FROM.bits());
    assertThat(view.ethDestination()).isEqualTo(TO.bits());
    assertThat(view.etherType()).isEqualTo(0x0800);
    assertThat(view.frame()).isEqualTo(FRAME);
    assertThat(view.i32(30)).isEqualTo(0x0a00_0002);
  }

  /** Whatever is cut off or garbled, a view says no or something that was sent. */
  @ParameterizedTest
  @EnumSource(names = {"OF10", "OF13"})
  void leavesWhatIsTooShortToTheCodec(OfVersion version) {
    byte[] whole = encoded(version, packetIn(BufferId.of(1), PortNo.of(1))).toArray();
    PacketInView view = new PacketInView();
    int ethernet = whole.length - FRAME.size() + 14;
    for (int length = 8; length < whole.length; length++) {
      assertThat(view.moveTo(Arrays.copyOf(whole, length), 0, length, version))
          .as("of " + length + " octets")
          .isEqualTo(length >= ethernet);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] garbled = whole.clone();
      garbled[at] = (byte) 0xff;
      if (view.moveTo(garbled, 0, garbled.length, version)) {
        assertThat(view.frame().size()).isBetween(14, whole.length);
      }
    }
  }

  @Test
  void seesNoOtherMessages() {
    Bytes echo = encoded(OfVersion.OF10, new OfMessage.EchoRequest(FRAME));
    PacketInView view = new PacketInView();
    assertThat(view.moveTo(echo.toArray(), 0, echo.size(), OfVersion.OF10)).isFalse();
    assertThat(view.moveTo(echo.toArray(), 0, echo.size(), OfVersion.OF13)).isFalse();
  }

  @Test
  void refusesAnswersThatDoMoreThanTakeOver() {
    Function<PacketFields, OfMessage> twice =
        fields ->
            packetOut(
                new PacketFields(
                    fields.bufferId(),
                    fields.outPort(),
                    fields.ethSource(),
                    fields.ethDestination(),
                    fields.outPort()));
    assertThatThrownBy(() -> ReplyTemplate.of(OfVersion.OF10, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an answer must take over output port as it is, and once at most");
    assertThatThrownBy(() -> ReplyTemplate.of(OfVersion.OF12, ReplyTemplateTest::packetOut))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
