package io.weft.openflow.match;

import io.weft.openflow.OfVersion;
import java.util.Optional;

/**
 * A field named by its OXM header in a list of what a table or port can do (OpenFlow 1.3.5,
 * 7.3.5.5.2), whether there is such a field or not.
 *
 * @param oxmClass 0 to 65535; {@link FieldNumber#EXPERIMENTER} if an experimenter's id follows
 * @param number 0 to 127
 * @param hasMask the HASMASK bit: may be matched by mask
 * @param length of a value, or of value and mask, 0 to 255 octets; counts an experimenter's id
 * @param experimenter the experimenter's id, 0 in other classes
 */
public record FieldId(int oxmClass, int number, boolean hasMask, int length, int experimenter) {
  public FieldId {
    check("oxmClass", oxmClass, 0, 0xffff);
    check("number", number, 0, 0x7f);
    boolean isExperimenter = oxmClass == FieldNumber.EXPERIMENTER;
    check("length", length, isExperimenter ? 4 : 0, 0xff);
    if (!isExperimenter && experimenter != 0) {
      throw new IllegalArgumentException(
          "experimenter 0x%x in class 0x%04x".formatted(experimenter, oxmClass));
    }
  }

  private static void check(String component, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          component + " " + value + ", expected " + least + " to " + most);
    }
  }

  /** As a version names a field. */
  public static FieldId of(Field<?> field, OfVersion version) {
    return of(FieldHeader.oxm(field, version));
  }

  public static FieldId of(FieldHeader header) {
    FieldNumber number = header.number();
    boolean isExperimenter = number.oxmClass() == FieldNumber.EXPERIMENTER;
    return new FieldId(
        number.oxmClass(),
        number.number(),
        header.hasMask(),
        (header.hasMask() ? 2 : 1) * header.octets() + (isExperimenter ? 4 : 0),
        isExperimenter ? number.experimenter() : 0);
  }

  /** The same field, and by mask. */
  public FieldId masked() {
    int id = oxmClass == FieldNumber.EXPERIMENTER ? 4 : 0;
    return new FieldId(oxmClass, number, true, 2 * (length - id) + id, experimenter);
  }

  /** The field, if there is one of this number. */
  public Optional<Field<?>> field() {
    return FieldTable.find(oxmClass, number, experimenter);
  }
}
