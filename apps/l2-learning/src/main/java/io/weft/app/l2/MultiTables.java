package io.weft.app.l2;

import com.google.common.collect.ImmutableSet;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.Port;
import io.weft.core.network.PortRole;
import io.weft.core.network.SwitchNode;
import io.weft.core.network.Topology;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of each switch with several tables as they were made last: the same object as long as
 * what they are made of is the same, so that a switch that is added among thousands costs the work
 * for one. One thread at a time.
 */
final class MultiTables {
  /**
   * What the rules of a switch are made of.
   *
   * @param open link ports where packets may come in
   * @param topology on which the ways to hosts depend; empty if there are no hosts
   */
  private record Basis(
      SwitchNode node,
      ImmutableSet<PortNo> flood,
      ImmutableSet<PortNo> open,
      Map<MacAddress, Host> hosts,
      Optional<Topology> topology) {

    static Basis of(SwitchNode node, Segment segment) {
      ImmutableSet.Builder<PortNo> open = ImmutableSet.builder();
      for (Port port : node.ports().values()) {
        PortNo number = port.desc().number();
        if (port.role() == PortRole.LINK && segment.isOpen(new ConnectPoint(node.dpid(), number))) {
          open.add(number);
        }
      }
      Map<MacAddress, Host> hosts = segment.view().hosts();
      return new Basis(
          node,
          segment.floodPortsOf(node.dpid()),
          open.build(),
          hosts,
          hosts.isEmpty() ? Optional.empty() : Optional.of(segment.topology()));
    }

    @SuppressWarnings("ReferenceEquality") // what did not change is the same object in each view
    boolean isSame(Basis other) {
      return node == other.node
          && flood.equals(other.flood)
          && open.equals(other.open)
          && (hosts == other.hosts || hosts.isEmpty() && other.hosts.isEmpty())
          && (topology.isEmpty()
              ? other.topology.isEmpty()
              : other.topology.isPresent() && topology.get() == other.topology.get());
    }
  }

  private record Made(Basis basis, SwitchRules rules) {}

  private final L2Config config;
  private final Map<DatapathId, Made> made = new HashMap<>();

  MultiTables(L2Config config) {
    this.config = config;
  }

  SwitchRules of(SwitchNode node, Segment segment) {
    Basis basis = Basis.of(node, segment);
    Made before = made.get(node.dpid());
    if (before != null && before.basis.isSame(basis)) {
      return before.rules;
    }
    SwitchRules rules = MultiTable.rules(segment, node, config);
    if (before != null && before.rules.equals(rules)) {
      rules = before.rules;
    }
    made.put(node.dpid(), new Made(basis, rules));
    return rules;
  }

  /** Forgets switches that are not there any more. */
  void keepOnly(Set<DatapathId> present) {
    if (made.size() > present.size()) {
      made.keySet().retainAll(present);
    }
  }
}
