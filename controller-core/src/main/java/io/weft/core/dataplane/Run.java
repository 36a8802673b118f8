package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Forward;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.message.FlowMod;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One packet's run through a switch: what it brought about so far, shared by the packet and its
 * copies. A run without effects leaves no trace in the switch: nothing is counted, metered or
 * learned.
 */
final class Run {
  /** MAX_DEPTH of Open vSwitch: how deep looks into tables that are not later ones may nest. */
  private static final int MOST_DEPTH = 64;

  /** MAX_RESUBMITS: how many looks into tables there may be. */
  private static final int MOST_LOOKUPS = MOST_DEPTH * MOST_DEPTH;

  private static final int DEEPEST_STACK = 65_536 / 2;

  /** Whether a run changes the switch, and whether its steps are kept. */
  enum Mode {
    SILENT,
    EXPLAINED,
    WITHOUT_EFFECTS
  }

  /** What ended a run; all that it had sent is then not sent. */
  private enum Failure {
    NONE,
    /** Is forgotten at the end of a bucket. */
    LABELS,
    LIMIT
  }

  private final SwitchState state;
  private final Instant now;
  private final boolean hasEffects;
  private final Journal journal;
  private final List<PipelineOutput> outputs = new ArrayList<>();
  private final List<FlowMod> learned = new ArrayList<>();
  private ActionSet actionSet = new ActionSet();
  private Deque<Bits> stack = new ArrayDeque<>();
  private Failure failure = Failure.NONE;
  private boolean exited;
  private boolean dropped;
  private int lookups;
  private int depth;

  Run(SwitchState state, Instant now, Mode mode) {
    this.state = state;
    this.now = now;
    this.hasEffects = mode != Mode.WITHOUT_EFFECTS;
    this.journal = new Journal(mode != Mode.SILENT);
  }

  SwitchState state() {
    return state;
  }

  Journal journal() {
    return journal;
  }

  ActionSet actionSet() {
    return actionSet;
  }

  Deque<Bits> stack() {
    return stack;
  }

  List<FlowMod> learned() {
    return learned;
  }

  /** Whether the packet at hand meets no more actions. */
  boolean isOver() {
    return exited || dropped || failure != Failure.NONE;
  }

  void exit() {
    exited = true;
  }

  void failForLabels(String why) {
    journal.remark(why);
    failure = Failure.LABELS;
  }

  /** Whether one more look into a table, or a group, is within the limits; else the run fails. */
  boolean mayGoOn() {
    if (depth >= MOST_DEPTH) {
      journal.remark("more than " + MOST_DEPTH + " nested resubmits, dropped");
    } else if (lookups >= MOST_LOOKUPS) {
      journal.remark("more than " + MOST_LOOKUPS + " resubmits, dropped");
    } else if (stack.size() >= DEEPEST_STACK) {
      journal.remark("the stack is too deep, dropped");
    } else {
      return true;
    }
    failure = Failure.LIMIT;
    return false;
  }

  void enterTable(boolean deepens) {
    lookups++;
    depth += deepens ? 1 : 0;
    journal.deeper();
  }

  void leaveTable(boolean deepens) {
    depth -= deepens ? 1 : 0;
    journal.higher();
  }

  void enterBucket() {
    depth++;
    journal.deeper();
  }

  /** The end of a bucket is not that of the packet. */
  void leaveBucket() {
    depth--;
    journal.higher();
    exited = false;
    if (failure == Failure.LABELS) {
      failure = Failure.NONE;
    }
  }

  /** Does something that leaves action set and stack as they are, and ends alone. */
  void aside(Runnable cloned) {
    ActionSet setBefore = actionSet;
    Deque<Bits> stackBefore = stack;
    boolean droppedBefore = dropped;
    actionSet = setBefore.copy();
    stack = new ArrayDeque<>(stackBefore);
    journal.deeper();
    cloned.run();
    journal.higher();
    actionSet = setBefore;
    stack = stackBefore;
    dropped = droppedBefore;
    exited = false;
  }

  void count(InstalledFlow flow, Packet packet) {
    if (hasEffects) {
      state.flows().table(flow.tableId()).count(flow, packet.length(), now);
    }
  }

  void countLookup(int table, boolean matched) {
    if (hasEffects) {
      state.flows().table(table).countLookup(matched);
    }
  }

  void count(InstalledGroup group, Packet packet) {
    if (hasEffects) {
      group.count(packet.length());
    }
  }

  void countBucket(InstalledGroup group, int index, Packet packet) {
    if (hasEffects) {
      group.countBucket(index, packet.length());
    }
  }

  /** A meter may drop the packet; without effects it lets all pass. */
  void meter(int meterId, Packet packet) {
    boolean passes =
        !hasEffects
            || state
                .meters()
                .find(meterId)
                .map(meter -> meter.admit(packet.length(), now))
                .orElse(true);
    if (!passes) {
      dropped = true;
    }
  }

  /** Learns an entry, which packets meet that come later. Says whether it was within the limit. */
  boolean learn(FlowMod mod, long limit) {
    boolean may = state.flows().mayLearn(mod, learned, limit);
    if (may) {
      learned.add(mod);
    } else {
      journal.remark("limit of " + limit + " reached, not learned");
    }
    return may;
  }

  void reduceTimeouts(InstalledFlow flow, int idle, int hard) {
    if (hasEffects) {
      state.flows().table(flow.tableId()).reduceTimeouts(flow, idle, hard);
    }
  }

  void send(PortNo port, Bytes frame) {
    if (state.ports().maySend(port)) {
      outputs.add(new Forward(port, frame));
    } else {
      journal.remark("port " + port + " is down, closed or not there");
      if (hasEffects) {
        state.ports().countDropped(port);
      }
    }
  }

  void send(PipelineOutput.ToController packetIn) {
    outputs.add(packetIn);
  }

  /** What left the switch. */
  List<PipelineOutput> finish() {
    if (failure != Failure.NONE) {
      outputs.clear();
    }
    if (hasEffects) {
      learned.forEach(mod -> state.flows().learn(mod, now));
      for (PipelineOutput output : outputs) {
        if (output instanceof Forward forward) {
          state.ports().countSent(forward.port(), forward.frame().size());
        }
      }
    }
    return List.copyOf(outputs);
  }
}
