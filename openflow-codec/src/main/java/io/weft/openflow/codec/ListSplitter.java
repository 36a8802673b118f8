package io.weft.openflow.codec;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.wire.Layout;
import io.weft.openflow.wire.ListPart;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Cuts a body that is a list into bodies of the same kind, each of which fits a message. */
final class ListSplitter {
  private static final int LONGEST = 0xffff;

  private final OfVersion version;
  private final int header;
  private final WireWriter scratch;

  /**
   * @param header octets of a message before the list
   */
  ListSplitter(OfVersion version, int header) {
    this.version = version;
    this.header = header;
    this.scratch = new WireWriter(version);
  }

  /** The pieces, in order; the body alone if the row's body is no list. */
  <T> List<T> split(WireTable.Row<T> row, Object body) {
    T value = row.type().cast(body);
    return row.codec() instanceof Layout.Single<T, ?> single
        ? splitSingle(single, value)
        : List.of(value);
  }

  @SuppressWarnings("unchecked") // a list part is a part of lists of what it reads
  private <T, A> List<T> splitSingle(Layout.Single<T, A> single, T body) {
    return single.part() instanceof ListPart<?> list
        ? splitList((Layout.Single<T, List<Object>>) single, (ListPart<Object>) list, body)
        : List.of(body);
  }

  private <T, V> List<T> splitList(Layout.Single<T, List<V>> single, ListPart<V> list, T body) {
    List<T> pieces = new ArrayList<>();
    List<V> piece = new ArrayList<>();
    int length = header;
    for (V value : single.get().apply(body)) {
      int octets = octets(list, value);
      if (length + octets > LONGEST) {
        pieces.add(single.make().apply(List.copyOf(piece)));
        piece.clear();
        length = header;
      }
      piece.add(value);
      length += octets;
    }
    pieces.add(single.make().apply(piece));
    return pieces;
  }

  private <V> int octets(ListPart<V> list, V value) {
    scratch.restart(version);
    list.one().write(value, scratch);
    int octets = scratch.position();
    if (header + octets > LONGEST) {
      throw new EncodeException(
          value.getClass().getSimpleName()
              + " is "
              + octets
              + " octets long, "
              + (LONGEST - header)
              + " is the most in a message");
    }
    return octets;
  }
}
