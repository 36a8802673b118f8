package io.weft.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where things are in the source tree, and whether this machine can run a lab. */
public record Home(Path root) {
  private static final List<String> TOOLS =
      List.of(
          "ovs-vswitchd",
          "ovsdb-server",
          "ovs-vsctl",
          "ovs-ofctl",
          "mnexec",
          "iperf3",
          "ping",
          "tcpdump",
          "unshare");

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The tree named by the system property {@code weft.home}, else the current directory. */
  public static Home ofProperty() {
    return new Home(Path.of(System.getProperty("weft.home", ".")));
  }

  /** All topologies, by name. */
  public List<Topology> topologies() {
    try (Stream<Path> directories = Files.list(root.resolve("mininet-lab/topologies"))) {
      return directories
          .filter(d -> Files.exists(d.resolve("topo.py")))
          .sorted()
          .map(Topology::read)
          .toList();
    } catch (IOException e) {
      throw new LabException("no topologies under " + root, e);
    }
  }

  public Topology topology(String name) {
    List<Topology> all = topologies();
    return all.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new LabException(
                "no topology '"
                    + name
                    + "'; there are "
                    + all.stream().map(Topology::name).toList()));
  }

  /** What keeps this machine from running a lab, for a person; empty when nothing does. */
  public Optional<String> obstacle() {
    List<String> missing = TOOLS.stream().filter(tool -> !isOnPath(tool)).toList();
    if (!missing.isEmpty()) {
      return Optional.of("not installed: " + String.join(", ", missing));
    }
    try {
      Process trial =
          new ProcessBuilder(
                  "unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "true")
              .redirectErrorStream(true)
              .start();
      String said =
          new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!trial.waitFor(10, TimeUnit.SECONDS)) {
        trial.destroyForcibly();
        return Optional.of("unshare does not answer");
      }
      return trial.exitValue() == 0
          ? Optional.empty()
          : Optional.of("not root, or no namespaces here: " + said);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  Path sandboxScript() {
    return root.resolve("mininet-lab/lab/sandbox.sh");
  }

  Path artefacts(String topology) {
    return root.resolve("mininet-lab/target/lab").resolve(topology);
  }

  /** The controller as a user starts it, but from what is built already. */
  List<String> controllerCommand(Path configuration) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "WEFT_BUILD=no", "JAVA_HOME=" + System.getProperty("java.home")));
    command.addAll(
        List.of(root.resolve("weft").toString(), "run", "--config", configuration.toString()));
    return command;
  }

  private static boolean isOnPath(String tool) {
    return Stream.of((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
