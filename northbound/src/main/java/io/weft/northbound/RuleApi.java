package io.weft.northbound;

import io.grpc.stub.StreamObserver;
import io.weft.api.v1.Group;
import io.weft.api.v1.ListGroupsRequest;
import io.weft.api.v1.ListGroupsResponse;
import io.weft.api.v1.ListMetersRequest;
import io.weft.api.v1.ListMetersResponse;
import io.weft.api.v1.ListRulesRequest;
import io.weft.api.v1.ListRulesResponse;
import io.weft.api.v1.Meter;
import io.weft.api.v1.Rule;
import io.weft.api.v1.RuleServiceGrpc;
import io.weft.api.v1.RuleState;
import io.weft.core.control.AppStatus;
import io.weft.core.control.Core;
import io.weft.core.network.SwitchNode;
import io.weft.core.reconcile.SwitchInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules, groups and meters, as they should be and as they are. */
final class RuleApi extends RuleServiceGrpc.RuleServiceImplBase {
  private static final int DPID = 16;

  private final Core core;
  private final SwitchStates states;

  RuleApi(Core core, SwitchStates states) {
    this.core = core;
    this.states = states;
  }

  @Override
  public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    checkOwner(request.getOwner());
    checkState(request.getState(), request.getStateValue());
    Page<Rule> page =
        Page.of(
            wanted,
            rows(
                request.getSwitch(),
                wanted,
                RuleRow::of,
                row ->
                    isAsked(request.getOwner(), row.owner())
                        && isAsked(request.getState(), row.state())),
            row -> row.dpid() + row.key().text(),
            RuleRow::toProto);
    NetworkApi.answer(
        answer,
        ListRulesResponse.newBuilder()
            .addAllRules(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listGroups(ListGroupsRequest request, StreamObserver<ListGroupsResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    checkOwner(request.getOwner());
    checkState(request.getState(), request.getStateValue());
    Page<Group> page =
        Page.of(
            wanted,
            rows(
                request.getSwitch(),
                wanted,
                GroupRow::of,
                row ->
                    isAsked(request.getOwner(), row.owner())
                        && isAsked(request.getState(), row.state())),
            row -> row.dpid() + row.key(),
            GroupRow::toProto);
    NetworkApi.answer(
        answer,
        ListGroupsResponse.newBuilder()
            .addAllGroups(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listMeters(ListMetersRequest request, StreamObserver<ListMetersResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    checkOwner(request.getOwner());
    checkState(request.getState(), request.getStateValue());
    Page<Meter> page =
        Page.of(
            wanted,
            rows(
                request.getSwitch(),
                wanted,
                MeterRow::of,
                row ->
                    isAsked(request.getOwner(), row.owner())
                        && isAsked(request.getState(), row.state())),
            row -> row.dpid() + row.key(),
            MeterRow::toProto);
    NetworkApi.answer(
        answer,
        ListMetersResponse.newBuilder()
            .addAllMeters(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  /** The rows that a page may have: switches are asked in order, and no more than fill it. */
  private <R> Stream<R> rows(
      String only,
      Page.Request wanted,
      BiFunction<SwitchInventory, Map<Integer, String>, List<R>> rowsOf,
      Predicate<R> isAsked) {
    String first = wanted.after().length() < DPID ? "" : wanted.after().substring(0, DPID);
    Map<Integer, String> owners = owners();
    List<R> rows = new ArrayList<>();
    int enough = wanted.size();
    for (SwitchNode node : Filter.parse(only).nodes(core.view())) {
      String dpid = node.dpid().toString();
      if (dpid.compareTo(first) < 0 || rows.size() > enough) {
        continue;
      }
      states
          .of(node.dpid())
          .ifPresent(
              state -> rowsOf.apply(state, owners).stream().filter(isAsked).forEach(rows::add));
      if (dpid.equals(first)) {
        enough += rows.size(); // some of them were in the page before
      }
    }
    return rows.stream();
  }

  private Map<Integer, String> owners() {
    return core.apps().stream()
        .collect(Collectors.toMap(app -> app.owner().id(), app -> app.owner().name()));
  }

  private void checkOwner(String owner) {
    List<String> known = new ArrayList<>();
    for (AppStatus app : core.apps()) {
      known.add(app.owner().name());
    }
    if (!owner.isEmpty() && !known.contains(owner)) {
      throw Problem.wrong("owner", "one of " + String.join(", ", known), owner);
    }
  }

  private static void checkState(RuleState state, int number) {
    if (state == RuleState.UNRECOGNIZED) {
      throw Problem.wrong(
          "state", "INSTALLED, PENDING, EXTRA or FOREIGN", Integer.toString(number));
    }
  }

  private static boolean isAsked(String wanted, String owner) {
    return wanted.isEmpty() || wanted.equals(owner);
  }

  private static boolean isAsked(RuleState wanted, RuleState state) {
    return wanted == RuleState.RULE_STATE_UNSPECIFIED || wanted == state;
  }
}
