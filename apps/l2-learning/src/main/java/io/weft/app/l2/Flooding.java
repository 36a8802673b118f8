package io.weft.app.l2;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.weft.core.network.ConnectPoint;
import io.weft.net.DatapathId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What switches flood with now, or may while they are being changed; so that at no time what some
 * have and what others have makes a loop together.
 *
 * <p>At any time what is in use is among the uses of one of the plans that were not confirmed yet,
 * each of which is without a loop, or of what was found. Uses that are in every one of them may
 * therefore stay, or begin, at once. All others have to wait until what is not wanted any more is
 * gone everywhere.
 */
final class Flooding {
  /**
   * How ports are used.
   *
   * @param out packets are flooded out of these
   * @param in packets that come in here are passed on
   */
  record Uses(Set<ConnectPoint> out, Set<ConnectPoint> in) {
    static final Uses NONE = new Uses(Set.of(), Set.of());

    boolean containsAll(Uses other) {
      return out.containsAll(other.out) && in.containsAll(other.in);
    }

    Uses and(Uses other) {
      return new Uses(
          Sets.intersection(out, other.out).immutableCopy(),
          Sets.intersection(in, other.in).immutableCopy());
    }

    Uses plus(Uses other) {
      return new Uses(
          Sets.union(out, other.out).immutableCopy(), Sets.union(in, other.in).immutableCopy());
    }

    Uses without(Set<DatapathId> switches) {
      return new Uses(
          ImmutableSet.copyOf(Sets.filter(out, port -> !switches.contains(port.dpid()))),
          ImmutableSet.copyOf(Sets.filter(in, port -> !switches.contains(port.dpid()))));
    }
  }

  /** In all plans since the last confirmed one. */
  private Uses inAll = Uses.NONE;

  /** In any of them. */
  private Uses inAny = Uses.NONE;

  private Uses wanted = Uses.NONE;
  private Set<DatapathId> planned = Set.of();

  /** What switches had when they connected, since the last plan. */
  private final Map<DatapathId, Uses> found = new HashMap<>();

  /** A switch has connected and has this installed. */
  void found(DatapathId dpid, Uses uses) {
    found.put(dpid, uses);
  }

  /**
   * Others uses are wanted.
   *
   * @param links what can make a loop: ports between switches
   * @param edges what cannot: ports where no switch is
   * @return of the links, what a first stage may use, if switches must not go to what is wanted
   *     directly
   */
  Optional<Uses> change(Uses links, Uses edges, Set<DatapathId> switches) {
    inAll = withFound(inAll);
    inAny = withFound(inAny);
    found.clear();
    Uses all = links.plus(edges);
    Optional<Uses> first =
        inAll.containsAll(links) || all.containsAll(inAny)
            ? Optional.empty()
            : Optional.of(links.and(inAll));
    inAll = inAll.and(all);
    inAny = inAny.plus(all);
    wanted = all;
    planned = new HashSet<>(switches);
    return first;
  }

  private Uses withFound(Uses known) {
    Uses others = known.without(found.keySet());
    ImmutableSet.Builder<ConnectPoint> out = ImmutableSet.builder();
    ImmutableSet.Builder<ConnectPoint> in = ImmutableSet.builder();
    out.addAll(others.out);
    in.addAll(others.in);
    for (Uses uses : found.values()) {
      out.addAll(uses.out);
      in.addAll(uses.in);
    }
    return new Uses(out.build(), in.build());
  }

  /** Everywhere what is wanted is in use, and nothing else. */
  void confirmed() {
    inAll = wanted;
    inAny = wanted;
    found.keySet().removeAll(planned);
  }
}
