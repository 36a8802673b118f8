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
 * The errors of OpenFlow, each with its type and code per version (OpenFlow 1.3.5, 7.4.4; 1.0.0,
 * 5.4.4). An error that moved between types keeps one row.
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
  OFPBRC_BAD_TABLE_ID(form(since(OF11), 1, 9)),
  OFPBRC_IS_SECONDARY(form(between(OF10, OF11), 1, 5), form(since(OF12), 1, 10)),
  OFPBRC_BAD_PORT(form(since(OF12), 1, 11)),
  OFPBRC_BAD_PACKET(form(since(OF12), 1, 12)),
  OFPBRC_MULTIPART_BUFFER_OVERFLOW(form(since(OF13), 1, 13)),
  OFPBRC_MULTIPART_REQUEST_TIMEOUT(form(since(OF14), 1, 14)),
  OFPBRC_MULTIPART_REPLY_TIMEOUT(form(since(OF14), 1, 15)),
  OFPBRC_MULTIPART_BAD_SCHED(form(since(OF15), 1, 16)),
  OFPBRC_PIPELINE_FIELDS_ONLY(form(since(OF15), 1, 17)),
  OFPBRC_UNKNOWN(form(since(OF15), 1, 18)),
  OFPBAC_BAD_TYPE(form(ALL, 2, 0)),
  OFPBAC_BAD_LEN(form(ALL, 2, 1)),
  OFPBAC_BAD_VENDOR(form(ALL, 2, 2)),
  OFPBAC_BAD_VENDOR_TYPE(form(ALL, 2, 3)),
  OFPBAC_BAD_OUT_PORT(form(ALL, 2, 4)),
  OFPBAC_BAD_ARGUMENT(form(ALL, 2, 5)),
  OFPBAC_EPERM(form(ALL, 2, 6)),
  OFPBAC_TOO_MANY(form(ALL, 2, 7)),
  OFPBAC_BAD_QUEUE(form(ALL, 2, 8)),
  OFPBAC_BAD_OUT_GROUP(form(since(OF11), 2, 9)),
  OFPBAC_MATCH_INCONSISTENT(form(since(OF11), 2, 10)),
  OFPBAC_UNSUPPORTED_ORDER(form(since(OF11), 2, 11)),
  OFPBAC_BAD_TAG(form(since(OF11), 2, 12)),
  OFPBAC_BAD_SET_TYPE(form(since(OF12), 2, 13)),
  OFPBAC_BAD_SET_LEN(form(since(OF12), 2, 14)),
  OFPBAC_BAD_SET_ARGUMENT(form(since(OF12), 2, 15)),
  OFPBAC_BAD_SET_MASK(form(since(OF15), 2, 16)),
  OFPBAC_BAD_METER(form(since(OF15), 2, 17)),
  OFPBIC_UNKNOWN_INST(form(since(OF11), 3, 0)),
  OFPBIC_UNSUP_INST(form(since(OF11), 3, 1)),
  OFPBIC_BAD_TABLE_ID(form(since(OF11), 3, 2)),
  OFPBIC_UNSUP_METADATA(form(since(OF11), 3, 3)),
  OFPBIC_UNSUP_METADATA_MASK(form(since(OF11), 3, 4)),
  OFPBIC_BAD_EXPERIMENTER(form(since(OF11), 3, 5)),
  OFPBIC_BAD_EXP_TYPE(form(only(OF11), 3, 5), form(since(OF12), 3, 6)),
  OFPBIC_BAD_LEN(form(since(OF12), 3, 7)),
  OFPBIC_EPERM(form(since(OF12), 3, 8)),
  OFPBIC_DUP_INST(form(since(OF14), 3, 9)),
  OFPBMC_BAD_TYPE(form(since(OF11), 4, 0)),
  OFPBMC_BAD_LEN(form(since(OF11), 4, 1)),
  OFPBMC_BAD_TAG(form(since(OF11), 4, 2)),
  OFPBMC_BAD_DL_ADDR_MASK(form(since(OF11), 4, 3)),
  OFPBMC_BAD_NW_ADDR_MASK(form(since(OF11), 4, 4)),
  OFPBMC_BAD_WILDCARDS(form(since(OF11), 4, 5)),
  OFPBMC_BAD_FIELD(form(since(OF11), 4, 6)),
  OFPBMC_BAD_VALUE(form(since(OF11), 4, 7)),
  OFPBMC_BAD_MASK(form(since(OF12), 4, 8)),
  OFPBMC_BAD_PREREQ(form(since(OF12), 4, 9)),
  OFPBMC_DUP_FIELD(form(since(OF12), 4, 10)),
  OFPBMC_EPERM(form(since(OF12), 4, 11)),
  OFPFMFC_UNKNOWN(form(since(OF11), 5, 0)),
  OFPFMFC_TABLE_FULL(form(only(OF10), 3, 0), form(since(OF11), 5, 1)),
  OFPFMFC_BAD_TABLE_ID(form(since(OF11), 5, 2)),
  OFPFMFC_OVERLAP(form(only(OF10), 3, 1), form(since(OF11), 5, 3)),
  OFPFMFC_EPERM(form(only(OF10), 3, 2), form(since(OF11), 5, 4)),
  OFPFMFC_BAD_TIMEOUT(form(since(OF11), 5, 5)),
  OFPFMFC_BAD_EMERG_TIMEOUT(form(only(OF10), 3, 3)),
  OFPFMFC_BAD_COMMAND(form(only(OF10), 3, 4), form(since(OF11), 5, 6)),
  OFPFMFC_BAD_FLAGS(form(since(OF12), 5, 7)),
  OFPFMFC_CANT_SYNC(form(since(OF14), 5, 8)),
  OFPFMFC_BAD_PRIORITY(form(since(OF14), 5, 9)),
  OFPFMFC_IS_SYNC(form(since(OF14), 5, 10)),
  OFPFMFC_UNSUPPORTED(form(only(OF10), 3, 5)),
  OFPGMFC_GROUP_EXISTS(form(since(OF11), 6, 0)),
  OFPGMFC_INVALID_GROUP(form(since(OF11), 6, 1)),
  OFPGMFC_WEIGHT_UNSUPPORTED(form(since(OF11), 6, 2)),
  OFPGMFC_OUT_OF_GROUPS(form(since(OF11), 6, 3)),
  OFPGMFC_OUT_OF_BUCKETS(form(since(OF11), 6, 4)),
  OFPGMFC_CHAINING_UNSUPPORTED(form(since(OF11), 6, 5)),
  OFPGMFC_WATCH_UNSUPPORTED(form(since(OF11), 6, 6)),
  OFPGMFC_LOOP(form(since(OF11), 6, 7)),
  OFPGMFC_UNKNOWN_GROUP(form(since(OF11), 6, 8)),
  OFPGMFC_CHAINED_GROUP(form(since(OF12), 6, 9)),
  OFPGMFC_BAD_TYPE(form(since(OF12), 6, 10)),
  OFPGMFC_BAD_COMMAND(form(since(OF12), 6, 11)),
  OFPGMFC_BAD_BUCKET(form(since(OF12), 6, 12)),
  OFPGMFC_BAD_WATCH(form(since(OF12), 6, 13)),
  OFPGMFC_EPERM(form(since(OF12), 6, 14)),
  OFPGMFC_UNKNOWN_BUCKET(form(since(OF15), 6, 15)),
  OFPGMFC_BUCKET_EXISTS(form(since(OF15), 6, 16)),
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
  OFPSCFC_BAD_FLAGS(form(since(OF11), 10, 0)),
  OFPSCFC_BAD_LEN(form(since(OF11), 10, 1)),
  OFPSCFC_EPERM(form(since(OF12), 10, 2)),
  OFPRRFC_STALE(form(since(OF12), 11, 0)),
  OFPRRFC_UNSUP(form(since(OF12), 11, 1)),
  OFPRRFC_BAD_ROLE(form(since(OF12), 11, 2)),
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
  OFPBPC_BAD_TYPE(form(only(OF13), 13, 2), form(since(OF14), 14, 0)),
  OFPBPC_BAD_LEN(form(only(OF13), 13, 3), form(since(OF14), 14, 1)),
  OFPBPC_BAD_VALUE(form(only(OF13), 13, 4), form(since(OF14), 14, 2)),
  OFPBPC_TOO_MANY(form(since(OF14), 14, 3)),
  OFPBPC_DUP_TYPE(form(since(OF14), 14, 4)),
  OFPBPC_BAD_EXPERIMENTER(form(since(OF14), 14, 5)),
  OFPBPC_BAD_EXP_TYPE(form(since(OF14), 14, 6)),
  OFPBPC_BAD_EXP_VALUE(form(since(OF14), 14, 7)),
  OFPBPC_EPERM(form(since(OF14), 14, 8)),
  OFPACFC_INVALID(form(since(OF14), 15, 0)),
  OFPACFC_UNSUPPORTED(form(since(OF14), 15, 1)),
  OFPACFC_EPERM(form(since(OF14), 15, 2)),
  OFPBFC_UNKNOWN(form(since(OF14), 17, 0)),
  OFPBFC_EPERM(form(since(OF14), 17, 1)),
  OFPBFC_BAD_ID(form(since(OF14), 17, 2)),
  OFPBFC_BUNDLE_EXIST(form(since(OF14), 17, 3)),
  OFPBFC_BUNDLE_CLOSED(form(since(OF14), 17, 4)),
  OFPBFC_OUT_OF_BUNDLES(form(since(OF14), 17, 5)),
  OFPBFC_BAD_TYPE(form(since(OF14), 17, 6)),
  OFPBFC_BAD_FLAGS(form(since(OF14), 17, 7)),
  OFPBFC_MSG_BAD_LEN(form(since(OF14), 17, 8)),
  OFPBFC_MSG_BAD_XID(form(since(OF14), 17, 9)),
  OFPBFC_MSG_UNSUP(form(since(OF14), 17, 10)),
  OFPBFC_MSG_CONFLICT(form(since(OF14), 17, 11)),
  OFPBFC_MSG_TOO_MANY(form(since(OF14), 17, 12)),
  OFPBFC_MSG_FAILED(form(since(OF14), 17, 13)),
  OFPBFC_TIMEOUT(form(since(OF14), 17, 14)),
  OFPBFC_BUNDLE_IN_PROGRESS(form(since(OF14), 17, 15)),
  OFPBFC_SCHED_NOT_SUPPORTED(form(since(OF15), 17, 16)),
  OFPBFC_SCHED_FUTURE(form(since(OF15), 17, 17)),
  OFPBFC_SCHED_PAST(form(since(OF15), 17, 18)),
  OFPMOFC_UNKNOWN(form(since(OF14), 16, 0)),
  OFPMOFC_MONITOR_EXISTS(form(since(OF14), 16, 1)),
  OFPMOFC_INVALID_MONITOR(form(since(OF14), 16, 2)),
  OFPMOFC_UNKNOWN_MONITOR(form(since(OF14), 16, 3)),
  OFPMOFC_BAD_COMMAND(form(since(OF14), 16, 4)),
  OFPMOFC_BAD_FLAGS(form(since(OF14), 16, 5)),
  OFPMOFC_BAD_TABLE_ID(form(since(OF14), 16, 6)),
  OFPMOFC_BAD_OUT(form(since(OF14), 16, 7)),
  // Of Open vSwitch (lib/ofp-errors), sent as errors of an experimenter.
  NXBRC_NXM_INVALID(),
  NXBRC_MUST_BE_ZERO(),
  NXBRC_FM_BAD_EVENT();
  // spotless:on

  private record Form(VersionRange versions, int type, int code) {}

  private static final Map<Long, OfError> BY_WIRE = new HashMap<>();

  static {
    for (OfError error : values()) {
      for (Form form : error.forms) {
        for (OfVersion version : OfVersion.values()) {
          if (form.versions.contains(version)) {
            BY_WIRE.putIfAbsent(key(version, form.type, form.code), error);
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
    return new Form(versions, type, code);
  }

  private static long key(OfVersion version, int type, int code) {
    return (long) version.wire() << 32 | (long) type << 16 | code;
  }

  /** The row of a type and code, 0 to 65535 each, or the pair itself. */
  public static ErrorCode of(OfVersion version, int type, int code) {
    OfError known = BY_WIRE.get(key(version, type, code));
    return known != null ? known : new Unknown(type, code);
  }

  /** Type in the high 16 bits and code in the low ones; empty if the version has no such error. */
  public Optional<Integer> wire(OfVersion version) {
    for (Form form : forms) {
      if (form.versions.contains(version)) {
        return Optional.of(form.type << 16 | form.code);
      }
    }
    return Optional.empty();
  }
}
