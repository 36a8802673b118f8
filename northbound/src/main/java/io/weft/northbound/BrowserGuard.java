package io.weft.northbound;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.grpc.Status;

/**
 * Refuses what a page of somebody else's makes the operator's browser ask: requests with another
 * origin, and on loopback those by a name, which somebody's DNS may have led here.
 */
final class BrowserGuard extends SimpleDecoratingHttpService {
  private final boolean loopback;

  /**
   * @param loopback whether the server listens on a loopback address only
   */
  BrowserGuard(HttpService guarded, boolean loopback) {
    super(guarded);
    this.loopback = loopback;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    String authority = request.authority() == null ? "" : request.authority();
    if (loopback && !isLiteral(authority)) {
      return refuse("Host: expected localhost or an address, found '" + authority + "'");
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !origin.equals("http://" + authority)) {
      return refuse("Origin: expected none, or http://" + authority + ", found '" + origin + "'");
    }
    return unwrap().serve(context, request);
  }

  private static HttpResponse refuse(String why) {
    return Answers.error(HttpStatus.FORBIDDEN, Status.Code.PERMISSION_DENIED, why).toHttpResponse();
  }

  private static boolean isLiteral(String authority) {
    try {
      String host = HostAndPort.fromString(authority).getHost();
      return host.equals("localhost") || InetAddresses.isInetAddress(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
