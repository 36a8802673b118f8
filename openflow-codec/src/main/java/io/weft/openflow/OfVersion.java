package io.weft.openflow;

import java.util.Optional;

/** The versions of OpenFlow, by their wire number (OpenFlow 1.3.5, 7.1). */
public enum OfVersion {
  OF10(1, "1.0"),
  OF11(2, "1.1"),
  OF12(3, "1.2"),
  OF13(4, "1.3"),
  OF14(5, "1.4"),
  OF15(6, "1.5");

  private static final OfVersion[] BY_WIRE = values();

  private final int wire;
  private final String text;

  OfVersion(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The version octet of the message header. */
  public int wire() {
    return wire;
  }

  /** The version of this header octet, if there is one. */
  public static Optional<OfVersion> ofWire(int octet) {
    return octet >= 1 && octet <= BY_WIRE.length
        ? Optional.of(BY_WIRE[octet - 1])
        : Optional.empty();
  }

  /** The version of an octet, or another one if there is none. */
  public static OfVersion ofWire(int octet, OfVersion otherwise) {
    return octet >= 1 && octet <= BY_WIRE.length ? BY_WIRE[octet - 1] : otherwise;
  }

  public boolean isBefore(OfVersion other) {
    return wire < other.wire;
  }

  /** Such as {@code 1.3}. */
  @Override
  public String toString() {
    return text;
  }
}
