package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that are no messages, each with the error that OpenFlow has for it. */
class MalformedTest {
  /** A flow mod of 1.3 up to its match: an add to table 0 with priority 1. */
  private static final String MOD =
      "0000007b 00*16 00000000 00000001 ffffffff ffffffff ffffffff 00000000";

  private static final String NO_MATCH = "00010004 00000000";

  record Row(String what, String hex, OfError error) {
    /** The frame with its length filled in where it says xxxx. */
    String frame() {
      String digits = new Vector<>(OfVersion.OF13, hex, "").digits();
      return digits.replace("xxxx", "%04x".formatted(digits.length() / 2));
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static Row row(String what, String hex, OfError error) {
    return new Row(what, hex, error);
  }

  /** A flow mod of 1.3 with this match and nothing after it. */
  private static Row match(String what, String match, OfError error) {
    return new Row(what, "040exxxx" + MOD + match, error);
  }

  private static Row instruction(String what, String instructions, OfError error) {
    return new Row(what, "040exxxx" + MOD + NO_MATCH + instructions, error);
  }

  /** A packet out of 1.3 with these actions, whose length is in octets. */
  private static Row action(String what, int length, String actions, OfError error) {
    String header = "040dxxxx 0000007b ffffffff fffffffd %04x 000000000000".formatted(length);
    return new Row(what, header + actions, error);
  }

  private static Row actionOf10(String what, String action, OfError error) {
    return new Row(what, "010dxxxx 0000007b ffffffff ffff 0008" + action, error);
  }

  // spotless:off
  static List<Row> rows() {
    return List.of(
        row("version 0",                   "00020008 0000007b", OfError.OFPBRC_BAD_VERSION),
        row("version 7",                   "07020008 0000007b", OfError.OFPBRC_BAD_VERSION),
        row("unknown type",                "04630008 0000007b", OfError.OFPBRC_BAD_TYPE),
        row("type of 1.3 in 1.0",          "01180018 0000007b 00000002 00*12", OfError.OFPBRC_BAD_TYPE),
        row("header says more",            "04020009 0000007b", OfError.OFPBRC_BAD_LEN),
        row("header says less",            "04020008 0000007b 00", OfError.OFPBRC_BAD_LEN),
        row("error without code",          "0401xxxx 0000007b 0001", OfError.OFPBRC_BAD_LEN),
        row("experimenter without id",     "0404xxxx 0000007b 0000", OfError.OFPBRC_BAD_LEN),
        row("features request with body",  "0405xxxx 0000007b 00000000", OfError.OFPBRC_BAD_LEN),
        row("features reply too short",    "0406xxxx 0000007b 00*20", OfError.OFPBRC_BAD_LEN),
        row("features cut off mid port",   "0106xxxx 0000007b 00*24 0003 00*45", OfError.OFPBRC_BAD_LEN),
        row("config of 3 octets",          "0409xxxx 0000007b 000000", OfError.OFPBRC_BAD_LEN),
        row("packet in without match",     "040axxxx 0000007b ffffffff 0000 0000 00*8", OfError.OFPBRC_BAD_LEN),
        row("packet in of 1.0 too short",  "010axxxx 0000007b ffffffff 0000", OfError.OFPBRC_BAD_LEN),
        row("port status too short",       "040cxxxx 0000007b 00*71", OfError.OFPBRC_BAD_LEN),
        row("port status too long",        "040cxxxx 0000007b 00*73", OfError.OFPBRC_BAD_LEN),
        row("barrier with body",           "0414xxxx 0000007b 00000000", OfError.OFPBRC_BAD_LEN),
        row("role 4",                      "0418xxxx 0000007b 00000004 00*12", OfError.OFPRRFC_BAD_ROLE),
        row("multipart without flags",     "0412xxxx 0000007b 0000", OfError.OFPBRC_BAD_LEN),
        row("desc request with body",      "0412xxxx 0000007b 0000 0000 00*4 00", OfError.OFPBRC_BAD_LEN),
        row("flow stats request too short", "0412xxxx 0000007b 0001 0000 00*4 00*31", OfError.OFPBRC_BAD_LEN),
        row("desc reply too short",        "0413xxxx 0000007b 0000 0000 00*4 00*1055", OfError.OFPBRC_BAD_LEN),
        row("flow entry of length 0",      "0413xxxx 0000007b 0001 0000 00*4 00*56", OfError.OFPBRC_BAD_LEN),
        row("flow entry beyond the end",   "0413xxxx 0000007b 0001 0000 00*4 0040 00*46 00010004 00000000", OfError.OFPBRC_BAD_LEN),
        row("port counters cut off",       "0413xxxx 0000007b 0004 0000 00*4 00*111", OfError.OFPBRC_BAD_LEN),
        row("port description cut off",    "0413xxxx 0000007b 000d 0000 00*4 00*63", OfError.OFPBRC_BAD_LEN),
        row("group counters of length 0",  "0413xxxx 0000007b 0006 0000 00*4 00*40", OfError.OFPBRC_BAD_LEN),
        row("half a bucket counter",       "0413xxxx 0000007b 0006 0000 00*4 0030 00*46", OfError.OFPBRC_BAD_LEN),
        row("group description of length 0", "0413xxxx 0000007b 0007 0000 00*4 00*8", OfError.OFPBRC_BAD_LEN),

        row("flow mod too short",          "040exxxx 0000007b 00*39", OfError.OFPBRC_BAD_LEN),
        row("flow mod command 5",          "040exxxx 0000007b 00*16 00050000 00000001 ffffffff ffffffff ffffffff 00000000" + NO_MATCH, OfError.OFPFMFC_BAD_COMMAND),
        row("flow mod flag 5",             "040exxxx 0000007b 00*16 00000000 00000001 ffffffff ffffffff ffffffff 00200000" + NO_MATCH, OfError.OFPFMFC_BAD_FLAGS),
        row("flow mod command 5 in 1.0",   "010exxxx 0000007b 003820ff 00*36 00*8 0005 0000 0000 0001 ffffffff ffff 0000", OfError.OFPFMFC_BAD_COMMAND),
        row("group mod command 5",         "040fxxxx 0000007b 0005 00 00 00000001", OfError.OFPGMFC_BAD_COMMAND),
        row("group mod type 4",            "040fxxxx 0000007b 0000 04 00 00000001", OfError.OFPGMFC_BAD_TYPE),
        row("bucket of length 0",          "040fxxxx 0000007b 0000 00 00 00000001 00*16", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket beyond the end",       "040fxxxx 0000007b 0000 00 00 00000001 0018 00*14", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket cut off",              "040fxxxx 0000007b 0000 00 00 00000001 00*8", OfError.OFPGMFC_BAD_BUCKET),

        match("match type 0",              "00000004 00000000", OfError.OFPBMC_BAD_TYPE),
        match("match of length 3",         "00010003 00000000", OfError.OFPBMC_BAD_LEN),
        match("match beyond the end",      "00010020 00000000", OfError.OFPBMC_BAD_LEN),
        match("element beyond the match",  "0001000a 80000004 00010000 00000000", OfError.OFPBMC_BAD_LEN),
        match("half a header",             "00010006 80000000", OfError.OFPBMC_BAD_LEN),
        match("element too short",         "0001000b 80000003 000001 0000000000", OfError.OFPBMC_BAD_LEN),
        match("masked element too short",  "0001000e 80000906 0a1b2c3d4e5f 0000", OfError.OFPBMC_BAD_LEN),
        match("same field twice",          "00010014 80000004 00000001 80000004 00000001 00000000", OfError.OFPBMC_DUP_FIELD),
        match("mask of exact field",       "0001000c 80000b04 0800ff00 00000000", OfError.OFPBMC_BAD_MASK),
        match("value outside mask",        "00010014 8000090c 0a1b2c3d4e5f ffffff000000 00000000", OfError.OFPBMC_BAD_WILDCARDS),
        match("value of 14 bits for 13",   "0001000a 80000c02 2000 000000000000", OfError.OFPBMC_BAD_VALUE),
        match("dscp of 7 bits",            "0001000f 80000a020800 8000100140 00", OfError.OFPBMC_BAD_VALUE),
        match("port without protocol",     "00010010 80000a020800 80001c0201bb", OfError.OFPBMC_BAD_PREREQ),
        match("address without ethertype", "0001000c 80001604 0a000001 00000000", OfError.OFPBMC_BAD_PREREQ),

        instruction("instruction cut off",     "00010008", OfError.OFPBIC_BAD_LEN),
        instruction("instruction of length 0", "00010000 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("instruction beyond end",  "00010010 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("instruction of 12",       "0004000c 00000000 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("goto of 16 octets",       "00010010 05000000 00000000 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("metadata too short",      "00020010 00000000 00000000 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("two goto_table",          "00010008 05000000 00010008 06000000", OfError.OFPBIC_DUP_INST),
        instruction("goto_table:255",          "00010008 ff000000", OfError.OFPBIC_BAD_TABLE_ID),
        instruction("action beyond its list",  "00040010 00000000 00000010 00000001", OfError.OFPBAC_BAD_LEN),

        row("packet out, actions beyond end",  "040dxxxx 0000007b ffffffff fffffffd 0008 000000000000", OfError.OFPBRC_BAD_LEN),
        action("action cut off",               4,  "00000010", OfError.OFPBRC_BAD_LEN),
        action("action of length 0",           8,  "00000000 00000000", OfError.OFPBAC_BAD_LEN),
        action("action of length 4",           8,  "00120004 00000000", OfError.OFPBAC_BAD_LEN),
        action("action of length 12",          12, "0000000c 00000001 00000000", OfError.OFPBRC_BAD_LEN),
        action("output of 8 octets",           8,  "00000008 00000001", OfError.OFPBAC_BAD_LEN),
        action("output of 24 octets",          24, "00000018 00000001 00*16", OfError.OFPBAC_BAD_LEN),
        action("output to ANY",                16, "00000010 ffffffff 00000000 00000000", OfError.OFPBAC_BAD_OUT_PORT),
        action("set_field too short",          16, "00190010 80000607 0a1b2c3d 4e5f0000", OfError.OFPBAC_BAD_SET_LEN),
        action("set_field beyond action",      16, "00190010 80003410 00*8", OfError.OFPBMC_BAD_LEN),
        action("set_field of unknown field",   16, "00190010 80007e04 00*8", OfError.OFPBAC_BAD_SET_LEN),
        action("set_field with mask",          24, "00190018 8000070c 0a1b2c3d4e5f ffffffffffff 00000000", OfError.OFPBAC_BAD_SET_MASK),
        action("set_field of in_port",         16, "00190010 80000004 00000001 00000000", OfError.OFPBAC_BAD_SET_ARGUMENT),
        action("set_field of dscp 64",         16, "00190010 80001001 40000000 00000000", OfError.OFPBAC_BAD_SET_ARGUMENT),
        actionOf10("output to NONE",           "00000008 ffff0000", OfError.OFPBAC_BAD_OUT_PORT),
        actionOf10("vlan id of 13 bits",       "00010008 10000000", OfError.OFPBAC_BAD_ARGUMENT),
        actionOf10("vlan priority 8",          "00020008 08000000", OfError.OFPBAC_BAD_ARGUMENT),
        actionOf10("tos with low bits",        "00080008 03000000", OfError.OFPBAC_BAD_ARGUMENT),
        actionOf10("mac setter of 8 octets",   "00040008 00000000", OfError.OFPBAC_BAD_LEN));
  }
  // spotless:on

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(Row row) {
    assertThat(Frames.decode(row.frame()))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed -> {
              assertThat(malformed.error()).as(malformed.detail()).isEqualTo(row.error());
              assertThat(malformed.xid()).isEqualTo(Frames.XID);
              assertThat(malformed.head().toString())
                  .isEqualTo(row.frame().substring(0, Math.min(128, row.frame().length())));
            });
  }

  @Test
  void shortHeaderIsRefused() {
    for (String hex : List.of("", "04", "0402", "04020004", "04020007 000000")) {
      assertThat(Frames.decode(hex))
          .isInstanceOfSatisfying(
              Decoded.Malformed.class,
              malformed -> assertThat(malformed.error()).isEqualTo(OfError.OFPBRC_BAD_LEN));
    }
  }
}
