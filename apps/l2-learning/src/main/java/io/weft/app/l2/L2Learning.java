package io.weft.app.l2;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.weft.app.l2.Pairs.Pair;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ethernet over any wired topology: floods along a tree, forwards to known hosts along shortest
 * paths, follows hosts that move, forgets those that fall silent.
 *
 * <p>When the flooding ports change, what is no longer one is taken out of every switch before
 * anything is put in: an old tree in one switch and a new one in another could make a loop.
 */
public final class L2Learning implements App {
  /** OFPR_NO_MATCH: in a single table, the first packet of a conversation. */
  private static final int NO_MATCH = 0;

  private final L2Config config;
  private final Pairs pairs = new Pairs();
  private Segment segment = Segment.of(NetworkView.EMPTY);

  /** Flooding ports of every plan that switches may still have, the newest last. */
  private final List<ImmutableSet<ConnectPoint>> mayFlood = new ArrayList<>();

  public L2Learning(L2Config config) {
    this.config = config;
  }

  @Override
  public Owner owner() {
    return Kind.OWNER;
  }

  @Override
  public Recovered recover(SwitchNode node, List<Rule> installed) {
    if (MultiTable.fits(node)) {
      return MultiTable.recover(installed);
    }
    installed.forEach(
        rule -> SingleTable.pairOf(rule).ifPresent(pair -> pairs.add(node.dpid(), pair)));
    return SingleTable.recover(installed);
  }

  @Override
  public Reaction on(Event event, NetworkView view) {
    return switch (event) {
      case Event.PacketSeen seen -> onPacket(seen, view);
      case Event.RuleExpired expired -> onExpired(expired);
      case Event.PlanConfirmed confirmed -> {
        if (confirmed.owner().equals(Kind.OWNER)) {
          mayFlood.subList(0, mayFlood.size() - 1).clear();
        }
        yield Reaction.NONE;
      }
      case Event.HostSeen _,
          Event.HostGone _,
          Event.SwitchUp _,
          Event.SwitchDown _,
          Event.PortChanged _,
          Event.LinkUp _,
          Event.LinkDown _ ->
          Reaction.NONE;
    };
  }

  private Reaction onPacket(Event.PacketSeen seen, NetworkView view) {
    DatapathId dpid = seen.at().dpid();
    Optional<SwitchNode> node = view.node(dpid).filter(n -> !MultiTable.fits(n));
    if (node.isEmpty() || seen.packet().reason() != NO_MATCH || !view.settled()) {
      return Reaction.NONE; // the switch has forwarded it already
    }
    Pair pair = new Pair(seen.at().port(), seen.frame().src(), seen.frame().dst());
    boolean isNew =
        view.host(pair.src()).filter(host -> host.location().equals(seen.at())).isPresent()
            && pairs.add(dpid, pair);
    Reaction reaction = deliver(seen, view);
    return isNew ? reaction.andReplan() : reaction;
  }

  /**
   * Sends a packet on. To a known host at once from its own port: the switches between may not have
   * heard of it yet.
   */
  private Reaction deliver(Event.PacketSeen seen, NetworkView view) {
    PacketIn packet = seen.packet();
    Optional<ConnectPoint> known =
        view.host(seen.frame().dst())
            .map(Host::location)
            .filter(at -> packet.bufferId().isNone())
            .filter(at -> view.node(at.dpid()).filter(SwitchNode::connected).isPresent());
    if (known.isPresent()) {
      ConnectPoint location = known.get();
      return location.equals(seen.at())
          ? Reaction.NONE
          : Reaction.send(location.dpid(), PacketOut.to(location.port(), packet.data()));
    }
    DatapathId dpid = seen.at().dpid();
    return Reaction.send(
        dpid,
        new PacketOut(
            packet.bufferId(),
            packet.inPort(),
            SingleTable.flood(segment(view), dpid),
            packet.bufferId().isNone() ? packet.data() : Bytes.EMPTY));
  }

  /** Remembered for the view: many packets may come between two changes of it. */
  @SuppressWarnings("ReferenceEquality") // comparing views by value would cost more than it saves
  private Segment segment(NetworkView view) {
    if (segment.view() != view) {
      segment = Segment.of(view);
    }
    return segment;
  }

  private Reaction onExpired(Event.RuleExpired expired) {
    Rule rule = expired.rule();
    if (Kind.HOST.is(rule)) {
      return Reaction.idle(rule.match().get(Field.ETH_SRC).orElseThrow());
    }
    Optional<Pair> pair = SingleTable.pairOf(rule);
    if (pair.isEmpty()) {
      return Reaction.NONE;
    }
    pairs.remove(expired.dpid(), pair.get());
    return pairs.hasSource(expired.dpid(), pair.get().src())
        ? Reaction.NONE.andReplan()
        : Reaction.idle(pair.get().src());
  }

  @Override
  public Plan plan(NetworkView view) {
    pairs.keepOnlyPresent(view);
    Segment current = segment(view);
    ImmutableSet<ConnectPoint> wanted = current.floodPorts();
    Optional<ImmutableSet<ConnectPoint>> first = toBeginWith(wanted);
    if (mayFlood.isEmpty() || !mayFlood.getLast().equals(wanted)) {
      mayFlood.add(wanted);
    }
    ImmutableMap<DatapathId, SwitchRules> last = rules(current);
    return first
        .map(ports -> new Plan(List.of(rules(current.floodingOnly(ports)), last)))
        .orElseGet(() -> Plan.of(last));
  }

  /** The flooding ports of a first stage, if switches must not go to the wanted ones directly. */
  private Optional<ImmutableSet<ConnectPoint>> toBeginWith(ImmutableSet<ConnectPoint> wanted) {
    boolean onlyAdds = mayFlood.stream().allMatch(wanted::containsAll);
    boolean onlyRemoves = mayFlood.stream().allMatch(old -> old.containsAll(wanted));
    if (onlyAdds || onlyRemoves) {
      return Optional.empty();
    }
    ImmutableSet<ConnectPoint> inAll = wanted;
    for (ImmutableSet<ConnectPoint> old : mayFlood) {
      inAll = Sets.intersection(inAll, old).immutableCopy();
    }
    return Optional.of(inAll);
  }

  private ImmutableMap<DatapathId, SwitchRules> rules(Segment segment) {
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    for (SwitchNode node : segment.view().switches().values()) {
      rules.put(
          node.dpid(),
          MultiTable.fits(node)
              ? MultiTable.rules(segment, node, config)
              : SingleTable.rules(segment, node, pairs.of(node.dpid()), config));
    }
    return rules.build();
  }
}
