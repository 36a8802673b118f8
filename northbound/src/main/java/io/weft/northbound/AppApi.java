package io.weft.northbound;

import io.grpc.stub.StreamObserver;
import io.weft.api.v1.AppServiceGrpc;
import io.weft.api.v1.ListAppsRequest;
import io.weft.api.v1.ListAppsResponse;
import io.weft.core.control.Core;

/** The core and the apps, and how they are. */
final class AppApi extends AppServiceGrpc.AppServiceImplBase {
  private final Core core;

  AppApi(Core core) {
    this.core = core;
  }

  @Override
  public void listApps(ListAppsRequest request, StreamObserver<ListAppsResponse> answer) {
    ListAppsResponse.Builder apps = ListAppsResponse.newBuilder();
    core.apps().forEach(app -> apps.addApps(Protos.of(app)));
    NetworkApi.answer(answer, apps.build());
  }
}
