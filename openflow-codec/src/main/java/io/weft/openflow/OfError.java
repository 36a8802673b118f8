package io.weft.openflow;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.VersionRange.since;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The errors of OpenFlow and those of Open vSwitch, each with its numbers per version (OpenFlow
 * 1.3.5, 7.4.4; 1.0.0, 5.4.4; Open vSwitch, openvswitch/ofp-errors.h). An error that moved between
 * types keeps one row. Of two rows with the same numbers in one version the first is the one that
 * is read.
 */
public enum OfError implements ErrorCode {
  // spotless:off
  OFPHFC_INCOMPATIBLE(form(ALL, 0, 0)),
  OFPHFC_EPERM(form(ALL, 0, 1)),
  OFPBRC_BAD_VERSION(form(ALL, 1, 0)),
  OFPBRC_BAD_TYPE(form(ALL, 1, 1)),
  OFPBRC_BAD_STAT(form(ALL, 1, 2)),
  OFPBRC_BAD_VENDOR(form(ALL, 1, 3)),
  OFPBRC_BAD_SUBTYPE(form(ALL, 1, 4)),
  OFPBRC_EPERM(form(ALL, 1, 5)),
  OFPBRC_BAD_LEN(form(ALL, 1, 6)),
  OFPBRC_BUFFER_EMPTY(form(ALL, 1, 7)),
  OFPBRC_BUFFER_UNKNOWN(form(ALL, 1, 8)),
  OFPBRC_BAD_TABLE_ID(nx(only(OF10), 1, 512), form(since(OF11), 1, 9)),
  OFPBRC_IS_SECONDARY(form(between(OF10, OF11), 1, 5), form(since(OF12), 1, 10)),
  OFPBRC_BAD_PORT(nx(between(OF10, OF11), 1, 514), form(since(OF12), 1, 11)),
  OFPBRC_BAD_PACKET(form(since(OF12), 1, 12)),
  OFPBRC_MULTIPART_BUFFER_OVERFLOW(form(since(OF13), 1, 13)),
  OFPBRC_MULTIPART_REQUEST_TIMEOUT(onf(only(OF13), 2640), form(since(OF14), 1, 14)),
  OFPBRC_MULTIPART_REPLY_TIMEOUT(onf(only(OF13), 2641), form(since(OF14), 1, 15)),
  OFPBRC_MULTIPART_BAD_SCHED(form(since(OF15), 1, 16)),
  OFPBRC_PIPELINE_FIELDS_ONLY(form(since(OF15), 1, 17)),
  OFPBRC_UNKNOWN(form(since(OF15), 1, 18)),
  NXBRC_NXM_INVALID(nx(between(OF10, OF11), 1, 256), nx(since(OF12), 2)),
  NXBRC_NXM_BAD_TYPE(nx(between(OF10, OF11), 1, 257), nx(since(OF12), 3)),
  NXBRC_MUST_BE_ZERO(nx(between(OF10, OF11), 1, 515), nx(since(OF12), 4)),
  NXBRC_BAD_REASON(nx(between(OF10, OF11), 1, 516), nx(since(OF12), 5)),
  NXBRC_FM_BAD_EVENT(nx(between(OF10, OF11), 1, 520), nx(since(OF12), 9)),
  NXBRC_UNENCODABLE_ERROR(nx(between(OF10, OF11), 1, 521), nx(since(OF12), 10)),
  OFPBAC_BAD_TYPE(form(ALL, 2, 0)),
  OFPBAC_BAD_LEN(form(ALL, 2, 1)),
  OFPBAC_BAD_VENDOR(form(ALL, 2, 2)),
  OFPBAC_BAD_VENDOR_TYPE(form(ALL, 2, 3)),
  OFPBAC_BAD_OUT_PORT(form(ALL, 2, 4)),
  OFPBAC_BAD_ARGUMENT(form(ALL, 2, 5)),
  OFPBAC_EPERM(form(ALL, 2, 6)),
  OFPBAC_TOO_MANY(form(ALL, 2, 7)),
  OFPBAC_BAD_QUEUE(form(ALL, 2, 8)),
  OFPBAC_BAD_OUT_GROUP(nx(only(OF10), 2, 9), form(since(OF11), 2, 9)),
  OFPBAC_MATCH_INCONSISTENT(nx(only(OF10), 1, 522), form(since(OF11), 2, 10)),
  OFPBAC_UNSUPPORTED_ORDER(form(since(OF11), 2, 11)),
  OFPBAC_BAD_TAG(form(since(OF11), 2, 12)),
  OFPBAC_BAD_SET_TYPE(nx(between(OF10, OF11), 1, 523), form(since(OF12), 2, 13)),
  OFPBAC_BAD_SET_LEN(nx(between(OF10, OF11), 1, 524), form(since(OF12), 2, 14)),
  OFPBAC_BAD_SET_ARGUMENT(nx(between(OF10, OF11), 1, 525), form(since(OF12), 2, 15)),
  OFPBAC_BAD_SET_MASK(onf(between(OF13, OF14), 4250), form(since(OF15), 2, 16)),
  OFPBAC_BAD_METER(form(since(OF15), 2, 17)),
  NXBAC_MUST_BE_ZERO(nx(between(OF10, OF11), 2, 256), nx(since(OF12), 11)),
  NXBAC_BAD_CONJUNCTION(nx(between(OF10, OF11), 2, 526), nx(since(OF12), 15)),
  NXBAC_BAD_HEADER_TYPE(nx(since(OF13), 39)),
  NXBAC_UNKNOWN_ED_PROP(nx(since(OF13), 40)),
  NXBAC_BAD_ED_PROP(nx(since(OF13), 41)),
  NXBAC_CT_DATAPATH_SUPPORT(nx(between(OF10, OF11), 1, 265), nx(since(OF12), 42)),
  OFPBIC_UNKNOWN_INST(form(since(OF11), 3, 0)),
  OFPBIC_UNSUP_INST(nx(only(OF10), 2, 257), form(since(OF11), 3, 1)),
  OFPBIC_BAD_TABLE_ID(form(since(OF11), 3, 2)),
  OFPBIC_UNSUP_METADATA(form(since(OF11), 3, 3)),
  OFPBIC_UNSUP_METADATA_MASK(form(since(OF11), 3, 4)),
  OFPBIC_BAD_EXPERIMENTER(form(since(OF11), 3, 5)),
  OFPBIC_BAD_EXP_TYPE(form(only(OF11), 3, 5), form(since(OF12), 3, 6)),
  OFPBIC_BAD_LEN(form(since(OF12), 3, 7)),
  OFPBIC_EPERM(form(since(OF12), 3, 8)),
  OFPBIC_DUP_INST(nx(only(OF11), 3, 256), onf(between(OF12, OF13), 2600), form(since(OF14), 3, 9)),
  OFPBMC_BAD_TYPE(form(since(OF11), 4, 0)),
  OFPBMC_BAD_LEN(form(since(OF11), 4, 1)),
  OFPBMC_BAD_TAG(form(since(OF11), 4, 2)),
  OFPBMC_BAD_DL_ADDR_MASK(form(since(OF11), 4, 3)),
  OFPBMC_BAD_NW_ADDR_MASK(form(since(OF11), 4, 4)),
  OFPBMC_BAD_WILDCARDS(nx(only(OF10), 1, 262), form(since(OF11), 4, 5)),
  OFPBMC_BAD_FIELD(nx(only(OF10), 0, 263), form(since(OF11), 4, 6)),
  OFPBMC_BAD_VALUE(nx(only(OF10), 1, 258), form(since(OF11), 4, 7)),
  OFPBMC_BAD_MASK(nx(between(OF10, OF11), 1, 259), form(since(OF12), 4, 8)),
  OFPBMC_BAD_PREREQ(nx(between(OF10, OF11), 1, 260), form(since(OF12), 4, 9)),
  OFPBMC_DUP_FIELD(nx(between(OF10, OF11), 1, 261), form(since(OF12), 4, 10)),
  OFPBMC_EPERM(form(since(OF12), 4, 11)),
  NXBMC_CT_DATAPATH_SUPPORT(nx(between(OF10, OF11), 1, 264), nx(since(OF12), 43)),
  OFPFMFC_UNKNOWN(form(since(OF11), 5, 0)),
  OFPFMFC_TABLE_FULL(form(only(OF10), 3, 0), form(since(OF11), 5, 1)),
  OFPFMFC_BAD_TABLE_ID(form(since(OF11), 5, 2)),
  OFPFMFC_OVERLAP(form(only(OF10), 3, 1), form(since(OF11), 5, 3)),
  OFPFMFC_EPERM(form(only(OF10), 3, 2), form(since(OF11), 5, 4)),
  OFPFMFC_BAD_TIMEOUT(form(since(OF11), 5, 5)),
  OFPFMFC_BAD_EMERG_TIMEOUT(form(only(OF10), 3, 3)),
  OFPFMFC_BAD_COMMAND(form(only(OF10), 3, 4), form(since(OF11), 5, 6)),
  OFPFMFC_BAD_FLAGS(nx(only(OF10), 3, 258), nx(only(OF11), 5, 258), form(since(OF12), 5, 7)),
  OFPFMFC_CANT_SYNC(form(since(OF14), 5, 8)),
  OFPFMFC_BAD_PRIORITY(onf(only(OF13), 2360), form(since(OF14), 5, 9)),
  OFPFMFC_IS_SYNC(form(since(OF14), 5, 10)),
  OFPFMFC_UNSUPPORTED(form(only(OF10), 3, 5)),
  NXFMFC_HARDWARE(nx(between(OF10, OF11), 5, 256), nx(since(OF12), 12)),
  NXFMFC_BAD_TABLE_ID(nx(between(OF10, OF11), 5, 257), nx(since(OF12), 13)),
  NXFMFC_INVALID_TLV_FIELD(nx(between(OF10, OF11), 1, 536), nx(since(OF12), 37)),
  OFPGMFC_GROUP_EXISTS(nx(only(OF10), 6, 0), form(since(OF11), 6, 0)),
  OFPGMFC_INVALID_GROUP(nx(only(OF10), 6, 1), form(since(OF11), 6, 1)),
  OFPGMFC_WEIGHT_UNSUPPORTED(nx(only(OF10), 6, 2), form(since(OF11), 6, 2)),
  OFPGMFC_OUT_OF_GROUPS(nx(only(OF10), 6, 3), form(since(OF11), 6, 3)),
  OFPGMFC_OUT_OF_BUCKETS(nx(only(OF10), 6, 4), form(since(OF11), 6, 4)),
  OFPGMFC_CHAINING_UNSUPPORTED(nx(only(OF10), 6, 5), form(since(OF11), 6, 5)),
  OFPGMFC_WATCH_UNSUPPORTED(nx(only(OF10), 6, 6), form(since(OF11), 6, 6)),
  OFPGMFC_LOOP(nx(only(OF10), 6, 7), form(since(OF11), 6, 7)),
  OFPGMFC_UNKNOWN_GROUP(nx(only(OF10), 6, 8), form(since(OF11), 6, 8)),
  OFPGMFC_CHAINED_GROUP(nx(only(OF10), 6, 9), form(since(OF12), 6, 9)),
  OFPGMFC_BAD_TYPE(nx(only(OF10), 6, 10), form(since(OF12), 6, 10)),
  OFPGMFC_BAD_COMMAND(nx(only(OF10), 6, 11), form(since(OF12), 6, 11)),
  OFPGMFC_BAD_BUCKET(nx(only(OF10), 6, 12), form(since(OF12), 6, 12)),
  OFPGMFC_BAD_WATCH(nx(only(OF10), 6, 13), form(since(OF12), 6, 13)),
  OFPGMFC_EPERM(nx(only(OF10), 6, 14), form(since(OF12), 6, 14)),
  OFPGMFC_UNKNOWN_BUCKET(nx(only(OF10), 6, 15), form(since(OF15), 6, 15)),
  OFPGMFC_BUCKET_EXISTS(nx(only(OF10), 6, 16), form(since(OF15), 6, 16)),
  OFPPMFC_BAD_PORT(form(only(OF10), 4, 0), form(since(OF11), 7, 0)),
  OFPPMFC_BAD_HW_ADDR(form(only(OF10), 4, 1), form(since(OF11), 7, 1)),
  OFPPMFC_BAD_CONFIG(form(since(OF11), 7, 2)),
  OFPPMFC_BAD_ADVERTISE(form(since(OF11), 7, 3)),
  OFPPMFC_EPERM(form(since(OF12), 7, 4)),
  OFPTMFC_BAD_TABLE(form(since(OF11), 8, 0)),
  OFPTMFC_BAD_CONFIG(form(since(OF11), 8, 1)),
  OFPTMFC_EPERM(form(since(OF12), 8, 2)),
  OFPQOFC_BAD_PORT(form(only(OF10), 5, 0), form(since(OF11), 9, 0)),
  OFPQOFC_BAD_QUEUE(form(only(OF10), 5, 1), form(since(OF11), 9, 1)),
  OFPQOFC_EPERM(form(only(OF10), 5, 2), form(since(OF11), 9, 2)),
  NXQOFC_QUEUE_ERROR(nx(since(OF14), 23)),
  OFPSCFC_BAD_FLAGS(form(since(OF11), 10, 0)),
  OFPSCFC_BAD_LEN(form(since(OF11), 10, 1)),
  OFPSCFC_EPERM(form(since(OF12), 10, 2)),
  OFPRRFC_STALE(form(since(OF12), 11, 0)),
  OFPRRFC_UNSUP(form(since(OF12), 11, 1)),
  OFPRRFC_BAD_ROLE(nx(between(OF10, OF11), 1, 513), form(since(OF12), 11, 2)),
  OFPRRFC_ID_UNSUP(form(since(OF15), 11, 3)),
  OFPRRFC_ID_IN_USE(form(since(OF15), 11, 4)),
  OFPMMFC_UNKNOWN(form(since(OF13), 12, 0)),
  OFPMMFC_METER_EXISTS(form(since(OF13), 12, 1)),
  OFPMMFC_INVALID_METER(form(since(OF13), 12, 2)),
  OFPMMFC_UNKNOWN_METER(form(since(OF13), 12, 3)),
  OFPMMFC_BAD_COMMAND(form(since(OF13), 12, 4)),
  OFPMMFC_BAD_FLAGS(form(since(OF13), 12, 5)),
  OFPMMFC_BAD_RATE(form(since(OF13), 12, 6)),
  OFPMMFC_BAD_BURST(form(since(OF13), 12, 7)),
  OFPMMFC_BAD_BAND(form(since(OF13), 12, 8)),
  OFPMMFC_BAD_BAND_VALUE(form(since(OF13), 12, 9)),
  OFPMMFC_OUT_OF_METERS(form(since(OF13), 12, 10)),
  OFPMMFC_OUT_OF_BANDS(form(since(OF13), 12, 11)),
  OFPTFFC_BAD_TABLE(form(since(OF13), 13, 0)),
  OFPTFFC_BAD_METADATA(form(since(OF13), 13, 1)),
  OFPTFFC_EPERM(form(since(OF13), 13, 5)),
  OFPTFFC_BAD_CAPA(form(since(OF15), 13, 6)),
  OFPTFFC_BAD_MAX_ENT(form(since(OF15), 13, 7)),
  OFPTFFC_BAD_FEATURES(form(since(OF15), 13, 8)),
  OFPTFFC_BAD_COMMAND(form(since(OF15), 13, 9)),
  OFPTFFC_TOO_MANY(form(since(OF15), 13, 10)),
  NXTFFC_DUP_TABLE(nx(since(OF13), 44)),
  OFPBPC_BAD_TYPE(nx(between(OF10, OF11), 13, 2), nx(only(OF12), 25), form(only(OF13), 13, 2), form(since(OF14), 14, 0)),
  OFPBPC_BAD_LEN(nx(between(OF10, OF11), 13, 3), nx(only(OF12), 26), form(only(OF13), 13, 3), form(since(OF14), 14, 1)),
  OFPBPC_BAD_VALUE(nx(between(OF10, OF11), 13, 4), nx(only(OF12), 27), form(only(OF13), 13, 4), form(since(OF14), 14, 2)),
  OFPBPC_TOO_MANY(nx(between(OF10, OF11), 14, 3), nx(only(OF12), 28), onf(only(OF13), 4443), form(since(OF14), 14, 3)),
  OFPBPC_DUP_TYPE(nx(between(OF10, OF11), 14, 4), nx(only(OF12), 29), onf(only(OF13), 4444), form(since(OF14), 14, 4)),
  OFPBPC_BAD_EXPERIMENTER(nx(between(OF10, OF11), 14, 5), nx(only(OF12), 30), onf(only(OF13), 4445), form(since(OF14), 14, 5)),
  OFPBPC_BAD_EXP_TYPE(nx(between(OF10, OF11), 14, 6), nx(only(OF12), 31), onf(only(OF13), 4446), form(since(OF14), 14, 6)),
  OFPBPC_BAD_EXP_VALUE(nx(between(OF10, OF11), 14, 7), nx(only(OF12), 32), onf(only(OF13), 4447), form(since(OF14), 14, 7)),
  OFPBPC_EPERM(nx(between(OF10, OF11), 14, 8), nx(only(OF12), 33), onf(only(OF13), 4448), form(since(OF14), 14, 8)),
  OFPACFC_INVALID(onf(only(OF13), 2370), form(since(OF14), 15, 0)),
  OFPACFC_UNSUPPORTED(onf(only(OF13), 2371), form(since(OF14), 15, 1)),
  OFPACFC_EPERM(onf(only(OF13), 2372), form(since(OF14), 15, 2)),
  OFPBFC_UNKNOWN(onf(only(OF13), 2300), form(since(OF14), 17, 0)),
  OFPBFC_EPERM(onf(only(OF13), 2301), form(since(OF14), 17, 1)),
  OFPBFC_BAD_ID(onf(only(OF13), 2302), form(since(OF14), 17, 2)),
  OFPBFC_BUNDLE_EXIST(onf(only(OF13), 2303), form(since(OF14), 17, 3)),
  OFPBFC_BUNDLE_CLOSED(onf(only(OF13), 2304), form(since(OF14), 17, 4)),
  OFPBFC_OUT_OF_BUNDLES(onf(only(OF13), 2305), form(since(OF14), 17, 5)),
  OFPBFC_BAD_TYPE(onf(only(OF13), 2306), form(since(OF14), 17, 6)),
  OFPBFC_BAD_FLAGS(onf(only(OF13), 2307), form(since(OF14), 17, 7)),
  OFPBFC_MSG_BAD_LEN(onf(only(OF13), 2308), form(since(OF14), 17, 8)),
  OFPBFC_MSG_BAD_XID(onf(only(OF13), 2309), form(since(OF14), 17, 9)),
  OFPBFC_MSG_UNSUP(onf(only(OF13), 2310), form(since(OF14), 17, 10)),
  OFPBFC_MSG_CONFLICT(onf(only(OF13), 2311), form(since(OF14), 17, 11)),
  OFPBFC_MSG_TOO_MANY(onf(only(OF13), 2312), form(since(OF14), 17, 12)),
  OFPBFC_MSG_FAILED(onf(only(OF13), 2313), form(since(OF14), 17, 13)),
  OFPBFC_TIMEOUT(onf(only(OF13), 2314), form(since(OF14), 17, 14)),
  OFPBFC_BUNDLE_IN_PROGRESS(onf(only(OF13), 2315), form(since(OF14), 17, 15)),
  OFPBFC_SCHED_NOT_SUPPORTED(form(since(OF15), 17, 16)),
  OFPBFC_SCHED_FUTURE(form(since(OF15), 17, 17)),
  OFPBFC_SCHED_PAST(form(since(OF15), 17, 18)),
  OFPBFC_BAD_VERSION(nx(since(OF14), 22)),
  OFPMOFC_UNKNOWN(form(since(OF14), 16, 0)),
  OFPMOFC_MONITOR_EXISTS(nx(between(OF10, OF11), 1, 517), nx(between(OF12, OF13), 6), form(since(OF14), 16, 1)),
  OFPMOFC_INVALID_MONITOR(form(since(OF14), 16, 2)),
  OFPMOFC_UNKNOWN_MONITOR(nx(between(OF10, OF11), 1, 519), nx(between(OF12, OF13), 8), form(since(OF14), 16, 3)),
  OFPMOFC_BAD_COMMAND(form(since(OF14), 16, 4)),
  OFPMOFC_BAD_FLAGS(nx(between(OF10, OF11), 1, 518), nx(between(OF12, OF13), 7), form(since(OF14), 16, 5)),
  OFPMOFC_BAD_TABLE_ID(form(since(OF14), 16, 6)),
  OFPMOFC_BAD_OUT(form(since(OF14), 16, 7)),
  NXTTMFC_BAD_COMMAND(nx(between(OF10, OF11), 1, 527), nx(since(OF12), 16)),
  NXTTMFC_BAD_OPT_LEN(nx(between(OF10, OF11), 1, 528), nx(since(OF12), 17)),
  NXTTMFC_BAD_FIELD_IDX(nx(between(OF10, OF11), 1, 529), nx(since(OF12), 18)),
  NXTTMFC_TABLE_FULL(nx(between(OF10, OF11), 1, 530), nx(since(OF12), 19)),
  NXTTMFC_ALREADY_MAPPED(nx(between(OF10, OF11), 1, 531), nx(since(OF12), 20)),
  NXTTMFC_DUP_ENTRY(nx(between(OF10, OF11), 1, 532), nx(since(OF12), 21)),
  NXTTMFC_INVALID_TLV_DEL(nx(between(OF10, OF11), 1, 537), nx(since(OF12), 38)),
  NXR_NOT_SUPPORTED(nx(between(OF10, OF11), 1, 533), nx(since(OF12), 34)),
  NXR_STALE(nx(between(OF10, OF11), 1, 534), nx(since(OF12), 35)),
  NXST_NOT_CONFIGURED(nx(between(OF10, OF11), 1, 535), nx(since(OF12), 36));
  // spotless:on

  /**
   * How a version says an error.
   *
   * @param experimenterId who defined it; 0 for OpenFlow itself
   * @param type 0 to 65535
   * @param code 0 to 65535; 0 for an experimenter's error since OpenFlow 1.2
   */
  public record Wire(int experimenterId, int type, int code) {}

  private record Form(VersionRange versions, Wire wire) {}

  private record Key(OfVersion version, Wire wire) {}

  private static final Map<Key, OfError> BY_WIRE = new HashMap<>();

  static {
    for (OfError error : values()) {
      for (Form form : error.forms) {
        for (OfVersion version : OfVersion.values()) {
          if (form.versions.contains(version)) {
            BY_WIRE.putIfAbsent(new Key(version, form.wire), error);
          }
        }
      }
    }
  }

  private final List<Form> forms;

  OfError(Form... forms) {
    this.forms = List.of(forms);
  }

  private static Form form(VersionRange versions, int type, int code) {
    return new Form(versions, new Wire(0, type, code));
  }

  /** Nicira's, before there were experimenters' errors. */
  private static Form nx(VersionRange versions, int type, int code) {
    return new Form(versions, new Wire(ExperimenterId.NICIRA, type, code));
  }

  private static Form nx(VersionRange versions, int type) {
    return nx(versions, type, 0);
  }

  /** The ONF's, for what a later version made its own. */
  private static Form onf(VersionRange versions, int type) {
    return new Form(versions, new Wire(ExperimenterId.ONF, type, 0));
  }

  /** The row of a type and code, 0 to 65535 each, or the pair itself. */
  public static ErrorCode of(OfVersion version, int type, int code) {
    OfError known = BY_WIRE.get(new Key(version, new Wire(0, type, code)));
    return known != null ? known : new Unknown(type, code);
  }

  /** The row of an experimenter's error, or its numbers themselves. */
  public static ErrorCode of(OfVersion version, int experimenterId, int type, int code) {
    OfError known = BY_WIRE.get(new Key(version, new Wire(experimenterId, type, code)));
    if (experimenterId == 0) {
      return new Experimenter(0, type, code); // nobody's, although 0 stands for OpenFlow in a row
    }
    return known != null ? known : new Experimenter(experimenterId, type, code);
  }

  /** The numbers of this error; empty if the version has no such error. */
  public Optional<Wire> wire(OfVersion version) {
    for (Form form : forms) {
      if (form.versions.contains(version)) {
        return Optional.of(form.wire);
      }
    }
    return Optional.empty();
  }
}
