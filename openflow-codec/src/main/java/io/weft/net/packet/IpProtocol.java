package io.weft.net.packet;

/** Numbers of the protocol field of IPv4 and the next header field of IPv6 (IANA). */
public final class IpProtocol {
  public static final int HOP_BY_HOP = 0;
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int AUTHENTICATION = 51;
  public static final int ICMPV6 = 58;
  public static final int DESTINATION_OPTIONS = 60;
  public static final int SCTP = 132;

  private IpProtocol() {}
}
