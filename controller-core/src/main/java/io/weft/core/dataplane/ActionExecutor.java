package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Forward;
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
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does what a list of actions says to one packet and collects what leaves the switch. A field that
 * the packet does not have is not set.
 */
final class ActionExecutor {
  private static final int TPID = 0x8100;

  /** Where a list of actions stands, for the controller to be told. */
  record Origin(Reason reason, int tableId, long cookie) {
    Origin because(Reason other) {
      return new Origin(other, tableId, cookie);
    }
  }

  private final PortTable ports;
  private final GroupTable groups;
  private final BucketChooser chooser;
  private final Consumer<Packet> tables;
  private final List<PipelineOutput> outputs = new ArrayList<>();

  /**
   * @param tables what an output to TABLE does
   */
  ActionExecutor(
      PortTable ports, GroupTable groups, BucketChooser chooser, Consumer<Packet> tables) {
    this.ports = ports;
    this.groups = groups;
    this.chooser = chooser;
    this.tables = tables;
  }

  List<PipelineOutput> outputs() {
    return List.copyOf(outputs);
  }

  /** Returns false if the packet came to its end, its TTL used up. */
  boolean execute(List<Action> actions, Packet packet, Origin origin) {
    for (Action action : actions) {
      if (!execute(action, packet, origin)) {
        return false;
      }
    }
    return true;
  }

  private boolean execute(Action action, Packet packet, Origin origin) {
    switch (action) {
      case Action.Output a -> output(a, packet, origin);
      case Action.Group a -> group(a.groupId(), packet, origin);
      case Action.SetField a -> packet.set(a.value());
      case Action.PushVlan a -> packet.pushVlan(a.etherType());
      case Action.PopVlan a -> packet.popVlan();
      case Action.StripVlan a -> packet.popVlan();
      case Action.SetNwTtl a -> packet.setTtl(a.ttl());
      case Action.DecNwTtl a -> {
        return decrementTtl(packet, origin);
      }
      case Action.SetVlanVid a -> {
        tagIfBare(packet);
        set(packet, Field.VLAN_VID, 0x1000 | a.vid());
      }
      case Action.SetVlanPcp a -> {
        tagIfBare(packet);
        set(packet, Field.VLAN_PCP, a.pcp());
      }
      case Action.SetDlSrc a -> set(packet, Field.ETH_SRC, a.address());
      case Action.SetDlDst a -> set(packet, Field.ETH_DST, a.address());
      case Action.SetNwSrc a -> set(packet, Field.IPV4_SRC, a.address());
      case Action.SetNwDst a -> set(packet, Field.IPV4_DST, a.address());
      case Action.SetNwTos a -> set(packet, Field.IP_DSCP, a.tos() >>> 2);
      case Action.SetTpSrc a -> {
        set(packet, Field.TCP_SRC, a.port());
        set(packet, Field.UDP_SRC, a.port());
      }
      case Action.SetTpDst a -> {
        set(packet, Field.TCP_DST, a.port());
        set(packet, Field.UDP_DST, a.port());
      }
      case Action.SetQueue a -> throw unchecked(a);
      case Action.Enqueue a -> throw unchecked(a);
      case Action.PushMpls a -> throw unchecked(a);
      case Action.PopMpls a -> throw unchecked(a);
      case Action.PushPbb a -> throw unchecked(a);
      case Action.PopPbb a -> throw unchecked(a);
      case Action.SetMplsTtl a -> throw unchecked(a);
      case Action.DecMplsTtl a -> throw unchecked(a);
      case Action.CopyTtlOut a -> throw unchecked(a);
      case Action.CopyTtlIn a -> throw unchecked(a);
      case Action.Meter a -> throw unchecked(a);
      case Action.SetTagVid a -> throw unchecked(a);
      case Action.SetTagPcp a -> throw unchecked(a);
      case Action.SetNwEcn a -> throw unchecked(a);
      case Action.SetMplsLabel a -> throw unchecked(a);
      case Action.SetMplsTc a -> throw unchecked(a);
      case FieldAction a -> throw unchecked(a);
      case NxAction a -> throw unchecked(a);
      case ConntrackAction a -> throw unchecked(a);
      case HeaderAction a -> throw unchecked(a);
      case Learn a -> throw unchecked(a);
      case Learn.Limited a -> throw unchecked(a);
      case Action.Unknown a -> throw unchecked(a);
    }
    return true;
  }

  private static IllegalStateException unchecked(Action action) {
    return new IllegalStateException(action + " was not refused when it was installed");
  }

  private static <V> void set(Packet packet, Field<V> field, V value) {
    packet.set(Match.builder().set(field, value).build());
  }

  private static void tagIfBare(Packet packet) {
    if (!packet.layout().has(Layer.VLAN)) {
      packet.pushVlan(TPID);
    }
  }

  private boolean decrementTtl(Packet packet, Origin origin) {
    int ttl = packet.ttl();
    if (ttl > 1) {
      packet.setTtl(ttl - 1);
    }
    boolean usedUp = ttl == 0 || ttl == 1;
    if (usedUp) {
      toController(packet, origin.because(Reason.INVALID_TTL), Action.WHOLE_PACKET);
    }
    return !usedUp;
  }

  private void output(Action.Output action, Packet packet, Origin origin) {
    PortNo port = action.port();
    if (port.equals(PortNo.CONTROLLER)) {
      toController(packet, origin, action.maxLen());
    } else if (port.equals(PortNo.TABLE)) {
      tables.accept(packet.copy());
    } else if (port.equals(PortNo.IN_PORT)) {
      forward(packet.inPort(), packet);
    } else if (port.equals(PortNo.FLOOD) || port.equals(PortNo.ALL)) {
      for (PortNo each : ports.floodPorts(port.equals(PortNo.ALL))) {
        forwardElsewhere(each, packet);
      }
    } else {
      forwardElsewhere(port, packet);
    }
  }

  /** A packet goes back only to an IN_PORT by name (OpenFlow 1.3.5, 4.5). */
  private void forwardElsewhere(PortNo port, Packet packet) {
    if (!port.equals(packet.inPort())) {
      forward(port, packet);
    }
  }

  private void forward(PortNo port, Packet packet) {
    if (ports.send(port, packet.length())) {
      outputs.add(new Forward(port, packet.bytes()));
    }
  }

  void toController(Packet packet, Origin origin, int maxLen) {
    outputs.add(
        new ToController(
            origin.reason(),
            origin.tableId(),
            origin.cookie(),
            maxLen,
            packet.pipelineFields(),
            packet.bytes()));
  }

  private void group(int groupId, Packet packet, Origin origin) {
    InstalledGroup group = groups.find(groupId).orElse(null);
    if (group == null) {
      return;
    }
    group.count(packet.length());
    for (int index : chosen(group, packet)) {
      Bucket bucket = group.buckets().get(index);
      group.countBucket(index, packet.length());
      var _ =
          execute(
              ActionSet.ordered(bucket.actions()), packet.copy(), origin.because(Reason.ACTION));
    }
  }

  /** The buckets that get the packet (OpenFlow 1.3.5, 5.6.1), by their index. */
  private List<Integer> chosen(InstalledGroup group, Packet packet) {
    List<Bucket> buckets = group.buckets();
    List<Integer> live = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      if (groups.isLive(buckets.get(i))) {
        live.add(i);
      }
    }
    return switch (group.type()) {
      case ALL, INDIRECT -> live;
      case FAST_FAILOVER -> live.subList(0, Math.min(1, live.size()));
      case SELECT -> {
        live.removeIf(i -> buckets.get(i).weight() == 0);
        yield live.isEmpty()
            ? List.of()
            : List.of(
                live.get(
                    chooser.choose(
                        group.groupId(), packet, live.stream().map(buckets::get).toList())));
      }
    };
  }
}
