package io.weft.openflow.match;

import io.weft.openflow.OfVersion;

/**
 * The forms that a match has on the wire: a struct in OpenFlow 1.0 and 1.1, OXM in each later
 * version with the numbers of that one, and NXM, Nicira's for OpenFlow 1.0.
 */
public enum MatchForm {
  OF10,
  OF11,
  OF12,
  OF13,
  OF14,
  OF15,
  NXM;

  private static final MatchForm[] ALL = values();

  /** The form of a version itself. */
  public static MatchForm of(OfVersion version) {
    return ALL[version.ordinal()];
  }
}
