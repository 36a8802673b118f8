package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Learn;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The flow tables of a switch, and how a FLOW_MOD changes them (OpenFlow 1.3.5, 6.4). */
final class FlowTables {
  private final PipelineSettings settings;
  private final List<FlowTable> tables;

  FlowTables(PipelineSettings settings) {
    this(
        settings,
        IntStream.range(0, settings.tables()).mapToObj(table -> new FlowTable()).toList());
  }

  private FlowTables(PipelineSettings settings, List<FlowTable> tables) {
    this.settings = settings;
    this.tables = tables;
  }

  FlowTables copy() {
    return new FlowTables(settings, tables.stream().map(FlowTable::copy).toList());
  }

  int count() {
    return tables.size();
  }

  FlowTable table(int table) {
    return tables.get(table);
  }

  /**
   * Adds what a packet taught, or puts it in the place of the equal entry, whose counts it keeps.
   */
  void learn(FlowMod mod, Instant now) {
    FlowTable table = tables.get(mod.tableId());
    InstalledFlow flow = new InstalledFlow(mod, now);
    table
        .find(mod.priority(), mod.match())
        .ifPresent(old -> flow.counters().takeCountsOf(table.countersOf(old)));
    table.put(flow);
  }

  /** Whether a table has the entry, or fewer than so many of its cookie with those to come. */
  boolean mayLearn(FlowMod mod, List<FlowMod> coming, long limit) {
    FlowTable table = tables.get(mod.tableId());
    if (limit == 0 || table.find(mod.priority(), mod.match()).isPresent()) {
      return true;
    }
    long known = table.select(flow -> flow.cookie() == mod.cookie()).size();
    for (FlowMod other : coming) {
      if (other.tableId() == mod.tableId() && other.cookie() == mod.cookie()) {
        if (other.priority() == mod.priority() && other.match().equals(mod.match())) {
          return true;
        }
        known++;
      }
    }
    return known < limit;
  }

  /** Carries out a request that {@link RuleCheck} has passed; says which entries went. */
  List<FlowRemoved> apply(FlowMod mod, Instant now) {
    return switch (mod.command()) {
      case ADD -> {
        add(mod, now);
        yield List.of();
      }
      case MODIFY, MODIFY_STRICT -> {
        modify(mod, now);
        yield List.of();
      }
      case DELETE, DELETE_STRICT -> remove(selected(mod, true), FlowRemoved.Reason.DELETE, now);
    };
  }

  private void add(FlowMod mod, Instant now) {
    FlowTable table = tables.get(mod.tableId());
    if (mod.flags().contains(FlowFlag.CHECK_OVERLAP)
        && table.overlaps(mod.priority(), mod.match())) {
      throw new RefusedException(OfError.OFPFMFC_OVERLAP, mod.toString());
    }
    InstalledFlow flow = new InstalledFlow(mod, now);
    Optional<InstalledFlow> replaced = table.find(mod.priority(), mod.match());
    if (replaced.isEmpty() && table.size() >= settings.tableCapacity()) {
      throw new RefusedException(
          OfError.OFPFMFC_TABLE_FULL, "table " + mod.tableId() + " has " + table.size());
    }
    if (!isOf10() && !mod.flags().contains(FlowFlag.RESET_COUNTS)) {
      replaced.ifPresent(old -> flow.counters().takeCountsOf(table.countersOf(old)));
    }
    table.put(flow);
  }

  /** In OpenFlow 1.0 a modify that finds nothing adds (1.0.0, 4.6); since 1.1 it does nothing. */
  private void modify(FlowMod mod, Instant now) {
    own(mod.tableId());
    List<InstalledFlow> found = selected(mod, false);
    if (found.isEmpty() && isOf10()) {
      add(mod, now);
      return;
    }
    for (InstalledFlow flow : found) {
      flow.replaceInstructions(mod.instructions());
      tables.get(flow.tableId()).put(flow);
      if (isOf10()) {
        flow.replaceCookie(mod.cookie());
      }
      if (mod.flags().contains(FlowFlag.RESET_COUNTS)) {
        flow.counters().reset();
      }
    }
  }

  private boolean isOf10() {
    return settings.version() == OfVersion.OF10;
  }

  /** The port and group restrict a delete only. */
  private List<InstalledFlow> selected(FlowMod mod, boolean deletes) {
    Predicate<InstalledFlow> chosen =
        flow -> (flow.cookie() & mod.cookieMask()) == (mod.cookie() & mod.cookieMask());
    if (deletes) {
      chosen = chosen.and(flow -> uses(flow, mod.outPort(), mod.outGroup()));
    }
    boolean strict =
        switch (mod.command()) {
          case MODIFY_STRICT, DELETE_STRICT -> true;
          case ADD, MODIFY, DELETE -> false;
        };
    List<InstalledFlow> found = new ArrayList<>();
    for (FlowTable table : tables(mod.tableId())) {
      if (strict) {
        table.find(mod.priority(), mod.match()).filter(chosen).ifPresent(found::add);
      } else {
        found.addAll(table.select(chosen.and(flow -> Criteria.covers(mod.match(), flow.match()))));
      }
    }
    return found;
  }

  private static boolean uses(InstalledFlow flow, PortNo port, int group) {
    return (port.equals(PortNo.ANY) || flow.outputsTo(port))
        && (group == Bucket.NO_GROUP || flow.usesGroup(group));
  }

  private void own(int tableId) {
    tables(tableId).forEach(FlowTable::own);
  }

  private List<FlowTable> tables(int tableId) {
    return tableId == FlowMod.ALL_TABLES ? tables : tables.subList(tableId, tableId + 1);
  }

  private List<FlowRemoved> remove(
      List<InstalledFlow> flows, FlowRemoved.Reason reason, Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (InstalledFlow flow : flows) {
      if (flow.hasFlag(FlowFlag.SEND_FLOW_REM)) {
        told.add(flow.removed(reason, tables.get(flow.tableId()).countersOf(flow), now));
      }
    }
    flows.forEach(flow -> tables.get(flow.tableId()).remove(flow));
    flows.forEach(flow -> told.addAll(removeLearned(flow, now)));
    return told;
  }

  /**
   * What goes with an entry whose learn action says so (nicira-ext.h, NX_LEARN_F_DELETE_LEARNED).
   */
  private List<FlowRemoved> removeLearned(InstalledFlow teacher, Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    teacher
        .actions()
        .map(action -> action instanceof Learn.Limited limited ? limited.learn() : action)
        .filter(action ->
            action instanceof Learn learn && learn.flags().contains(Learn.Flag.DELETE_LEARNED))
        .map(Learn.class::cast)
        .filter(learn -> !isTaught(learn))
        .forEach(learn ->
            told.addAll(
                remove(
                    tables.get(learn.tableId()).select(flow -> flow.cookie() == learn.cookie()),
                    FlowRemoved.Reason.DELETE,
                    now)));
    return told;
  }

  /** Whether another entry learns into the same table with the same cookie. */
  private boolean isTaught(Learn wanted) {
    return tables.stream()
        .anyMatch(table ->
            !table
                .select(flow ->
                    flow.actions()
                        .map(a -> a instanceof Learn.Limited limited ? limited.learn() : a)
                        .anyMatch(a ->
                            a instanceof Learn learn
                                && learn.tableId() == wanted.tableId()
                                && learn.cookie() == wanted.cookie()
                                && learn.flags().contains(Learn.Flag.DELETE_LEARNED)))
                .isEmpty());
  }

  /** Removes the entries that a timeout ended. */
  List<FlowRemoved> expire(Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (FlowTable table : tables) {
      for (InstalledFlow flow : table.select(InstalledFlow::canExpire)) {
        flow.expiry(table.countersOf(flow), now)
            .ifPresent(reason -> told.addAll(remove(List.of(flow), reason, now)));
      }
    }
    return told;
  }

  /** Removes the entries that use a group (OpenFlow 1.3.5, 6.5). */
  List<FlowRemoved> removeUsersOf(int groupId, Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (FlowTable table : tables) {
      told.addAll(
          remove(
              table.select(flow -> flow.usesGroup(groupId)), FlowRemoved.Reason.GROUP_DELETE, now));
    }
    return told;
  }

  /** Removes the entries that use a meter (OpenFlow 1.3.5, 6.6). */
  List<FlowRemoved> removeMeterUsers(int meterId, Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (FlowTable table : tables) {
      told.addAll(
          remove(
              table.select(flow -> flow.usesMeter(meterId)), FlowRemoved.Reason.METER_DELETE, now));
    }
    return told;
  }

  long meterUsers(int meterId) {
    return tables.stream().mapToLong(t -> t.select(flow -> flow.usesMeter(meterId)).size()).sum();
  }

  long usersOf(int groupId) {
    return tables.stream().mapToLong(t -> t.select(flow -> flow.usesGroup(groupId)).size()).sum();
  }

  /** What a statistics request asks for. */
  List<FlowEntry> select(FlowStatsRequest request, Instant now) {
    if (request.tableId() != FlowMod.ALL_TABLES && request.tableId() >= tables.size()) {
      return List.of();
    }
    List<FlowEntry> found = new ArrayList<>();
    for (FlowTable table : tables(request.tableId())) {
      List<InstalledFlow> selected =
          table.select(flow ->
              ((flow.cookie() ^ request.cookie()) & request.cookieMask()) == 0
                  && uses(flow, request.outPort(), request.outGroup())
                  && Criteria.covers(request.match(), flow.match()));
      selected.forEach(flow -> found.add(flow.entry(table.countersOf(flow), now)));
    }
    return found;
  }
}
