package io.weft.openflow.match;

import io.weft.openflow.OfVersion;

/**
 * One number of a field: class and number of its OXM header, with an experimenter if the class is
 * {@link #EXPERIMENTER} (OpenFlow 1.3.5, 7.2.3.2; Open vSwitch, meta-flow.h).
 *
 * @param name such as {@code NXM_OF_IP_SRC}
 * @param oxmClass 0 to 65535
 * @param number 0 to 127
 * @param experimenter the id that follows the header; 0 in other classes
 * @param since the first version that has it; OpenFlow 1.0 for those of NXM
 */
public record FieldNumber(
    String name, int oxmClass, int number, int experimenter, OfVersion since) {
  /** Nicira's first class: what OpenFlow 1.0 matches. */
  public static final int NXM_0 = 0x0000;

  /** Nicira's second class: the rest. */
  public static final int NXM_1 = 0x0001;

  /** Big Switch's class, none of whose fields is in the table. */
  public static final int BIG_SWITCH = 0x0003;

  /** Ericsson's class. */
  public static final int ERICSSON = 0x1000;

  /** The class of the specification's own fields. */
  public static final int OPENFLOW_BASIC = 0x8000;

  /** Registers of 64 bits (OpenFlow 1.5.1, 7.2.3.10). */
  public static final int PACKET_REGISTERS = 0x8001;

  /** Headers of this class are followed by an experimenter's id, which their length counts. */
  public static final int EXPERIMENTER = 0xffff;

  static final int ONF = 0x4f4e_4600;
  static final int NICIRA = 0x0000_2320;
  static final int NSH = 0x005a_d650;

  /** Not a header: of a number that there is not. */
  public static final long NO_HEADER = -1;

  /**
   * The header of an element without HASMASK and length in the high 32 bits, the experimenter in
   * the low ones.
   */
  public long header() {
    return (long) oxmClass << 48 | (long) number << 41 | Integer.toUnsignedLong(experimenter);
  }

  /** Whether it is of Nicira's older numbering, NXM. */
  public boolean isNxm() {
    return oxmClass == NXM_0 || oxmClass == NXM_1;
  }
}
