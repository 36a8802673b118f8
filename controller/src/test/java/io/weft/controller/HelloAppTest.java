package io.weft.controller;

import static io.weft.testkit.HostPacket.icmpEcho;
import static io.weft.testkit.HostPacket.tcp;
import static io.weft.testkit.NetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.testkit.FakeNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar of examples/hello-app in the plugins folder of a controller that does not know it. */
@Timeout(180)
class HelloAppTest extends ProcessTest {
  private static final Path EXAMPLE = Path.of("../examples/hello-app");

  @Test
  void firewallOfAJarStandsBeforeL2Learning() throws Exception {
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    Map<String, byte[]> entries =
        new TreeMap<>(
            PluginJar.compile(EXAMPLE.resolve("src/main/java"), directory.resolve("work")));
    entries.putAll(PluginJar.entries(EXAMPLE.resolve("src/main/resources")));
    PluginJar.write(plugins.resolve("hello-app.jar"), entries);
    String apart =
        "openflow: {listen: '127.0.0.1:0'}\napi: {listen: '127.0.0.1:0'}\nplugins: {folder: '"
            + plugins
            + "'}\n";
    String config = apart + Files.readString(EXAMPLE.resolve("weft.yaml"));

    Path output = controller(config);
    await(output, Pattern.compile("apps: firewall, l2Learning"));
    String api = "127.0.0.1:" + await(output, API).group(1);
    try (FakeNetwork network = FakeNetwork.builder().line(3).build()) {
      network.connect(loopback(await(output, OPENFLOW).group(1)));
      network.awaitAllPings();
      assertThat(network)
          .delivers(icmpEcho())
          .from("h2")
          .to("h3")
          .delivers(tcp(80))
          .from("h2")
          .to("h3")
          .delivers(tcp(23))
          .from("h1")
          .to("h2")
          .drops(tcp(23))
          .from("h2")
          .to("h1")
          .drops(tcp(23))
          .from("h1")
          .to("h3");

      Path other = directory.resolve("other.yaml");
      Files.writeString(other, config.replace("otherwise: permit", "otherwise: deny"));
      assertThat(ctl(api, "plan", other.toString()))
          .containsPattern("apps.firewall.otherwise +permit +deny +at once")
          .contains("generation 1\nstatus 0");
      assertThat(ctl(api, "apply", other.toString())).endsWith("status 0");
      assertThat(ctl(api, "get", "config")).contains("    otherwise: deny\n");
      network.awaitUntil("everything else is denied", () -> isDenied(network));
      assertThat(network).delivers(tcp(23)).from("h1").to("h2");

      Files.writeString(other, config.replace("otherwise: permit", "otherwise: perhaps"));
      assertThat(ctl(api, "plan", other.toString()))
          .contains("apps.firewall.otherwise: expected one of permit, deny, found 'perhaps'")
          .endsWith("status 1");
      assertThat(Files.readString(output)).doesNotContain("Exception", "ERROR");
    }
  }

  private static boolean isDenied(FakeNetwork network) {
    return !network.ping(network.host("h2"), network.host("h3"));
  }
}
