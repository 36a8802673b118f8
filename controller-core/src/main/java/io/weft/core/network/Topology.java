package io.weft.core.network;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths and trees over the links of a view. The same links give the same answers whatever the order
 * in which they were found: of several next hops that are equally near, the one with the lowest
 * datapath id is taken, and of several links to it the one at the lowest port.
 *
 * <p>Not thread-safe: shortest paths are remembered per destination.
 */
public final class Topology {
  /** What a switch has at one of its ports. */
  private record Neighbour(DatapathId dpid, PortNo port, Link link) {
    static final Comparator<Neighbour> ORDER =
        Comparator.comparing(Neighbour::dpid).thenComparing(Neighbour::port);

    static Neighbour of(ConnectPoint near, Link link) {
      return new Neighbour(link.opposite(near).dpid(), near.port(), link);
    }
  }

  private final Set<DatapathId> nodes;
  private final ImmutableListMultimap<DatapathId, Neighbour> neighbours;
  private final Map<DatapathId, Map<DatapathId, Neighbour>> nextHops = new HashMap<>();

  /** Links whose two ends are at the same switch lead nowhere and are left out. */
  public Topology(Collection<DatapathId> nodes, Collection<Link> links) {
    this.nodes = new TreeSet<>(nodes);
    ListMultimap<DatapathId, Neighbour> byNode =
        MultimapBuilder.treeKeys().arrayListValues().build();
    for (Link link : links) {
      if (!link.a().dpid().equals(link.b().dpid())) {
        byNode.put(link.a().dpid(), Neighbour.of(link.a(), link));
        byNode.put(link.b().dpid(), Neighbour.of(link.b(), link));
      }
    }
    byNode.asMap().keySet().forEach(node -> byNode.get(node).sort(Neighbour.ORDER));
    this.neighbours = ImmutableListMultimap.copyOf(byNode);
  }

  public static Topology of(NetworkView view) {
    return new Topology(view.switches().keySet(), view.links());
  }

  /**
   * The port through which a switch reaches another on a path of the fewest links; empty if there
   * is no path, or both are the same.
   */
  public Optional<PortNo> nextHop(DatapathId from, DatapathId to) {
    return Optional.ofNullable(towards(to).get(from)).map(Neighbour::port);
  }

  /** The link to the next hop; empty as {@link #nextHop} is. */
  public Optional<Link> linkTowards(DatapathId from, DatapathId to) {
    return Optional.ofNullable(towards(to).get(from)).map(Neighbour::link);
  }

  /** The link that is joined to a port. */
  public Optional<Link> linkAt(ConnectPoint point) {
    return neighbours.get(point.dpid()).stream()
        .filter(neighbour -> neighbour.port().equals(point.port()))
        .map(Neighbour::link)
        .findFirst();
  }

  /** The next hop of every other switch that reaches this one. */
  private Map<DatapathId, Neighbour> towards(DatapathId destination) {
    return nextHops.computeIfAbsent(
        destination,
        to -> {
          Map<DatapathId, Integer> distances = distancesTo(to);
          Map<DatapathId, Neighbour> next = new HashMap<>();
          distances.forEach((from, distance) -> {
            if (distance > 0) {
              next.put(from, nearest(from, distances));
            }
          });
          return next;
        });
  }

  private Map<DatapathId, Integer> distancesTo(DatapathId destination) {
    Map<DatapathId, Integer> distances = new HashMap<>();
    distances.put(destination, 0);
    Queue<DatapathId> queue = new ArrayDeque<>();
    queue.add(destination);
    while (!queue.isEmpty()) {
      DatapathId at = queue.remove();
      int further = distance(at, distances) + 1;
      for (Neighbour neighbour : neighbours.get(at)) {
        if (distances.putIfAbsent(neighbour.dpid, further) == null) {
          queue.add(neighbour.dpid);
        }
      }
    }
    return distances;
  }

  /** The first neighbour in order that is one link nearer: there is one, by which it was found. */
  private Neighbour nearest(DatapathId from, Map<DatapathId, Integer> distances) {
    int nearer = distance(from, distances) - 1;
    return neighbours.get(from).stream()
        .filter(neighbour -> distance(neighbour.dpid, distances) == nearer)
        .findFirst()
        .orElseThrow();
  }

  private static int distance(DatapathId dpid, Map<DatapathId, Integer> distances) {
    return Objects.requireNonNull(distances.get(dpid), "a neighbour is as reachable");
  }

  /**
   * A set of links without a loop that joins all switches that any links join: of each connected
   * part the shortest paths to its lowest datapath id.
   */
  public ImmutableSet<Link> spanningTree() {
    ImmutableSet.Builder<Link> tree = ImmutableSet.builder();
    Set<DatapathId> joined = new HashSet<>();
    for (DatapathId root : nodes) {
      if (joined.add(root)) {
        towards(root)
            .forEach((dpid, next) -> {
              joined.add(dpid);
              tree.add(next.link);
            });
      }
    }
    return tree.build();
  }
}
