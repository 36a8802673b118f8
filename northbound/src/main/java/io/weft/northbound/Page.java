package io.weft.northbound;

import com.google.common.collect.Comparators;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One page of a list: items in the order of their keys, from behind the last one of the page
 * before.
 *
 * @param next the token of the page after it; empty if there is none
 */
record Page<M extends Message>(List<M> items, String next) {
  /** Items in one page at most. */
  static final int MOST = 5000;

  /** Octets after which a page ends: gRPC's clients take messages of up to 4 MB. */
  private static final int MAX_OCTETS = 2 * 1024 * 1024;

  /**
   * What was asked for.
   *
   * @param size at most so many items
   * @param after only items with a key behind this one
   */
  record Request(int size, String after) {
    /**
     * Checks what a client asked for.
     *
     * @throws io.grpc.StatusRuntimeException naming the field
     */
    static Request of(int pageSize, String pageToken) {
      if (Integer.compareUnsigned(pageSize, MOST) > 0) {
        throw Problem.wrong("page_size", "0 to " + MOST, Integer.toUnsignedString(pageSize));
      }
      try {
        byte[] key = Base64.getUrlDecoder().decode(pageToken);
        return new Request(
            pageSize == 0 ? MOST : pageSize, new String(key, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw Problem.wrong("page_token", "next_page_token of the page before", pageToken);
      }
    }
  }

  /** An item with its key. */
  private record Keyed<T>(String key, T item) {}

  /**
   * Collects a page.
   *
   * @param key where an item stands; unique
   */
  static <T, M extends Message> Page<M> of(
      Request request, Stream<T> items, Function<T, String> key, Function<T, M> toProto) {
    List<Keyed<T>> candidates =
        items
            .map(item -> new Keyed<>(key.apply(item), item))
            .filter(each -> each.key.compareTo(request.after) > 0)
            .collect(Comparators.least(request.size + 1, Comparator.comparing(Keyed::key)));
    List<M> page = new ArrayList<>();
    int octets = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (i == request.size || octets > MAX_OCTETS) {
        return new Page<>(page, token(candidates.get(i - 1).key));
      }
      M message = toProto.apply(candidates.get(i).item);
      octets += message.getSerializedSize();
      page.add(message);
    }
    return new Page<>(page, "");
  }

  private static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
