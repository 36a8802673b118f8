package io.weft.controller;

import io.weft.core.control.Core;
import io.weft.core.control.NetworkThread;
import io.weft.core.session.Traffic;
import io.weft.northbound.ApiServer;
import io.weft.northbound.Configuration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the API on a thread of its own, beside the switches that connect: it takes longer to load
 * than all else. If it cannot listen, the network goes on without it.
 */
final class ApiStart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApiStart.class);

  private final CompletableFuture<Optional<ApiServer>> started = new CompletableFuture<>();

  private ApiStart() {}

  static ApiStart begin(
      InetSocketAddress address,
      Core core,
      Configuration configuration,
      NetworkThread networkThread,
      Supplier<Traffic> traffic) {
    ApiStart start = new ApiStart();
    Thread.ofPlatform()
        .name("weft-api-start")
        .daemon()
        .start(() -> {
          try {
            ApiServer server =
                ApiServer.listen(address, core, configuration, networkThread, traffic);
            start.started.complete(Optional.of(server));
            log.info(
                "API on http://{}:{}, {} ms after the start",
                address.getAddress().getHostAddress(),
                server.port(),
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
          } catch (IOException e) {
            log.error("no API: {}", e.getMessage());
            start.started.complete(Optional.empty());
          } catch (RuntimeException | Error e) {
            log.error("no API: a bug", e);
            start.started.complete(Optional.empty());
          }
        });
    return start;
  }

  /** Stops what has been started. */
  @Override
  public void close() {
    started.getNow(Optional.empty()).ifPresent(ApiServer::close);
  }
}
