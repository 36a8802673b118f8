package io.weft.northbound;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.weft.api.v1.ApplyConfigRequest;
import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.ConfigServiceGrpc;
import io.weft.api.v1.ConfigSnapshot;
import io.weft.api.v1.GetConfigRequest;
import io.weft.api.v1.PlanConfigRequest;

/** The configuration: what it is, what another would change, and to change it. */
final class ConfigApi extends ConfigServiceGrpc.ConfigServiceImplBase {
  private static final int MAX_NAME = 200;

  private final Configuration configuration;

  ConfigApi(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void getConfig(GetConfigRequest request, StreamObserver<ConfigSnapshot> answer) {
    NetworkApi.answer(answer, configuration.current());
  }

  @Override
  public void planConfig(PlanConfigRequest request, StreamObserver<ConfigPlan> answer) {
    try {
      NetworkApi.answer(answer, configuration.plan(name(request.getFile()), request.getYaml()));
    } catch (Configuration.RefusedException e) {
      throw status(e);
    }
  }

  @Override
  public void applyConfig(ApplyConfigRequest request, StreamObserver<ConfigPlan> answer) {
    if (request.getGeneration() == 0) {
      throw Problem.wrong("generation", "the one that the change was planned against", "0");
    }
    try {
      NetworkApi.answer(
          answer,
          configuration.apply(name(request.getFile()), request.getYaml(), request.getGeneration()));
    } catch (Configuration.RefusedException e) {
      throw status(e);
    }
  }

  private static String name(String file) {
    if (file.length() > MAX_NAME || file.codePoints().anyMatch(Character::isISOControl)) {
      throw Problem.wrong(
          "file", "a name of at most " + MAX_NAME + " characters, on one line", file);
    }
    return file.isEmpty() ? "config" : file;
  }

  private static StatusRuntimeException status(Configuration.RefusedException refused) {
    Status status =
        switch (refused.reason()) {
          case INVALID -> Status.INVALID_ARGUMENT;
          case STALE -> Status.ABORTED;
          case NOT_NOW -> Status.FAILED_PRECONDITION;
        };
    return status.withDescription(refused.getMessage()).asRuntimeException();
  }
}
