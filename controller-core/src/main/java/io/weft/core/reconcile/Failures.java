package io.weft.core.reconcile;

import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Owner;
import io.weft.core.desired.SwitchRules;
import io.weft.openflow.OfError;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Gathers what could not be made as wanted in one switch, and why. */
final class Failures {
  private final Wanted wanted;
  private final Installed installed;
  private final Refusals refusals;
  private final FullTables fullTables;

  Failures(Wanted wanted, Installed installed, Refusals refusals, FullTables fullTables) {
    this.wanted = wanted;
    this.installed = installed;
    this.refusals = refusals;
    this.fullTables = fullTables;
  }

  List<FailedEntry> list(IntFunction<String> ownerName) {
    List<FailedEntry> failed = new ArrayList<>();
    addObjections(failed);
    addConflicts(failed);
    addOccupied(failed, ownerName);
    refusals
        .all()
        .values()
        .forEach(refusal -> {
          Change change = refusal.change();
          failed.add(
              new FailedEntry(
                  ownerName.apply(change.entry().ownerId()),
                  change.entry(),
                  change instanceof Change.Remove,
                  refusal.answer().error(),
                  refusal.answer().reason(),
                  Optional.of(refusal.retryAt())));
        });
    fullTables
        .waiting()
        .forEach((key, retryAt) ->
            wanted
                .at(key)
                .ifPresent(entry ->
                    failed.add(
                        new FailedEntry(
                            ownerName.apply(entry.ownerId()),
                            entry,
                            false,
                            Optional.of(OfError.OFPFMFC_TABLE_FULL),
                            "the table is full",
                            Optional.of(retryAt)))));
    return failed;
  }

  private void addObjections(List<FailedEntry> failed) {
    wanted
        .objections()
        .forEach((owner, objections) ->
            objections
                .values()
                .forEach(objection ->
                    failed.add(unasked(owner.name(), objection.what(), objection.reason()))));
  }

  private static FailedEntry unasked(String owner, Entry entry, String reason) {
    return new FailedEntry(owner, entry, false, Optional.empty(), reason, Optional.empty());
  }

  private void addConflicts(List<FailedEntry> failed) {
    for (Map.Entry<EntryKey, Owner> held : wanted.holders().entrySet()) {
      for (Map.Entry<Owner, SwitchRules> each : wanted.byOwner().entrySet()) {
        if (!each.getKey().equals(held.getValue())) {
          each.getValue()
              .at(held.getKey())
              .ifPresent(entry ->
                  failed.add(
                      unasked(each.getKey().name(), entry, held.getValue() + " has the place")));
        }
      }
    }
  }

  private void addOccupied(List<FailedEntry> failed, IntFunction<String> ownerName) {
    for (FlowEntry flow : installed.foreign().flows()) {
      EntryKey key = installed.keyOf(flow);
      if (installed.at(key).isEmpty()) {
        wanted
            .at(key)
            .ifPresent(entry ->
                failed.add(
                    unasked(
                        ownerName.apply(entry.ownerId()),
                        entry,
                        "the place is taken by a rule of somebody else, cookie 0x"
                            + Long.toHexString(flow.cookie()))));
      }
    }
  }
}
