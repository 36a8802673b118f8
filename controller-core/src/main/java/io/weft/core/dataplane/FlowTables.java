package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
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

  Optional<InstalledFlow> lookup(int table, Packet packet) {
    return tables.get(table).lookup(packet);
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
      replaced.ifPresent(flow::takeCountsOf);
    }
    table.put(flow);
  }

  /** In OpenFlow 1.0 a modify that finds nothing adds (1.0.0, 4.6); since 1.1 it does nothing. */
  private void modify(FlowMod mod, Instant now) {
    List<InstalledFlow> found = selected(mod, false);
    if (found.isEmpty() && isOf10()) {
      add(mod, now);
      return;
    }
    for (InstalledFlow flow : found) {
      flow.replaceInstructions(mod.instructions());
      if (isOf10()) {
        flow.replaceCookie(mod.cookie());
      }
      if (mod.flags().contains(FlowFlag.RESET_COUNTS)) {
        flow.resetCounts();
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

  private List<FlowTable> tables(int tableId) {
    return tableId == FlowMod.ALL_TABLES ? tables : tables.subList(tableId, tableId + 1);
  }

  private List<FlowRemoved> remove(
      List<InstalledFlow> flows, FlowRemoved.Reason reason, Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (InstalledFlow flow : flows) {
      tables.get(flow.tableId()).remove(flow);
      if (flow.hasFlag(FlowFlag.SEND_FLOW_REM)) {
        told.add(flow.removed(reason, now));
      }
    }
    return told;
  }

  /** Removes the entries that a timeout ended. */
  List<FlowRemoved> expire(Instant now) {
    List<FlowRemoved> told = new ArrayList<>();
    for (FlowTable table : tables) {
      for (InstalledFlow flow : table.select(f -> f.expiry(now).isPresent())) {
        told.addAll(remove(List.of(flow), flow.expiry(now).orElseThrow(), now));
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

  long usersOf(int groupId) {
    return tables.stream().mapToLong(t -> t.select(flow -> flow.usesGroup(groupId)).size()).sum();
  }

  /** What a statistics request asks for. */
  List<InstalledFlow> select(FlowStatsRequest request) {
    if (request.tableId() != FlowMod.ALL_TABLES && request.tableId() >= tables.size()) {
      return List.of();
    }
    List<InstalledFlow> found = new ArrayList<>();
    for (FlowTable table : tables(request.tableId())) {
      found.addAll(
          table.select(flow ->
              ((flow.cookie() ^ request.cookie()) & request.cookieMask()) == 0
                  && uses(flow, request.outPort(), request.outGroup())
                  && Criteria.covers(request.match(), flow.match())));
    }
    return found;
  }
}
