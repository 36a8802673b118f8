package io.weft.core.dataplane;

import io.weft.core.dataplane.ActionExecutor.Origin;
import io.weft.core.dataplane.PipelineOutput.Reason;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import java.time.Instant;
import java.util.Optional;

/** One packet's way through the tables and its action set (OpenFlow 1.3.5, 5.1 and figure 3). */
final class Traversal {
  private static final long NO_COOKIE = -1;
  private static final int END = -1;
  private static final int DROPPED = -2;

  private final PipelineSettings settings;
  private final FlowTables tables;
  private final PortTable ports;
  private final ActionExecutor executor;
  private final Packet packet;
  private final Instant now;
  private final ActionSet actionSet = new ActionSet();
  private Origin origin = new Origin(Reason.ACTION, 0, NO_COOKIE);

  Traversal(
      PipelineSettings settings,
      FlowTables tables,
      PortTable ports,
      ActionExecutor executor,
      Packet packet,
      Instant now) {
    this.settings = settings;
    this.tables = tables;
    this.ports = ports;
    this.executor = executor;
    this.packet = packet;
    this.now = now;
  }

  void run() {
    int table = 0;
    while (table >= 0) {
      Optional<InstalledFlow> flow = tables.lookup(table, packet);
      if (flow.isEmpty()) {
        miss(table);
        return;
      }
      table = execute(flow.get());
    }
    if (table == END) {
      var _ = executor.execute(actionSet.ordered(), packet, origin.because(Reason.ACTION));
    }
  }

  /** Since OpenFlow 1.3 a miss without an entry for it drops (1.3.5, 5.4). */
  private void miss(int table) {
    if (settings.version().isBefore(OfVersion.OF13) && ports.sendsMisses(packet.inPort())) {
      executor.toController(
          packet, new Origin(Reason.NO_MATCH, table, NO_COOKIE), Action.WHOLE_PACKET);
    }
  }

  /** Executes one entry; says in which table to go on. */
  private int execute(InstalledFlow flow) {
    flow.count(packet.length(), now);
    boolean miss = !settings.version().isBefore(OfVersion.OF13) && flow.isTableMiss();
    origin = new Origin(miss ? Reason.NO_MATCH : Reason.ACTION, flow.tableId(), flow.cookie());
    int next = END;
    for (Instruction instruction : flow.instructions()) {
      switch (instruction) {
        case Instruction.ApplyActions i -> {
          if (!executor.execute(i.actions(), packet, origin)) {
            return DROPPED;
          }
        }
        case Instruction.ClearActions i -> actionSet.clear();
        case Instruction.WriteActions i -> actionSet.write(i.actions());
        case Instruction.WriteMetadata i -> packet.writeMetadata(i.value(), i.mask());
        case Instruction.GotoTable i -> next = i.tableId();
        case Instruction.Meter i -> throw unchecked(i);
        case Instruction.StatTrigger i -> throw unchecked(i);
        case Instruction.Unknown i -> throw unchecked(i);
      }
    }
    return next;
  }

  private static IllegalStateException unchecked(Instruction instruction) {
    return new IllegalStateException(instruction + " was not refused when it was installed");
  }
}
