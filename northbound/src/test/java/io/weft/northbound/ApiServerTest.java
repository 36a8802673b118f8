package io.weft.northbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.weft.api.v1.AppServiceGrpc;
import io.weft.api.v1.Change;
import io.weft.api.v1.ConfigServiceGrpc;
import io.weft.api.v1.GetNetworkRequest;
import io.weft.api.v1.Kind;
import io.weft.api.v1.ListAppsRequest;
import io.weft.api.v1.ListGroupsRequest;
import io.weft.api.v1.ListHostsRequest;
import io.weft.api.v1.ListLinksRequest;
import io.weft.api.v1.ListMetersRequest;
import io.weft.api.v1.ListPortsRequest;
import io.weft.api.v1.ListRulesRequest;
import io.weft.api.v1.ListRulesResponse;
import io.weft.api.v1.ListSwitchesRequest;
import io.weft.api.v1.ListSwitchesResponse;
import io.weft.api.v1.Network;
import io.weft.api.v1.NetworkServiceGrpc;
import io.weft.api.v1.PlanConfigRequest;
import io.weft.api.v1.Port;
import io.weft.api.v1.Rule;
import io.weft.api.v1.RuleServiceGrpc;
import io.weft.api.v1.RuleState;
import io.weft.api.v1.Switch;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import io.weft.api.v1.WatchServiceGrpc;
import io.weft.core.app.App;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.network.NetworkView;
import io.weft.openflow.message.FlowMod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server over real sockets, with a controller and emulated switches behind it. */
@Timeout(60)
class ApiServerTest {
  private static final String FIRST = "0000000000000001";
  private static Served served;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    served = Served.start();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static <T> T stub(Class<T> type) {
    return GrpcClients.newClient("gproto+http://" + served.address(), type);
  }

  private static NetworkServiceGrpc.NetworkServiceBlockingStub network() {
    return stub(NetworkServiceGrpc.NetworkServiceBlockingStub.class);
  }

  private static RuleServiceGrpc.RuleServiceBlockingStub rules() {
    return stub(RuleServiceGrpc.RuleServiceBlockingStub.class);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + served.address() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void countsWhatThereIs() {
    Network network = network().getNetwork(GetNetworkRequest.getDefaultInstance());
    assertThat(network.getSwitches()).isEqualTo(3);
    assertThat(network.getConnectedSwitches()).isEqualTo(3);
    assertThat(network.getLinks()).isEqualTo(2);
    assertThat(network.getSettled()).isTrue();
    assertThat(network.getGeneration()).isPositive();
  }

  @Test
  void listsSwitchesByDatapathId() {
    List<Switch> switches =
        network().listSwitches(ListSwitchesRequest.getDefaultInstance()).getSwitchesList();
    assertThat(switches)
        .extracting(Switch::getDpid)
        .containsExactly(FIRST, "0000000000000002", "0000000000000003");
    assertThat(switches).allMatch(Switch::getConnected);
    assertThat(switches.getFirst().getOpenflow()).isEqualTo("1.3");
  }

  @Test
  void pagesHaveAllOfThemOnce() {
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListSwitchesResponse page =
          network()
              .listSwitches(
                  ListSwitchesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      assertThat(page.getSwitchesCount()).isLessThanOrEqualTo(2);
      page.getSwitchesList().forEach(node -> seen.add(node.getDpid()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).containsExactly(FIRST, "0000000000000002", "0000000000000003");
  }

  @Test
  void pagesOfRulesHaveAllOfThemOnce() {
    ListRulesResponse whole = rules().listRules(ListRulesRequest.getDefaultInstance());
    List<Rule> seen = new ArrayList<>();
    String token = "";
    do {
      ListRulesResponse page =
          rules()
              .listRules(ListRulesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      seen.addAll(page.getRulesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).isEqualTo(whole.getRulesList()).hasSize(10);
  }

  @Test
  void listsPortsLinksAndHosts() {
    List<Port> ports =
        network().listPorts(ListPortsRequest.newBuilder().setSwitch("1").build()).getPortsList();
    assertThat(ports).allMatch(port -> port.getSwitch().equals(FIRST) && port.getUp());
    assertThat(ports).extracting(Port::getRole).containsOnlyOnce(Port.Role.LINK);
    assertThat(network().listLinks(ListLinksRequest.getDefaultInstance()).getLinksList())
        .hasSize(2);
    assertThat(
            network()
                .listLinks(ListLinksRequest.newBuilder().setSwitch("00:01").build())
                .getLinksList())
        .singleElement()
        .satisfies(link -> assertThat(link.getB().getSwitch()).isEqualTo("0000000000000002"));
    boolean answered =
        served.network().ping(served.network().host("h1"), served.network().host("h2"));
    assertThat(answered).as("nobody forwards ARP").isFalse();
    served.network().awaitUntil("h1 is known", () -> !served.controller().view().hosts().isEmpty());
    assertThat(network().listHosts(ListHostsRequest.getDefaultInstance()).getHostsList())
        .anySatisfy(host -> {
          assertThat(host.getMac()).isEqualTo(served.network().host("h1").mac().toString());
          assertThat(host.getIpv4List())
              .containsExactly(served.network().host("h1").ip().toString());
          assertThat(host.getLocation().getSwitch()).isEqualTo(FIRST);
        });
  }

  @Test
  void rulesAreShownAsDesiredAndAsInstalled() {
    List<Rule> rules =
        rules().listRules(ListRulesRequest.newBuilder().setSwitch(FIRST).build()).getRulesList();
    assertThat(rules).extracting(Rule::getOwner).containsExactly("core", "sample", "sample", "");
    assertThat(rules)
        .extracting(Rule::getState)
        .containsExactly(
            RuleState.INSTALLED, RuleState.INSTALLED, RuleState.INSTALLED, RuleState.FOREIGN);
    Rule ours = rules.get(1);
    assertThat(ours.getMatch()).isEqualTo("tcp,nw_dst=10.0.0.1");
    assertThat(ours.getActions()).isEqualTo("output:2");
    assertThat(ours.getIdleTimeout()).isEqualTo(60);
    FlowMod parsed = FlowMod.parse(ours.getText());
    assertThat(parsed.priority()).isEqualTo(100);
    assertThat(Long.toHexString(parsed.cookie())).isEqualTo(ours.getCookie());
    assertThat(rules.getLast().getText()).isEqualTo("cookie=0x77,priority=9,arp actions=output:1");
  }

  @Test
  void refusedRuleSaysWhy() throws IOException {
    try (Served own = Served.start()) {
      own.network()
          .at(2)
          .refuse(message -> message instanceof FlowMod, io.weft.openflow.OfError.OFPFMFC_EPERM);
      own.controller().core().replace(new SampleApp(200, 0)).toCompletableFuture().join();
      RuleServiceGrpc.RuleServiceBlockingStub stub =
          GrpcClients.newClient(
              "gproto+http://" + own.address(), RuleServiceGrpc.RuleServiceBlockingStub.class);
      ListRulesRequest pending =
          ListRulesRequest.newBuilder().setState(RuleState.PENDING).setSwitch("2").build();
      own.network()
          .awaitUntil(
              "the refusal is told",
              () ->
                  stub.listRules(pending).getRulesList().stream()
                      .anyMatch(rule -> rule.getRefused().contains("EPERM")));
      assertThat(stub.listRules(pending).getRulesList())
          .singleElement()
          .satisfies(rule -> assertThat(rule.getPriority()).isEqualTo(200));
    }
  }

  @Test
  void groupsAndAppsAreListed() {
    assertThat(rules().listGroups(ListGroupsRequest.getDefaultInstance()).getGroupsList())
        .hasSize(3)
        .allSatisfy(group -> {
          assertThat(group.getOwner()).isEqualTo("sample");
          assertThat(group.getState()).isEqualTo(RuleState.INSTALLED);
          assertThat(group.getText()).startsWith("group_id=").contains("type=all");
        });
    assertThat(
            stub(AppServiceGrpc.AppServiceBlockingStub.class)
                .listApps(ListAppsRequest.getDefaultInstance())
                .getAppsList())
        .extracting(app -> app.getName() + " " + app.getState() + " " + app.getConflictsList())
        .containsExactly("core RUNNING []", "sample RUNNING []");
  }

  @Test
  void metersAreListed() {
    assertThat(rules().listMeters(ListMetersRequest.getDefaultInstance()).getMetersList())
        .hasSize(3)
        .allSatisfy(meter -> {
          assertThat(meter.getOwner()).isEqualTo("sample");
          assertThat(meter.getState()).isEqualTo(RuleState.INSTALLED);
          assertThat(meter.getBands()).isEqualTo(1);
          assertThat(meter.getText()).contains("kbps", "rate=1000");
        });
    assertThat(
            rules()
                .listMeters(ListMetersRequest.newBuilder().setState(RuleState.FOREIGN).build())
                .getMetersList())
        .isEmpty();
  }

  /** An app that fails when it is told to. */
  private static final class Fragile implements App {
    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final SampleApp sample = new SampleApp(100, 0);

    @Override
    public Owner owner() {
      return sample.owner();
    }

    @Override
    public Plan plan(NetworkView view) {
      if (isBroken.get()) {
        throw new IllegalStateException("told to fail");
      }
      return sample.plan(view);
    }
  }

  private String get(Served other, String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + other.address() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void stoppedAppIsToldWithItsReasonEverywhere() throws Exception {
    Fragile app = new Fragile();
    try (Served own = Served.start(app, 0)) {
      app.isBroken.set(true);
      boolean _ = own.network().ping(own.network().host("h1"), own.network().host("h2"));
      own.network()
          .awaitUntil("it is stopped", () -> !own.controller().apps().getFirst().isRunning());
      assertThat(get(own, "/v1/apps"))
          .contains("\"state\": \"STOPPED\"", "IllegalStateException: told to fail");
      assertThat(get(own, "/metrics"))
          .contains("weft_app_up{app=\"sample\"} 0.0", "weft_app_up{app=\"core\"} 1.0");
    }
  }

  @Test
  void httpAnswersTheSameAsJson() throws Exception {
    HttpResponse<String> switches = get("/v1/switches");
    assertThat(switches.statusCode()).isEqualTo(200);
    assertThat(switches.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    assertThat(switches.body()).contains("\"dpid\": \"" + FIRST + "\"");
    assertThat(get("/v1/switches/1").body()).contains("\"connected\": true");
    assertThat(get("/v1/rules?switch=1&state=FOREIGN").body())
        .contains("arp")
        .doesNotContain("tcp");
    assertThat(get("/v1/network").body()).contains("\"links\": 2");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/v1/switches/zz          | 400 | switch: expected a datapath id of up to 16 hexadecimal digits, found 'zz'",
      "/v1/switches/9           | 404 | switch: no switch 0000000000000009 is known",
      "/v1/ports?switch=x1      | 400 | switch: expected a datapath id",
      "/v1/ports?page_size=5001 | 400 | page_size: expected 0 to 5000, found '5001'",
      "/v1/ports?page_token=!   | 400 | page_token: expected next_page_token of the page before, found '!'",
      "/v1/rules?owner=nobody   | 400 | owner: expected one of core, sample, found 'nobody'",
      "/v1/rules?state=BROKEN   | 400 | state: expected one of INSTALLED, PENDING, EXTRA, FOREIGN, found 'BROKEN'",
      "/v1/hosts?page_size=many | 400 | page_size: expected a whole number, 0 or more, found 'many'",
      "/v1/hosts?swich=1        | 400 | query: expected one of switch, page_size, page_token, found 'swich'",
      "/v1/nothing              | 404 | nothing is here",
      "/v1/watch?kinds=CATS     | 400 | kinds: expected SWITCHES, PORTS, LINKS, HOSTS, RULES, GROUPS or APPS, found 'CATS'",
      "/v1/watch?only=1         | 400 | query: expected kinds or switch, found 'only'",
  })
  // spotless:on
  void badRequestNamesTheField(String path, int status, String message) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.body()).contains(message).doesNotContain("Exception", "\\tat ", "io.weft");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void badRequestNamesTheFieldInGrpcToo() {
    assertThatThrownBy(
            () -> network().listPorts(ListPortsRequest.newBuilder().setSwitch("?").build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refused.getStatus().getDescription()).startsWith("switch: expected");
            });
  }

  @Test
  void tooLongARequestIsRefused() throws Exception {
    HttpRequest request =
        request("/v1/config:plan")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(4_000_000)))
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(413);
  }

  @Test
  void pagesOfOthersMayNotAsk() throws Exception {
    HttpRequest request = request("/v1/config").header("origin", "http://example.org").build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("PERMISSION_DENIED", "Origin: expected none");
  }

  @Test
  void planOfConfigurationShowsRules() throws Exception {
    var plan =
        stub(ConfigServiceGrpc.ConfigServiceBlockingStub.class)
            .planConfig(PlanConfigRequest.newBuilder().setYaml("priority: 300\n").build());
    assertThat(plan.getAdded()).isEqualTo(3);
    assertThat(plan.getRemoved()).isEqualTo(3);
    HttpRequest wrong =
        request("/v1/config:plan")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"file\": \"a.yaml\", \"yaml\": \"x\"}"))
            .build();
    HttpResponse<String> answer = http.send(wrong, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("a.yaml:1: expected priority");
    HttpRequest unknown =
        request("/v1/config:plan")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"ymal\": \"x\"}"))
            .build();
    answer = http.send(unknown, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("ymal");
    HttpRequest noJson =
        request("/v1/config:plan").POST(HttpRequest.BodyPublishers.ofString("x")).build();
    answer = http.send(noJson, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("content-type");
  }

  @Test
  void metricsCountMessages() throws Exception {
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body())
        .contains(
            "weft_switches_connected 3.0",
            "weft_links 2.0",
            "weft_messages_sent_total{type=\"FLOW_MOD\"}",
            "weft_messages_received_total{type=\"BARRIER_REPLY\"}",
            "weft_mods_confirmed_total ",
            "weft_mods_refused_total ",
            "weft_network_thread_queue ",
            "weft_network_thread_busy_seconds_total ",
            "weft_view_generation_total ",
            "weft_app_up{app=\"sample\"} 1.0",
            "weft_app_waiting{app=\"sample\"} 0.0",
            "weft_app_conflicts{app=\"sample\"} 0.0",
            "weft_app_packets_dropped_total{app=\"sample\"} 0.0",
            "weft_app_events_missed_total{app=\"sample\"} 0.0",
            "jvm_memory_used_bytes");
    assertThat(metrics.body())
        .contains("weft_mods_sent_total 15.0", "weft_mods_confirmed_total 15.0");
  }

  @Test
  void healthIsTold() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  /** A watch that ends with the try. */
  private record Watching(Context.CancellableContext context, Iterator<WatchResponse> messages)
      implements AutoCloseable {
    static Watching of(Served served, WatchRequest request) throws Exception {
      Context.CancellableContext context = Context.current().withCancellation();
      return new Watching(
          context,
          context.call(() ->
              GrpcClients.newClient(
                      "gproto+http://" + served.address(),
                      WatchServiceGrpc.WatchServiceBlockingStub.class)
                  .watch(request)));
    }

    @Override
    public void close() {
      context.cancel(null);
    }
  }

  @Test
  void watchTellsWhatIsThereAndThenWhatChanges() throws Exception {
    WatchRequest request =
        WatchRequest.newBuilder().addKinds(Kind.SWITCHES).addKinds(Kind.LINKS).build();
    try (Served own = Served.start();
        Watching watching = Watching.of(own, request)) {
      Iterator<WatchResponse> messages = watching.messages();
      List<String> initial = new ArrayList<>();
      WatchResponse next = messages.next();
      while (!next.hasSynced()) {
        assertThat(next.getChange().getType()).isEqualTo(Change.Type.ADDED);
        initial.add(next.getChange().getObjectCase().name());
        next = messages.next();
      }
      assertThat(initial).containsExactly("SWITCH", "SWITCH", "SWITCH", "LINK", "LINK");
      own.network().cut(own.network().link(1, 2));
      Change gone = messages.next().getChange();
      assertThat(gone.getType()).isEqualTo(Change.Type.REMOVED);
      assertThat(gone.getLink().getA().getSwitch()).isEqualTo(FIRST);
    }
  }

  @Test
  void watchOfRulesTellsWhenTheyAreConfirmed() throws Exception {
    WatchRequest request = WatchRequest.newBuilder().addKinds(Kind.RULES).setSwitch("1").build();
    try (Served own = Served.start();
        Watching watching = Watching.of(own, request)) {
      Iterator<WatchResponse> messages = watching.messages();
      int initial = 0;
      while (messages.next().hasChange()) {
        initial++;
      }
      assertThat(initial).isEqualTo(4);
      own.controller().core().replace(new SampleApp(200, 0)).toCompletableFuture().join();
      List<String> changes = new ArrayList<>();
      while (!changes.contains("200 INSTALLED") || changes.size() < 2) {
        Change change = messages.next().getChange();
        if (change.getType() != Change.Type.REMOVED) {
          Rule rule = change.getRule();
          changes.add(rule.getPriority() + " " + rule.getState());
        } else {
          changes.add("gone " + change.getRule().getPriority());
        }
      }
      assertThat(changes).contains("gone 100");
    }
  }

  @Test
  void watchOverHttpIsALineForEach() throws Exception {
    HttpResponse<java.io.InputStream> answer =
        http.send(
            request("/v1/watch?kinds=switches&kinds=links").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      List<String> told = new ArrayList<>();
      while (told.isEmpty() || !told.getLast().contains("synced")) {
        told.add(lines.readLine());
      }
      assertThat(told).hasSize(6);
      assertThat(told.getFirst())
          .startsWith("{\"change\":{\"type\":\"ADDED\",\"switch\":{\"dpid\"");
    }
  }

  @Test
  void oneWatchTooManyIsRefused() throws Exception {
    try (Served own = Served.start()) {
      List<Watching> open = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Watching watching = Watching.of(own, WatchRequest.getDefaultInstance());
        open.add(watching);
        assertThat(watching.messages().next().hasChange()).isTrue();
      }
      try (Watching oneMore = Watching.of(own, WatchRequest.getDefaultInstance())) {
        assertThatThrownBy(() -> oneMore.messages().next())
            .isInstanceOf(StatusRuntimeException.class)
            .hasMessageContaining("RESOURCE_EXHAUSTED: expected at most 64 watches");
      }
      open.forEach(Watching::close);
    }
  }
}
