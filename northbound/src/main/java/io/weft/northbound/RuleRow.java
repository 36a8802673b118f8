package io.weft.northbound;

import io.weft.api.v1.Rule;
import io.weft.api.v1.RuleState;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A flow entry that should be in a switch, or is.
 *
 * @param mod what puts it there
 * @param owner empty if it is foreign
 * @param refused empty if it was not
 */
record RuleRow(DatapathId dpid, FlowMod mod, RuleState state, String owner, String refused) {
  /** What two rows of a list never have in common. */
  record Key(int table, int priority, String match, RuleState state) {
    /** In the order of tables, falling priorities and matches. */
    String text() {
      return place() + ' ' + state.getNumber();
    }

    private String place() {
      HexFormat hex = HexFormat.of();
      return hex.toHexDigits((byte) table) + hex.toHexDigits((short) (0xffff - priority)) + match;
    }

    /** The same for what is pending and for what is installed. */
    String withoutConfirmation() {
      return state == RuleState.PENDING || state == RuleState.INSTALLED ? place() : text();
    }
  }

  Key key() {
    return new Key(mod.tableId(), mod.priority(), mod.match().toString(), state);
  }

  /**
   * All of one switch, in no order.
   *
   * @param owners the names of those that there are, by number
   */
  static List<RuleRow> of(SwitchInventory state, Map<Integer, String> owners) {
    Map<EntryKey, Entry> installed = new HashMap<>(state.installed());
    Map<EntryKey, String> failed = new HashMap<>();
    state.failed().forEach(entry -> failed.put(entry.entry().key(), entry.reason()));
    List<RuleRow> rows = new ArrayList<>();
    state
        .desired()
        .forEach((owner, wanted) -> {
          for (io.weft.core.desired.Rule rule : wanted.rules().values()) {
            boolean isThere = installed.remove(rule.key(), rule);
            rows.add(
                new RuleRow(
                    state.dpid(),
                    rule.toAdd(),
                    isThere ? RuleState.INSTALLED : RuleState.PENDING,
                    owner.name(),
                    isThere ? "" : failed.getOrDefault(rule.key(), "")));
          }
        });
    for (Entry entry : installed.values()) {
      if (entry instanceof io.weft.core.desired.Rule rule) {
        int owner = rule.ownerId();
        rows.add(
            new RuleRow(
                state.dpid(),
                rule.toAdd(),
                hasSpoken(state, owner, owners) ? RuleState.EXTRA : RuleState.INSTALLED,
                nameOf(owner, owners),
                failed.getOrDefault(rule.key(), "")));
      }
    }
    for (FlowEntry entry : state.foreignFlows()) {
      rows.add(new RuleRow(state.dpid(), toAdd(entry), RuleState.FOREIGN, "", ""));
    }
    return rows;
  }

  /** Until an owner has said what it wants, what it has there stays. */
  static boolean hasSpoken(SwitchInventory state, int ownerId, Map<Integer, String> owners) {
    return !owners.containsKey(ownerId)
        || state.desired().keySet().stream().anyMatch(owner -> owner.id() == ownerId);
  }

  static String nameOf(int ownerId, Map<Integer, String> owners) {
    return owners.getOrDefault(ownerId, "owner " + ownerId);
  }

  private static FlowMod toAdd(FlowEntry entry) {
    return new FlowMod(
        FlowModCommand.ADD,
        entry.cookie(),
        0,
        entry.tableId(),
        entry.idleTimeout(),
        entry.hardTimeout(),
        entry.priority(),
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        entry.flags(),
        entry.match(),
        entry.instructions());
  }

  Rule toProto() {
    return Rule.newBuilder()
        .setSwitch(dpid.toString())
        .setTable(mod.tableId())
        .setPriority(mod.priority())
        .setMatch(mod.match().toString())
        .setActions(Instruction.print(mod.instructions()))
        .setCookie(HexFormat.of().toHexDigits(mod.cookie()))
        .setOwner(owner)
        .setState(state)
        .setIdleTimeout(mod.idleTimeout())
        .setHardTimeout(mod.hardTimeout())
        .setRefused(refused)
        .setText(mod.toString())
        .build();
  }
}
