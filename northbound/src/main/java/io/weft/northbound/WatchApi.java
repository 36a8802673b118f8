package io.weft.northbound;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import io.weft.api.v1.WatchServiceGrpc;

/** Changes as they happen, over gRPC. */
final class WatchApi extends WatchServiceGrpc.WatchServiceImplBase {
  private final WatchHub hub;

  WatchApi(WatchHub hub) {
    this.hub = hub;
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchResponse> answer) {
    ServerCallStreamObserver<WatchResponse> stream =
        (ServerCallStreamObserver<WatchResponse>) answer;
    Watcher watcher = Watcher.of(request, new StreamSink(stream));
    stream.setOnReadyHandler(hub::wake);
    stream.setOnCancelHandler(hub::wake);
    hub.add(watcher);
  }

  private static final class StreamSink implements Watcher.Sink {
    private final ServerCallStreamObserver<WatchResponse> stream;
    private volatile boolean ended;

    StreamSink(ServerCallStreamObserver<WatchResponse> stream) {
      this.stream = stream;
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void send(WatchResponse message) {
      stream.onNext(message);
    }

    @Override
    public void end(Status status) {
      if (!ended && !stream.isCancelled()) {
        ended = true;
        stream.onError(status.asRuntimeException());
      }
    }

    @Override
    public boolean isGone() {
      return ended || stream.isCancelled();
    }
  }
}
