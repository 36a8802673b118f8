package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.net.PortNo;
import io.weft.openflow.MessageGenerator;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTextTest {
  private static final int VALUES = 3_000;

  static List<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  private static void assertText(OfMessage message, String type, String text) {
    assertThat(MessageText.typeName(message)).isEqualTo(type);
    assertThat(MessageText.print(message)).isEqualTo(text);
    assertThat(MessageText.parse(type, text)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatIsPrintedIsParsedBack(OfVersion version) {
    for (long seed = 1; seed <= VALUES; seed++) {
      OfMessage message = new MessageGenerator(seed, version).message();
      String text = MessageText.print(message);
      assertThat(text).as("seed %d", seed).doesNotContain("\n", "\r");
      assertThat(MessageText.parse(MessageText.typeName(message), text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(message);
    }
  }

  @Test
  void flowModsAreThoseOfOvsOfctl() {
    assertText(
        FlowMod.add(
            0,
            5,
            Match.parse("tcp,in_port=1"),
            List.of(Instruction.apply(Action.output(PortNo.of(2))))),
        "FLOW_MOD",
        "priority=5,tcp,in_port=1 actions=output:2");
  }

  @Test
  void othersAreTheirComponents() {
    assertText(new OfMessage.BarrierRequest(), "BARRIER_REQUEST", "");
    assertText(new OfMessage.SetConfig(1, 128), "SET_CONFIG", "flags=0x1 miss_send_len=128");
    assertText(
        PacketOut.to(PortNo.of(1), Bytes.parse("0180c2")),
        "PACKET_OUT",
        "in_port=CONTROLLER actions=output:1 data_len=3 data=0180c2");
    assertText(
        new OfMessage.ErrorMessage(OfError.OFPBRC_BAD_LEN, Bytes.EMPTY),
        "ERROR",
        "error=OFPBRC_BAD_LEN");
    assertText(
        new OfMessage.MultipartRequest(true, new MultipartBody.DescRequest()),
        "MULTIPART_REQUEST",
        "more body=DESC_REQUEST");
  }

  @Test
  void stringsAreQuotedOnOneLine() {
    assertText(
        new OfMessage.MultipartReply(
            false, new MultipartBody.Desc("a \"b\"\n", "{", "", "\u0000", "é")),
        "MULTIPART_REPLY",
        "body=DESC{manufacturer=\"a \\\"b\\\"\\n\" hardware=\"{\" serial_number=\"\\u0000\" datapath=\"é\"}");
  }

  @Test
  void valuesThatTheirOwnNotationCutsShortAreWritten() {
    assertThat(
            MessageText.parse(
                "PACKET_OUT", "in_port=ANY actions=[{OUTPUT{port=1 max_len=5}}, pop_vlan]"))
        .isEqualTo(
            MessageText.parse("PACKET_OUT", "in_port=ANY actions=output:1(max_len=5),pop_vlan"));
    FlowMod emptyList =
        FlowMod.add(1, 2, Match.ANY, List.of(new Instruction.ApplyActions(List.of())));
    String text = MessageText.print(emptyList);
    assertThat(text).startsWith("{command=ADD ").endsWith(" instructions=[apply_actions(drop)]}");
    assertThat(MessageText.parse("FLOW_MOD", text)).isEqualTo(emptyList);
  }

  @Test
  void matchesThatTheirNotationCannotSayAreWrittenFieldByField() {
    Match ports =
        Match.builder()
            .set(Field.VLAN_PCP, 3)
            .set(Field.TCP_DST, 80)
            .set(Field.IPV6_SRC, Ipv6Address.parse("1::"), Ipv6Address.parse("ffff::1"))
            .set(Field.TUN_METADATA.get(1), Bytes.EMPTY, Bytes.EMPTY)
            .set(Field.TUN_METADATA.get(2), Bytes.EMPTY)
            .set(Field.TUN_METADATA.get(3), Bytes.parse("0100"), Bytes.parse("ff00"))
            .unknown(Bytes.parse("00990104deadbeef"))
            .build();
    PacketIn message = new PacketIn(BufferId.NONE, 0, 0, 0, 0, ports, Bytes.EMPTY);
    OfMessage parsed = MessageText.parse("PACKET_IN", MessageText.print(message));
    assertThat(parsed).isEqualTo(message);
    assertThat(Match.parseExact(ports.exactText())).isEqualTo(ports);
    assertThat(ports.exactText())
        .contains("tcp_dst=0x50/0xffff")
        .contains("0x10000000000000000000000000000/0xffff0000000000000000000000000001")
        .endsWith("unknown=00990104deadbeef");
  }

  @Test
  void namesOfTypesAreThoseOfAllVersions() {
    assertThat(MessageText.parse("STATS_REQUEST", "body=DESC_REQUEST"))
        .isEqualTo(MessageText.parse("OFPT_MULTIPART_REQUEST", "body=DESC_REQUEST"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ROLE; role=MASTER; column 1: 'ROLE', expected a type of message, such as FLOW_MOD",
        "ROLE_REQUEST; generation_id=1; column 16: expected role=",
        "ROLE_REQUEST; role=KING generation_id=1; column 6: 'KING', expected one of NOCHANGE, EQUAL, MASTER, SLAVE",
        "ROLE_REQUEST; role:MASTER; column 5: ':', expected '='",
        "ROLE_REQUEST; role=MASTER role=EQUAL; column 13: 'role', expected each name once",
        "ROLE_REQUEST; king=MASTER; column 1: 'king', expected one of role",
        "ROLE_REQUEST; role=MASTER generation_id=-1; column 27: '-1', expected a number of at most 64 bits",
        "BARRIER_REQUEST; now; column 1: 'now', expected nothing",
        "ECHO_REQUEST; data=123; column 6: '123' is no sequence of hexadecimal octets",
        "ECHO_REQUEST; data_len=2 data=12; column 10: '2', expected 1, which is how many octets there are",
        "FLOW_MOD; priority=5,tcpp actions=drop; column 12: 'tcpp', expected",
        "MULTIPART_REQUEST; body={; column 6: '{', expected a Request",
        "MULTIPART_REQUEST; body=DESC; column 6: 'DESC', expected",
        "MULTIPART_REPLY; body=DESC{manufacturer=`x; column 24: '`' without a second one",
        "PACKET_OUT; in_port=1 actions=[pop_vlan; column 28: the end, expected ']' or an element",
        "PACKET_OUT; in_port=1 actions=[{OUTPUT{port=1 max_len=70000}}]; column 28: max_len is 70000",
      })
  void mistakesAreNamed(String type, String text, String mistake) {
    assertThatThrownBy(() -> MessageText.parse(type, text.replace('`', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(mistake.replace('`', '"'));
  }
}
