package io.weft.core.session;

import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as the log writes them: {@code 127.0.0.1:6653}, {@code [::1]:6653}. */
final class Addresses {
  private Addresses() {}

  static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet && !inet.isUnresolved()
        ? InetAddresses.toUriString(inet.getAddress()) + ":" + inet.getPort()
        : address.toString();
  }
}
