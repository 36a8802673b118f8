package io.weft.core.dataplane;

import io.weft.core.dataplane.ActionExecutor.Origin;
import io.weft.core.dataplane.PipelineOutput.Reason;
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
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart.PortCounters;
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
  private static final long NO_COOKIE = -1;

  private final PipelineSettings settings;
  private final BucketChooser chooser;
  private final PortTable ports;
  private final FlowTables flows;
  private final GroupTable groups;
  private final RuleCheck check;

  /** A switch without ports and rules. */
  public Pipeline(PipelineSettings settings, BucketChooser chooser) {
    this(settings, chooser, new PortTable(settings.version()), new FlowTables(settings));
  }

  private Pipeline(
      PipelineSettings settings, BucketChooser chooser, PortTable ports, FlowTables flows) {
    this(settings, chooser, ports, flows, new GroupTable(ports));
  }

  private Pipeline(
      PipelineSettings settings,
      BucketChooser chooser,
      PortTable ports,
      FlowTables flows,
      GroupTable groups) {
    this.settings = settings;
    this.chooser = chooser;
    this.ports = ports;
    this.flows = flows;
    this.groups = groups;
    this.check = new RuleCheck(settings, groups);
  }

  /** Another switch that is as this one is now, to try something on. */
  public Pipeline copy() {
    PortTable itsPorts = ports.copy();
    return new Pipeline(settings, chooser, itsPorts, flows.copy(), groups.copy(itsPorts));
  }

  public PipelineSettings settings() {
    return settings;
  }

  /** Adds a port, or changes what is known of it. */
  public void putPort(PortDesc port, Instant now) {
    ports.put(port, now);
  }

  /** Takes a port away; entries that name it stay. */
  public void removePort(PortNo port) {
    ports.remove(port);
  }

  public Optional<PortDesc> port(PortNo port) {
    return ports.find(port);
  }

  /** All ports, by number. */
  public List<PortDesc> ports() {
    return ports.all();
  }

  /**
   * Changes the flow tables.
   *
   * @return the entries that went and asked to be told of
   * @throws RefusedException with what the switch answers
   */
  public List<FlowRemoved> apply(FlowMod mod, Instant now) {
    check.check(mod);
    return flows.apply(mod, now);
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
      case ADD -> groups.add(mod, now);
      case MODIFY -> groups.modify(mod);
      case DELETE ->
          groups
              .delete(mod.groupId())
              .forEach(groupId -> gone.addAll(flows.removeUsersOf(groupId, now)));
      case INSERT_BUCKET, REMOVE_BUCKET, ADD_OR_MOD ->
          throw new IllegalStateException("the check let through " + mod);
    }
    return gone;
  }

  /** Removes the flow entries whose time is over; returns those that asked to be told of. */
  public List<FlowRemoved> expire(Instant now) {
    return flows.expire(now);
  }

  /** What leaves the switch when a frame comes in on a port. */
  public List<PipelineOutput> process(Bytes frame, PortNo inPort, Instant now) {
    return ports.receive(inPort, frame.size())
        ? traverse(Packet.of(frame, inPort), now)
        : List.of();
  }

  private List<PipelineOutput> traverse(Packet packet, Instant now) {
    ActionExecutor executor =
        new ActionExecutor(
            ports,
            groups,
            chooser,
            other -> {
              throw new IllegalStateException("TABLE was not refused when it was installed");
            });
    new Traversal(settings, flows, ports, executor, packet, now).run();
    return executor.outputs();
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
    boolean of10 = settings.version() == OfVersion.OF10;
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
    List<PipelineOutput> fromTables = new ArrayList<>();
    ActionExecutor executor =
        new ActionExecutor(
            ports, groups, chooser, packet -> fromTables.addAll(traverse(packet, now)));
    var _ =
        executor.execute(
            message.actions(),
            Packet.of(message.data(), message.inPort()),
            new Origin(Reason.ACTION, 0, NO_COOKIE));
    List<PipelineOutput> all = new ArrayList<>(executor.outputs());
    all.addAll(fromTables);
    return all;
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
    return flows.select(request).stream().map(flow -> flow.entry(now)).toList();
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
    return groups.all().stream().map(InstalledGroup::entry).toList();
  }

  /** The counters of one group, or of all for {@link GroupMod#ALL_GROUPS}. */
  public List<GroupCounters> groupCounters(int groupId, Instant now) {
    return groups.all().stream()
        .filter(group -> groupId == GroupMod.ALL_GROUPS || group.groupId() == groupId)
        .map(group ->
            group.counters(flows.usersOf(group.groupId()) + groups.usersOf(group.groupId()), now))
        .toList();
  }

  /** The counters of one port, or of all for {@link PortNo#ANY}. */
  public List<PortCounters> portCounters(PortNo port, Instant now) {
    return ports.counters(port, now);
  }
}
