package io.weft.openflow.message;

import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Flow monitors: the switch tells of changes to flow entries as they are made (OpenFlow 1.4.1,
 * 7.3.5.17; ONF extension 187 in 1.3; NXST_FLOW_MONITOR of Open vSwitch before).
 */
public interface MonitorMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; with a xid of 0 it tells of later changes. */
  sealed interface Reply extends MultipartBody.Reply {}

  /** OFPFMC_*, in the order of their codes. Before 1.4 there is only ADD. */
  enum MonitorCommand {
    ADD,
    MODIFY,
    DELETE
  }

  /** OFPFMF_*, in the order of their bits. NO_ABBREV came with 1.4. */
  enum MonitorFlag {
    INITIAL,
    ADD,
    REMOVED,
    MODIFY,
    INSTRUCTIONS,
    NO_ABBREV,
    ONLY_OWN
  }

  record FlowMonitorRequest(List<FlowMonitor> monitors) implements Request {
    public FlowMonitorRequest {
      monitors = List.copyOf(monitors);
    }
  }

  /**
   * What is watched.
   *
   * @param monitorId chosen by the controller
   * @param flags what is told of; one of ADD, REMOVED and MODIFY at least, unless it is a DELETE
   * @param outPort restricts it to entries that output there; ANY restricts nothing
   * @param outGroup since 1.4; ANY (all ones) restricts nothing
   * @param tableId {@link FlowMod#ALL_TABLES} for all
   */
  record FlowMonitor(
      int monitorId,
      MonitorCommand command,
      Set<MonitorFlag> flags,
      PortNo outPort,
      int outGroup,
      int tableId,
      Match match) {
    public FlowMonitor {
      flags = Set.copyOf(flags);
      FlowMod.checkRange("table", tableId, 0xff);
    }

    /** Tells everything about all entries that a match covers. */
    public static FlowMonitor of(int monitorId, Match match) {
      EnumSet<MonitorFlag> flags = EnumSet.allOf(MonitorFlag.class);
      flags.remove(MonitorFlag.NO_ABBREV);
      return new FlowMonitor(
          monitorId,
          MonitorCommand.ADD,
          flags,
          PortNo.ANY,
          Bucket.NO_GROUP,
          FlowMod.ALL_TABLES,
          match);
    }

    /** Ends a monitor; since 1.4, see {@link MonitorMessage.FlowMonitorCancel} before. */
    public static FlowMonitor delete(int monitorId) {
      return new FlowMonitor(
          monitorId, MonitorCommand.DELETE, Set.of(), PortNo.ANY, Bucket.NO_GROUP, 0, Match.ANY);
    }
  }

  record FlowUpdates(List<FlowUpdate> updates) implements Reply {
    public FlowUpdates {
      updates = List.copyOf(updates);
    }
  }

  /** OFPFME_* of those that carry an entry, in the order of their codes. INITIAL since 1.4. */
  enum FlowEvent {
    INITIAL,
    ADDED,
    REMOVED,
    MODIFIED
  }

  /** One change. */
  sealed interface FlowUpdate {
    /**
     * An entry as it is, or was if it has been removed.
     *
     * @param reason why it was removed, 0 to 65535; see {@link FlowRemoved.Reason}
     * @param instructions empty unless asked for with INSTRUCTIONS
     */
    record FlowChange(
        FlowEvent event,
        int tableId,
        int reason,
        int idleTimeout,
        int hardTimeout,
        int priority,
        long cookie,
        Match match,
        List<Instruction> instructions)
        implements FlowUpdate {
      public FlowChange {
        instructions = List.copyOf(instructions);
        FlowMod.checkRange("table", tableId, 0xff);
        FlowMod.checkRange("reason", reason, 0xffff);
        FlowMod.checkRange("idle_timeout", idleTimeout, 0xffff);
        FlowMod.checkRange("hard_timeout", hardTimeout, 0xffff);
        FlowMod.checkRange("priority", priority, 0xffff);
      }
    }

    /** What the controller itself asked for, by the xid with which it did. */
    record OwnChange(int xid) implements FlowUpdate {}

    /** See {@link MonitorMessage.FlowMonitorPaused}; since 1.4. */
    record Paused() implements FlowUpdate {}

    /** See {@link MonitorMessage.FlowMonitorResumed}; since 1.4. */
    record Resumed() implements FlowUpdate {}
  }
}
