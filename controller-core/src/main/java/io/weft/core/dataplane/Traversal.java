package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Reason;
import io.weft.core.dataplane.PipelineOutput.ToController;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * A packet's way through the tables and its action set (OpenFlow 1.3.5, 5.1 and figure 3). As in
 * Open vSwitch, going to a table is looking it up from within the entry that says so.
 */
final class Traversal {
  private static final long NO_COOKIE = -1;

  private final Run run;
  private final SwitchState state;
  private final ActionExecutor executor;
  private Optional<Position> first = Optional.empty();

  Traversal(Run run) {
    this.run = run;
    this.state = run.state();
    this.executor = new ActionExecutor(run, this);
  }

  /** The whole way of a packet that came in on a port. */
  void run(Packet packet) {
    table(0, -1, packet.inPort(), packet, true);
    executeActionSet(packet);
  }

  /** The whole way of a packet that comes with actions of its own. */
  void run(List<Action> actions, Packet packet) {
    var _ = executor.execute(actions, packet, Position.PACKET_OUT);
    executeActionSet(packet);
  }

  /** Executes the action set, which is empty afterwards. */
  void executeActionSet(Packet packet) {
    List<Action> ordered = run.actionSet().ordered();
    run.actionSet().clear();
    if (ordered.isEmpty() || run.isOver()) {
      return;
    }
    run.journal().add(Step.ActionSetBegun::new);
    run.journal().deeper();
    Position position = first.orElse(Position.PACKET_OUT).because(Reason.ACTION);
    var _ = executor.execute(ordered, packet, position);
    run.journal().higher();
  }

  /**
   * Looks a packet up and executes what is found.
   *
   * @param from the table that says so, -1 at the beginning
   * @param inPort what the match sees as the ingress port
   * @param tellsMiss whether a miss is one of the pipeline, not of a resubmit
   */
  void table(int table, int from, PortNo inPort, Packet packet, boolean tellsMiss) {
    if (!run.mayGoOn()) {
      return;
    }
    Optional<InstalledFlow> flow =
        table < state.flows().count() ? lookup(table, inPort, packet) : Optional.empty();
    run.journal()
        .add(depth ->
            new Step.Lookup(
                depth,
                table,
                flow.map(f -> f.entry(state.flows().table(table).countersOf(f), f.installedAt()))));
    if (flow.isEmpty()) {
      if (tellsMiss) {
        miss(table, packet);
      }
      return;
    }
    run.count(flow.get(), packet);
    boolean deepens = table <= from;
    run.enterTable(deepens);
    execute(flow.get(), packet);
    run.leaveTable(deepens);
  }

  private Optional<InstalledFlow> lookup(int table, PortNo inPort, Packet packet) {
    PortNo own = packet.inPort();
    packet.setInPort(inPort);
    Optional<InstalledFlow> flow = state.flows().table(table).lookup(packet);
    packet.setInPort(own);
    run.countLookup(table, flow.isPresent());
    return flow;
  }

  /** Since OpenFlow 1.3 a miss without an entry for it drops (1.3.5, 5.4). */
  private void miss(int table, Packet packet) {
    if (state.settings().version().isBefore(OfVersion.OF13)
        && state.ports().sendsMisses(packet.inPort())) {
      run.send(
          new ToController(
              Reason.NO_MATCH,
              table,
              NO_COOKIE,
              Action.WHOLE_PACKET,
              packet.pipelineFields(),
              packet.bytes()));
    }
  }

  private void execute(InstalledFlow flow, Packet packet) {
    boolean miss = !state.settings().version().isBefore(OfVersion.OF13) && flow.isTableMiss();
    Position position =
        new Position(miss ? Reason.NO_MATCH : Reason.ACTION, flow.tableId(), Optional.of(flow));
    if (first.isEmpty()) {
      first = Optional.of(position);
    }
    for (Instruction instruction : flow.instructions()) {
      if (run.isOver() || !execute(instruction, packet, position)) {
        return;
      }
    }
  }

  /** Returns false if the instructions after it are left out. */
  private boolean execute(Instruction instruction, Packet packet, Position position) {
    if (!(instruction instanceof Instruction.ApplyActions)) {
      run.journal().add(depth -> new Step.Instructed(depth, instruction));
    }
    switch (instruction) {
      case Instruction.ApplyActions i -> {
        return executor.execute(i.actions(), packet, position);
      }
      case Instruction.ClearActions i -> {
        run.actionSet().clear();
        packet.setActionSetOutput(PortNo.UNSET);
      }
      case Instruction.WriteActions i -> {
        run.actionSet().write(i.actions());
        packet.setActionSetOutput(run.actionSet().output());
      }
      case Instruction.WriteMetadata i -> packet.writeMetadata(i.value(), i.mask());
      case Instruction.GotoTable i ->
          table(i.tableId(), position.tableId(), packet.inPort(), packet, true);
      case Instruction.Meter i -> executor.meter(i.meterId(), packet);
      case Instruction.StatTrigger i -> throw unchecked(i);
      case Instruction.Unknown i -> throw unchecked(i);
    }
    return true;
  }

  private static IllegalStateException unchecked(Instruction instruction) {
    return new IllegalStateException(instruction + " was not refused when it was installed");
  }
}
