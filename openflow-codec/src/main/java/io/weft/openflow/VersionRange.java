package io.weft.openflow;

/**
 * The versions in which a wire form exists.
 *
 * @param first the first version that has it
 * @param last the last version that has it
 */
public record VersionRange(OfVersion first, OfVersion last) {
  public static final VersionRange ALL = new VersionRange(OfVersion.OF10, OfVersion.OF15);

  public VersionRange {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("from " + first + " to " + last);
    }
  }

  public static VersionRange since(OfVersion first) {
    return new VersionRange(first, OfVersion.OF15);
  }

  public static VersionRange only(OfVersion version) {
    return new VersionRange(version, version);
  }

  public static VersionRange between(OfVersion first, OfVersion last) {
    return new VersionRange(first, last);
  }

  public boolean contains(OfVersion version) {
    return !version.isBefore(first) && !last.isBefore(version);
  }
}
