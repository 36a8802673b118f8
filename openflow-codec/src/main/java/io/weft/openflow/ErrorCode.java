package io.weft.openflow;

/** What an OFPT_ERROR says: a row of {@link OfError}, or numbers that no row has. */
public sealed interface ErrorCode permits OfError, ErrorCode.Unknown, ErrorCode.Experimenter {
  /** A type and a code, 0 to 65535 each, that the negotiated version does not define. */
  record Unknown(int type, int code) implements ErrorCode {
    @Override
    public String toString() {
      return "error(type=" + type + ",code=" + code + ")";
    }
  }

  /**
   * An error that an experimenter defined and no row has (OpenFlow 1.3.5, 7.4.4.15). In OpenFlow
   * 1.0 and 1.1, which have none, it is one of Nicira's vendor errors (Open vSwitch, nicira-ext.h).
   *
   * @param type 0 to 65535
   * @param code 0 to 65535 in OpenFlow 1.0 and 1.1, 0 since 1.2
   */
  record Experimenter(int experimenterId, int type, int code) implements ErrorCode {
    @Override
    public String toString() {
      return "error(experimenter=0x%08x,type=%d,code=%d)".formatted(experimenterId, type, code);
    }
  }
}
