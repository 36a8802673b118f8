package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
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
  private final PipelineSettings settings;
  private final ActionCheck actions;

  RuleCheck(SwitchState state) {
    this.settings = state.settings();
    this.actions = new ActionCheck(state);
  }

  private static RefusedException refused(OfError error, Object what) {
    return ActionCheck.refused(error, what);
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
    checkConsistent(mod);
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
        case Instruction.ApplyActions i -> actions.checkAll(i.actions());
        case Instruction.WriteActions i -> actions.checkAll(i.actions());
        case Instruction.Meter i -> actions.checkMeter(i.meterId());
        case Instruction.StatTrigger i -> throw refused(OfError.OFPBIC_UNKNOWN_INST, i);
        case Instruction.Unknown i -> throw refused(OfError.OFPBIC_UNKNOWN_INST, i);
        case Instruction.ClearActions i -> {}
        case Instruction.WriteMetadata i -> {}
      }
    }
  }

  /**
   * Whether the match makes the actions possible, one after the other as they are listed, as Open
   * vSwitch asks. OpenFlow 1.0 does without: there an action that is not possible does nothing.
   */
  private void checkConsistent(FlowMod mod) {
    if (isOf10()) {
      return;
    }
    KnownPacket known = new KnownPacket(mod.match());
    for (Instruction instruction : InstalledFlow.inOrder(mod.instructions())) {
      if (instruction instanceof Instruction.ApplyActions apply) {
        apply.actions().forEach(known::pass);
      } else if (instruction instanceof Instruction.WriteActions write) {
        write.actions().forEach(known::pass);
      }
    }
  }

  /** Actions of a PACKET_OUT, where the packet itself is known. */
  void checkPacketOut(List<Action> listed) {
    listed.forEach(actions::check);
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
    actions.checkAll(bucket.actions());
  }
}
