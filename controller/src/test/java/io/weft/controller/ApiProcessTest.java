package io.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import io.weft.api.v1.NetworkProto;
import io.weft.api.v1.RulesProto;
import io.weft.api.v1.WatchProto;
import io.weft.testkit.FakeSwitch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process and the command line, each a process of its own, as an operator has them. */
@Timeout(180)
class ApiProcessTest extends ProcessTest {
  private static final Path PAGE = Path.of("../docs/api.md");

  @Test
  void configurationOfAnAppChangesWhileTheControllerRuns() throws Exception {
    Path output = controller("openflow: {listen: '127.0.0.1:0'}\napi: {listen: '127.0.0.1:0'}\n");
    String api = "127.0.0.1:" + await(output, API).group(1);
    try (FakeSwitch fake = FakeSwitch.builder(5).ports(2).build()) {
      fake.connect(loopback(await(output, OPENFLOW).group(1)));
      fake.awaitUntil("rules are installed", s -> s.flows().size() > 3);
      assertThat(ctl(api, "get", "switches"))
          .contains("0000000000000005  1.3       connected")
          .endsWith("status 0");
      assertThat(ctl(api, "get", "rules", "core"))
          .contains("installed  core", "dl_type=0x88cc actions=CONTROLLER:65535");

      Path other = directory.resolve("other.yaml");
      Files.writeString(other, "apps:\n  l2Learning:\n    idleTimeout: soon\n");
      assertThat(ctl(api, "plan", other.toString()))
          .isEqualTo(
              "weft: "
                  + other
                  + ":3: apps.l2Learning.idleTimeout: expected a duration such as 500ms, 5s or"
                  + " 10m, found 'soon'\nstatus 1");
      Files.writeString(
          other,
          """
          openflow: {listen: '127.0.0.1:0'}
          api: {listen: '127.0.0.1:0'}
          hosts: {maxPerPort: 7}
          apps: {l2Learning: {idleTimeout: 1m}}
          """);
      String plan = ctl(api, "plan", other.toString());
      assertThat(plan)
          .containsPattern("hosts.maxPerPort +4096 +7 +after a restart")
          .containsPattern("apps.l2Learning.idleTimeout +5m +1m +at once")
          .contains("2 keys change (1 after a restart)")
          .contains("generation 1\nstatus 0");
      assertThat(ctl(api, "apply", other.toString(), "--generation", "1"))
          .contains("applied, generation 2\nstatus 0");
      assertThat(ctl(api, "apply", other.toString(), "--generation", "1"))
          .contains("generation: the configuration has changed, it is at 2")
          .endsWith("status 1");
      assertThat(ctl(api, "get", "config"))
          .contains("    idleTimeout: 1m\n", "  maxPerPort: 4096\n");
      assertThat(Files.readString(output))
          .contains("applied, generation 2: apps.l2Learning.idleTimeout 5m -> 1m")
          .doesNotContain("Exception");
    }
  }

  @Test
  void networkGoesOnWithoutTheApi() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String api = "127.0.0.1:" + taken.getLocalPort();
      Path output = controller("openflow: {listen: '127.0.0.1:0'}\napi: {listen: '" + api + "'}\n");
      await(output, Pattern.compile("no API: cannot listen on " + api + ": the port is in use"));
      try (FakeSwitch fake = FakeSwitch.builder(5).ports(2).build()) {
        fake.connect(loopback(await(output, OPENFLOW).group(1)));
        fake.awaitUntil("rules are installed", s -> !s.flows().isEmpty());
      }
    }
  }

  @Test
  void everyCommandOfThePageIsAnswered() throws Exception {
    Path output = controller("openflow: {listen: '127.0.0.1:0'}\napi: {listen: '127.0.0.1:0'}\n");
    String api = "127.0.0.1:" + await(output, API).group(1);
    try (FakeSwitch one = FakeSwitch.builder(1).ports(2).build()) {
      one.connect(loopback(await(output, OPENFLOW).group(1)));
      one.awaitUntil("rules are installed", s -> s.flows().size() > 3);
      int commands = 0;
      for (String line : Files.readAllLines(PAGE)) {
        if (line.startsWith("    ./weft ctl watch")) {
          commands++; // of links, which one switch has none of
        } else if (line.startsWith("    ./weft ctl ")) {
          commands++;
          String[] words = line.strip().replace("docs/", "../docs/").split(" ", -1);
          String[] arguments = List.of(words).subList(2, words.length).toArray(String[]::new);
          assertThat(ctl(api, arguments)).as(line).endsWith("status 0");
        } else if (line.startsWith("    curl ")) {
          commands++;
          assertThat(curl(line, api).statusCode()).as(line).isEqualTo(200);
        } else if (line.startsWith("    grpcurl ")) {
          commands++;
          checkGrpcurl(line);
        }
      }
      assertThat(commands).isGreaterThan(25);
    }
  }

  /** What curl would send: a GET, or with -d a POST. */
  private static HttpResponse<String> curl(String line, String api) throws Exception {
    Matcher url = Pattern.compile("'?(http://[^' ]+)'?$").matcher(line);
    assertThat(url.find()).isTrue();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.group(1).replace("127.0.0.1:8080", api)));
    Matcher body = Pattern.compile("-d '([^']+)'").matcher(line);
    if (body.find()) {
      request
          .header("content-type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body.group(1)));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** There is no grpcurl here: the method must be there, and what it is sent be its request. */
  private static void checkGrpcurl(String line) throws Exception {
    Matcher call = Pattern.compile("(?:-d '([^']+)' )?127\\.0\\.0\\.1:8080 (\\S+)$").matcher(line);
    assertThat(call.find()).as(line).isTrue();
    String[] path = call.group(2).split("/", -1);
    if (path[0].equals("list")) {
      return;
    }
    List<ServiceDescriptor> services = new ArrayList<>(NetworkProto.getDescriptor().getServices());
    services.addAll(RulesProto.getDescriptor().getServices());
    services.addAll(WatchProto.getDescriptor().getServices());
    MethodDescriptor method =
        services.stream()
            .filter(service -> service.getFullName().equals(path[0]))
            .findFirst()
            .orElseThrow()
            .findMethodByName(path[1]);
    assertThat(method).as(line).isNotNull();
    if (call.group(1) != null) {
      JsonFormat.parser().merge(call.group(1), DynamicMessage.newBuilder(method.getInputType()));
    }
  }
}
