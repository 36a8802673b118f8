package io.weft.northbound;

import com.google.api.AnnotationsProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that the definition of a call does not have, and values that are none of
 * their type: what makes messages of them would pass over the first and not name the second.
 */
final class QueryCheck extends SimpleDecoratingHttpService {
  private static final Pattern UINT32 = Pattern.compile("\\d{1,9}");

  /** A call by its path, such as {@code /v1/switches/[^/]+}. */
  private record Call(Pattern path, Descriptor request) {}

  private final List<Call> calls = new ArrayList<>();

  QueryCheck(HttpService checked, List<ServiceDescriptor> services) {
    super(checked);
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor method : service.getMethods()) {
        String path = method.getOptions().getExtension(AnnotationsProto.http).getGet();
        if (!path.isEmpty()) {
          String regex = path.replaceAll("\\{\\w+}", "[^/]+");
          calls.add(new Call(Pattern.compile(regex), method.getInputType()));
        }
      }
    }
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    if (context.query() != null && context.path().startsWith("/v1/")) {
      for (Call call : calls) {
        if (call.path.matcher(context.path()).matches()) {
          check(QueryParams.fromQueryString(context.query()), call.request);
        }
      }
    }
    return unwrap().serve(context, request);
  }

  private static void check(QueryParams query, Descriptor request) {
    for (Map.Entry<String, String> each : query) {
      FieldDescriptor field =
          field(request, each.getKey())
              .orElseThrow(() -> Problem.wrong("query", known(request), each.getKey()));
      expected(field, each.getValue())
          .ifPresent(expected -> {
            throw Problem.wrong(field.getName(), expected, each.getValue());
          });
    }
  }

  private static Optional<FieldDescriptor> field(Descriptor request, String name) {
    return request.getFields().stream()
        .filter(field -> field.getName().equals(name) || field.getJsonName().equals(name))
        .findFirst();
  }

  private static String known(Descriptor request) {
    return request.getFields().isEmpty()
        ? "no parameters"
        : "one of "
            + request.getFields().stream()
                .map(FieldDescriptor::getName)
                .collect(Collectors.joining(", "));
  }

  /** What was expected; empty if the value will do. */
  private static Optional<String> expected(FieldDescriptor field, String value) {
    return switch (field.getJavaType()) {
      case INT, LONG ->
          UINT32.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("a whole number, 0 or more");
      case ENUM ->
          field.getEnumType().findValueByName(value) != null
              ? Optional.empty()
              : Optional.of(
                  field.getEnumType().getValues().stream()
                      .filter(each -> each.getNumber() != 0)
                      .map(EnumValueDescriptor::getName)
                      .collect(Collectors.joining(", ", "one of ", "")));
      case STRING, BOOLEAN, FLOAT, DOUBLE, BYTE_STRING, MESSAGE -> Optional.empty();
    };
  }
}
