package io.weft.northbound;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.grpc.GrpcJsonMarshaller;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.HttpJsonTranscodingOptions;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.weft.api.v1.ConfigProto;
import io.weft.api.v1.NetworkProto;
import io.weft.api.v1.RulesProto;
import io.weft.core.control.Core;
import io.weft.core.control.NetworkThread;
import io.weft.core.session.Traffic;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port for all that asks: gRPC with reflection, the same as HTTP/JSON under {@code /v1}, {@code
 * /metrics} and {@code /health}. It has threads of its own, few of them: what is asked here never
 * delays a switch.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApiServer.class);

  private static final int CONNECTIONS = 256;
  private static final int STREAMS = 100;
  private static final int WATCHES = 64;
  private static final int ANSWERING_THREADS = 2;

  /** A configuration is 1 MiB at most, and may double when it is quoted. */
  private static final int REQUEST_OCTETS = 3 * 1024 * 1024;

  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private static final Duration REQUEST_TIME = Duration.ofSeconds(15);
  private static final Duration IDLE_TIME = Duration.ofSeconds(60);

  private static final Duration STOP_TIME = Duration.ofMillis(300);

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          NetworkProto.getDescriptor().findServiceByName("NetworkService"),
          RulesProto.getDescriptor().findServiceByName("RuleService"),
          RulesProto.getDescriptor().findServiceByName("AppService"),
          ConfigProto.getDescriptor().findServiceByName("ConfigService"));

  private final Server server;
  private final WatchHub hub;
  private final MetricsPage metrics;

  private ApiServer(Server server, WatchHub hub, MetricsPage metrics) {
    this.server = server;
    this.hub = hub;
    this.metrics = metrics;
  }

  /**
   * Begins to listen.
   *
   * @param traffic asked when somebody reads the metrics
   * @throws IOException saying why, if the address cannot be listened on
   */
  public static ApiServer listen(
      InetSocketAddress address,
      Core core,
      Configuration configuration,
      NetworkThread networkThread,
      Supplier<Traffic> traffic)
      throws IOException {
    SwitchStates states = new SwitchStates(core);
    WatchHub hub = new WatchHub(core, states, WATCHES);
    MetricsPage metrics = new MetricsPage(core, networkThread, traffic, hub);
    Server server =
        Server.builder()
            .http(address)
            .meterRegistry(metrics.registry())
            .workerGroup(1)
            .blockingTaskExecutor(ANSWERING_THREADS)
            .maxNumConnections(CONNECTIONS)
            .http2MaxStreamsPerConnection(STREAMS)
            .maxRequestLength(REQUEST_OCTETS)
            .requestTimeout(REQUEST_TIME)
            .idleTimeout(IDLE_TIME)
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
            .errorHandler(new Errors())
            // What a client does wrong it is told itself.
            .unloggedExceptionsReportIntervalMillis(0)
            .service(grpc(core, states, hub, configuration))
            .service("/v1/watch", new WatchLines(hub))
            .service(
                "/metrics",
                (context, request) ->
                    HttpResponse.of(
                        CompletableFuture.supplyAsync(
                            () -> HttpResponse.of(HttpStatus.OK, METRICS, metrics.text()),
                            context.blockingTaskExecutor())))
            .service("/health", HealthCheckService.of())
            .decorator(checked -> new QueryCheck(checked, SERVICES))
            .decorator(
                guarded -> new BrowserGuard(guarded, address.getAddress().isLoopbackAddress()))
            .build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      hub.close();
      metrics.close();
      String text = address.getAddress().getHostAddress() + ":" + address.getPort();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String said = String.valueOf(cause.getMessage());
      // The native transport has an exception of its own, with the words of the system.
      boolean isInUse = cause instanceof BindException || said.endsWith("Address already in use");
      String why = isInUse ? "the port is in use" : said;
      throw new IOException("cannot listen on " + text + ": " + why, e);
    }
    return new ApiServer(server, hub, metrics);
  }

  private static GrpcService grpc(
      Core core, SwitchStates states, WatchHub hub, Configuration configuration) {
    return GrpcService.builder()
        .addService(new NetworkApi(core))
        .addService(new RuleApi(core, states))
        .addService(new AppApi(core))
        .addService(new ConfigApi(configuration))
        .addService(new WatchApi(hub))
        .addService(ProtoReflectionServiceV1.newInstance())
        .useBlockingTaskExecutor(true)
        .maxRequestMessageLength(REQUEST_OCTETS)
        .jsonMarshallerFactory(service ->
            GrpcJsonMarshaller.builderForGson()
                .jsonPrinterCustomizer(printer -> Json.PRINTER)
                .jsonParserCustomizer(parser -> Json.PARSER)
                .build())
        .enableHttpJsonTranscoding(
            HttpJsonTranscodingOptions.builder()
                .errorHandler((context, status, answer) -> Answers.error(status))
                .build())
        .exceptionHandler(ApiServer::status)
        .build();
  }

  /**
   * What a client is told about an exception: what was meant for it, and of a bug no more than
   * that.
   */
  private static Status status(
      RequestContext context, Status status, Throwable cause, Metadata metadata) {
    if (cause instanceof StatusRuntimeException meant) {
      return meant.getStatus();
    }
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof InvalidProtocolBufferException wrong) {
        return Status.INVALID_ARGUMENT.withDescription(
            "expected the request's message, found: " + wrong.getMessage());
      }
    }
    if (status.getCode() == Status.Code.UNKNOWN) {
      log.error("a bug: {} failed", context.path(), cause);
      return Status.INTERNAL.withDescription("internal error; the log says more");
    }
    return status;
  }

  /** Errors of the server itself, in the form of all others. */
  private static final class Errors implements ServerErrorHandler {
    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
      if (cause instanceof StatusRuntimeException meant) {
        return Answers.error(meant.getStatus());
      }
      if (cause instanceof HttpStatusException http
          && http.getCause() instanceof IllegalArgumentException wrong) {
        return Answers.error(
            Status.INVALID_ARGUMENT.withDescription(String.valueOf(wrong.getMessage())));
      }
      if (cause instanceof HttpStatusException http) {
        return render(http.httpStatus()).toHttpResponse();
      }
      if (cause instanceof IllegalArgumentException wrong) {
        return Answers.error(
            Status.INVALID_ARGUMENT.withDescription(String.valueOf(wrong.getMessage())));
      }
      log.debug("{} failed", context.path(), cause);
      HttpResponse standard = ServerErrorHandler.ofDefault().onServiceException(context, cause);
      return standard == null
          ? render(HttpStatus.INTERNAL_SERVER_ERROR).toHttpResponse()
          : standard;
    }

    @Override
    public AggregatedHttpResponse renderStatus(
        @Nullable ServiceRequestContext context,
        ServiceConfig config,
        @Nullable RequestHeaders headers,
        HttpStatus status,
        @Nullable String description,
        @Nullable Throwable cause) {
      return render(status);
    }

    private static AggregatedHttpResponse render(HttpStatus status) {
      Status.Code code =
          switch (status.code()) {
            case 400, 413, 414, 415, 431 -> Status.Code.INVALID_ARGUMENT;
            case 404, 405 -> Status.Code.NOT_FOUND;
            case 429 -> Status.Code.RESOURCE_EXHAUSTED;
            case 503 -> Status.Code.UNAVAILABLE;
            default -> Status.Code.INTERNAL;
          };
      String message =
          switch (status.code()) {
            case 404 -> "nothing is here; docs/api.md says what there is";
            case 405 -> "not by this method; docs/api.md says by which";
            case 413 -> "expected at most " + REQUEST_OCTETS + " octets";
            default -> status.reasonPhrase();
          };
      return Answers.error(status, code, message);
    }
  }

  /** Where it listens, with the port that the system chose if 0 was asked for. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Stops listening and ends all answers, within half a second; threads end a little later. */
  @Override
  public void close() {
    hub.close();
    try {
      server.stop().get(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.debug("the API's threads have not ended yet");
    } catch (ExecutionException e) {
      log.warn("the API did not stop well", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.close();
  }
}
