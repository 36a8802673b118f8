package io.weft.northbound;

import com.google.common.base.Ascii;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import io.weft.api.v1.Kind;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Changes as they happen, over HTTP: one JSON object a line. Armeria makes JSON of single answers
 * only, so this is what it does for the others, done for {@code WatchService.Watch}.
 */
final class WatchLines extends AbstractHttpService {
  private static final MediaType LINES = MediaType.parse("application/x-ndjson");
  private static final int MAX_PIECE = 64 * 1024;

  private final WatchHub hub;

  WatchLines(WatchHub hub) {
    this.hub = hub;
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext context, HttpRequest request) {
    WatchRequest wanted = parse(QueryParams.fromQueryString(context.query()));
    context.clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    LineSink sink = new LineSink(writer);
    hub.add(Watcher.of(wanted, sink));
    writer.write(ResponseHeaders.of(HttpStatus.OK, "content-type", LINES.toString()));
    sink.awaitTaken();
    var _ = writer.whenComplete().whenComplete((done, failure) -> hub.wake());
    return writer;
  }

  private static WatchRequest parse(QueryParams query) {
    WatchRequest.Builder request = WatchRequest.newBuilder();
    for (Map.Entry<String, String> each : query) {
      switch (each.getKey()) {
        case "kinds" -> request.addKinds(kind(each.getValue()));
        case "switch" -> request.setSwitch(each.getValue());
        default -> throw Problem.wrong("query", "kinds or switch", each.getKey());
      }
    }
    return request.build();
  }

  private static Kind kind(String text) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(Ascii.toUpperCase(text)) && kind != Kind.KIND_UNSPECIFIED) {
        return kind;
      }
    }
    throw Problem.wrong("kinds", "SWITCHES, PORTS, LINKS, HOSTS, RULES, GROUPS or APPS", text);
  }

  private final class LineSink implements Watcher.Sink {
    private final HttpResponseWriter writer;
    private final StringBuilder piece = new StringBuilder();
    private volatile CompletableFuture<Void> taken = new CompletableFuture<>();

    LineSink(HttpResponseWriter writer) {
      this.writer = writer;
    }

    /** What was written has gone to the connection when this is done. */
    void awaitTaken() {
      taken = writer.whenConsumed();
      var _ = taken.thenRun(hub::wake);
    }

    @Override
    public boolean isReady() {
      return taken.isDone() && piece.length() < MAX_PIECE;
    }

    @Override
    public void send(WatchResponse message) {
      piece.append(Json.line(message)).append('\n');
    }

    @Override
    public void flush() {
      var _ = writer.tryWrite(HttpData.ofUtf8(piece.toString()));
      piece.setLength(0);
      awaitTaken();
    }

    @Override
    public void end(Status status) {
      writer.close();
    }

    @Override
    public boolean isGone() {
      return !writer.isOpen();
    }
  }
}
