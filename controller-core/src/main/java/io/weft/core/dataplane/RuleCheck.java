package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a switch refuses before it changes anything: requests that are wrong, and those that this
 * model has nothing for.
 */
final class RuleCheck {
  private static final int VLAN_PRESENT = 0x1000;
  private static final Set<Field<?>> READ_ONLY =
      Set.of(
          Field.IP_PROTO,
          Field.TCP_FLAGS,
          Field.MPLS_LABEL,
          Field.MPLS_TC,
          Field.MPLS_BOS,
          Field.PBB_ISID,
          Field.PBB_UCA);

  private final PipelineSettings settings;
  private final GroupTable groups;

  RuleCheck(PipelineSettings settings, GroupTable groups) {
    this.settings = settings;
    this.groups = groups;
  }

  private static RefusedException refused(OfError error, Object what) {
    return new RefusedException(error, String.valueOf(what));
  }

  private boolean isOf10() {
    return settings.version() == OfVersion.OF10;
  }

  void check(FlowMod mod) {
    checkTable(mod);
    checkMatch(mod.match());
    if (mod.command() == FlowModCommand.DELETE || mod.command() == FlowModCommand.DELETE_STRICT) {
      return;
    }
    if (!mod.bufferId().isNone()) {
      throw refused(OfError.OFPBRC_BUFFER_UNKNOWN, "buffer " + mod.bufferId());
    }
    checkInstructions(mod);
  }

  private void checkTable(FlowMod mod) {
    boolean deletes =
        mod.command() == FlowModCommand.DELETE || mod.command() == FlowModCommand.DELETE_STRICT;
    boolean all = deletes && mod.tableId() == FlowMod.ALL_TABLES;
    if (!all && mod.tableId() >= settings.tables()) {
      throw refused(OfError.OFPFMFC_BAD_TABLE_ID, "table " + mod.tableId());
    }
  }

  void checkMatch(Match match) {
    if (!match.unknown().isEmpty()) {
      throw refused(OfError.OFPBMC_BAD_FIELD, "match field " + match.unknown().getFirst());
    }
    for (Field<?> field : match.fields()) {
      if (PacketField.of(field).isEmpty()) {
        throw refused(OfError.OFPBMC_BAD_FIELD, "match field " + field);
      }
    }
    match
        .missingPrerequisite()
        .ifPresent(field -> {
          throw refused(OfError.OFPBMC_BAD_PREREQ, field + " in '" + match + "'");
        });
  }

  private void checkInstructions(FlowMod mod) {
    Set<Class<?>> kinds = new HashSet<>();
    KnownPacket known = new KnownPacket(mod.match());
    for (Instruction instruction : InstalledFlow.inOrder(mod.instructions())) {
      if (!kinds.add(instruction.getClass())) {
        // OFPBIC_DUP_INST came with 1.4.
        throw refused(OfError.OFPBIC_UNSUP_INST, "a second " + instruction);
      }
      switch (instruction) {
        case Instruction.GotoTable i -> {
          if (i.tableId() <= mod.tableId() || i.tableId() >= settings.tables()) {
            throw refused(
                OfError.OFPBIC_BAD_TABLE_ID, "goto " + i.tableId() + " in " + mod.tableId());
          }
        }
        case Instruction.ApplyActions i -> {
          checkActions(i.actions());
          checkConsistent(i.actions(), known);
        }
        case Instruction.WriteActions i -> {
          checkActions(i.actions());
          checkConsistent(ActionSet.ordered(i.actions()), known);
        }
        case Instruction.Meter i -> throw refused(OfError.OFPBIC_UNSUP_INST, i);
        case Instruction.StatTrigger i -> throw refused(OfError.OFPBIC_UNKNOWN_INST, i);
        case Instruction.Unknown i -> throw refused(OfError.OFPBIC_UNKNOWN_INST, i);
        case Instruction.ClearActions i -> {}
        case Instruction.WriteMetadata i -> {}
      }
    }
  }

  /** Actions of an entry or bucket. */
  private void checkActions(List<Action> actions) {
    for (Action action : actions) {
      checkAction(action);
      if (action instanceof Action.Output output && output.port().equals(PortNo.TABLE)) {
        throw refused(OfError.OFPBAC_BAD_OUT_PORT, "output to TABLE but in a packet-out");
      }
    }
  }

  /** OpenFlow 1.0 does without: there an action that is not possible does nothing. */
  private void checkConsistent(List<Action> actions, KnownPacket known) {
    if (!isOf10()) {
      actions.forEach(known::pass);
    }
  }

  /** Actions of a PACKET_OUT, where the packet itself is known. */
  void checkPacketOut(List<Action> actions) {
    actions.forEach(this::checkAction);
  }

  private void checkAction(Action action) {
    switch (action) {
      case Action.Output a -> checkOutput(a.port());
      case Action.Group a -> {
        if (!groups.has(a.groupId())) {
          throw refused(OfError.OFPBAC_BAD_OUT_GROUP, a);
        }
      }
      case Action.SetField a -> checkSetField(a);
      case Action.PushVlan a -> {
        if (!FrameLayout.isVlanTag(a.etherType())) {
          throw refused(OfError.OFPBAC_BAD_ARGUMENT, a);
        }
      }
      case Action.PopVlan a -> {}
      case Action.StripVlan a -> {}
      case Action.SetNwTtl a -> {}
      case Action.DecNwTtl a -> {}
      case Action.SetVlanVid a -> {}
      case Action.SetVlanPcp a -> {}
      case Action.SetNwTos a -> {}
      case Action.SetDlSrc a -> {}
      case Action.SetDlDst a -> {}
      case Action.SetNwSrc a -> {}
      case Action.SetNwDst a -> {}
      case Action.SetTpSrc a -> {}
      case Action.SetTpDst a -> {}
      case Action.SetQueue a -> throw refused(OfError.OFPBAC_BAD_QUEUE, a);
      case Action.Enqueue a -> throw refused(OfError.OFPBAC_BAD_QUEUE, a);
      case Action.PushMpls a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.PopMpls a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.PushPbb a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.PopPbb a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetMplsTtl a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.DecMplsTtl a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.CopyTtlOut a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.CopyTtlIn a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.Meter a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetTagVid a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetTagPcp a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetNwEcn a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetMplsLabel a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.SetMplsTc a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case FieldAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case NxAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case ConntrackAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case HeaderAction a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Learn a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Learn.Limited a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
      case Action.Unknown a -> throw refused(OfError.OFPBAC_BAD_TYPE, a);
    }
  }

  /** A physical port need not exist yet: it may be plugged in later, as in Open vSwitch. */
  private static void checkOutput(PortNo port) {
    boolean known =
        !port.isReserved() && port.bits() != 0
            || port.equals(PortNo.IN_PORT)
            || port.equals(PortNo.TABLE)
            || port.equals(PortNo.FLOOD)
            || port.equals(PortNo.ALL)
            || port.equals(PortNo.CONTROLLER)
            || port.equals(PortNo.LOCAL);
    if (!known) {
      throw refused(OfError.OFPBAC_BAD_OUT_PORT, "output to " + port);
    }
  }

  private static void checkSetField(Action.SetField action) {
    if (!action.value().unknown().isEmpty()) {
      throw refused(OfError.OFPBAC_BAD_SET_TYPE, action);
    }
    Field<?> field = action.value().fields().getFirst();
    boolean inHeader =
        PacketField.of(field).filter(PacketField.InHeader.class::isInstance).isPresent();
    boolean settable = inHeader && !READ_ONLY.contains(field);
    if (!settable && field != Field.VLAN_VID && field != Field.TUNNEL_ID) {
      throw refused(OfError.OFPBAC_BAD_SET_TYPE, action);
    }
    if (field == Field.VLAN_VID && (action.value().low(field) & VLAN_PRESENT) == 0) {
      throw refused(OfError.OFPBAC_BAD_SET_ARGUMENT, action);
    }
  }

  void check(GroupMod mod) {
    if (mod.command() == GroupMod.Command.DELETE) {
      return;
    }
    if (mod.command() != GroupMod.Command.ADD && mod.command() != GroupMod.Command.MODIFY) {
      throw refused(OfError.OFPGMFC_BAD_COMMAND, mod);
    }
    if (Integer.compareUnsigned(mod.groupId(), 0xffff_ff00) > 0
        || mod.type() == GroupType.INDIRECT && mod.buckets().size() != 1) {
      throw refused(OfError.OFPGMFC_INVALID_GROUP, mod);
    }
    mod.buckets().forEach(bucket -> check(bucket, mod));
  }

  private void check(Bucket bucket, GroupMod mod) {
    boolean watches =
        !bucket.watchPort().equals(PortNo.ANY) || bucket.watchGroup() != Bucket.NO_GROUP;
    boolean failover = mod.type() == GroupType.FAST_FAILOVER;
    if (bucket.weight() != 0 && mod.type() != GroupType.SELECT || failover && !watches) {
      throw refused(OfError.OFPGMFC_INVALID_GROUP, mod);
    }
    if (watches && (mod.type() == GroupType.ALL || mod.type() == GroupType.INDIRECT)) {
      throw refused(OfError.OFPGMFC_WATCH_UNSUPPORTED, mod);
    }
    if (InstalledGroup.chained(List.of(bucket)).contains(mod.groupId())) {
      throw refused(OfError.OFPGMFC_LOOP, mod);
    }
    checkActions(bucket.actions());
  }
}
