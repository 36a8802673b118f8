package io.weft.openflow;

/** What an OFPT_ERROR says: a row of {@link OfError}, or a pair of numbers that no row has. */
public sealed interface ErrorCode permits OfError, ErrorCode.Unknown {
  /** A type and a code, 0 to 65535 each, that the negotiated version does not define. */
  record Unknown(int type, int code) implements ErrorCode {
    @Override
    public String toString() {
      return "error(type=" + type + ",code=" + code + ")";
    }
  }
}
