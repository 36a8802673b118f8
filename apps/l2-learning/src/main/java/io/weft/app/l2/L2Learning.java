package io.weft.app.l2;

import com.google.common.collect.ImmutableMap;
import io.weft.app.l2.Flooding.Uses;
import io.weft.app.l2.Pairs.Pair;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.desired.SwitchRules.Place;
import io.weft.core.event.Event;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import java.util.List;
import java.util.Optional;

/**
 * Ethernet over any wired topology: floods along a tree, forwards to known hosts along shortest
 * paths, follows hosts that move, forgets those that fall silent.
 *
 * <p>When the tree changes, what is no longer in it is taken out of every switch before anything is
 * put in: an old tree in one switch and a new one in another could make a loop. {@link Flooding}
 * keeps book of it.
 */
public final class L2Learning implements App {
  /** OFPR_NO_MATCH: in a single table, the first packet of a conversation. */
  private static final int NO_MATCH = 0;

  private final L2Config config;
  private final Pairs pairs = new Pairs();

  private final Flooding flooding = new Flooding();
  private final Destinations destinations = new Destinations();
  private final MultiTables multiTable;
  private Segment segment = Segment.of(NetworkView.EMPTY, destinations);

  public L2Learning(L2Config config) {
    this.config = config;
    this.multiTable = new MultiTables(config);
  }

  @Override
  public Owner owner() {
    return Kind.OWNER;
  }

  @Override
  public int tables(SwitchNode node) {
    return MultiTable.fits(node) ? MultiTable.TABLES : 1;
  }

  @Override
  public Recovered recover(SwitchNode node, SwitchRules installed) {
    if (MultiTable.fits(node)) {
      flooding.found(node.dpid(), MultiTable.uses(node.dpid(), installed));
      return MultiTable.recover(installed);
    }
    for (Rule rule : installed.rules().values()) {
      SingleTable.pairOf(rule).ifPresent(pair -> pairs.add(node.dpid(), pair));
    }
    flooding.found(node.dpid(), SingleTable.uses(node.dpid(), installed));
    return SingleTable.recover(installed);
  }

  @Override
  public Optional<Place> nextHopOf(DatapathId dpid, Rule found, NetworkView view) {
    List<PortNo> outputs = Kind.outputs(found);
    boolean isWay = Kind.DESTINATION.is(found) || Kind.PAIR.is(found);
    return isWay && outputs.size() == 1
        ? found
            .match()
            .get(Field.ETH_DST)
            .flatMap(
                mac -> segment(view).takenOnFrom(new ConnectPoint(dpid, outputs.getFirst()), mac))
        : Optional.empty();
  }

  @Override
  public Reaction on(Event event, NetworkView view) {
    return switch (event) {
      case Event.PacketSeen seen -> onPacket(seen, view);
      case Event.RuleExpired expired -> onExpired(expired, view);
      case Event.PlanConfirmed confirmed -> {
        if (confirmed.owner().equals(Kind.OWNER)) {
          flooding.confirmed();
        }
        yield Reaction.NONE;
      }
      case Event.HostSeen _,
          Event.HostGone _,
          Event.SwitchUp _,
          Event.SwitchDown _,
          Event.PortChanged _,
          Event.LinkUp _,
          Event.LinkDown _,
          Event.TransitSeen _,
          Event.Missed _ ->
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

  /** Paths and tree are remembered as long as switches and links are the same. */
  private Segment segment(NetworkView view) {
    segment = segment.in(view);
    return segment;
  }

  private Reaction onExpired(Event.RuleExpired expired, NetworkView view) {
    Rule rule = expired.rule();
    Optional<Pair> pair = SingleTable.pairOf(rule);
    pair.ifPresent(gone -> pairs.remove(expired.dpid(), gone));
    if (pair.isEmpty() && !Kind.HOST.is(rule)) {
      return Reaction.NONE;
    }
    MacAddress source = rule.match().get(Field.ETH_SRC).orElseThrow();
    ConnectPoint at =
        new ConnectPoint(expired.dpid(), rule.match().get(Field.IN_PORT).orElseThrow());
    boolean isThere = view.host(source).filter(host -> host.location().equals(at)).isPresent();
    boolean talksOn = pairs.hasSource(expired.dpid(), source);
    return isThere && !talksOn ? Reaction.idle(source) : Reaction.NONE.andReplan();
  }

  @Override
  public Plan plan(NetworkView view) {
    pairs.keepOnlyPresent(view);
    multiTable.keepOnly(view.switches().keySet());
    destinations.keepUpTo(view.hosts().size());
    Segment current = segment(view);
    Optional<Uses> first =
        flooding.change(current.links(), current.edges(), view.switches().keySet());
    ImmutableMap<DatapathId, SwitchRules> last = rules(current);
    return first
        .map(less -> new Plan(List.of(rules(current.using(less)), last)))
        .orElseGet(() -> Plan.of(last));
  }

  private ImmutableMap<DatapathId, SwitchRules> rules(Segment of) {
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    for (SwitchNode node : of.view().switches().values()) {
      rules.put(
          node.dpid(),
          MultiTable.fits(node)
              ? multiTable.of(node, of)
              : SingleTable.rules(of, node, pairs.of(node.dpid()), config));
    }
    return rules.build();
  }
}
