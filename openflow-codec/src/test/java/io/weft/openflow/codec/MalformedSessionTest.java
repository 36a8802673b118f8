package io.weft.openflow.codec;

import static io.weft.openflow.codec.MalformedFrame.row;

import io.weft.openflow.OfError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed handshakes, bundles, packets in and out, and messages of Nicira's. */
class MalformedSessionTest {
  private static final String GROUP_MOD = "0000 00 00 00000001";

  /** Where Open vSwitch says otherwise: it looks at neither, nor knows those things of 1.5. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "hello element of length 0", "none",
          "hello, second element of length 0", "none",
          "bundle control 8", "none",
          "bundle property of length 0", "none",
          "controller of length 15", "OFPBRC_BAD_TYPE",
          "controller beyond the end", "OFPBRC_BAD_TYPE",
          "controller of role 4", "OFPBRC_BAD_TYPE",
          "controllers of length 0", "OFPBRC_BAD_STAT",
          "bundle features of 4 octets", "OFPBRC_BAD_STAT");

  /** A bundle add of 1.4 with this message. */
  private static MalformedFrame bundled(String what, String message, OfError error) {
    return row(what, "0522xxxx 0000007b 00000001 00000001 " + message, error);
  }

  private static MalformedFrame forwarded(String what, String message, OfError error) {
    return row(what, "0520xxxx 0000007b " + message, error);
  }

  /** A message of Nicira's in 1.0. */
  private static MalformedFrame nicira(String what, int type, String body, OfError error) {
    return row(what, "0104xxxx 0000007b 00002320 %08x ".formatted(type) + body, error);
  }

  /** A packet in of Nicira's second kind, with a packet of two octets and these properties. */
  private static MalformedFrame packet(String what, String properties, OfError error) {
    return nicira(what, 30, "00000006 01020000 " + properties, error);
  }

  private static MalformedFrame continued(
      String what, int length, String properties, OfError error) {
    return packet(what, "0008%04x 00000000 ".formatted(8 + length) + properties, error);
  }

  private static MalformedFrame ctFlush(String what, String properties, OfError error) {
    return nicira(what, 32, "06 00*7 " + properties, error);
  }

  private static MalformedFrame packetOut15(String what, String match, OfError error) {
    return row(what, "060dxxxx 0000007b ffffffff 00000000 " + match, error);
  }

  // spotless:off
  static List<MalformedFrame> rows() {
    return List.of(
        row("hello element of length 0",         "0400xxxx 0000007b 00010000 00000012", OfError.OFPBRC_BAD_LEN),
        row("hello, second element of length 0", "0400xxxx 0000007b 00010008 00000012 00020000 00*4", OfError.OFPBRC_BAD_LEN),
        row("error of 1.5 without code",         "0601xxxx 0000007b 0001", OfError.OFPBRC_BAD_LEN),
        row("features reply of 1.1 cut off",     "0206xxxx 0000007b 00*24 00000001 00*50", OfError.OFPBRC_BAD_LEN),
        row("features reply of 1.3 with a port", "0406xxxx 0000007b 00*24 00000001 00*60", OfError.OFPBRC_BAD_LEN),
        row("get config request with body",      "0407xxxx 0000007b 00000000", OfError.OFPBRC_BAD_LEN),
        row("config flag 4 in 1.3",              "0409xxxx 0000007b 00040080", OfError.OFPSCFC_BAD_FLAGS),
        row("config flag 8 in 1.0",              "0109xxxx 0000007b 00080080", OfError.OFPSCFC_BAD_FLAGS),
        row("role request too short",            "0418xxxx 0000007b 00000001 00*11", OfError.OFPBRC_BAD_LEN),
        row("role reply 4",                      "0619xxxx 0000007b 00000004 00*12", OfError.OFPRRFC_BAD_ROLE),
        row("role status 9",                     "051exxxx 0000007b 00000009 00000000 00*8", OfError.OFPRRFC_BAD_ROLE),
        row("role status too short",             "051exxxx 0000007b 00000002 00000000", OfError.OFPBRC_BAD_LEN),
        row("role status of 1.3, too short",     "0404xxxx 0000007b 4f4e4600 00000777 00000002", OfError.OFPBRC_BAD_LEN),
        row("unknown multipart type",            "0412xxxx 0000007b 00770000 00*4", OfError.OFPBRC_BAD_STAT),
        row("multipart reply of 1.3 in 1.2",     "0313xxxx 0000007b 00090000 00*4", OfError.OFPBRC_BAD_STAT),
        row("experimenter multipart without id", "0412xxxx 0000007b ffff0000 00*4 0000", OfError.OFPBRC_BAD_LEN),
        row("vendor stats without subtype",      "0110xxxx 0000007b ffff0000 00002320", OfError.OFPBRC_BAD_LEN),
        row("vendor message without subtype",    "0104xxxx 0000007b 00002320", OfError.OFPBRC_BAD_LEN),
        row("experimenter message without type", "0404xxxx 0000007b 005c16c7 0001", OfError.OFPBRC_BAD_LEN),

        row("set async of 1.3 too short",        "041cxxxx 0000007b 00*20", OfError.OFPBRC_BAD_LEN),
        row("set async of 12 octets",            "051cxxxx 0000007b 00000008 00000001 00*4", OfError.OFPBRC_BAD_LEN),
        row("async property of length 0",        "051cxxxx 0000007b 00000000 00000001", OfError.OFPBPC_BAD_LEN),
        row("async property of length 4",        "051cxxxx 0000007b 00000004 00000001", OfError.OFPBPC_BAD_LEN),
        row("async property of length 12",       "051cxxxx 0000007b 0000000c 00000001 00*8", OfError.OFPBPC_BAD_LEN),
        row("async reason 6",                    "051cxxxx 0000007b 00000008 00000040", OfError.OFPACFC_INVALID),
        row("async table status reason 0",       "051cxxxx 0000007b 00080008 00000001", OfError.OFPACFC_INVALID),
        row("async property 17",                 "051cxxxx 0000007b 00110008 00000002", OfError.OFPACFC_UNSUPPORTED),
        row("async property 12 in 1.4",          "051cxxxx 0000007b 000c0008 00000001", OfError.OFPACFC_UNSUPPORTED),
        row("async of experimenter 0",           "051cxxxx 0000007b fffe0010 00000000 00000001 00000000", OfError.OFPBPC_BAD_EXPERIMENTER),
        row("async of experimenter, cut off",    "051cxxxx 0000007b fffe0008 00002320", OfError.OFPBPC_BAD_LEN),
        row("async reply, mask of 8 octets",     "051bxxxx 0000007b 0001000c 00000001 00*8", OfError.OFPBPC_BAD_LEN),
        nicira("Nicira's async reason 3",    27, "00000008 00000008", OfError.OFPACFC_INVALID),

        row("bundle control 8",                  "0521xxxx 0000007b 00000001 00080000", OfError.OFPBFC_BAD_TYPE),
        row("bundle control too short",          "0521xxxx 0000007b 00000001", OfError.OFPBRC_BAD_LEN),
        row("bundle control of 12 octets",       "0521xxxx 0000007b 00000001 00000000 00*4", OfError.OFPBRC_BAD_LEN),
        row("bundle property of length 0",       "0521xxxx 0000007b 00000001 00000000 00*8", OfError.OFPBPC_BAD_LEN),
        bundled("bundled nothing",               "", OfError.OFPBFC_MSG_BAD_LEN),
        bundled("bundled half a header",         "050f0010", OfError.OFPBFC_MSG_BAD_LEN),
        bundled("bundled message beyond end",    "050f0011 0000007b " + GROUP_MOD, OfError.OFPBFC_MSG_BAD_LEN),
        bundled("bundled message of length 7",   "050f0007 0000007b " + GROUP_MOD, OfError.OFPBFC_MSG_BAD_LEN),
        bundled("bundled message of 1.3",        "040f0010 0000007b " + GROUP_MOD, OfError.OFPBFC_BAD_VERSION),
        bundled("bundled message of other xid",  "050f0010 0000007c " + GROUP_MOD, OfError.OFPBFC_MSG_BAD_XID),
        bundled("bundled hello",                 "05000010 0000007b 00*8", OfError.OFPBFC_MSG_UNSUP),
        bundled("bundled bundle",                "05210010 0000007b 00*8", OfError.OFPBFC_MSG_UNSUP),
        bundled("bundled message of no type",    "05630008 0000007b", OfError.OFPBFC_MSG_UNSUP),
        bundled("bundled group mod cut off",     "050f000c 0000007b 00*4", OfError.OFPBFC_MSG_UNSUP),
        bundled("bundled group mod, command 9",  "050f0010 0000007b 0009 00 00 00000001", OfError.OFPGMFC_BAD_COMMAND),
        forwarded("forwarded nothing",           "", OfError.OFPBRC_BAD_LEN),
        forwarded("forwarded beyond the end",    "050f0018 00000001 " + GROUP_MOD, OfError.OFPBFC_MSG_BAD_LEN),
        forwarded("forwarded of 1.3",            "040f0010 00000001 " + GROUP_MOD, OfError.OFPBRC_BAD_VERSION),
        forwarded("forwarded hello",             "05000010 00000001 00*8", OfError.OFPBFC_MSG_UNSUP),
        forwarded("forwarded flow mod",          "050e0038 00000001 00*20 00000001 ffffffff ffffffff ffffffff 00000000 00010004 00*4", OfError.OFPBFC_MSG_UNSUP),
        forwarded("forwarded of no type",        "05630008 00000001", OfError.OFPBRC_BAD_TYPE),
        forwarded("forwarded group mod cut off", "050f0008 00000001", OfError.OFPBRC_BAD_LEN),
        row("controller of length 15",           "0623xxxx 0000007b 000f0000 00*12", OfError.OFPBRC_BAD_LEN),
        row("controller beyond the end",         "0623xxxx 0000007b 00180000 00*12", OfError.OFPBRC_BAD_LEN),
        row("controller of role 4",              "0623xxxx 0000007b 00100000 00000004 00*8", OfError.OFPRRFC_BAD_ROLE),
        row("controllers of length 0",           "0613xxxx 0000007b 00120000 00*4 00*16", OfError.OFPBRC_BAD_LEN),
        row("bundle features of 4 octets",       "0613xxxx 0000007b 00130000 00*4 00*4", OfError.OFPBRC_BAD_LEN),

        row("packet in of 1.1 too short",        "020axxxx 0000007b 00*15", OfError.OFPBRC_BAD_LEN),
        row("packet in of 1.1, port 65536",      "020axxxx 0000007b 00000000 00010000 00000001 00*4", OfError.OFPBAC_BAD_OUT_PORT),
        row("packet in of 1.2 too short",        "030axxxx 0000007b 00*7", OfError.OFPBRC_BAD_LEN),
        row("packet in, match of length 3",      "040axxxx 0000007b 00*16 00080003 00*4 0000", OfError.OFPBMC_BAD_LEN),
        row("packet in, match of type 2",        "040axxxx 0000007b 00*16 00020004 00*4 0000", OfError.OFPBMC_BAD_TYPE),
        row("packet in, match beyond the end",   "040axxxx 0000007b 00*16 00010010 00*4 0000", OfError.OFPBMC_BAD_LEN),
        row("packet in without padding",         "040axxxx 0000007b 00*16 00010004 00*4 00", OfError.OFPBRC_BAD_LEN),
        row("packet out of 1.0 too short",       "010dxxxx 0000007b ffffffff 0001 00", OfError.OFPBRC_BAD_LEN),
        row("packet out of 1.0 from port ff08",  "010dxxxx 0000007b ffffffff ff08 0000", OfError.OFPBRC_BAD_PORT),
        row("packet out from FLOOD",             "040dxxxx 0000007b ffffffff fffffffb 0000 00*6", OfError.OFPBRC_BAD_PORT),
        packetOut15("packet out without port",   "00010010 80000408 00*8", OfError.OFPBRC_BAD_PORT),
        packetOut15("packet out with address",   "00010014 80000004 00000001 80001604 11223344 00*4", OfError.OFPBRC_PIPELINE_FIELDS_ONLY),
        packetOut15("packet out, masked port",   "00010010 80000108 00000001 0000000f", OfError.OFPBMC_BAD_MASK),
        packetOut15("packet out without match",  "", OfError.OFPBMC_BAD_LEN),
        row("packet out of 1.5, actions of 4",   "060dxxxx 0000007b ffffffff 00040000 0001000c 80000004 00000001 00*4 00*4", OfError.OFPBRC_BAD_LEN),

        nicira("Nicira's role 3",            10, "00000003", OfError.OFPRRFC_BAD_ROLE),
        nicira("Nicira's role -1",           11, "ffffffff", OfError.OFPRRFC_BAD_ROLE),
        nicira("Nicira's role too short",    10, "0000", OfError.OFPBRC_BAD_LEN),
        nicira("flow format too short",      12, "0000", OfError.OFPBRC_BAD_LEN),
        nicira("flow mod table id of 4",     15, "01000000", OfError.OFPBRC_BAD_LEN),
        nicira("packet in format 3",         16, "00000003", OfError.OFPBRC_EPERM),
        nicira("packet in too short",        17, "00*23", OfError.OFPBRC_BAD_LEN),
        nicira("packet in, match too long",  17, "00*16 0009 00*6 00*8 00*2", OfError.OFPBMC_BAD_LEN),
        nicira("packet in without padding",  17, "00*16 0000 00*6 00", OfError.OFPBRC_BAD_LEN),
        nicira("flow age with body",         18, "00000000", OfError.OFPBRC_BAD_LEN),
        nicira("async config too short",     19, "00*23", OfError.OFPBRC_BAD_LEN),
        nicira("controller id too short",    20, "00*6", OfError.OFPBRC_BAD_LEN),
        nicira("tlv command 3",              24, "00030000 00000000", OfError.NXTTMFC_BAD_COMMAND),
        nicira("tlv of length 3",            24, "00000000 00000000 00010203 00000000", OfError.NXTTMFC_BAD_OPT_LEN),
        nicira("tlv of length 128",          24, "00000000 00000000 00010280 00000000", OfError.NXTTMFC_BAD_OPT_LEN),
        nicira("tlv of field 64",            24, "00000000 00000000 00010204 00400000", OfError.NXTTMFC_BAD_FIELD_IDX),
        nicira("tlv cut off",                24, "00000000 00000000 00010204", OfError.OFPBRC_BAD_LEN),
        nicira("tlv reply, field too large", 26, "00000100 0008 00*10 00010204 00080000", OfError.NXTTMFC_BAD_FIELD_IDX),
        nicira("tlv request with body",      25, "00000000", OfError.OFPBRC_BAD_LEN),
        nicira("flush of zone too short",    29, "00*6", OfError.OFPBRC_BAD_LEN),
        nicira("packet in without packet",   30, "", OfError.OFPBRC_BAD_LEN),
        nicira("packet in of no octets",     30, "00000004 00000000", OfError.OFPBRC_BAD_LEN),
        nicira("resume without packet",      28, "00050005 01000000", OfError.OFPBRC_BAD_LEN),
        packet("packet longer than all of it",   "00010008 00000001", OfError.OFPBRC_BAD_LEN),
        packet("packet property of length 0",    "00010000 00000001", OfError.OFPBPC_BAD_LEN),
        packet("packet property of length 3",    "00010003 00000001", OfError.OFPBPC_BAD_LEN),
        packet("packet property beyond the end", "00010009 00000001", OfError.OFPBPC_BAD_LEN),
        packet("full length of 8 octets",        "0001000c 00000001 00*8", OfError.OFPBPC_BAD_LEN),
        packet("table without octet",            "00030004 00000000", OfError.OFPBPC_BAD_LEN),
        packet("cookie of 8 octets",             "0004000c 00*12", OfError.OFPBPC_BAD_LEN),
        packet("metadata, half a header",        "00060006 80000000", OfError.OFPBMC_BAD_LEN),
        packet("continuation of length 4",       "00080004 00000000", OfError.OFPBPC_BAD_LEN),
        packet("property of experimenter 0",     "ffff000c 00000000 00000001 00000000", OfError.OFPBPC_BAD_EXPERIMENTER),
        packet("property of experimenter, cut",  "ffff0006 00010000", OfError.OFPBPC_BAD_LEN),
        continued("bridge of 15 octets",     24, "80000013 00*20", OfError.OFPBPC_BAD_LEN),
        continued("mirrors of 2 octets",      8, "80020006 00*4", OfError.OFPBPC_BAD_LEN),
        continued("continuation, length 0",   8, "80020000 00*4", OfError.OFPBPC_BAD_LEN),
        continued("actions of length 4",      8, "80060004 00*4", OfError.OFPBPC_BAD_LEN),
        continued("actions of 12 octets",    24, "80060014 00*4 0000000c 00010000 00*8", OfError.OFPBRC_BAD_LEN),

        nicira("flush with padding set",     32, "06 00*6 01", OfError.NXBRC_MUST_BE_ZERO),
        nicira("flush too short",            32, "06", OfError.OFPBRC_BAD_LEN),
        ctFlush("flush property of length 0",    "00020000 000d0000", OfError.OFPBPC_BAD_LEN),
        ctFlush("flush of a zone of one octet",  "00020005 0d000000", OfError.OFPBPC_BAD_LEN),
        ctFlush("flush of both families",        "00000038 00000000 00000014 000a0000 00000000 0000ffff 0a0a0001 00000000 00010014 00*10 ffff 0a0a0002 00*4", OfError.OFPBPC_BAD_VALUE),
        ctFlush("flush of a cut address",        "00000018 00000000 00000010 00*12", OfError.OFPBPC_BAD_LEN),
        row("ipfix counters cut off",            "0111xxxx 0000007b ffff0000 00002320 00000003 00*4 00*87", OfError.OFPBRC_BAD_LEN),
        row("half of two ipfix counters",        "0413xxxx 0000007b ffff0000 00*4 00002320 00000004 00*132", OfError.OFPBRC_BAD_LEN));
  }
  // spotless:on

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(MalformedFrame row) {
    row.checkRefused();
  }

  @Test
  void openVswitchSaysTheSame() {
    MalformedFrame.checkByOvs(rows(), OTHERWISE);
  }
}
