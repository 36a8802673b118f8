package io.weft.core.network;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths and trees over the links of a view. The same links give the same answers whatever the order
 * in which they were found: ties go to the lower datapath id, then to the lower port.
 *
 * <p>Not thread-safe: shortest paths are remembered per destination.
 */
public final class Topology {
  private final ImmutableListMultimap<DatapathId, Link> links;
  private final Set<DatapathId> nodes;
  private final Map<DatapathId, Map<DatapathId, PortNo>> nextHops = new HashMap<>();

  public Topology(Collection<DatapathId> nodes, Collection<Link> links) {
    this.nodes = new TreeSet<>(nodes);
    ListMultimap<DatapathId, Link> byEnd = MultimapBuilder.treeKeys().arrayListValues().build();
    for (Link link : new TreeSet<>(links)) {
      if (!link.a().dpid().equals(link.b().dpid())) {
        byEnd.put(link.a().dpid(), link);
        byEnd.put(link.b().dpid(), link);
      }
    }
    this.links = ImmutableListMultimap.copyOf(byEnd);
  }

  public static Topology of(NetworkView view) {
    return new Topology(view.switches().keySet(), view.links());
  }

  /**
   * The port through which a switch reaches another on a path of the fewest links; empty if there
   * is no path, or both are the same.
   */
  public Optional<PortNo> nextHop(DatapathId from, DatapathId to) {
    return Optional.ofNullable(nextHops.computeIfAbsent(to, this::breadthFirstTowards).get(from));
  }

  private Map<DatapathId, PortNo> breadthFirstTowards(DatapathId destination) {
    Map<DatapathId, PortNo> towards = new HashMap<>();
    Queue<DatapathId> queue = new ArrayDeque<>();
    queue.add(destination);
    while (!queue.isEmpty()) {
      DatapathId at = queue.remove();
      for (Link link : links.get(at)) {
        ConnectPoint far = link.opposite(link.endAt(at));
        if (!far.dpid().equals(destination)
            && towards.putIfAbsent(far.dpid(), far.port()) == null) {
          queue.add(far.dpid());
        }
      }
    }
    return towards;
  }

  /**
   * A set of links without a loop that joins all switches that any links join: breadth first from
   * the lowest datapath id of each connected part.
   */
  public ImmutableSet<Link> spanningTree() {
    ImmutableSet.Builder<Link> tree = ImmutableSet.builder();
    Set<DatapathId> reached = new HashSet<>();
    for (DatapathId root : nodes) {
      if (!reached.add(root)) {
        continue;
      }
      Queue<DatapathId> queue = new ArrayDeque<>();
      queue.add(root);
      while (!queue.isEmpty()) {
        DatapathId at = queue.remove();
        for (Link link : links.get(at)) {
          DatapathId far = link.opposite(link.endAt(at)).dpid();
          if (reached.add(far)) {
            tree.add(link);
            queue.add(far);
          }
        }
      }
    }
    return tree.build();
  }
}
