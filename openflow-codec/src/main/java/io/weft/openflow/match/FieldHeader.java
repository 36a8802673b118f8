package io.weft.openflow.match;

import io.weft.openflow.OfVersion;

/**
 * A field named by a header alone, without value: in actions that move, load or learn, and in the
 * lists of table features (OpenFlow 1.3.5, 7.2.3.2 and 7.3.5.5.2). Remembers which of the field's
 * numbers was used.
 *
 * @param number one of the field's numbers
 * @param hasMask the HASMASK bit: the length counts a mask too
 * @param octets of the value, without mask; 0 to 124 if the field is variable, else the field's
 */
public record FieldHeader(Field<?> field, FieldNumber number, boolean hasMask, int octets) {
  public FieldHeader {
    if (!field.numbers().contains(number)) {
      throw new IllegalArgumentException(number + " is no number of " + field);
    }
    if (octets < 0 || (field.isVariable() ? octets > Field.LONGEST : octets != field.octets())) {
      throw new IllegalArgumentException(field + " of " + octets + " octets");
    }
  }

  /** As the actions of Nicira name the field: by its number in NXM if it has one. */
  public static FieldHeader nxm(Field<?> field) {
    if (field.numbers().isEmpty()) {
      throw new IllegalArgumentException(field + " has no number");
    }
    return new FieldHeader(field, field.numbers().getFirst(), false, field.octets());
  }

  /** As the OXM of a version names the field. */
  public static FieldHeader oxm(Field<?> field, OfVersion version) {
    FieldNumber number =
        field
            .numberIn(version)
            .orElseThrow(() -> new IllegalArgumentException(field + " is not in " + version));
    return new FieldHeader(field, number, false, field.octets());
  }

  /** The name of the field in actions as {@code ovs-ofctl} prints it. */
  @Override
  public String toString() {
    return field.numberName();
  }
}
