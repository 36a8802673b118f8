package io.weft.ctl;

import com.google.protobuf.Message;
import io.weft.api.v1.App;
import io.weft.api.v1.ConfigSnapshot;
import io.weft.api.v1.GetConfigRequest;
import io.weft.api.v1.GetNetworkRequest;
import io.weft.api.v1.GetSwitchRequest;
import io.weft.api.v1.Group;
import io.weft.api.v1.Host;
import io.weft.api.v1.Link;
import io.weft.api.v1.ListAppsRequest;
import io.weft.api.v1.ListAppsResponse;
import io.weft.api.v1.ListGroupsRequest;
import io.weft.api.v1.ListGroupsResponse;
import io.weft.api.v1.ListHostsRequest;
import io.weft.api.v1.ListHostsResponse;
import io.weft.api.v1.ListLinksRequest;
import io.weft.api.v1.ListLinksResponse;
import io.weft.api.v1.ListMetersRequest;
import io.weft.api.v1.ListMetersResponse;
import io.weft.api.v1.ListPortsRequest;
import io.weft.api.v1.ListPortsResponse;
import io.weft.api.v1.ListRulesRequest;
import io.weft.api.v1.ListRulesResponse;
import io.weft.api.v1.ListSwitchesRequest;
import io.weft.api.v1.ListSwitchesResponse;
import io.weft.api.v1.Meter;
import io.weft.api.v1.Network;
import io.weft.api.v1.Port;
import io.weft.api.v1.Rule;
import io.weft.api.v1.RuleState;
import io.weft.api.v1.Switch;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft ctl get}: what there is. */
@Command(name = "get", description = "Show what there is.", sortOptions = false)
final class Get extends Call {
  /** What can be shown. */
  enum What {
    network,
    switches,
    ports,
    links,
    hosts,
    rules,
    groups,
    meters,
    apps,
    config
  }

  /** A state that rules, groups and meters can be in. */
  enum State {
    installed,
    pending,
    extra,
    foreign;

    RuleState toProto() {
      return switch (this) {
        case installed -> RuleState.INSTALLED;
        case pending -> RuleState.PENDING;
        case extra -> RuleState.EXTRA;
        case foreign -> RuleState.FOREIGN;
      };
    }
  }

  @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
  private What what = What.network;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "Only this: a switch's datapath id, a port's name, a host's MAC or IP address, an app; of"
              + " rules, groups and meters those of this app.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--switch", paramLabel = "DPID", description = "Only what is of this switch.")
  private String only = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only rules, groups and meters that are: ${COMPLETION-CANDIDATES}.")
  private Optional<State> state = Optional.empty();

  private String pageToken = "";

  @Override
  void run(Controller controller) throws CallException {
    switch (what) {
      case network -> network(controller);
      case switches -> switches(controller);
      case ports -> ports(controller);
      case links -> links(controller);
      case hosts -> hosts(controller);
      case rules -> rules(controller);
      case groups -> groups(controller);
      case meters -> meters(controller);
      case apps -> apps(controller);
      case config -> config(controller);
    }
  }

  /** Shows a list, or says that what was named is not in it. */
  private void show(Message whole, int items, Table table) throws CallException {
    if (items == 0 && name.isPresent()) {
      throw new CallException(CallException.REFUSED, "no " + what + " called '" + name.get() + "'");
    }
    show(whole, () -> table.print(out()));
  }

  /** Whether there is a page after this one, which is asked for next. */
  private boolean goesOn(String nextPageToken) {
    pageToken = nextPageToken;
    return !nextPageToken.isEmpty();
  }

  private <T> List<T> named(List<T> items, Predicate<T> isCalled) {
    return name.isEmpty() ? items : items.stream().filter(isCalled).toList();
  }

  private boolean isName(String text) {
    return name.isPresent() && text.equalsIgnoreCase(name.get());
  }

  private void network(Controller controller) throws CallException {
    Network network =
        controller.ask(
            "weft.v1.NetworkService/GetNetwork",
            GetNetworkRequest.getDefaultInstance(),
            Network.parser());
    Table table = new Table("SWITCHES", "CONNECTED", "LINKS", "HOSTS", "SETTLED", "GENERATION");
    table.add(
        network.getSwitches(),
        network.getConnectedSwitches(),
        network.getLinks(),
        network.getHosts(),
        network.getSettled() ? "yes" : "no",
        Long.toUnsignedString(network.getGeneration()));
    show(network, () -> table.print(out()));
  }

  private void switches(Controller controller) throws CallException {
    ListSwitchesResponse.Builder all = ListSwitchesResponse.newBuilder();
    String dpid = name.orElse(only);
    if (!dpid.isEmpty()) {
      all.addSwitches(
          controller.ask(
              "weft.v1.NetworkService/GetSwitch",
              GetSwitchRequest.newBuilder().setSwitch(dpid).build(),
              Switch.parser()));
    } else {
      ListSwitchesResponse page;
      do {
        page =
            controller.ask(
                "weft.v1.NetworkService/ListSwitches",
                ListSwitchesRequest.newBuilder().setPageToken(pageToken).build(),
                ListSwitchesResponse.parser());
        all.addAllSwitches(page.getSwitchesList());
      } while (goesOn(page.getNextPageToken()));
    }
    Table table =
        new Table("SWITCH", "OPENFLOW", "STATE", "TABLES", "PORTS", "SOFTWARE", "DESCRIPTION");
    for (Switch node : all.getSwitchesList()) {
      table.add(
          node.getDpid(),
          node.getOpenflow(),
          Texts.state(node),
          node.getTables(),
          node.getPorts(),
          node.getSoftware(),
          node.getDescription());
    }
    show(all.build(), all.getSwitchesCount(), table);
  }

  private void ports(Controller controller) throws CallException {
    ListPortsResponse.Builder all = ListPortsResponse.newBuilder();
    ListPortsResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.NetworkService/ListPorts",
              ListPortsRequest.newBuilder().setSwitch(only).setPageToken(pageToken).build(),
              ListPortsResponse.parser());
      all.addAllPorts(named(page.getPortsList(), port -> isName(port.getName())));
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("SWITCH", "PORT", "NAME", "MAC", "ROLE", "CARRIER", "SPEED");
    for (Port port : all.getPortsList()) {
      table.add(
          port.getSwitch(),
          Integer.toUnsignedString(port.getNumber()),
          port.getName(),
          port.getHwAddress(),
          Texts.word(port.getRole()),
          port.getUp() ? "up" : "down",
          Texts.speed(port));
    }
    show(all.build(), all.getPortsCount(), table);
  }

  private void links(Controller controller) throws CallException {
    ListLinksResponse.Builder all = ListLinksResponse.newBuilder();
    ListLinksResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.NetworkService/ListLinks",
              ListLinksRequest.newBuilder()
                  .setSwitch(name.orElse(only))
                  .setPageToken(pageToken)
                  .build(),
              ListLinksResponse.parser());
      all.addAllLinks(page.getLinksList());
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("A", "B");
    for (Link link : all.getLinksList()) {
      table.add(Texts.of(link.getA()), Texts.of(link.getB()));
    }
    show(all.build(), all.getLinksCount(), table);
  }

  private void hosts(Controller controller) throws CallException {
    ListHostsResponse.Builder all = ListHostsResponse.newBuilder();
    ListHostsResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.NetworkService/ListHosts",
              ListHostsRequest.newBuilder().setSwitch(only).setPageToken(pageToken).build(),
              ListHostsResponse.parser());
      all.addAllHosts(
          named(
              page.getHostsList(),
              host ->
                  isName(host.getMac())
                      || host.getIpv4List().stream().anyMatch(this::isName)
                      || host.getIpv6List().stream().anyMatch(this::isName)));
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("MAC", "SWITCH", "PORT", "ADDRESSES");
    for (Host host : all.getHostsList()) {
      table.add(
          host.getMac(),
          host.getLocation().getSwitch(),
          Integer.toUnsignedString(host.getLocation().getPort()),
          Texts.addresses(host));
    }
    show(all.build(), all.getHostsCount(), table);
  }

  private void rules(Controller controller) throws CallException {
    ListRulesResponse.Builder all = ListRulesResponse.newBuilder();
    ListRulesResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.RuleService/ListRules",
              ListRulesRequest.newBuilder()
                  .setSwitch(only)
                  .setOwner(name.orElse(""))
                  .setState(state.map(State::toProto).orElse(RuleState.RULE_STATE_UNSPECIFIED))
                  .setPageToken(pageToken)
                  .build(),
              ListRulesResponse.parser());
      all.addAllRules(page.getRulesList());
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("SWITCH", "STATE", "OWNER", "RULE");
    for (Rule rule : all.getRulesList()) {
      table.add(
          rule.getSwitch(),
          Texts.state(rule.getState(), rule.getRefused()),
          rule.getOwner(),
          rule.getText());
    }
    show(all.build(), () -> table.print(out()));
  }

  private void groups(Controller controller) throws CallException {
    ListGroupsResponse.Builder all = ListGroupsResponse.newBuilder();
    ListGroupsResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.RuleService/ListGroups",
              ListGroupsRequest.newBuilder()
                  .setSwitch(only)
                  .setOwner(name.orElse(""))
                  .setState(state.map(State::toProto).orElse(RuleState.RULE_STATE_UNSPECIFIED))
                  .setPageToken(pageToken)
                  .build(),
              ListGroupsResponse.parser());
      all.addAllGroups(page.getGroupsList());
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("SWITCH", "STATE", "OWNER", "GROUP");
    for (Group group : all.getGroupsList()) {
      table.add(
          group.getSwitch(),
          Texts.state(group.getState(), group.getRefused()),
          group.getOwner(),
          group.getText());
    }
    show(all.build(), () -> table.print(out()));
  }

  private void meters(Controller controller) throws CallException {
    ListMetersResponse.Builder all = ListMetersResponse.newBuilder();
    ListMetersResponse page;
    do {
      page =
          controller.ask(
              "weft.v1.RuleService/ListMeters",
              ListMetersRequest.newBuilder()
                  .setSwitch(only)
                  .setOwner(name.orElse(""))
                  .setState(state.map(State::toProto).orElse(RuleState.RULE_STATE_UNSPECIFIED))
                  .setPageToken(pageToken)
                  .build(),
              ListMetersResponse.parser());
      all.addAllMeters(page.getMetersList());
    } while (goesOn(page.getNextPageToken()));
    Table table = new Table("SWITCH", "STATE", "OWNER", "METER");
    for (Meter meter : all.getMetersList()) {
      table.add(
          meter.getSwitch(),
          Texts.state(meter.getState(), meter.getRefused()),
          meter.getOwner(),
          meter.getText());
    }
    show(all.build(), () -> table.print(out()));
  }

  private void apps(Controller controller) throws CallException {
    ListAppsResponse answer =
        controller.ask(
            "weft.v1.AppService/ListApps",
            ListAppsRequest.getDefaultInstance(),
            ListAppsResponse.parser());
    List<App> apps = named(answer.getAppsList(), app -> isName(app.getName()));
    Table table =
        new Table("APP", "ID", "STATE", "WAITING", "PACKETS DROPPED", "EVENTS MISSED", "REASON");
    for (App app : apps) {
      table.add(
          app.getName(),
          app.getId(),
          Texts.word(app.getState()),
          Integer.toUnsignedString(app.getWaiting()),
          Long.toUnsignedString(app.getPacketsDropped()),
          Long.toUnsignedString(app.getEventsMissed()),
          Texts.reason(app));
    }
    show(ListAppsResponse.newBuilder().addAllApps(apps).build(), apps.size(), table);
  }

  private void config(Controller controller) throws CallException {
    ConfigSnapshot config =
        controller.ask(
            "weft.v1.ConfigService/GetConfig",
            GetConfigRequest.getDefaultInstance(),
            ConfigSnapshot.parser());
    show(config, () -> out().print(config.getYaml()));
  }
}
