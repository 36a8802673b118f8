package io.weft.openflow.wire;

import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;

/**
 * Port numbers: 16 bits in OpenFlow 1.0, 32 bits since 1.1. The reserved numbers of 1.0 (0xff00 and
 * up) are those of 1.1 without their upper half (OpenFlow 1.0.0, 5.2.1).
 */
public final class PortCodec {
  private static final int FIRST_RESERVED_16 = 0xff00;

  private PortCodec() {}

  public static PortNo read(WireReader in) {
    return in.version() == OfVersion.OF10 ? widen(in.u16()) : PortNo.of(in.i32());
  }

  public static void write(PortNo port, WireWriter out) {
    if (out.version() == OfVersion.OF10) {
      out.u16(narrow(port));
    } else {
      out.i32(port.bits());
    }
  }

  /** The 32-bit number of a port that OpenFlow 1.0 numbers with 16 bits. */
  public static PortNo widen(int port) {
    return PortNo.of(port >= FIRST_RESERVED_16 ? port | 0xffff_0000 : port);
  }

  /**
   * The 16-bit number of a port.
   *
   * @throws EncodeException if OpenFlow 1.0 has none
   */
  public static int narrow(PortNo port) {
    long number = port.number();
    if (number < FIRST_RESERVED_16 || number >= 0xffff_ff00L) {
      return (int) number & 0xffff;
    }
    throw EncodeException.unsayable("port " + port, OfVersion.OF10);
  }
}
