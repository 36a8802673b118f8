package io.weft.northbound;

import io.weft.api.v1.Meter;
import io.weft.api.v1.RuleState;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A meter that should be in a switch, or is.
 *
 * @param owner empty if it is foreign
 * @param refused empty if it was not
 */
record MeterRow(DatapathId dpid, MeterEntry entry, RuleState state, String owner, String refused) {
  /** What two rows of a list never have in common: id and state. */
  String key() {
    return HexFormat.of().toHexDigits(entry.meterId()) + state.getNumber();
  }

  /**
   * All of one switch, in no order.
   *
   * @param owners the names of those that there are, by number
   */
  static List<MeterRow> of(SwitchInventory state, Map<Integer, String> owners) {
    Map<EntryKey, Entry> installed = new HashMap<>(state.installed());
    Map<EntryKey, String> failed = new HashMap<>();
    state.failed().forEach(entry -> failed.put(entry.entry().key(), entry.reason()));
    List<MeterRow> rows = new ArrayList<>();
    state
        .desired()
        .forEach((owner, wanted) -> {
          for (io.weft.core.desired.Meter meter : wanted.meters().values()) {
            boolean isThere = installed.remove(meter.key(), meter);
            rows.add(
                new MeterRow(
                    state.dpid(),
                    entry(meter),
                    isThere ? RuleState.INSTALLED : RuleState.PENDING,
                    owner.name(),
                    isThere ? "" : failed.getOrDefault(meter.key(), "")));
          }
        });
    for (Entry each : installed.values()) {
      if (each instanceof io.weft.core.desired.Meter meter) {
        int owner = meter.ownerId();
        rows.add(
            new MeterRow(
                state.dpid(),
                entry(meter),
                RuleRow.hasSpoken(state, owner, owners) ? RuleState.EXTRA : RuleState.INSTALLED,
                RuleRow.nameOf(owner, owners),
                failed.getOrDefault(meter.key(), "")));
      }
    }
    for (MeterEntry entry : state.foreignMeters()) {
      rows.add(new MeterRow(state.dpid(), entry, RuleState.FOREIGN, "", ""));
    }
    return rows;
  }

  static MeterEntry entry(io.weft.core.desired.Meter meter) {
    return new MeterEntry(meter.id(), meter.flags(), meter.bands());
  }

  Meter toProto() {
    return Meter.newBuilder()
        .setSwitch(dpid.toString())
        .setId(entry.meterId())
        .setBands(entry.bands().size())
        .setOwner(owner)
        .setState(state)
        .setRefused(refused)
        .setText(entry.toString())
        .build();
  }
}
