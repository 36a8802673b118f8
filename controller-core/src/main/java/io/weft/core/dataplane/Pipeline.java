package io.weft.core.dataplane;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.Aggregate;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.MeterCounters;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.message.TableMultipart.TableCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A switch without its connection: ports, flow tables and groups, changed by the controller's
 * messages and asked what becomes of a frame. Deterministic: the same calls give the same answers.
 *
 * <p>What it refuses it throws as {@link RefusedException}, with nothing changed. Times must not go
 * backwards from call to call.
 */
public final class Pipeline {
  private final SwitchState state;
  private final RuleCheck check;

  /** A switch without ports and rules. */
  public Pipeline(PipelineSettings settings, BucketChooser chooser) {
    this(SwitchState.empty(settings, chooser));
  }

  private Pipeline(SwitchState state) {
    this.state = state;
    this.check = new RuleCheck(state);
  }

  /**
   * Another switch that is as this one is now, to try something on. The flow tables are shared
   * until one of the two changes them, so a copy costs what ports, groups and meters do.
   */
  public Pipeline copy() {
    return new Pipeline(state.copy());
  }

  public PipelineSettings settings() {
    return state.settings();
  }

  /** Adds a port, or changes what is known of it. */
  public void putPort(PortDesc port, Instant now) {
    state.ports().put(port, now);
  }

  /** Takes a port away; entries that name it stay. */
  public void removePort(PortNo port) {
    state.ports().remove(port);
  }

  public Optional<PortDesc> port(PortNo port) {
    return state.ports().find(port);
  }

  /** All ports, by number. */
  public List<PortDesc> ports() {
    return state.ports().all();
  }

  /**
   * Changes the flow tables.
   *
   * @return the entries that went and asked to be told of
   * @throws RefusedException with what the switch answers
   */
  public List<FlowRemoved> apply(FlowMod mod, Instant now) {
    check.check(mod);
    return state.flows().apply(mod, now);
  }

  /**
   * Changes the groups. With a group go the flow entries that use it.
   *
   * @return the entries that went and asked to be told of
   * @throws RefusedException with what the switch answers
   */
  public List<FlowRemoved> apply(GroupMod mod, Instant now) {
    check.check(mod);
    List<FlowRemoved> gone = new ArrayList<>();
    switch (mod.command()) {
      case ADD -> state.groups().add(mod, now);
      case MODIFY -> state.groups().modify(mod);
      case DELETE ->
          state
              .groups()
              .delete(mod.groupId())
              .forEach(groupId -> gone.addAll(state.flows().removeUsersOf(groupId, now)));
      case INSERT_BUCKET, REMOVE_BUCKET, ADD_OR_MOD ->
          throw new IllegalStateException("the check let through " + mod);
    }
    return gone;
  }

  /** Removes the flow entries whose time is over; returns those that asked to be told of. */
  public List<FlowRemoved> expire(Instant now) {
    return state.flows().expire(now);
  }

  /**
   * Changes the meters. With a meter go the flow entries that use it.
   *
   * @return the entries that went and asked to be told of
   * @throws RefusedException with what the switch answers
   */
  public List<FlowRemoved> apply(MeterMod mod, Instant now) {
    List<FlowRemoved> gone = new ArrayList<>();
    state
        .meters()
        .apply(mod, now)
        .forEach(meterId -> gone.addAll(state.flows().removeMeterUsers(meterId, now)));
    return gone;
  }

  /** What leaves the switch when a frame comes in on a port. */
  public List<PipelineOutput> process(Bytes frame, PortNo inPort, Instant now) {
    if (!state.ports().receive(inPort, frame.size())) {
      return List.of();
    }
    Run run = new Run(state, now, Run.Mode.SILENT);
    new Traversal(run).run(Packet.of(frame, inPort));
    return run.finish();
  }

  /** As {@link #process}, and says why. */
  public Explanation processAndExplain(Bytes frame, PortNo inPort, Instant now) {
    boolean receives = state.ports().receive(inPort, frame.size());
    return explain(frame, inPort, new Run(state, now, Run.Mode.EXPLAINED), receives);
  }

  /**
   * What would become of a frame that came in on a port, and why. Nothing changes: nothing is
   * counted or learned, and no meter drops it.
   */
  public Explanation explain(Bytes frame, PortNo inPort, Instant now) {
    Run run = new Run(state, now, Run.Mode.WITHOUT_EFFECTS);
    return explain(frame, inPort, run, state.ports().mayReceive(inPort));
  }

  private static Explanation explain(Bytes frame, PortNo inPort, Run run, boolean receives) {
    if (receives) {
      new Traversal(run).run(Packet.of(frame, inPort));
    } else {
      run.journal().remark("port " + inPort + " is down, closed or not there");
    }
    return new Explanation(inPort, frame, run.journal().steps(), run.learned(), run.finish());
  }

  /**
   * What leaves the switch when the controller sends a packet.
   *
   * @throws RefusedException with what the switch answers
   */
  public List<PipelineOutput> execute(PacketOut message, Instant now) {
    if (!message.bufferId().isNone()) {
      throw new RefusedException(OfError.OFPBRC_BUFFER_UNKNOWN, "buffer " + message.bufferId());
    }
    boolean of10 = state.settings().version() == OfVersion.OF10;
    if (message.inPort().isReserved() && !mayBeIngress(message.inPort())) {
      throw new RefusedException(
          of10 ? OfError.OFPBRC_EPERM : OfError.OFPBRC_BAD_PORT, "in_port " + message.inPort());
    }
    if (message.data().size() < FrameLayout.ETHERNET_HEADER) {
      throw new RefusedException(
          of10 ? OfError.OFPBRC_BAD_LEN : OfError.OFPBRC_BAD_PACKET,
          "a frame of " + message.data().size() + " octets");
    }
    check.checkPacketOut(message.actions());
    Run run = new Run(state, now, Run.Mode.SILENT);
    new Traversal(run).run(message.actions(), Packet.of(message.data(), message.inPort()));
    return run.finish();
  }

  private static boolean mayBeIngress(PortNo port) {
    return port.equals(PortNo.CONTROLLER) || port.equals(PortNo.LOCAL) || port.equals(PortNo.ANY);
  }

  /**
   * The flow entries that a request selects.
   *
   * @throws RefusedException if its match is none
   */
  public List<FlowEntry> flows(FlowStatsRequest request, Instant now) {
    check.checkMatch(request.match());
    return state.flows().select(request, now);
  }

  /** Sums over the flow entries that a request selects. */
  public Aggregate aggregate(FlowStatsRequest request, Instant now) {
    List<FlowEntry> entries = flows(request, now);
    return new Aggregate(
        entries.stream().mapToLong(FlowEntry::packets).sum(),
        entries.stream().mapToLong(FlowEntry::bytes).sum(),
        entries.size());
  }

  /** All groups, by id. */
  public List<GroupEntry> groups() {
    return state.groups().all().stream().map(InstalledGroup::entry).toList();
  }

  /** The counters of one group, or of all for {@link GroupMod#ALL_GROUPS}. */
  public List<GroupCounters> groupCounters(int groupId, Instant now) {
    return state.groups().all().stream()
        .filter(group -> groupId == GroupMod.ALL_GROUPS || group.groupId() == groupId)
        .map(group ->
            group.counters(
                state.flows().usersOf(group.groupId()) + state.groups().usersOf(group.groupId()),
                now))
        .toList();
  }

  /** The counters of one port, or of all for {@link PortNo#ANY}. */
  public List<PortCounters> portCounters(PortNo port, Instant now) {
    return state.ports().counters(port, now);
  }

  /** All meters, by id. */
  public List<MeterEntry> meters() {
    return state.meters().all().stream().map(InstalledMeter::entry).toList();
  }

  /** The counters of one meter, or of all for {@link MeterMod#ALL_METERS}. */
  public List<MeterCounters> meterCounters(int meterId, Instant now) {
    return state.meters().all().stream()
        .filter(meter -> meterId == MeterMod.ALL_METERS || meter.entry().meterId() == meterId)
        .map(meter -> meter.counters(state.flows().meterUsers(meter.entry().meterId()), now))
        .toList();
  }

  /** What the meters can be. */
  public MeterFeatures meterFeatures() {
    int dropBand = 1 << 1;
    return new MeterFeatures(
        MeterTable.MOST,
        dropBand,
        MeterMod.KBPS | MeterMod.PKTPS | MeterMod.BURST | MeterMod.STATS,
        MeterTable.MOST_BANDS,
        0,
        Optional.empty());
  }

  /** Entries, lookups and hits of each table, by its number. */
  public List<TableCounters> tableCounters() {
    List<TableCounters> counters = new ArrayList<>();
    for (int i = 0; i < state.flows().count(); i++) {
      FlowTable table = state.flows().table(i);
      counters.add(new TableCounters(i, table.size(), table.lookups(), table.matches()));
    }
    return counters;
  }
}
