package io.weft.openflow.codec;

import io.weft.openflow.EncodeException;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfError;
import io.weft.openflow.OfError.Wire;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;

/**
 * OFPT_ERROR (OpenFlow 1.3.5, 7.4.4): type, code, the offender. An experimenter's error has its
 * type where the code is, and its id in front of the offender. OpenFlow 1.0 and 1.1 have no such
 * thing; there Open vSwitch says type 0xb0c2, code 0, then vendor, type and code (nicira-ext.h,
 * struct nx_vendor_error).
 */
final class Errors {
  private static final int EXPERIMENTER = 0xffff;
  private static final int NX_VENDOR = 0xb0c2;

  private Errors() {}

  static ErrorMessage read(WireReader in) {
    int type = in.u16();
    int code = in.u16();
    if (isExtension(type, code, in.remaining(), in.version())) {
      int experimenterId = in.i32();
      ErrorCode error =
          type == EXPERIMENTER
              ? OfError.of(in.version(), experimenterId, code, 0)
              : OfError.of(in.version(), experimenterId, in.u16(), in.u16());
      return new ErrorMessage(error, in.rest());
    }
    return new ErrorMessage(OfError.of(in.version(), type, code), in.rest());
  }

  /** Whether more of the error's name follows the type and code. */
  private static boolean isExtension(int type, int code, int left, OfVersion version) {
    return hasExperimenters(version)
        ? type == EXPERIMENTER && left >= 4
        : type == NX_VENDOR && code == 0 && left >= 8;
  }

  private static boolean hasExperimenters(OfVersion version) {
    return !version.isBefore(OfVersion.OF12);
  }

  static void write(ErrorMessage message, WireWriter out) {
    OfVersion version = out.version();
    switch (message.error()) {
      case OfError known -> {
        Wire wire =
            known.wire(version).orElseThrow(() -> EncodeException.unsayable(known, version));
        if (wire.experimenterId() == 0) {
          out.u16(wire.type());
          out.u16(wire.code());
        } else {
          writeExtension(wire.experimenterId(), wire.type(), wire.code(), out);
        }
      }
      case ErrorCode.Unknown u -> {
        boolean readsAsMore = isExtension(u.type(), u.code(), message.data().size(), version);
        refuseIf(
            readsAsMore || OfError.of(version, u.type(), u.code()) instanceof OfError, u, version);
        out.u16(u.type());
        out.u16(u.code());
      }
      case ErrorCode.Experimenter e -> {
        boolean known =
            OfError.of(version, e.experimenterId(), e.type(), e.code()) instanceof OfError;
        refuseIf(known || hasExperimenters(version) && e.code() != 0, e, version);
        writeExtension(e.experimenterId(), e.type(), e.code(), out);
      }
    }
    out.bytes(message.data());
  }

  /** What one version does not know may be something else in another. */
  private static void refuseIf(boolean otherwise, ErrorCode error, OfVersion version) {
    if (otherwise) {
      throw EncodeException.unsayable(error, version);
    }
  }

  private static void writeExtension(int experimenterId, int type, int code, WireWriter out) {
    if (hasExperimenters(out.version())) {
      out.u16(EXPERIMENTER);
      out.u16(type);
      out.i32(experimenterId);
    } else {
      out.u16(NX_VENDOR);
      out.u16(0);
      out.i32(experimenterId);
      out.u16(type);
      out.u16(code);
    }
  }
}
