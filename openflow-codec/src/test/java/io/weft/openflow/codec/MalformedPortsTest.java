package io.weft.openflow.codec;

import static io.weft.openflow.codec.MalformedFrame.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfError;
import io.weft.openflow.message.Envelope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed messages about ports, tables, queues and meters, each with its error. */
class MalformedPortsTest {
  /** What the features of a table must have, all of it empty: types 0, 2, ... 14. */
  private static final String REQUIRED =
      "00000004 00000000 00020004 00000000 00040004 00000000 00060004 00000000"
          + " 00080004 00000000 000a0004 00000000 000c0004 00000000 000e0004 00000000";

  /** An answer of 1.3 about the features of a table with these properties. */
  private static MalformedFrame features(
      String what, int length, String properties, OfError error) {
    return row(
        what,
        "0413xxxx 0000007b 000c0000 00*4 %04x 03 00*5 61 00*31 00*24 ".formatted(64 + length)
            + properties,
        error);
  }

  /** An answer of 1.4 with the counters of a port with these properties. */
  private static MalformedFrame counters(
      String what, int length, String properties, OfError error) {
    return row(
        what,
        "0513xxxx 0000007b 00040000 00*4 %04x 0000 00000001 00*72 ".formatted(80 + length)
            + properties,
        error);
  }

  private static MalformedFrame meter(String what, String body, OfError error) {
    return row(what, "041dxxxx 0000007b " + body, error);
  }

  private static MalformedFrame tableMod(String what, String properties, OfError error) {
    return row(what, "0511xxxx 0000007b 02 000000 00000000 " + properties, error);
  }

  // spotless:off
  static List<MalformedFrame> rows() {
    return List.of(
        row("port status of 1.0 too short",   "010cxxxx 0000007b 00*55", OfError.OFPBRC_BAD_LEN),
        row("port status, reason 3",          "040cxxxx 0000007b 03 00*71", OfError.NXBRC_BAD_REASON),
        row("port of length 39",              "050cxxxx 0000007b 00*8 00000001 0027 00*34", OfError.OFPBRC_BAD_LEN),
        row("port of length 0",               "050cxxxx 0000007b 00*8 00000001 0000 00*34", OfError.OFPBRC_BAD_LEN),
        row("port beyond the end",            "050cxxxx 0000007b 00*8 00000001 0030 00*34", OfError.OFPBRC_BAD_LEN),
        row("port property of length 0",      "050cxxxx 0000007b 00*8 00000001 0030 00*34 00000000 00*4", OfError.OFPBPC_BAD_LEN),
        row("port property of length 3",      "050cxxxx 0000007b 00*8 00000001 0030 00*34 00090003 00*4", OfError.OFPBPC_BAD_LEN),
        row("port property beyond the port",  "050cxxxx 0000007b 00*8 00000001 0030 00*34 00090009 00*4", OfError.OFPBPC_BAD_LEN),
        row("ethernet too short",             "050cxxxx 0000007b 00*8 00000001 0030 00*34 00000008 00*4", OfError.OFPBPC_BAD_LEN),
        row("ethernet too long",              "050cxxxx 0000007b 00*8 00000001 0050 00*34 00000028 00*36", OfError.OFPBPC_BAD_LEN),
        row("experimenter 0",                 "050cxxxx 0000007b 00*8 00000001 0038 00*34 ffff000c 00*4 00*8", OfError.OFPBPC_BAD_EXPERIMENTER),
        row("experimenter without type",      "050cxxxx 0000007b 00*8 00000001 0030 00*34 ffff0008 00000001", OfError.OFPBPC_BAD_LEN),
        row("port mod of 1.0 too long",       "010fxxxx 0000007b 00*25", OfError.OFPBRC_BAD_LEN),
        row("port mod too short",             "0410xxxx 0000007b 00*31", OfError.OFPBRC_BAD_LEN),
        row("port mod of 1.4, odd",           "0510xxxx 0000007b 00*25", OfError.OFPBRC_BAD_LEN),
        row("advertise of 2 octets",          "0510xxxx 0000007b 00*24 00000006 0000 0000", OfError.OFPBPC_BAD_LEN),
        row("port stats cut off",             "0413xxxx 0000007b 00040000 00*4 00*111", OfError.OFPBRC_BAD_LEN),
        row("port stats of 1.1 too long",     "0213xxxx 0000007b 00040000 00*4 00*112", OfError.OFPBRC_BAD_LEN),
        row("port stats request too short",   "0412xxxx 0000007b 00040000 00*4 00000001", OfError.OFPBRC_BAD_LEN),
        row("port stats of length 79",        "0513xxxx 0000007b 00040000 00*4 004f 00*78", OfError.OFPBRC_BAD_LEN),
        counters("counters beyond the end",   8, "", OfError.OFPBRC_BAD_LEN),
        counters("ethernet counters of 8",    8, "00000008 00000000", OfError.OFPBPC_BAD_LEN),
        counters("rfc2819 of 16",             16, "ffff0010 0000aa01 00000001 00000000", OfError.OFPBPC_BAD_LEN),
        row("port desc request with body",    "0412xxxx 0000007b 000d0000 00*4 00*8", OfError.OFPBRC_BAD_LEN),
        row("port desc request without port", "0612xxxx 0000007b 000d0000 00*4", OfError.OFPBRC_BAD_LEN),
        row("port descs cut off",             "0413xxxx 0000007b 000d0000 00*4 00*63", OfError.OFPBRC_BAD_LEN),

        row("table mod too long",             "0411xxxx 0000007b 02 000000 00000000 00", OfError.OFPBRC_BAD_LEN),
        tableMod("table mod property 1",      "00010008 00000000", OfError.OFPBRC_BAD_TYPE),
        tableMod("eviction of 2 octets",      "00020006 00000000", OfError.OFPBPC_BAD_LEN),
        tableMod("vacancy of 2 octets",       "00030006 0a140000", OfError.OFPBPC_BAD_LEN),
        tableMod("vacancy down above up",     "00030008 140a0000", OfError.OFPBPC_BAD_VALUE),
        tableMod("vacancy of 101 %",          "00030008 0a650000", OfError.OFPBPC_BAD_VALUE),
        tableMod("vacancy now",               "00030008 0a140100", OfError.OFPBPC_BAD_VALUE),
        row("table status, reason 2",         "051fxxxx 0000007b 02 00*7 0008 0000 00000000", OfError.OFPBPC_BAD_VALUE),
        row("table status, table too short",  "051fxxxx 0000007b 03 00*7 0007 0000 00000000", OfError.OFPBRC_BAD_LEN),
        row("table desc of length 0",         "0513xxxx 0000007b 000e0000 00*4 0000 0000 00000000", OfError.OFPBRC_BAD_LEN),
        row("table desc beyond the end",      "0513xxxx 0000007b 000e0000 00*4 0010 0000 00000000", OfError.OFPBRC_BAD_LEN),
        row("table stats cut off",            "0413xxxx 0000007b 00030000 00*4 00*23", OfError.OFPBRC_BAD_LEN),
        row("table stats of 1.2 in 1.1",      "0213xxxx 0000007b 00030000 00*4 00*128", OfError.OFPBRC_BAD_LEN),
        row("table stats request with body",  "0412xxxx 0000007b 00030000 00*4 00*8", OfError.OFPBRC_BAD_LEN),

        row("table features cut off",         "0413xxxx 0000007b 000c0000 00*4 0040 00*54", OfError.OFPBRC_BAD_LEN),
        row("table features, too short one",  "0412xxxx 0000007b 000c0000 00*4 0040 00*54", OfError.OFPBPC_BAD_LEN),
        row("no features of tables",          "0413xxxx 0000007b 000c0000 00*4", OfError.OFPBRC_BAD_LEN),
        row("table features of length 56",    "0413xxxx 0000007b 000c0000 00*4 0038 00*62", OfError.OFPBPC_BAD_LEN),
        row("table features of length 68",    "0413xxxx 0000007b 000c0000 00*4 0044 00*70", OfError.OFPBPC_BAD_LEN),
        row("table features beyond the end",  "0413xxxx 0000007b 000c0000 00*4 0048 00*62", OfError.OFPBPC_BAD_LEN),
        row("features of table 255",          "0413xxxx 0000007b 000c0000 00*4 0040 ff 00*61", OfError.OFPTFFC_BAD_TABLE),
        row("table features command 4",       "0613xxxx 0000007b 000c0000 00*4 0040 0304 00*60", OfError.OFPTFFC_BAD_COMMAND),
        row("features lack all, asked in 1.5", "0612xxxx 0000007b 000c0000 00*4 0048 0300 00*60 00010004 00*4", OfError.OFPTFFC_BAD_FEATURES),
        features("features lack all",         0, "", OfError.OFPTFFC_BAD_FEATURES),
        features("feature property twice",    80, REQUIRED + "00010004 00*4 00010004 00*4", OfError.OFPTFFC_BAD_FEATURES),
        features("feature of length 3",       8, "00000003 00*4", OfError.OFPBPC_BAD_LEN),
        features("feature beyond the end",    8, "00000009 00*4", OfError.OFPBPC_BAD_LEN),
        features("next table 255",            8, "00020005 ff000000", OfError.OFPBPC_BAD_VALUE),
        features("instruction of length 3",   8, "00000008 00010003", OfError.OFPBPC_BAD_LEN),
        features("instruction of length 8",   8, "00000008 00010008", OfError.OFPBPC_BAD_LEN),
        features("half an action",            8, "00040006 00000000", OfError.OFPBPC_BAD_LEN),
        features("half a field",              8, "00080006 80000000", OfError.OFPBMC_BAD_LEN),
        features("field without experimenter", 8, "00080008 ffff0008", OfError.OFPBMC_BAD_LEN),
        features("field shorter than its id", 16, "0008000c ffff0002 4f4e4600 00000000", OfError.OFPBMC_BAD_LEN),
        features("wildcard with mask",        8, "000a0008 8000070c", OfError.OFPBMC_BAD_MASK),
        features("set field with mask",       8, "000c0008 8000070c", OfError.OFPBMC_BAD_MASK),

        row("queues of LOCAL",                "0416xxxx 0000007b fffffffe 00000000", OfError.OFPQOFC_BAD_PORT),
        row("queues of NONE",                 "0114xxxx 0000007b ffff 0000", OfError.OFPQOFC_BAD_PORT),
        row("queue request too long",         "0416xxxx 0000007b 00000001 00000000 00", OfError.OFPBRC_BAD_LEN),
        row("queue of length 8",              "0417xxxx 0000007b 00000001 00000000 00000001 00000001 0008 00*6", OfError.OFPBRC_BAD_LEN),
        row("queue of length 20",             "0417xxxx 0000007b 00000001 00000000 00000001 00000001 0014 00*6 00*8", OfError.OFPBRC_BAD_LEN),
        row("queue beyond the end",           "0417xxxx 0000007b 00000001 00000000 00000001 00000001 0018 00*6", OfError.OFPBRC_BAD_LEN),
        row("queue cut off",                  "0417xxxx 0000007b 00000001 00000000 00000001 00000001", OfError.OFPBRC_BAD_LEN),
        row("queue property of length 0",    "0115xxxx 0000007b 0001 00*6 00000001 0010 0000 00010000 00000000", OfError.OFPBRC_BAD_LEN),
        row("min rate of 8 octets",           "0115xxxx 0000007b 0001 00*6 00000001 0010 0000 00010008 00000000", OfError.OFPBRC_BAD_LEN),
        row("queue desc of length 8",         "0513xxxx 0000007b 000f0000 00*4 00000001 00000001 0008 00*6", OfError.OFPBRC_BAD_LEN),
        row("max rate without rate",          "0513xxxx 0000007b 000f0000 00*4 00000001 00000001 0018 00*6 00020004 00000000", OfError.OFPBPC_BAD_LEN),
        row("queue stats cut off",            "0413xxxx 0000007b 00050000 00*4 00*39", OfError.OFPBRC_BAD_LEN),
        row("queue stats of length 40",       "0513xxxx 0000007b 00050000 00*4 0028 00*46", OfError.OFPBRC_BAD_LEN),

        meter("meter command 3",              "0003 0001 00000001", OfError.OFPMMFC_BAD_COMMAND),
        meter("meter of both units",          "0000 0003 00000001 00010010 00000001 00*8", OfError.OFPMMFC_BAD_FLAGS),
        meter("meter band 3",                 "0000 0001 00000001 00030010 00000001 00*8", OfError.OFPMMFC_BAD_BAND),
        meter("meter band of length 0",       "0000 0001 00000001 00010000 00000001 00*8", OfError.OFPBRC_BAD_LEN),
        meter("meter band of length 24",      "0000 0001 00000001 00010018 00000001 00*16", OfError.OFPBRC_BAD_LEN),
        meter("meter band cut off",           "0000 0001 00000001 00010010 00000001", OfError.OFPBRC_BAD_LEN),
        meter("meter mod too short",          "0000 0001 0000", OfError.OFPBRC_BAD_LEN),
        row("meter config of length 0",       "0413xxxx 0000007b 000a0000 00*4 0000 0001 00000001", OfError.OFPBRC_BAD_LEN),
        row("meter config beyond the end",    "0413xxxx 0000007b 000a0000 00*4 0018 0001 00000001", OfError.OFPBRC_BAD_LEN),
        row("meter stats of length 32",       "0413xxxx 0000007b 00090000 00*4 00000001 0020 00*34", OfError.OFPBRC_BAD_LEN),
        row("meter stats with half a band",   "0413xxxx 0000007b 00090000 00*4 00000001 0030 00*42", OfError.OFPBRC_BAD_LEN),
        row("meter features too short",       "0413xxxx 0000007b 000b0000 00*4 00*15", OfError.OFPBRC_BAD_LEN));
  }
  // spotless:on

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(MalformedFrame row) {
    row.checkRefused();
  }

  @Test
  void openVswitchSaysTheSame() {
    MalformedFrame.checkByOvs(rows(), Map.of());
  }

  /** What Open vSwitch does not look at is no mistake, and is not kept. */
  @Test
  void readsWhatMeansNothing() {
    for (String frame :
        List.of(
            "041d00200000007b0002000300000001ffffffffffffffffffffffffffffffff",
            "050c00400000007b00000000000000000000000100280000"
                + "00".repeat(32)
                + "ffffffffffffffff")) {
      assertThat(Frames.decode(frame)).isInstanceOf(Envelope.class);
    }
  }
}
