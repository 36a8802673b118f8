package io.weft.openflow.codec;

import static io.weft.openflow.codec.MalformedFrame.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfError;
import io.weft.openflow.message.Decoded;
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

  /** A flow mod of 1.3 with this match and nothing after it. */
  private static MalformedFrame match(String what, String match, OfError error) {
    return row(what, "040exxxx" + MOD + match, error);
  }

  private static MalformedFrame instruction(String what, String instructions, OfError error) {
    return row(what, "040exxxx" + MOD + NO_MATCH + instructions, error);
  }

  /** A packet out of 1.3 with these actions, whose length is in octets. */
  private static MalformedFrame action(String what, int length, String actions, OfError error) {
    String header = "040dxxxx 0000007b ffffffff fffffffd %04x 000000000000".formatted(length);
    return row(what, header + actions, error);
  }

  private static MalformedFrame actionOf10(String what, String action, OfError error) {
    return row(what, "010dxxxx 0000007b ffffffff ffff 0008" + action, error);
  }

  // spotless:off
  static List<MalformedFrame> rows() {
    return List.of(
        row("version 0",                   "00020008 0000007b", OfError.OFPBRC_BAD_TYPE),
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
        row("packet in without match",     "040axxxx 0000007b ffffffff 0000 0000 00*8", OfError.OFPBMC_BAD_LEN),
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
        row("flow entry beyond the end",   "0413xxxx 0000007b 0001 0000 00*4 0040 00*46 00010004 00000000", OfError.OFPBIC_BAD_LEN),
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
        row("flow mod of all tables",      "040exxxx 0000007b 00*16 ff000000 00000001 ffffffff ffffffff ffffffff 00000000" + NO_MATCH, OfError.OFPFMFC_BAD_TABLE_ID),
        row("delete of all tables in 1.1", "020exxxx 0000007b 00*16 ff030000 00000001 ffffffff ffffffff ffffffff 00000000 00000058 00*84", OfError.OFPFMFC_BAD_TABLE_ID),
        row("reset_counts in 1.1",         "020exxxx 0000007b 00*16 00000000 00000001 ffffffff ffffffff ffffffff 00040000 00000058 00*84", OfError.OFPFMFC_BAD_FLAGS),
        row("no_packet_counts in 1.2",     "030exxxx 0000007b 00*16 00000000 00000001 ffffffff ffffffff ffffffff 00080000" + NO_MATCH, OfError.OFPFMFC_BAD_FLAGS),
        row("emergency entry of 1.0",      "010exxxx 0000007b 003820ff 00*36 00*8 0000 0000 0000 0001 ffffffff ffff 0004", OfError.OFPFMFC_TABLE_FULL),
        row("emergency entry with timeout", "010exxxx 0000007b 003820ff 00*36 00*8 0000 0001 0000 0001 ffffffff ffff 0004", OfError.OFPFMFC_BAD_EMERG_TIMEOUT),
        row("added entry with cookie to match", "0104xxxx 0000007b 00002320 0000000d 00*8 0000 0000 0000 8000 ffffffff ffff 0000 000c 00*6 00013c08 00*8 00*4", OfError.NXBRC_NXM_INVALID),
        row("match of NXM beyond the end", "0104xxxx 0000007b 00002320 0000000d 00*8 0000 0000 0000 8000 ffffffff ffff 0000 000c 00*6", OfError.OFPBMC_BAD_LEN),
        row("flow removed of 1.5 without statistics", "060bxxxx 0000007b 00*16 " + NO_MATCH, OfError.OFPBMC_BAD_LEN),
        row("statistic beyond the end",    "060bxxxx 0000007b 00*16 " + NO_MATCH + "00000010 80020010 00000001 00000000", OfError.OFPBMC_BAD_LEN),
        row("group mod too short",         "040fxxxx 0000007b 0000 00 00 000000", OfError.OFPBRC_BAD_LEN),
        row("weight in a group of all",    "040fxxxx 0000007b 0000 00 00 00000001 00100001 ffffffff ffffffff 00000000", OfError.OFPGMFC_INVALID_GROUP),
        row("watched bucket of all",       "040fxxxx 0000007b 0000 00 00 00000001 00100000 00000001 ffffffff 00000000", OfError.OFPGMFC_WATCH_UNSUPPORTED),
        row("failover without watching",   "040fxxxx 0000007b 0000 03 00 00000001 00100000 ffffffff ffffffff 00000000", OfError.OFPGMFC_INVALID_GROUP),
        row("indirect group of none",      "040fxxxx 0000007b 0000 02 00 00000001", OfError.OFPGMFC_INVALID_GROUP),
        row("deleted group with bucket",   "040fxxxx 0000007b 0002 00 00 00000001 00100000 ffffffff ffffffff 00000000", OfError.OFPGMFC_INVALID_GROUP),
        row("bucket of 20",                "040fxxxx 0000007b 0000 00 00 00000001 00140000 ffffffff ffffffff 00*12", OfError.OFPBRC_BAD_LEN),
        row("group mod 1.5 with bucket id", "060fxxxx 0000007b 0000 00 00 00000001 0000 0000 00000000", OfError.OFPGMFC_BAD_BUCKET),
        row("insert into all buckets",     "060fxxxx 0000007b 0003 00 00 00000001 0000 0000 ffffffff", OfError.OFPGMFC_BAD_BUCKET),
        row("remove with a bucket",        "060fxxxx 0000007b 0005 00 00 00000001 0008 0000 ffffffff 00080000 00000000", OfError.OFPGMFC_BAD_BUCKET),
        row("buckets beyond the end",      "060fxxxx 0000007b 0000 00 00 00000001 0008 0000 ffffffff", OfError.OFPBRC_BAD_LEN),
        row("two buckets of one id",       "060fxxxx 0000007b 0000 00 00 00000001 0010 0000 ffffffff 00080000 00000000 00080000 00000000", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket id above the most",    "060fxxxx 0000007b 0000 00 00 00000001 0008 0000 ffffffff 00080000 ffffff01", OfError.OFPGMFC_BAD_BUCKET),
        row("actions beyond their bucket", "060fxxxx 0000007b 0000 00 00 00000001 0008 0000 ffffffff 00080008 00000000", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket property 3",           "060fxxxx 0000007b 0000 00 00 00000001 0010 0000 ffffffff 00100000 00000000 00030008 00000000", OfError.OFPBPC_BAD_TYPE),
        row("weight property of 4",        "060fxxxx 0000007b 0000 01 00 00000001 0010 0000 ffffffff 00100000 00000000 00000004 00000000", OfError.OFPBPC_BAD_LEN),
        row("group property 1",            "060fxxxx 0000007b 0000 00 00 00000001 0000 0000 ffffffff 00010008 00000000", OfError.OFPBPC_BAD_TYPE),
        row("selection in a group of all", "060fxxxx 0000007b 0000 00 00 00000001 0000 0000 ffffffff ffff0028 0000154d 00000001 00000000 68617368 00*20", OfError.OFPBPC_BAD_VALUE),
        row("unknown selection method",    "060fxxxx 0000007b 0000 01 00 00000001 0000 0000 ffffffff ffff0028 0000154d 00000001 00000000 68617369 00*20", OfError.OFPBPC_BAD_VALUE),
        row("dp_hash with fields",         "060fxxxx 0000007b 0000 01 00 00000001 0000 0000 ffffffff ffff002d 0000154d 00000001 00000000 64705f68 61736800 00*16 80001401 ff 000000", OfError.OFPBPC_BAD_VALUE),
        row("selection too short",         "060fxxxx 0000007b 0000 01 00 00000001 0000 0000 ffffffff ffff0020 0000154d 00000001 00000000 68617368 00*12", OfError.OFPBPC_BAD_LEN),
        row("group counters cut off",      "0413xxxx 0000007b 0006 0000 00*4 00*32", OfError.OFPBRC_BAD_LEN),
        row("group counters of 8",         "0413xxxx 0000007b 0006 0000 00*4 0008 00*38", OfError.OFPBRC_BAD_LEN),
        row("group features too short",    "0413xxxx 0000007b 0008 0000 00*4 00*32", OfError.OFPBRC_BAD_LEN),
        row("group of 1.5 beyond its end", "0613xxxx 0000007b 0007 0000 00*4 0010 0000 00000001 0008 000000000000", OfError.OFPBRC_BAD_LEN),

        row("monitor of nothing",          "0512xxxx 0000007b 0010 0000 00*4 00000001 ffffffff ffffffff 0001 ff 00" + NO_MATCH, OfError.OFPMOFC_BAD_FLAGS),
        row("monitor flag 7",              "0512xxxx 0000007b 0010 0000 00*4 00000001 ffffffff ffffffff 0082 ff 00" + NO_MATCH, OfError.OFPMOFC_BAD_FLAGS),
        row("monitor cut off",             "0512xxxx 0000007b 0010 0000 00*4 00000001 ffffffff", OfError.OFPBRC_BAD_LEN),
        row("monitor of NX, flag 6",       "0110xxxx 0000007b ffff 0000 00002320 00000002 00*4 00000001 0042 ffff 0000 ff 00*5", OfError.OFPMOFC_BAD_FLAGS),
        row("monitor of NX, padding",      "0110xxxx 0000007b ffff 0000 00002320 00000002 00*4 00000001 0002 ffff 0000 ff 00*4 01", OfError.NXBRC_MUST_BE_ZERO),
        row("monitor of ONF, padding",     "0412xxxx 0000007b ffff 0000 00*4 4f4e4600 0000074e 00000001 0002 0004 ffffffff ff 000001" + NO_MATCH, OfError.NXBRC_MUST_BE_ZERO),
        row("update of event 7",           "0513xxxx 0000007b 0010 0000 00*4 0008 0007 00000000", OfError.NXBRC_FM_BAD_EVENT),
        row("update of NX, event 4",       "0111xxxx 0000007b ffff 0000 00002320 00000002 00*4 0008 0004 00000000", OfError.NXBRC_FM_BAD_EVENT),
        row("update of length 12",         "0513xxxx 0000007b 0010 0000 00*4 000c 0004 00000000 00*8", OfError.OFPBRC_BAD_LEN),
        row("own change of 16",            "0513xxxx 0000007b 0010 0000 00*4 0010 0004 00000000 00*8", OfError.OFPBRC_BAD_LEN),
        row("update of length 0",          "0513xxxx 0000007b 0010 0000 00*4 0000 0001 00000000", OfError.OFPBRC_BAD_LEN),
        row("change too short",            "0513xxxx 0000007b 0010 0000 00*4 0010 0001 00000000 00*8", OfError.OFPBRC_BAD_LEN),

        row("bucket of length 0",          "040fxxxx 0000007b 0000 00 00 00000001 00*16", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket beyond the end",       "040fxxxx 0000007b 0000 00 00 00000001 0018 00*14", OfError.OFPGMFC_BAD_BUCKET),
        row("bucket cut off",              "040fxxxx 0000007b 0000 00 00 00000001 00*8", OfError.OFPGMFC_BAD_BUCKET),

        match("match type 0",              "00000004 00000000", OfError.OFPBMC_BAD_LEN),
        match("match type 2",              "00020004 00000000", OfError.OFPBMC_BAD_TYPE),
        match("match of length 3",         "00010003 00000000", OfError.OFPBMC_BAD_LEN),
        match("match beyond the end",      "00010020 00000000", OfError.OFPBMC_BAD_LEN),
        match("element beyond the match",  "0001000a 80000004 00010000 00000000", OfError.OFPBMC_BAD_LEN),
        match("half a header",             "00010006 80000000", OfError.OFPBMC_BAD_LEN),
        match("element too short",         "0001000b 80000003 000001 0000000000", OfError.OFPBMC_BAD_FIELD),
        match("masked element too short",  "0001000e 80000906 0a1b2c3d4e5f 0000", OfError.OFPBMC_BAD_WILDCARDS),
        match("same field twice",          "00010014 80000004 00000001 80000004 00000001 00000000", OfError.OFPBMC_DUP_FIELD),
        match("mask of exact field",       "0001000c 80000b04 0800ff00 00000000", OfError.OFPBMC_BAD_MASK),
        match("value outside mask",        "00010014 8000090c 0a1b2c3d4e5f ffffff000000 00000000", OfError.OFPBMC_BAD_WILDCARDS),
        match("value of 14 bits for 13",   "0001000a 80000c02 2000 000000000000", OfError.OFPBMC_BAD_VALUE),
        match("dscp of 7 bits",            "0001000f 80000a020800 8000100140 00", OfError.OFPBMC_BAD_VALUE),
        match("port without protocol",     "00010010 80000a020800 80001c0201bb", OfError.OFPBMC_BAD_PREREQ),
        match("address without ethertype", "0001000c 80001604 0a000001 00000000", OfError.OFPBMC_BAD_PREREQ),

        match("protocol after its port",   "00010015 80000a020800 80001c0201bb 8000140106 000000", OfError.OFPBMC_BAD_PREREQ),
        match("unknown field of 1.5",      "00010009 80007001 00 00000000000000", OfError.OFPBMC_BAD_FIELD),
        match("unknown field of NXM",      "00010008 0000fe00 ", OfError.OFPBMC_BAD_FIELD),
        match("unknown class",             "00010008 12340000 ", OfError.OFPBMC_BAD_FIELD),
        match("experimenter cut off",      "0001000a ffff5602 4f4e 000000000000", OfError.OFPBMC_BAD_LEN),
        match("experimenter of 3 octets",  "0001000c ffff5603 4f4e4600 00000000", OfError.OFPBMC_BAD_LEN),
        match("register of 64 and of 32",  "00010018 00010004 00000001 80010008 0000000000000001", OfError.OFPBMC_DUP_FIELD),
        match("port by both numbers",      "00010012 80000004 00000001 00000002 0001 000000000000", OfError.OFPBMC_DUP_FIELD),
        match("tag by both numbers",       "00010010 80000c02 1001 00000802 1001", OfError.OFPBMC_DUP_FIELD),
        match("priority without tag",      "00010009 80000e01 05 00000000000000", OfError.OFPBMC_BAD_PREREQ),
        match("priority of no tag",        "0001000f 80000c02 0000 80000e01 05 00", OfError.OFPBMC_BAD_PREREQ),
        match("TOS with ECN",              "0001000f 80000a02 0800 00000a01 01 00", OfError.OFPBMC_BAD_VALUE),
        match("state of no connection",    "0001000c 0001d204 00000100 00000000", OfError.OFPBMC_BAD_VALUE),
        match("tunnel flag 2",             "0001000a 0001d002 0002 000000000000", OfError.OFPBMC_BAD_VALUE),
        match("ports of a later fragment", "0001001a 80000a02 0800 00013401 03 80001401 06 80001c02 0050 000000000000", OfError.OFPBMC_BAD_PREREQ),
        match("target with another code",  "0001002d 80000a02 86dd 80001401 3a 80003a01 87 80003c01 01 80003e10 00*16 00*3", OfError.OFPBMC_BAD_PREREQ),
        match("address of no connection",  "00010018 0001d308 00000020 00000020 0001f004 0a000001", OfError.OFPBMC_BAD_PREREQ),
        match("service header in IPv4",    "00010013 80000a02 0800 ffff0605 005ad650 03 00*5", OfError.OFPBMC_BAD_PREREQ),
        match("path of 25 bits",           "00010016 80000a02 894f ffff0808 005ad650 01000000 0000", OfError.OFPBMC_BAD_VALUE),
        match("service header type 3",     "00010013 80000a02 894f ffff0405 005ad650 03 00*5", OfError.OFPBMC_BAD_VALUE),
        match("frame of a bare packet",    "00010016 80005804 00010800 80000606 0a1b2c3d4e5f 0000", OfError.OFPBMC_BAD_PREREQ),
        match("half a mask of an option",  "0001000a 00015102 0301 000000000000", OfError.OFPBMC_BAD_WILDCARDS),

        instruction("instruction cut off",     "00010008", OfError.OFPBRC_BAD_LEN),
        instruction("instruction of length 0", "00010000 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("instruction beyond end",  "00010010 00000000", OfError.OFPBIC_BAD_LEN),
        instruction("instruction of 12",       "0004000c 00000000 00000000", OfError.OFPBRC_BAD_LEN),
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
  void isRefused(MalformedFrame row) {
    row.checkRefused();
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
