package io.weft.core.control;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.app.Recovered;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.reactive.PacketHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All apps in their order: who has which tables, who is told what. Network thread, but for what
 * says otherwise.
 */
final class Apps {
  private static final int MAX_TABLES = 254;

  private final AppLimits limits;
  private final Executor networkThread;
  private final Supplier<NetworkView> view;
  private final HostedApp.Listener listener;
  private volatile ImmutableMap<Owner, HostedApp> apps;
  private final Set<HostedApp> trials = new LinkedHashSet<>();
  private final Map<DatapathId, Map<Owner, Integer>> tables = new HashMap<>();

  /** On any switch so far. */
  private final Map<Owner, Integer> mostTables = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming both, if two apps have one number or one name
   */
  Apps(
      List<App> apps,
      AppLimits limits,
      Executor networkThread,
      Supplier<NetworkView> view,
      HostedApp.Listener listener) {
    List<Owner> owners = new ArrayList<>(List.of(Owner.CORE));
    for (App app : apps) {
      Owner owner = app.owner();
      for (Owner other : owners) {
        if (other.id() == owner.id() || other.name().equals(owner.name())) {
          throw new IllegalArgumentException(
              String.format(
                  "two apps with one name or number: %s (%d) and %s (%d)",
                  other, other.id(), owner, owner.id()));
        }
      }
      owners.add(owner);
    }
    this.limits = limits;
    this.networkThread = networkThread;
    this.view = view;
    this.listener = listener;
    ImmutableMap.Builder<Owner, HostedApp> hosted = ImmutableMap.builder();
    apps.forEach(app -> hosted.put(app.owner(), host(app)));
    this.apps = hosted.build();
  }

  private HostedApp host(App app) {
    return new HostedApp(app, limits, networkThread, view, listener);
  }

  Set<Owner> owners() {
    return Set.copyOf(apps.keySet());
  }

  /** Any thread may ask. */
  List<AppStatus> status() {
    return apps.values().stream().map(HostedApp::status).toList();
  }

  /** What answers the packets of a switch before the core sees them; any thread may ask. */
  Optional<PacketHandler> packetHandler(SwitchNode node) {
    return apps.values().stream().flatMap(app -> app.packetHandler(node).stream()).findFirst();
  }

  boolean areIdle() {
    return apps.values().stream().allMatch(HostedApp::isIdle);
  }

  /**
   * A switch has connected: divides its tables, and asks the apps what their rules there say.
   *
   * @param installed the rules of an owner that the switch has
   * @param done told what all apps said, when the last one has
   */
  void arrive(SwitchNode node, Function<Owner, SwitchRules> installed, Consumer<Recovered> done) {
    if (apps.isEmpty()) {
      done.accept(Recovered.NOTHING);
      return;
    }
    DatapathId dpid = node.dpid();
    Map<Owner, Integer> wanted = new HashMap<>();
    for (HostedApp app : List.copyOf(apps.values())) {
      app.ask(
          () -> "asked how many tables it wants on " + dpid,
          each -> checked(each.tables(node)),
          lastKnown(dpid, app.owner()),
          number -> {
            wanted.put(app.owner(), number);
            mostTables.merge(app.owner(), number, Math::max);
            if (wanted.size() == apps.size()) {
              tables.put(dpid, wanted);
              TableLayout layout = divide(node, wanted);
              apps.values().forEach(each -> each.place(dpid, layout));
              recover(node, installed, done);
            }
          });
    }
  }

  private static int checked(int tables) {
    if (tables < 0 || tables > MAX_TABLES) {
      throw new TooLargeException(
          "wants " + tables + " tables, 0 to " + MAX_TABLES + " are allowed");
    }
    return tables;
  }

  /** A stopped app cannot be asked; its rules stay where they are. */
  private int lastKnown(DatapathId dpid, Owner owner) {
    Map<Owner, Integer> here = tables.getOrDefault(dpid, Map.of());
    if (here.containsKey(owner)) {
      return here.get(owner);
    }
    return mostTables.getOrDefault(owner, 1);
  }

  private TableLayout divide(SwitchNode node, Map<Owner, Integer> wanted) {
    List<TableLayout.Need> needs = new ArrayList<>();
    apps.keySet()
        .forEach(owner -> needs.add(new TableLayout.Need(owner, wanted.getOrDefault(owner, 1))));
    return TableLayout.of(node, needs);
  }

  private void recover(
      SwitchNode node, Function<Owner, SwitchRules> installed, Consumer<Recovered> done) {
    Map<MacAddress, PortNo> hosts = new HashMap<>();
    Set<PortNo> linkPorts = new HashSet<>();
    Set<Owner> answered = new HashSet<>();
    for (HostedApp app : List.copyOf(apps.values())) {
      app.recover(
          node,
          installed.apply(app.owner()),
          recovered -> {
            hosts.putAll(recovered.hosts());
            linkPorts.addAll(recovered.linkPorts());
            answered.add(app.owner());
            if (answered.size() == apps.size()) {
              done.accept(new Recovered(hosts, linkPorts));
            }
          });
    }
  }

  // ---- another instance of an app

  /** Another instance of an app and what it wants: put it in the other's place, or close it. */
  final class Trial implements AutoCloseable {
    private final HostedApp app;
    private final Plan plan;
    private final Map<DatapathId, Integer> wanted;

    private Trial(HostedApp app, Plan plan, Map<DatapathId, Integer> wanted) {
      this.app = app;
      this.plan = plan;
      this.wanted = wanted;
    }

    /** What it wants, in the tables that it would have. */
    Plan plan() {
      return plan;
    }

    /** Puts it in the place of the one that runs; all apps are to be asked for plans then. */
    void takeOver() {
      Owner owner = app.owner();
      HostedApp before = Objects.requireNonNull(apps.get(owner));
      trials.remove(app);
      app.passed();
      Map<Owner, HostedApp> now = new LinkedHashMap<>(apps);
      now.put(owner, app);
      apps = ImmutableMap.copyOf(now);
      before.retire();
      for (SwitchNode node : view.get().switches().values()) {
        Map<Owner, Integer> here = tables.computeIfAbsent(node.dpid(), _ -> new HashMap<>());
        Optional.ofNullable(wanted.get(node.dpid())).ifPresent(number -> here.put(owner, number));
        TableLayout layout = divide(node, here);
        apps.values().forEach(each -> each.place(node.dpid(), layout));
      }
    }

    /** Does nothing to one that has taken over. */
    @Override
    public void close() {
      if (trials.remove(app)) {
        app.close();
      }
    }
  }

  /**
   * Asks another instance of an app what it would want, after it was shown what is installed.
   *
   * @return completes exceptionally with {@link IllegalStateException} if it fails
   */
  CompletableFuture<Trial> tryOut(
      App successor, NetworkView on, BiFunction<DatapathId, Owner, SwitchRules> installed) {
    Owner owner = successor.owner();
    if (!apps.containsKey(owner)) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("no app " + owner + " runs, whose place another could take"));
    }
    CompletableFuture<Trial> result = new CompletableFuture<>();
    HostedApp app = host(successor);
    app.onTrial();
    trials.add(app);
    List<SwitchNode> nodes = List.copyOf(on.switches().values());
    Map<DatapathId, Integer> wanted = new HashMap<>();
    for (SwitchNode node : nodes) {
      app.ask(
          () -> "asked how many tables it wants on " + node.dpid(),
          each -> checked(each.tables(node)),
          0,
          number -> wanted.put(node.dpid(), number));
    }
    app.ask(
        () -> "asked how many tables it wants",
        App::owner,
        owner,
        _ -> {
          for (SwitchNode node : nodes) {
            Map<Owner, Integer> here = new HashMap<>(tables.getOrDefault(node.dpid(), Map.of()));
            here.put(owner, Objects.requireNonNull(wanted.get(node.dpid())));
            app.place(node.dpid(), divide(node, here));
            app.recover(node, installed.apply(node.dpid(), owner), _ -> {});
          }
          app.planOnce(
              on,
              plan ->
                  plan.ifPresentOrElse(
                      its -> result.complete(new Trial(app, its, wanted)),
                      () -> {
                        trials.remove(app);
                        result.completeExceptionally(
                            new IllegalStateException(app.status().toString()));
                      }));
        });
    return result;
  }

  /** A switch has left the network. */
  void leave(DatapathId dpid) {
    tables.remove(dpid);
    apps.values().forEach(app -> app.forget(dpid));
  }

  void tell(Event event, NetworkView view) {
    if (event instanceof Event.RuleExpired(DatapathId dpid, Rule rule)) {
      apps.values().stream()
          .filter(app -> app.owner().id() == rule.cookie().ownerId())
          .forEach(app -> expired(app, dpid, rule, view));
      return;
    }
    if (event instanceof Event.TransitSeen seen) {
      Optional<Cookie> cookie = Cookie.of(seen.packet().cookie());
      apps.values().stream()
          .filter(app -> cookie.filter(of -> of.ownerId() == app.owner().id()).isPresent())
          .forEach(app -> app.tell(event, view));
      return;
    }
    apps.values().forEach(app -> app.tell(event, view));
  }

  private static void expired(HostedApp app, DatapathId dpid, Rule rule, NetworkView view) {
    Optional<TableSlot> slot = app.slot(dpid).filter(its -> its.contains(rule));
    slot.ifPresent(its -> app.tell(new Event.RuleExpired(dpid, its.toApp(rule)), view));
  }

  /** Where a rule that was found in a switch leads, as its app said together with its last plan. */
  Optional<SwitchRules.Place> nextHopOfFound(DatapathId dpid, Rule found) {
    return apps.values().stream()
        .filter(app -> app.owner().id() == found.ownerId())
        .findFirst()
        .flatMap(app -> app.nextHopOfFound(new SwitchRules.Place(dpid, found.key())));
  }

  /** Asks all apps for their plans on a view. */
  void plan(NetworkView view) {
    apps.values().forEach(app -> app.plan(view));
  }

  /** Finds apps that do not return. */
  void watch() {
    apps.values().forEach(HostedApp::watch);
    List.copyOf(trials).forEach(HostedApp::watch);
  }

  void close() {
    apps.values().forEach(HostedApp::close);
    trials.forEach(HostedApp::close);
  }
}
