package io.weft.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.northbound.Served;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a real server: what it prints, and its status. */
@Timeout(60)
class CtlTest {
  private static final Path COMPLETION = Path.of("../docs/weft-completion.bash");
  private static Served served;

  @TempDir Path directory = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeAll
  static void start() throws IOException {
    served = Served.start();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /** Runs a command; its status. */
  private int ctl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--server");
    all.add(served.address());
    return run(all.toArray(String[]::new));
  }

  private int run(String... args) {
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    int status = CtlMain.run(new PrintWriter(stdout, true), new PrintWriter(stderr, true), args);
    out = stdout.toString();
    err = stderr.toString();
    return status;
  }

  private Path file(String text) throws IOException {
    Path file = directory.resolve("weft.yaml");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void switchesAreATable() {
    assertThat(ctl("get", "switches")).isZero();
    List<String> lines = out.lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("SWITCH            OPENFLOW  STATE      TABLES  PORTS  ");
    assertThat(lines.get(1)).startsWith("0000000000000001  1.3       connected  ");
  }

  @Test
  void oneSwitchIsNamed() {
    assertThat(ctl("get", "switches", "2")).isZero();
    assertThat(out.lines()).hasSize(2).last().asString().startsWith("0000000000000002");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(ctl("get", "switches", "9")).isEqualTo(1);
    assertThat(err).isEqualTo("weft: switch: no switch 0000000000000009 is known\n");
    assertThat(ctl("get", "hosts", "10.9.9.9")).isEqualTo(1);
    assertThat(err).isEqualTo("weft: no hosts called '10.9.9.9'\n");
  }

  @Test
  void portsLinksAndAppsAreTables() {
    assertThat(ctl("get", "ports", "--switch", "1")).isZero();
    assertThat(out).contains("ROLE").contains("link").doesNotContain("0000000000000002");
    assertThat(ctl("get", "links")).isZero();
    assertThat(out).contains("0000000000000001:");
    assertThat(ctl("get", "apps")).isZero();
    assertThat(out).containsPattern("sample +200 +running +0 +0 +0");
    assertThat(ctl("get", "meters")).isZero();
    assertThat(out).contains("installed  sample", "rate=1000");
    assertThat(ctl("get", "network")).isZero();
    assertThat(out.lines()).hasSize(2);
  }

  @Test
  void rulesAreInTheNotationOfOvsOfctl() {
    assertThat(ctl("get", "rules", "sample", "--switch", "1")).isZero();
    assertThat(out)
        .contains("installed  sample")
        .contains("idle_timeout=60,send_flow_rem,priority=100,tcp,nw_dst=10.0.0.1 actions=output:2")
        .doesNotContain("core");
    assertThat(ctl("get", "rules", "--state", "foreign")).isZero();
    assertThat(out.lines()).hasSize(2).last().asString().contains("foreign  -");
    assertThat(ctl("get", "groups")).isZero();
    assertThat(out).contains("type=all,bucket=");
  }

  @Test
  void jsonIsThatOfTheApi() {
    assertThat(ctl("get", "links", "-o", "json")).isZero();
    assertThat(out).contains("\"links\": [{").contains("\"switch\": \"0000000000000001\"");
  }

  @Test
  void watchPrintsWhatThereIs() {
    assertThat(ctl("watch", "links", "--count", "3")).isZero();
    assertThat(out.lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("+ link "),
            line -> assertThat(line).startsWith("+ link "),
            line -> assertThat(line).startsWith("= "));
    assertThat(ctl("watch", "switches", "--count", "1", "-o", "json")).isZero();
    assertThat(out).startsWith("{\"change\":{\"type\":\"ADDED\"");
  }

  @Test
  void planShowsKeysAndRulesAndApplyDoesIt() throws IOException {
    try (Served own = Served.start()) {
      String at = own.address();
      Path file = file("priority: 300\n");
      assertThat(run("plan", file.toString(), "--server", at)).isZero();
      assertThat(out)
          .contains("priority  100  300   at once")
          .contains("  - cookie=")
          .contains("priority=300,tcp,nw_dst=10.0.0.1")
          .contains("1 key changes; rules and groups: 3 added, 3 removed")
          .endsWith("generation 1\n");
      assertThat(run("apply", file.toString(), "--server", at, "--generation", "1")).isZero();
      assertThat(out).endsWith("applied, generation 2\n");
      own.network()
          .awaitUntil(
              "the rule is there",
              () -> own.network().at(3).flows().stream().anyMatch(flow -> flow.priority() == 300));
      assertThat(run("apply", file.toString(), "--server", at, "--generation", "1")).isEqualTo(1);
      assertThat(err).isEqualTo("weft: generation: now 2\n");
    }
  }

  @Test
  void wrongFileIsNamed() throws IOException {
    Path wrong = file("nonsense");
    assertThat(ctl("plan", wrong.toString())).isEqualTo(1);
    assertThat(err).isEqualTo("weft: " + wrong + ":1: expected priority\n");
    assertThat(ctl("apply", "/nowhere/weft.yaml")).isEqualTo(1);
    assertThat(err).isEqualTo("weft: /nowhere/weft.yaml: expected a file, found none\n");
  }

  @Test
  void wrongUsageIsOneLine() {
    assertThat(run("get", "cats")).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("cats").contains("switches");
    assertThat(run()).isEqualTo(2);
    assertThat(err)
        .isEqualTo("weft: expected a command: get, plan, apply or watch; try: weft ctl --help\n");
    assertThat(run("plan")).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void controllerThatIsNotThereIsOneLine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(run("get", "switches", "--server", "127.0.0.1:" + port)).isEqualTo(69);
    assertThat(err)
        .isEqualTo(
            "weft: cannot reach the controller at 127.0.0.1:"
                + port
                + ": connection refused; is it running, with api.listen there?\n");
    assertThat(run("get", "switches", "--server", "no way")).isEqualTo(69);
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void completionKnowsEveryWord() throws IOException {
    String script = Files.readString(COMPLETION);
    CtlMain.commandLine()
        .getSubcommands()
        .forEach((name, command) -> {
          assertThat(script).contains(name);
          command
              .getCommandSpec()
              .optionsMap()
              .keySet()
              .forEach(option -> assertThat(script).as(name).contains(option));
        });
    for (Get.What what : Get.What.values()) {
      assertThat(script).contains(what.name());
    }
    for (Get.State state : Get.State.values()) {
      assertThat(script).contains(state.name());
    }
  }
}
