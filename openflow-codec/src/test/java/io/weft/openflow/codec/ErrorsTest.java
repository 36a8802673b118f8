package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.net.Bytes;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every error in every version that has it, and errors that nobody knows. */
class ErrorsTest {
  /** Those that say in some version what an earlier row says. */
  private static final Set<OfError> SAME_AS_ANOTHER =
      Set.of(OfError.OFPBRC_IS_SECONDARY, OfError.OFPBIC_BAD_EXP_TYPE);

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "OFPHFC_EPERM,              01 01 0017 0000007b 0000 0001 657874726120646174610a",
    "OFPBRC_BAD_LEN,            01 01 0014 0000007b 0001 0006 0105ccddeeff0011",
    "OFPFMFC_OVERLAP,           01 01 0014 0000007b 0003 0001 0106ccddeeff0011",
    "OFPBMC_BAD_PREREQ,         01 01 001c 0000007b b0c2 0000 00002320 0001 0104 0102000811111111",
    "OFPBMC_BAD_PREREQ,         02 01 001c 0000007b b0c2 0000 00002320 0001 0104 0102000811111111",
    "OFPBMC_BAD_PREREQ,         03 01 0014 0000007b 0004 0009 0302000811111111",
    "OFPBMC_BAD_FIELD,          01 01 0014 0000007b b0c2 0000 00002320 0000 0107",
    "NXBRC_MUST_BE_ZERO,        02 01 001c 0000007b b0c2 0000 00002320 0001 0203 0102000811111111",
    "NXBRC_MUST_BE_ZERO,        03 01 0018 0000007b ffff 0004 00002320 0102000811111111",
    "OFPBIC_DUP_INST,           02 01 0014 0000007b b0c2 0000 00002320 0003 0100",
    "OFPBIC_DUP_INST,           03 01 0010 0000007b ffff 0a28 4f4e4600",
    "OFPBIC_DUP_INST,           04 01 0010 0000007b ffff 0a28 4f4e4600",
    "OFPBIC_DUP_INST,           05 01 000c 0000007b 0003 0009",
    "OFPBIC_BAD_EXPERIMENTER,   02 01 000c 0000007b 0003 0005",
    "OFPBIC_BAD_EXP_TYPE,       03 01 000c 0000007b 0003 0006",
    "OFPBFC_TIMEOUT,            04 01 0010 0000007b ffff 090a 4f4e4600",
    "OFPBFC_BAD_VERSION,        06 01 0010 0000007b ffff 0016 00002320",
    "OFPFMFC_BAD_PRIORITY,      04 01 0010 0000007b ffff 0938 4f4e4600",
    "OFPBPC_DUP_TYPE,           03 01 0010 0000007b ffff 001d 00002320",
  })
  // spotless:on
  void isReadAndWrittenAs(OfError error, String hex) {
    assertReadsAs(error, hex);
  }

  @ParameterizedTest
  @CsvSource({
    "01 01 000c 0000007b 0009 0000,                        0,          9,      0",
    "01 01 000c 0000007b ffff 0004,                        0,          65535,  4",
    "01 01 0010 0000007b ffff 0004 00002320,               0,          65535,  4",
    "04 01 000e 0000007b ffff 0004 0000,                   0,          65535,  4",
    "01 01 0010 0000007b b0c2 0000 00002320,               0,          45250,  0",
    "04 01 0014 0000007b b0c2 0000 00002320 0001 0203,     0,          45250,  0",
    "01 01 0014 0000007b b0c2 0000 00002320 0009 0203,     0x2320,     9,      515",
    "01 01 0014 0000007b b0c2 0000 00000000 0001 0000,     -1,         1,      0",
    "04 01 0010 0000007b ffff 0001 00000000,               -1,         1,      0",
    "04 01 0012 0000007b ffff 7777 005c16c7 0102,          0x5c16c7,   30583,  0",
  })
  void whatNoRowHasIsKept(String hex, String experimenter, int type, int code) {
    int id = Integer.decode(experimenter);
    assertReadsAs(
        id == 0
            ? new ErrorCode.Unknown(type, code)
            : new ErrorCode.Experimenter(Math.max(id, 0), type, code),
        hex);
  }

  private static void assertReadsAs(ErrorCode error, String hex) {
    assertThat(Frames.decode(hex))
        .isInstanceOfSatisfying(
            Envelope.class,
            read -> {
              assertThat(read.message())
                  .isInstanceOfSatisfying(
                      ErrorMessage.class, message -> assertThat(message.error()).isEqualTo(error));
              assertThat(Frames.encode(read)).isEqualTo(hex.replace(" ", ""));
            });
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void everyErrorIsReadAsItWasWritten(OfVersion version) {
    for (OfError error : sayable(version)) {
      Envelope read = (Envelope) Frames.decode(frame(version, error));
      if (!SAME_AS_ANOTHER.contains(error)) {
        assertThat(read.message()).isEqualTo(message(version, error));
      }
    }
  }

  @Test
  void openVSwitchCallsEveryErrorThat() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
    for (OfVersion version : OfVersion.values()) {
      List<OfError> errors = sayable(version);
      errors.removeAll(SAME_AS_ANOTHER);
      List<String> printed =
          Ovs.print(errors.stream().map(error -> frame(version, error)).toList());
      for (int i = 0; i < errors.size(); i++) {
        assertThat(printed.get(i)).contains("(xid=0x7b): " + errors.get(i) + "\n");
      }
    }
  }

  private static List<OfError> sayable(OfVersion version) {
    List<OfError> errors = new ArrayList<>();
    for (OfError error : OfError.values()) {
      if (error.wire(version).isPresent()) {
        errors.add(error);
      }
    }
    return errors;
  }

  private static ErrorMessage message(OfVersion version, OfError error) {
    return new ErrorMessage(error, Bytes.parse("%02x02000811111111".formatted(version.wire())));
  }

  private static String frame(OfVersion version, OfError error) {
    return Frames.encode(version, message(version, error));
  }
}
