package io.weft.app.clos;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Link;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fabric as it is: for each switch its cables up and down, and how many paths lead from it to
 * each leaf. Paths go up and then down, never up again.
 */
final class Fabric {
  /**
   * A cable as one of its switches sees it.
   *
   * @param isLive whether it carries packets, as far as is known
   */
  record Cable(PortNo port, DatapathId peer, boolean isLive) {}

  /**
   * A switch of the blueprint.
   *
   * @param leaf its number among the leaves, from 1; 0 for others
   * @param ups by port
   * @param downs by port
   */
  record Node(
      DatapathId dpid, int tier, int leaf, ImmutableList<Cable> ups, ImmutableList<Cable> downs) {}

  private final ImmutableList<DatapathId> leaves;
  private final ImmutableMap<DatapathId, Node> nodes;

  /** Paths straight down, by switch and number of the leaf. */
  private final Map<DatapathId, int[]> below;

  /** Paths, those over switches above too. */
  private final Map<DatapathId, int[]> paths;

  private Fabric(ImmutableList<DatapathId> leaves, ImmutableMap<DatapathId, Node> nodes) {
    this.leaves = leaves;
    this.nodes = nodes;
    this.below = noPaths();
    this.paths = noPaths();
  }

  private Map<DatapathId, int[]> noPaths() {
    Map<DatapathId, int[]> none = new HashMap<>();
    nodes.keySet().forEach(dpid -> none.put(dpid, new int[leaves.size() + 1]));
    return none;
  }

  static Fabric of(Blueprint blueprint, NetworkView view, Cabling cabling) {
    ImmutableMap<DatapathId, Integer> tierOf = blueprint.tierOf();
    Map<DatapathId, ImmutableList.Builder<Cable>> ups = new HashMap<>();
    Map<DatapathId, ImmutableList.Builder<Cable>> downs = new HashMap<>();
    cabling
        .ends()
        .forEach((end, other) -> {
          boolean isUp = tier(tierOf, other) > tier(tierOf, end);
          boolean isLive = view.links().contains(Link.between(end, other));
          (isUp ? ups : downs)
              .computeIfAbsent(end.dpid(), d -> ImmutableList.builder())
              .add(new Cable(end.port(), other.dpid(), isLive));
        });
    ImmutableList<DatapathId> leaves = blueprint.leaves();
    Map<DatapathId, Integer> leafNumbers = new HashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      leafNumbers.put(leaves.get(i), i + 1);
    }
    ImmutableMap.Builder<DatapathId, Node> nodes = ImmutableMap.builder();
    tierOf.forEach((dpid, tier) ->
        nodes.put(
            dpid,
            new Node(
                dpid,
                tier,
                leafNumbers.getOrDefault(dpid, 0),
                ups.getOrDefault(dpid, ImmutableList.builder()).build(),
                downs.getOrDefault(dpid, ImmutableList.builder()).build())));
    Fabric fabric = new Fabric(leaves, nodes.buildOrThrow());
    fabric.count(blueprint.tiers().size());
    return fabric;
  }

  private static int tier(Map<DatapathId, Integer> tierOf, ConnectPoint end) {
    return tierOf.getOrDefault(end.dpid(), 0);
  }

  private void count(int tiers) {
    for (int tier = 0; tier < tiers; tier++) {
      for (Node node : ofTier(tier)) {
        int[] own = of(below, node.dpid);
        add(node.downs, below, own);
        if (node.leaf > 0) {
          own[node.leaf] = 1;
        }
      }
    }
    for (int tier = tiers - 1; tier >= 0; tier--) {
      for (Node node : ofTier(tier)) {
        int[] own = of(below, node.dpid);
        int[] all = of(paths, node.dpid);
        add(node.ups, paths, all);
        for (int leaf = 1; leaf < all.length; leaf++) {
          all[leaf] = own[leaf] > 0 ? own[leaf] : all[leaf];
        }
      }
    }
  }

  private List<Node> ofTier(int tier) {
    return nodes.values().stream().filter(node -> node.tier == tier).toList();
  }

  private static int[] of(Map<DatapathId, int[]> counts, DatapathId dpid) {
    return Objects.requireNonNull(counts.get(dpid));
  }

  private static void add(List<Cable> cables, Map<DatapathId, int[]> counts, int[] to) {
    for (Cable cable : cables) {
      if (cable.isLive) {
        int[] there = of(counts, cable.peer);
        for (int leaf = 1; leaf < to.length; leaf++) {
          to[leaf] += there[leaf];
        }
      }
    }
  }

  /** The switches of the blueprint. */
  ImmutableMap<DatapathId, Node> nodes() {
    return nodes;
  }

  /** The number of a leaf of the blueprint. */
  int leafNumber(DatapathId leaf) {
    return 1 + leaves.indexOf(leaf);
  }

  /** Leaves' numbers are 1 to this. */
  int leafCount() {
    return leaves.size();
  }

  /** How many paths lead from a switch straight down to a leaf. */
  int below(DatapathId dpid, int leaf) {
    return of(below, dpid)[leaf];
  }

  /** How many paths lead from a switch to a leaf. */
  int paths(DatapathId dpid, int leaf) {
    return of(paths, dpid)[leaf];
  }
}
