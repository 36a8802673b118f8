package io.weft.core.reconcile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** The parts of a network between which no links lead. */
final class Parts {
  private Parts() {}

  static List<ImmutableSet<DatapathId>> of(NetworkView view) {
    ImmutableSetMultimap.Builder<DatapathId, DatapathId> joined = ImmutableSetMultimap.builder();
    for (Link link : view.links()) {
      joined.put(link.a().dpid(), link.b().dpid());
      joined.put(link.b().dpid(), link.a().dpid());
    }
    ImmutableSetMultimap<DatapathId, DatapathId> neighbours = joined.build();
    List<ImmutableSet<DatapathId>> parts = new ArrayList<>();
    Set<DatapathId> left = new LinkedHashSet<>(view.switches().keySet());
    while (!left.isEmpty()) {
      ImmutableSet.Builder<DatapathId> part = ImmutableSet.builder();
      Queue<DatapathId> queue = new ArrayDeque<>();
      queue.add(left.iterator().next());
      left.remove(queue.peek());
      while (!queue.isEmpty()) {
        DatapathId at = queue.remove();
        part.add(at);
        for (DatapathId neighbour : neighbours.get(at)) {
          if (left.remove(neighbour)) {
            queue.add(neighbour);
          }
        }
      }
      parts.add(part.build());
    }
    return parts;
  }
}
