package io.weft.openflow.cli.capture;

import static io.weft.openflow.cli.capture.CaptureFile.ACK;
import static io.weft.openflow.cli.capture.CaptureFile.FIN;
import static io.weft.openflow.cli.capture.CaptureFile.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.cli.Run;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Captures through {@code weft decode}. */
@Timeout(60)
class CaptureTest {
  private static final String HELLO = "0400000800000001";
  private static final String ECHO = "0402000a000000025566";
  private static final String BARRIER = "0414000800000003";

  private static final Pattern TYPE = Pattern.compile("(?:\\S+ ){4}(\\S+) .*");

  @TempDir Path directory = Path.of("");

  private static Run decode(CaptureFile file) {
    return Run.with(file.pcap(), "decode");
  }

  /** The types of what it printed. */
  private static String types(Run run) {
    StringBuilder types = new StringBuilder();
    run.out()
        .lines()
        .forEach(line -> types.append(TYPE.matcher(line).replaceAll("$1")).append(' '));
    return types.toString().strip();
  }

  private static CaptureFile conversation() {
    return new CaptureFile()
        .other("ffffffffffff00000000000108060001")
        .toController(SYN, 99, "")
        .toSwitch(SYN, 0x7fffffff, "")
        .toController(ACK, 100, HELLO)
        .toSwitch(ACK, 0x80000000, HELLO + ECHO.substring(0, 5 * 2))
        .toSwitch(ACK, 0x8000000d, ECHO.substring(5 * 2))
        .toController(FIN, 108, "");
  }

  private static final String CONVERSATION =
      """
      1970-01-01T00:00:03.005Z 10.0.0.1:40000 > 10.0.0.2:6653 HELLO (OF1.3) (xid=0x1): version=4
      1970-01-01T00:00:04.005Z 10.0.0.1:6653 > 10.0.0.2:40000 HELLO (OF1.3) (xid=0x1): version=4
      1970-01-01T00:00:05.005Z 10.0.0.1:6653 > 10.0.0.2:40000 ECHO_REQUEST (OF1.3) (xid=0x2): data_len=2 data=5566
      """;

  @Test
  void saysWhenAndWhereTo() {
    assertThat(decode(conversation())).isEqualTo(new Run(0, CONVERSATION, ""));
    assertThat(Run.with(CONVERSATION, "encode").out())
        .isEqualTo(HELLO + "\n" + HELLO + "\n" + ECHO + "\n");
  }

  @Test
  void readsAllFormats() throws IOException {
    CaptureFile file = conversation();
    assertThat(Run.with(file.pcap(0xa1b2c3d4, ByteOrder.BIG_ENDIAN), "decode").out())
        .isEqualTo(CONVERSATION);
    assertThat(Run.with(file.pcap(0xa1b23c4d, ByteOrder.LITTLE_ENDIAN), "decode").out())
        .isEqualTo(CONVERSATION.replace("005Z", "000005Z"));
    assertThat(Run.with(file.pcapng(), "decode").out()).isEqualTo(CONVERSATION);
    Path named = directory.resolve("capture");
    Files.write(named, file.pcap());
    assertThat(Run.of("decode", named.toString()).out()).isEqualTo(CONVERSATION);
    assertThat(Run.of("decode", "--pcap", named.toString()).out()).isEqualTo(CONVERSATION);
  }

  @Test
  void jsonSaysWhenAndWhereTo() {
    assertThat(Run.with(conversation().pcap(), "decode", "--json").out().lines().findFirst())
        .hasValue(
            "{\"ok\":true,\"version\":\"1.3\",\"type\":\"HELLO\",\"text\":\"version=4\",\"hex\":\"0400000800000001\",\"xid\":1,"
                + "\"at\":\"packet 4\",\"time\":\"1970-01-01T00:00:03.005Z\",\"from\":\"10.0.0.1:40000\",\"to\":\"10.0.0.2:6653\"}");
  }

  @Test
  void segmentsArePutInOrderAcrossTheWrapOfSequenceNumbers() {
    Run run =
        decode(
            new CaptureFile()
                .toSwitch(SYN, 0xfffffffb, "")
                .toSwitch(ACK, 4, ECHO)
                .toSwitch(ACK, 0xfffffffc, HELLO)
                .toSwitch(ACK, 0xfffffffc, HELLO)
                .toSwitch(ACK, 6, ECHO.substring(4) + BARRIER));
    assertThat(types(run)).isEqualTo("HELLO ECHO_REQUEST BARRIER_REQUEST");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void goesOnAfterAGap() {
    Run run =
        decode(
            new CaptureFile()
                .toSwitch(SYN, 99, "")
                .toSwitch(ACK, 100, HELLO + ECHO.substring(0, 8))
                .toSwitch(ACK, 200, "ffee" + BARRIER + ECHO)
                .toSwitch(FIN, 220, ""));
    assertThat(types(run)).isEqualTo("HELLO BARRIER_REQUEST ECHO_REQUEST");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "packet 3: 1970-01-01T00:00:02.005Z 10.0.0.1:6653 > 10.0.0.2:40000 88 octets are missing in the capture\n");
  }

  @Test
  void beginsInTheMiddle() {
    Run run = decode(new CaptureFile().toSwitch(ACK, 100, "00112233445566778899" + HELLO + ECHO));
    assertThat(types(run)).isEqualTo("HELLO ECHO_REQUEST");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aMessageThatEndsTooSoonIsNamed() {
    Run run = decode(new CaptureFile().toSwitch(SYN, 99, "").toSwitch(FIN, 100, HELLO + "0402"));
    assertThat(types(run)).isEqualTo("HELLO");
    assertThat(run.err()).endsWith("ends within a message, of which it has 2 octets\n");
  }

  @Test
  void aLengthThatIsNoneIsNamedAndPassedOver() {
    Run run =
        decode(
            new CaptureFile()
                .toSwitch(SYN, 99, "")
                .toSwitch(ACK, 100, HELLO + "0402000000000002" + BARRIER));
    assertThat(types(run)).isEqualTo("HELLO BARRIER_REQUEST");
    assertThat(run.err()).contains("OFPBRC_BAD_LEN");
  }

  @Test
  void otherPortsAreAskedFor() {
    byte[] file =
        HexFormat.of()
            .parseHex(
                HexFormat.of()
                    .formatHex(
                        new CaptureFile().toSwitch(SYN, 99, "").toSwitch(ACK, 100, HELLO).pcap())
                    .replace("19fd9c40", "19fe9c40"));
    assertThat(Run.with(file, "decode").out()).isEmpty();
    assertThat(types(Run.with(file, "decode", "--port", "6654"))).isEqualTo("HELLO");
  }

  @Test
  void damageIsNamed() {
    byte[] whole = conversation().pcap();
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
    assertThat(Run.with(cut, "decode"))
        .isEqualTo(new Run(1, CONVERSATION, "capture: cut off after packet 6\n"));
    Run run = Run.with("no capture", "decode", "--pcap", "/dev/null");
    assertThat(run.err()).isEqualTo("capture: neither pcap nor pcapng\n");
  }

  @Test
  void survivesAnyDamage() {
    for (byte[] whole : new byte[][] {conversation().pcap(), conversation().pcapng()}) {
      for (int seed = 0; seed < 3000; seed++) {
        Random random = new Random(seed);
        byte[] spoilt = whole.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
          spoilt[4 + random.nextInt(spoilt.length - 4)] = (byte) random.nextInt(256);
        }
        assertThat(Run.with(spoilt, "decode").err()).doesNotContain("Exception");
      }
    }
  }

  @Test
  void memoryIsBoundedWhateverIsMissing() {
    CaptureFile file = new CaptureFile().toSwitch(SYN, 99, "");
    for (int i = 0; i < 600; i++) {
      file.toSwitch(ACK, 200 + 16 * i, HELLO);
    }
    Run run = decode(file);
    assertThat(run.out().lines()).hasSize(600);
    assertThat(run.err().lines()).hasSize(600).allMatch(line -> line.contains("are missing"));
  }
}
