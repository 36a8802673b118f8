package io.weft.northbound;

import com.google.gson.JsonObject;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.grpc.Status;

/** Errors as HTTP/JSON: {@code {"code": 3, "status": "INVALID_ARGUMENT", "message": "..."}}. */
final class Answers {
  private Answers() {}

  static HttpResponse error(Status status) {
    String message = status.getDescription();
    return error(http(status.getCode()), status.getCode(), message == null ? "" : message)
        .toHttpResponse();
  }

  static AggregatedHttpResponse error(HttpStatus http, Status.Code code, String message) {
    JsonObject json = new JsonObject();
    json.addProperty("code", code.value());
    json.addProperty("status", code.name());
    json.addProperty("message", message);
    return AggregatedHttpResponse.of(http, MediaType.JSON_UTF_8, HttpData.ofUtf8(json + "\n"));
  }

  /** As google.rpc.Code says for each. */
  private static HttpStatus http(Status.Code code) {
    return switch (code) {
      case OK -> HttpStatus.OK;
      case CANCELLED -> HttpStatus.valueOf(499);
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
      case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case ALREADY_EXISTS, ABORTED -> HttpStatus.CONFLICT;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case UNKNOWN, INTERNAL, DATA_LOSS -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
