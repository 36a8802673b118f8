package io.weft.openflow.message;

import io.weft.openflow.match.Match;
import java.util.List;

/** One property of a group (OpenFlow 1.5.1, 7.3.4.3); the standard itself has none. */
public sealed interface GroupProperty {
  /**
   * How a SELECT group chooses a bucket (Netronome's extension, which Open vSwitch understands:
   * Documentation/group-selection-method-property.txt).
   *
   * @param method {@code hash} or {@code dp_hash} in Open vSwitch; 15 octets at most
   * @param param a number whose meaning is the method's own
   * @param fields what {@code hash} looks at: each one field, whose value is the mask of bits that
   *     count; none for all
   */
  record SelectionMethod(String method, long param, List<Match> fields) implements GroupProperty {
    public SelectionMethod {
      fields = List.copyOf(fields);
      for (Match field : fields) {
        if (field.fields().size() + field.unknown().size() != 1) {
          throw new IllegalArgumentException("a selection looks at one field, not '" + field + "'");
        }
      }
    }
  }

  /** The same under the experimenter id that was used before Netronome had its own. */
  record OldSelectionMethod(SelectionMethod of) implements GroupProperty {}

  /** A property that no row reads; written back as it came. */
  record Unknown(UnknownProperty property) implements GroupProperty {}
}
