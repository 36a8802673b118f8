package io.weft.benchmarks.load;

import io.weft.openflow.OfVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A controller that is measured: how it is started, as a process of its own. */
enum Peer {
  WEFT("Weft", ""),
  OVS("ovs-testcontroller", "ovs-testcontroller"),
  OS_KEN("os-ken simple_switch", "osken-manager"),
  /** No controller: {@link Floor}. */
  FLOOR("floor", "");

  private final String title;
  private final String program;

  Peer(String title, String program) {
    this.title = title;
    this.program = program;
  }

  String title() {
    return title;
  }

  boolean speaks(OfVersion version) {
    return this != FLOOR || version == OfVersion.OF10;
  }

  /** The program that is missing here, if one is. */
  Optional<String> missing() {
    boolean found =
        program.isEmpty()
            || Files.isExecutable(Path.of("/usr/bin", program))
            || Files.isExecutable(Path.of("/usr/sbin", program));
    return found ? Optional.empty() : Optional.of(program);
  }

  /**
   * The command that listens on a port of the loopback interface.
   *
   * @param home where Weft is
   * @param directory for what the controller needs to be written down
   * @throws IOException if it cannot be written
   */
  List<String> command(int port, OfVersion version, Path home, Path directory) throws IOException {
    return switch (this) {
      case WEFT -> {
        Path config = directory.resolve("weft.yaml");
        Files.writeString(
            config,
            """
            openflow:
              listen: 127.0.0.1:%d
            apps:
              learningSwitch:
                enabled: true
            """
                .formatted(port));
        yield List.of(home.resolve("weft").toString(), "run", "--config", config.toString());
      }
      case OVS ->
          List.of(
              program,
              "ptcp:" + port + ":127.0.0.1",
              "--protocols=" + (version == OfVersion.OF10 ? "OpenFlow10" : "OpenFlow13"),
              "--unixctl=" + directory.resolve("ovs-testcontroller.ctl"),
              "--verbose=off");
      case OS_KEN ->
          List.of(
              program,
              "--ofp-listen-host",
              "127.0.0.1",
              "--ofp-tcp-listen-port",
              "" + port,
              home.resolve("benchmarks/peers/simple_switch.py").toString());
      case FLOOR -> Java.command(List.of(), Floor.class, List.of("" + port));
    };
  }
}
