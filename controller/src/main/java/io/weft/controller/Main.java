package io.weft.controller;

import io.weft.controller.config.ConfigException;
import io.weft.controller.config.ConfigReader;
import io.weft.controller.config.Settings;
import io.weft.core.session.OpenFlowServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The controller process. */
@Command(name = "weft", description = "An OpenFlow SDN controller.", subcommands = Main.Run.class)
public final class Main {
  private static final int USAGE = 64;
  private static final int CANNOT_START = 1;

  private Main() {}

  /**
   * Runs a command.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    int status =
        new CommandLine(new Main())
            .setParameterExceptionHandler((wrong, given) -> {
              complain(wrong.getMessage() + "; try: weft run --help");
              return USAGE;
            })
            .execute(args.length == 0 ? new String[] {"run"} : args);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void complain(String what) {
    System.err.println("weft: " + what);
  }

  /** Listens for switches until it is told to stop. */
  @Command(name = "run", description = "Run the controller.")
  static final class Run implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "YAML; see docs/configuration.md")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--help", usageHelp = true, description = "This text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
      Settings settings;
      Apps apps;
      try {
        ConfigReader.Parsed parsed =
            config.isPresent() ? ConfigReader.read(config.get()) : ConfigReader.Parsed.DEFAULTS;
        settings = Settings.of(parsed);
        apps = Apps.start(settings, parsed, log::error);
      } catch (ConfigException e) {
        complain(String.valueOf(e.getMessage()));
        return CANNOT_START;
      }
      WeftComponent parts = DaggerWeftComponent.factory().create(settings, apps);
      try {
        OpenFlowServer server =
            OpenFlowServer.listen(
                settings.listen(), settings.ioThreads(), settings.session(), parts.controller());
        log.info("apps: {}", String.join(", ", apps.setup().order()));
        parts.networkThread().start(parts.controller()::tick);
        log.info(
            "listening on {}:{}, {} ms after the start",
            settings.listen().getAddress().getHostAddress(), // as configured, not as bound
            server.address().getPort(),
            System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
        Optional<ApiStart> api =
            settings.api().map(address -> startApi(address, apps, parts, server));
        awaitSignal(server, parts, api);
        return 0;
      } catch (IOException e) {
        complain(String.valueOf(e.getMessage()));
        return CANNOT_START;
      }
    }

    private ApiStart startApi(
        InetSocketAddress address, Apps apps, WeftComponent parts, OpenFlowServer server) {
      LiveConfig live =
          new LiveConfig(parts.controller(), config.map(Path::toString).orElse(""), apps);
      return ApiStart.begin(
          address, parts.controller(), live, parts.networkThread(), server::traffic);
    }

    /** SIGTERM and SIGINT run the hook; this thread has nothing more to do. */
    private static void awaitSignal(
        OpenFlowServer server, WeftComponent parts, Optional<ApiStart> api)
        throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("weft-stop")
                  .unstarted(() -> {
                    api.ifPresent(ApiStart::close);
                    server.close();
                    parts.networkThread().close();
                    parts.controller().close();
                    log.info("stopped");
                  }));
      new CountDownLatch(1).await();
    }
  }
}
