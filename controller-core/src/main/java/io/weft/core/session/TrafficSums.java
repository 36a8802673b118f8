package io.weft.core.session;

import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.netty.MessageCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages of many connections by type, whose numbers mean different things to each version. */
final class TrafficSums {
  private final Map<OfVersion, long[]> received = new EnumMap<>(OfVersion.class);
  private final Map<OfVersion, long[]> sent = new EnumMap<>(OfVersion.class);

  void add(SwitchSession session) {
    session.received().addTo(of(received, session.version()));
    session.sent().addTo(of(sent, session.version()));
  }

  void add(TrafficSums other) {
    other.received.forEach((version, counts) -> add(counts, of(received, version)));
    other.sent.forEach((version, counts) -> add(counts, of(sent, version)));
  }

  private static void add(long[] counts, long[] sums) {
    for (int type = 0; type < counts.length; type++) {
      sums[type] += counts[type];
    }
  }

  private static long[] of(Map<OfVersion, long[]> sums, OfVersion version) {
    return sums.computeIfAbsent(version, v -> new long[MessageCounts.TYPES]);
  }

  SortedMap<String, Long> received() {
    return byName(received);
  }

  SortedMap<String, Long> sent() {
    return byName(sent);
  }

  private static SortedMap<String, Long> byName(Map<OfVersion, long[]> sums) {
    SortedMap<String, Long> named = new TreeMap<>();
    sums.forEach((version, counts) -> {
      for (int type = 0; type < counts.length; type++) {
        if (counts[type] > 0) {
          String name =
              type < counts.length - 1 ? OpenFlowCodec.typeName(version, type) : "unknown";
          named.merge(name, counts[type], Long::sum);
        }
      }
    });
    return named;
  }
}
