package io.weft.app.clos;

import io.weft.net.DatapathId;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Switches whose datapath ids follow one another.
 *
 * @param last not before the first, at most {@link #MAX_SIZE} ids in all
 */
public record DatapathRange(DatapathId first, DatapathId last) {
  static final int MAX_SIZE = 4096;

  public DatapathRange {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " is behind " + last);
    }
    if (last.bits() - first.bits() >= MAX_SIZE) {
      throw new IllegalArgumentException("more than " + MAX_SIZE + " switches");
    }
  }

  /**
   * Parses one id in hexadecimal digits, or two with {@code -} between them.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static DatapathRange parse(String text) {
    int dash = text.indexOf('-');
    DatapathId first = DatapathId.parse(dash < 0 ? text : text.substring(0, dash));
    return new DatapathRange(first, dash < 0 ? first : DatapathId.parse(text.substring(dash + 1)));
  }

  List<DatapathId> all() {
    return LongStream.rangeClosed(first.bits(), last.bits()).mapToObj(DatapathId::new).toList();
  }
}
