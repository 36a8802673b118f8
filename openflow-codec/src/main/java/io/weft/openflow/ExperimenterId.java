package io.weft.openflow;

/**
 * Who defines an extension: the experimenter ids whose extensions the tables have (vendor ids in
 * OpenFlow 1.0). An id is an IEEE OUI, or a number above 24 bits that the ONF gave out (OpenFlow
 * 1.3.5, 7.2.7).
 */
public final class ExperimenterId {
  /** Nicira, whose extensions Open vSwitch speaks. */
  public static final int NICIRA = 0x0000_2320;

  /** The Open Networking Foundation: features of later versions for earlier ones. */
  public static final int ONF = 0x4f4e_4600;

  /** Intel, whose counters of ports Open vSwitch sends (intel-ext.h). */
  public static final int INTEL = 0x0000_aa01;

  private ExperimenterId() {}

  /**
   * The code of a row in a table: the id in the high 32 bits, the experimenter's own type below.
   */
  public static long code(int experimenterId, int type) {
    return (long) experimenterId << 32 | Integer.toUnsignedLong(type);
  }

  /** The row code of a Nicira extension. */
  public static long nicira(int type) {
    return code(NICIRA, type);
  }

  /** The row code of an ONF extension. */
  public static long onf(int type) {
    return code(ONF, type);
  }

  /** The row code of an Intel extension. */
  public static long intel(int type) {
    return code(INTEL, type);
  }

  /** Whether a row's code is that of an extension; no standard code is as large. */
  public static boolean isIn(long code) {
    return code >>> 32 != 0;
  }
}
