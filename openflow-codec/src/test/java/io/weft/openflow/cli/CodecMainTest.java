package io.weft.openflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecMainTest {
  private static final String ECHO = "040200090000007b61";
  private static final String ECHO_TEXT = "ECHO_REQUEST (OF1.3) (xid=0x7b): data_len=1 data=61\n";
  private static final String BARRIER = "041400080000007b";
  private static final String BARRIER_TEXT = "BARRIER_REQUEST (OF1.3) (xid=0x7b):\n";
  private static final String BAD_TYPE = "046300080000007b";

  @TempDir Path directory = Path.of("");

  private static void assertRun(Run run, int status, String out, String err) {
    assertThat(run).isEqualTo(new Run(status, out, err));
  }

  @Test
  void decodesLinesOfStandardInput() {
    assertRun(
        Run.with("\n" + ECHO + "\r\n\n" + BARRIER, "decode"), 0, ECHO_TEXT + BARRIER_TEXT, "");
  }

  @Test
  void decodesArgumentsAndFiles() throws IOException {
    Path file = directory.resolve("messages");
    Files.writeString(file, BARRIER + "\n");
    assertRun(Run.of("decode", ECHO, file.toString()), 0, ECHO_TEXT + BARRIER_TEXT, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x040200090000007b61",
        " 04 02 00 09\t0000007B 61 ",
        "0X04 0x02 0x00 0x09 0x0000007b 0x61"
      })
  void digitsMayBeWrittenInAnyWay(String hex) {
    assertRun(Run.with(hex, "decode"), 0, ECHO_TEXT, "");
  }

  @Test
  void aLineIsOneMessage() {
    assertRun(
        Run.of("decode", ECHO + BARRIER, ECHO.substring(0, 16), BARRIER),
        1,
        BARRIER_TEXT,
        """
        line 1: OFPBRC_BAD_LEN: frame of 17 octets says that it has 9
        line 2: OFPBRC_BAD_LEN: frame of 8 octets says that it has 9
        """);
    assertThat(Run.of("decode", "--json", ECHO + BARRIER).out().lines()).hasSize(1);
  }

  @Test
  void oddLinesAreNamedAndTheOthersDecoded() {
    assertRun(
        Run.with(BAD_TYPE + "\n04zz\n123\n0402\n" + ECHO + "\n" + BARRIER, "decode"),
        1,
        ECHO_TEXT + BARRIER_TEXT,
        """
        line 1: OFPBRC_BAD_TYPE: no message of type 99 in 1.3
        line 2, column 3: 'z', expected a hexadecimal digit
        line 3, column 4: the end, expected another digit
        line 4: OFPBRC_BAD_LEN: frame of 2 octets, shorter than a header
        """);
  }

  @Test
  void jsonIsOneObjectALine() {
    assertRun(
        Run.with(ECHO + "\n" + BAD_TYPE + "\nno", "decode", "--json"),
        1,
        """
        {"ok":true,"version":"1.3","type":"ECHO_REQUEST","text":"data_len=1 data=61","hex":"040200090000007b61","xid":123,"at":"line 1"}
        {"ok":false,"errorType":1,"errorCode":1,"error":"OFPBRC_BAD_TYPE","detail":"no message of type 99 in 1.3","xid":123,"at":"line 2"}
        {"ok":false,"errorType":null,"errorCode":null,"error":null,"detail":"column 1: 'n', expected a hexadecimal digit","at":"line 3"}
        """,
        "");
  }

  @Test
  void encodesWhatWasDecoded() {
    assertRun(Run.with(ECHO_TEXT + BARRIER_TEXT, "encode"), 0, ECHO + "\n" + BARRIER + "\n", "");
    String json = Run.of("decode", "--json", ECHO, BARRIER).out();
    assertRun(Run.with(json, "encode", "--json"), 0, ECHO + "\n" + BARRIER + "\n", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BARRIER_REQUEST (OF1.3) (xid=123):",
        "OFPT_BARRIER_REQUEST (xid=0x7b)",
        "barrier_request (xid=0x7b) (OpenFlow13):",
        "  BARRIER_REQUEST(OF1.3)(xid=0x7b) : ",
        "2026-01-02T03:04:05.000006Z 10.0.0.1:6653 > [::1]:40000 BARRIER_REQUEST (OF1.3) (xid=0x7b):",
      })
  void headersMayBeWrittenInManyWays(String line) {
    assertRun(Run.of("encode", line), 0, BARRIER + "\n", "");
  }

  @Test
  void whatHeadersDoNotSayIsSaidByOptions() {
    assertRun(Run.of("encode", "BARRIER_REQUEST"), 0, "0414000800000000\n", "");
    assertRun(Run.of("encode", "-O", "OpenFlow10", "BARRIER_REQUEST"), 0, "0112000800000000\n", "");
    assertRun(
        Run.of("encode", "--version=1.0", "--type", "FLOW_MOD", "del", "FLOW_MOD: del"),
        0,
        Run.of("encode", "FLOW_MOD (OF1.0): del").out().repeat(2),
        "");
  }

  @Test
  void mistakesAreNamedWithLineAndColumn() {
    assertRun(
        Run.with(
            """
            FLOW_MOD (OF1.3): priority=5 actions=outptu:1
            ROLE_REQUEST: role=KING
            KING:
            BARRIER_REQUEST (OF1.9):
            ,
            FLOW_MOD (OF1.0): meter=1,actions=meter:1
            BARRIER_REQUEST
            """,
            "encode"),
        1,
        "0414000800000000\n",
        """
        line 1, column 38: 'outptu', expected an action or an instruction
        line 2, column 20: 'KING', expected one of NOCHANGE, EQUAL, MASTER, SLAVE
        line 3, column 1: 'KING', expected a type of message, such as FLOW_MOD
        line 4, column 18: 'OF1.9', expected a version from OF1.0 to OF1.5
        line 5, column 1: expected a message such as FLOW_MOD (OF1.3) (xid=0x1): actions=drop
        line 6, column 19: 'meter', expected the name of a match field
        """);
    assertThat(Run.of("encode", "ROLE_REQUEST (OF1.0): role=MASTER generation_id=1").err())
        .startsWith("line 1: OpenFlow 1.0 cannot say");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"a\":1,}",
        "{\"type\":\"HELLO\"",
        "{\"type\":\"HELLO\",\"text\":1x}",
        "{\"type\":\"HELLO\",\"text\":\"\\q\"}",
        "{\"ok\":false,\"errorType\":null}",
        "{\"type\":\"HELLO\",\"text\":\"\",\"version\":\"2.0\"}",
        "\"",
        "{\"",
      })
  void oddJsonIsNamed(String json) {
    Run run = Run.with(json + " \n", "encode", "--json");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).matches(json.isBlank() ? "" : "line 1, column \\d+: .+\n");
  }

  @Test
  void wrongArgumentsHaveAStatusOfTheirOwn() {
    for (List<String> arguments :
        List.of(
            List.of("decode", "--jsno"),
            List.of("decode", "--pcap"),
            List.of("decode", "--port", "70000"),
            List.of("decode", "--type", "HELLO"),
            List.of("encode", "-O", "OpenFlow16"),
            List.of("encode", "--pcap", "x"))) {
      Run run = Run.of(arguments.toArray(String[]::new));
      assertThat(run.status()).as("%s", arguments).isEqualTo(2);
      assertThat(run.err()).startsWith("weft: ").endsWith("; try: weft decode --help\n");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void helpIsPrinted() {
    assertRun(Run.of("decode", "--help"), 0, CodecMain.HELP, "");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertRun(
        Run.of("decode", "--pcap", "/nowhere"), 1, "", "/nowhere: no file that can be read\n");
  }

  @Test
  void nobodyReading() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int status =
        CodecMain.run(
            List.of("decode", ECHO),
            new ByteArrayInputStream(new byte[0]),
            closed,
            OutputStream.nullOutputStream());
    assertThat(status).isEqualTo(1);
  }
}
