package io.weft.openflow.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields by the class and number of an element's header. What is found is made beforehand, as
 * every element of every match is looked up.
 */
public final class FieldTable {
  private static final int NUMBERS = 128;
  private static final int NUMBER = (NUMBERS - 1) << 9;
  private static final int BASIC_CLASS = FieldNumber.OPENFLOW_BASIC << 16;

  private static final List<Optional<Field<?>>> NXM_0 = none();
  private static final List<Optional<Field<?>>> NXM_1 = none();
  private static final List<Optional<Field<?>>> BASIC = none();
  private static final List<Optional<Field<?>>> REGISTERS = none();
  private static final List<Optional<Field<?>>> ERICSSON = none();
  private static final List<Optional<Field<?>>> ONF = none();
  private static final List<Optional<Field<?>>> NICIRA = none();
  private static final List<Optional<Field<?>>> NSH = none();
  private static final List<Optional<Field<?>>> NOTHING = none();

  private FieldTable() {}

  private static List<Optional<Field<?>>> none() {
    return new ArrayList<>(Collections.nCopies(NUMBERS, Optional.empty()));
  }

  static void add(FieldNumber number, Field<?> field) {
    of(number.oxmClass(), number.experimenter()).set(number.number(), Optional.of(field));
  }

  /**
   * The field of a header, if there is one; any version reads the numbers of all, as Open vSwitch
   * does.
   *
   * @param oxmClass 0 to 65535
   * @param number 0 to 127
   * @param experimenter the id after the header if the class is that of experimenters, else 0
   */
  public static Optional<Field<?>> find(int oxmClass, int number, int experimenter) {
    Field.all(); // makes the table
    return oxmClass == FieldNumber.OPENFLOW_BASIC
        ? BASIC.get(number)
        : of(oxmClass, experimenter).get(number);
  }

  /**
   * The field that an element with these first four octets says {@linkplain Field#plainHeader
   * plainly}, or null if it is any other element.
   */
  public static @Nullable Field<?> plain(int header, MatchForm form) {
    Field<?> field = Plain.BASIC[form.ordinal()][header >>> 9 & NUMBERS - 1];
    return field != null && header == (BASIC_CLASS | header & NUMBER | field.octets())
        ? field
        : null;
  }

  /** Fields of the specification's class that are plain, by form and number. */
  private static final class Plain {
    private static final @Nullable Field<?>[][] BASIC =
        new Field<?>[MatchForm.values().length][NUMBERS];

    static {
      for (Field<?> field : Field.all()) {
        for (MatchForm form : MatchForm.values()) {
          int header = field.plainHeader(form);
          if (header != Field.NOT_PLAIN && header >>> 16 == FieldNumber.OPENFLOW_BASIC) {
            BASIC[form.ordinal()][header >>> 9 & NUMBERS - 1] = field;
          }
        }
      }
    }
  }

  private static List<Optional<Field<?>>> of(int oxmClass, int experimenter) {
    return switch (oxmClass) {
      case FieldNumber.OPENFLOW_BASIC -> BASIC;
      case FieldNumber.NXM_0 -> NXM_0;
      case FieldNumber.NXM_1 -> NXM_1;
      case FieldNumber.PACKET_REGISTERS -> REGISTERS;
      case FieldNumber.ERICSSON -> ERICSSON;
      case FieldNumber.EXPERIMENTER ->
          switch (experimenter) {
            case FieldNumber.ONF -> ONF;
            case FieldNumber.NICIRA -> NICIRA;
            case FieldNumber.NSH -> NSH;
            default -> NOTHING;
          };
      default -> NOTHING;
    };
  }
}
