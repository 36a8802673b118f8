package io.weft.core.reconcile;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Owner;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.util.List;

/**
 * What is wanted of a connected switch and what it has, at one moment.
 *
 * @param desired what each owner wants in the stage of its plan that is being made
 * @param installed what of ours is there, as far as the switch confirmed or told
 * @param foreignFlows what others have installed, which is left alone
 * @param foreignGroups likewise, as when last read
 * @param foreignMeters likewise
 * @param failed what could not be made so
 * @param inSync whether the switch has confirmed all that it was told
 */
public record SwitchInventory(
    DatapathId dpid,
    ImmutableMap<Owner, SwitchRules> desired,
    ImmutableMap<EntryKey, Entry> installed,
    List<FlowEntry> foreignFlows,
    List<GroupEntry> foreignGroups,
    List<MeterEntry> foreignMeters,
    List<FailedEntry> failed,
    boolean inSync) {
  public SwitchInventory {
    foreignFlows = List.copyOf(foreignFlows);
    foreignGroups = List.copyOf(foreignGroups);
    foreignMeters = List.copyOf(foreignMeters);
    failed = List.copyOf(failed);
  }
}
