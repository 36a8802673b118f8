package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Reason;
import io.weft.core.dataplane.PipelineOutput.ToController;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.GroupType;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what a list of actions says to one packet. A field that the packet does not have is not set.
 * The actions that only change the packet are in {@link PacketEditor}.
 */
final class ActionExecutor {
  private final Run run;
  private final Traversal traversal;

  ActionExecutor(Run run, Traversal traversal) {
    this.run = run;
    this.traversal = traversal;
  }

  /** Returns false if the instructions that follow in the same entry are left out. */
  boolean execute(List<Action> actions, Packet packet, Position position) {
    for (Action action : actions) {
      if (run.isOver()) {
        return false;
      }
      run.journal().add(depth -> new Step.Acted(depth, action));
      if (!execute(action, packet, position)) {
        return false;
      }
    }
    return true;
  }

  private boolean execute(Action action, Packet packet, Position position) {
    switch (action) {
      case Action.Output a -> output(a.port(), a.maxLen(), packet, position);
      case Action.Enqueue a -> output(a.port(), 0, packet, position);
      case Action.Group a -> {
        return group(a.groupId(), packet, position);
      }
      case Action.DecNwTtl a -> {
        return decrementTtl(packet, position);
      }
      case NxAction.DecTtlCntIds a -> {
        return decrementTtl(packet, position);
      }
      case Action.DecMplsTtl a -> {
        return decrementMplsTtl(packet, position);
      }
      case Action.PushMpls a -> {
        if (packet.layout().labels() >= FrameLayout.MOST_LABELS) {
          run.failForLabels("more than " + FrameLayout.MOST_LABELS + " labels, dropped");
        } else {
          packet.pushMpls(a.etherType());
        }
      }
      case Action.PopMpls a -> popMpls(a, packet);
      case Action.Meter a -> meter(a.meterId(), packet);
      case Learn a -> {
        boolean _ = run.learn(Learning.entry(a, packet), 0);
      }
      case Learn.Limited a -> {
        FlowMod entry = Learning.entry(a.learn(), packet);
        boolean learned = run.learn(entry, a.limit());
        a.result().ifPresent(bit -> packet.set(bit, Bits.of(learned ? 1 : 0)));
      }
      case FieldAction a -> field(a, packet, position);
      case NxAction a -> extension(a, packet, position);
      case ConntrackAction a -> throw unchecked(a);
      case HeaderAction a -> throw unchecked(a);
      case Action.Unknown a -> throw unchecked(a);
      default -> PacketEditor.edit(action, packet);
    }
    return true;
  }

  static IllegalStateException unchecked(Action action) {
    return new IllegalStateException(action + " was not refused when it was installed");
  }

  private void field(FieldAction action, Packet packet, Position position) {
    switch (action) {
      case FieldAction.StackPush a -> run.stack().push(packet.get(a.source()));
      case FieldAction.StackPop a -> {
        Bits top = run.stack().poll();
        if (top == null) {
          run.journal().remark("the stack is empty");
        } else {
          packet.set(a.target(), top);
        }
      }
      case FieldAction.OutputReg a ->
          outputTo(packet.get(a.source()), a.maxLen(), packet, position);
      case FieldAction.OutputReg2 a ->
          outputTo(packet.get(a.source()), a.maxLen(), packet, position);
      case FieldAction.Bundle a ->
          output(
              PathChoice.member(a.fields(), a.basis(), a.choice(), a.members(), packet, this::isUp),
              0,
              packet,
              position);
      case FieldAction.BundleLoad a ->
          packet.set(
              a.target(),
              Bits.of(
                  PathChoice.member(
                              a.fields(), a.basis(), a.choice(), a.members(), packet, this::isUp)
                          .bits()
                      & 0xffff));
      default -> PacketEditor.edit(action, packet);
    }
  }

  private boolean isUp(PortNo port) {
    return port.isReserved() ? !port.equals(PortNo.LOCAL) : run.state().ports().isLive(port);
  }

  private void extension(NxAction action, Packet packet, Position position) {
    switch (action) {
      case NxAction.Resubmit a -> resubmit(a.inPort(), a.table(), packet, position);
      case NxAction.ResubmitPort a -> resubmit(a.inPort(), NxAction.NO_TABLE, packet, position);
      case NxAction.Exit a -> run.exit();
      case NxAction.FinTimeout a -> {
        if (packet.layout().has(Layer.TCP) && PacketEditor.endsConnection(packet)) {
          position
              .flow()
              .ifPresent(flow -> run.reduceTimeouts(flow, a.idleTimeout(), a.hardTimeout()));
        }
      }
      case NxAction.Controller a -> {
        if (a.controllerId() == 0) {
          toController(packet, reason(a.reason(), position), a.maxLen());
        }
      }
      case NxAction.Controller2 a -> {
        if (a.controllerId() == 0) {
          toController(packet, reason(a.reason(), position), a.maxLen());
        }
      }
      case NxAction.OutputTrunc a -> outputTruncated(a, packet);
      case NxAction.Clone a ->
          run.aside(() -> {
            Packet cloned = packet.copy();
            var _ = execute(a.actions(), cloned, position);
            // Open vSwitch executes the action set on the clone too.
            traversal.executeActionSet(cloned);
          });
      case NxAction.ResubmitCt a -> throw unchecked(a);
      case NxAction.DecNshTtl a -> throw unchecked(a);
      case NxAction.DecTtlCntIds a -> throw unchecked(a);
      case NxAction.SetTunnel a -> PacketEditor.edit(a, packet);
      case NxAction.SetTunnel64 a -> PacketEditor.edit(a, packet);
      case NxAction.WriteMetadata a -> packet.writeMetadata(a.value(), a.mask());
      // Queues change nothing of where a packet goes; no collector takes samples.
      case NxAction.PopQueue _,
          NxAction.Note _,
          NxAction.Conjunction _,
          NxAction.DebugSlow _,
          NxAction.DebugRecirc _,
          NxAction.Sample _,
          NxAction.Sample2 _,
          NxAction.Sample3 _,
          NxAction.Sample4 _ -> {}
    }
  }

  private static Position reason(int code, Position position) {
    Reason[] all = Reason.values();
    Reason said = code < all.length ? all[code] : Reason.ACTION;
    return said == Reason.ACTION ? position : position.because(said);
  }

  void meter(int meterId, Packet packet) {
    run.meter(meterId, packet);
    if (run.isOver()) {
      run.journal().remark("dropped by meter " + Integer.toUnsignedString(meterId));
    }
  }

  private void resubmit(PortNo port, int table, Packet packet, Position position) {
    traversal.table(
        table == NxAction.NO_TABLE ? position.tableId() : table,
        position.tableId(),
        port.equals(PortNo.IN_PORT) ? packet.inPort() : port,
        packet,
        false);
  }

  /** At a TTL of 0 or 1 the controller is told, and the rest of the entry left out. */
  private boolean decrementTtl(Packet packet, Position position) {
    if (!packet.isIp()) {
      return true;
    }
    int ttl = packet.ttl();
    if (ttl > 1) {
      packet.setTtl(ttl - 1);
      return true;
    }
    run.journal().remark("the TTL is used up");
    toController(packet, position.because(Reason.INVALID_TTL), Action.WHOLE_PACKET);
    return false;
  }

  private boolean decrementMplsTtl(Packet packet, Position position) {
    if (packet.isMpls()) {
      int ttl = (int) packet.low(Field.MPLS_TTL);
      if (ttl > 1) {
        packet.set(Field.MPLS_TTL, Bits.of(ttl - 1));
        return true;
      }
      run.journal().remark("the TTL of the label is used up");
      toController(packet, position.because(Reason.INVALID_TTL), Action.WHOLE_PACKET);
    }
    return false;
  }

  private void popMpls(Action.PopMpls action, Packet packet) {
    FrameLayout layout = packet.layout();
    if (layout.labels() == 0) {
      return;
    }
    if (layout.labels() == FrameLayout.MOST_LABELS && !layout.hasBottomLabel()) {
      run.failForLabels("more than " + FrameLayout.MOST_LABELS + " labels, dropped");
    } else {
      packet.popMpls(action.etherType());
    }
  }

  private void outputTo(Bits port, int maxLen, Packet packet, Position position) {
    if (port.low() > 0xffff || port.low() < 0) {
      run.journal().remark("there is no port " + Long.toUnsignedString(port.low()));
      return;
    }
    int number = (int) port.low();
    output(PortNo.of(number >= 0xff00 ? number | 0xffff_0000 : number), maxLen, packet, position);
  }

  private void output(PortNo port, int maxLen, Packet packet, Position position) {
    if (port.equals(PortNo.CONTROLLER)) {
      toController(packet, position, maxLen);
    } else if (port.equals(PortNo.TABLE)) {
      traversal.table(0, 0, packet.inPort(), packet, true);
    } else if (port.equals(PortNo.IN_PORT)) {
      run.send(packet.inPort(), packet.bytes());
    } else if (port.equals(PortNo.FLOOD) || port.equals(PortNo.ALL)) {
      for (PortNo each : run.state().ports().floodPorts(port.equals(PortNo.ALL))) {
        if (!each.equals(packet.inPort())) {
          run.send(each, packet.bytes());
        }
      }
    } else if (port.equals(packet.inPort())) {
      // OpenFlow 1.3.5, 4.5: only to IN_PORT by name
      run.journal().remark("not sent out of the port that it came in on");
    } else if (!port.equals(PortNo.ANY)) {
      run.send(port, packet.bytes());
    }
  }

  private void outputTruncated(NxAction.OutputTrunc action, Packet packet) {
    if (action.port().isReserved() && !action.port().equals(PortNo.LOCAL)) {
      run.journal().remark(action.port() + " takes no packet that is cut");
    } else if (action.port().equals(packet.inPort())) {
      run.journal().remark("not sent out of the port that it came in on");
    } else {
      int octets = (int) Math.min(action.maxLen(), packet.length());
      run.send(action.port(), packet.bytes().slice(0, octets));
    }
  }

  private void toController(Packet packet, Position position, int maxLen) {
    run.send(
        new ToController(
            position.reason(),
            position.tableId(),
            position.cookie(),
            maxLen,
            packet.pipelineFields(),
            packet.bytes()));
  }

  private boolean group(int groupId, Packet packet, Position position) {
    if (!run.mayGoOn()) {
      return true;
    }
    InstalledGroup group = run.state().groups().find(groupId).orElse(null);
    if (group == null) {
      run.journal().remark("there is no group " + Integer.toUnsignedString(groupId));
      return false;
    }
    run.count(group, packet);
    List<Integer> chosen = chosen(group, packet);
    if (chosen.isEmpty()) {
      run.journal().remark("no live bucket");
    }
    for (int index : chosen) {
      Bucket bucket = group.buckets().get(index);
      run.countBucket(group, index, packet);
      run.journal().add(depth -> new Step.Chosen(depth, groupId, index));
      run.enterBucket();
      var _ =
          execute(
              ActionSet.ordered(bucket.actions()), packet.copy(), position.because(Reason.ACTION));
      run.leaveBucket();
    }
    return true;
  }

  /** The buckets that get the packet (OpenFlow 1.3.5, 5.6.1), by their index. */
  private List<Integer> chosen(InstalledGroup group, Packet packet) {
    List<Bucket> buckets = group.buckets();
    List<Integer> usable = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      boolean always = group.type() == GroupType.ALL || group.type() == GroupType.INDIRECT;
      if (always || run.state().groups().isLive(buckets.get(i))) {
        usable.add(i);
      }
    }
    return switch (group.type()) {
      case ALL, INDIRECT -> usable;
      case FAST_FAILOVER -> usable.subList(0, Math.min(1, usable.size()));
      case SELECT -> {
        usable.removeIf(i -> buckets.get(i).weight() == 0);
        yield usable.isEmpty()
            ? List.of()
            : List.of(run.state().chooser().choose(group.entry(), packet, usable));
      }
    };
  }
}
