package io.weft.core.dataplane;

import io.weft.openflow.action.FieldAction.HashFields;
import io.weft.openflow.match.Field;
import java.util.Optional;

/** What Open vSwitch computes of a packet to spread packets, number for number (lib/flow.c). */
final class FlowHash {
  private static final int IPV4 = 0x0800;
  private static final int ARP = 0x0806;
  private static final int IPV6 = 0x86dd;
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;
  private static final int SCTP = 132;

  private FlowHash() {}

  static int of(Packet packet, HashFields fields, int basis) {
    return switch (fields) {
      case ETH_SRC -> Hashes.jenkins(octets(packet, Field.ETH_SRC), basis);
      case SYMMETRIC_L4 -> symmetricL4(packet, basis);
      case SYMMETRIC_L3L4 -> symmetricL3L4(packet, basis, false);
      case SYMMETRIC_L3L4_UDP -> symmetricL3L4(packet, basis, true);
      case NW_SRC -> address(packet, Field.IPV4_SRC, Field.IPV6_SRC, basis);
      case NW_DST -> address(packet, Field.IPV4_DST, Field.IPV6_DST, basis);
      case SYMMETRIC_L3 -> symmetricL3(packet, basis);
    };
  }

  private static int address(Packet packet, Field<?> v4, Field<?> v6, int basis) {
    return switch (type(packet)) {
      case IPV4 -> Hashes.jenkins(octets(packet, v4), basis);
      case IPV6 -> Hashes.jenkins(octets(packet, v6), basis);
      default -> basis;
    };
  }

  private static int type(Packet packet) {
    return packet.layout().etherType();
  }

  private static int protocol(Packet packet) {
    return (int) packet.low(Field.IP_PROTO);
  }

  /** A field as the octets that Open vSwitch keeps it in. */
  static byte[] octets(Packet packet, Field<?> field) {
    return octets(packet.get(field), field.octets());
  }

  static byte[] octets(Bits value, int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) value.right(8 * (count - 1 - i)).low();
    }
    return octets;
  }

  /** Both ports, of ICMP type and code; 0 if there are none. */
  private static int source(Packet packet) {
    return port(packet, Field.TCP_SRC, Field.UDP_SRC, Field.SCTP_SRC)
        .orElse((int) (packet.low(Field.ICMPV4_TYPE) | packet.low(Field.ICMPV6_TYPE)));
  }

  private static int target(Packet packet) {
    return port(packet, Field.TCP_DST, Field.UDP_DST, Field.SCTP_DST)
        .orElse((int) (packet.low(Field.ICMPV4_CODE) | packet.low(Field.ICMPV6_CODE)));
  }

  private static Optional<Integer> port(Packet packet, Field<?>... fields) {
    for (Field<?> field : fields) {
      if (packet.has(field)) {
        return Optional.of((int) packet.low(field));
      }
    }
    return Optional.empty();
  }

  /**
   * Of addresses, VLAN, protocol and ports, the same in both directions; ports of UDP do not count.
   */
  static int symmetricL4(Packet packet, int basis) {
    byte[] fields = new byte[32];
    int type = type(packet);
    byte[] source = octets(packet, type == IPV4 ? Field.IPV4_SRC : Field.IPV6_SRC);
    byte[] target = octets(packet, type == IPV4 ? Field.IPV4_DST : Field.IPV6_DST);
    if (packet.isIp()) {
      xor(source, target, fields, 0);
      int protocol = protocol(packet);
      if (protocol == TCP || protocol == SCTP) {
        Tags.put16(fields, 20, source(packet) ^ target(packet));
      }
      fields[28] = (byte) protocol;
    }
    Tags.put16(fields, 16, type);
    Tags.put16(fields, 18, vlans(packet));
    xor(octets(packet, Field.ETH_SRC), octets(packet, Field.ETH_DST), fields, 22);
    return Hashes.jenkins(fields, basis);
  }

  private static void xor(byte[] one, byte[] other, byte[] into, int at) {
    for (int i = 0; i < one.length; i++) {
      into[at + i] = (byte) (one[i] ^ other[i]);
    }
  }

  private static int vlans(Packet packet) {
    int vlans = 0;
    for (int i = 0; i < packet.layout().tags(); i++) {
      vlans ^= (int) packet.read(new Spot(Layer.VLAN, 32 * i), 16) & 0xfff;
    }
    return vlans;
  }

  private static int symmetricL3L4(Packet packet, int basis, boolean udpPorts) {
    if (!packet.isIp()) {
      return symmetricL2(packet, basis);
    }
    int hash = addAddresses(packet, basis);
    int protocol = protocol(packet);
    hash = Hashes.add(hash, protocol);
    boolean hasPorts = protocol == TCP || protocol == SCTP || udpPorts && protocol == UDP;
    // All fragments of a packet take one way.
    if (hasPorts && packet.layout().fragment() == 0) {
      hash = Hashes.add(hash, swap16(source(packet) ^ target(packet)));
    }
    return Hashes.finish(hash, basis);
  }

  /** Of what is no IP: type, VLANs and addresses. */
  private static int symmetricL2(Packet packet, int basis) {
    byte[] fields = new byte[12];
    Tags.put16(fields, 0, type(packet));
    Tags.put16(fields, 2, vlans(packet));
    xor(octets(packet, Field.ETH_SRC), octets(packet, Field.ETH_DST), fields, 4);
    int hash = basis;
    for (int at = 0; at < fields.length; at += 4) {
      hash = Hashes.add(hash, Hashes.word(fields, at));
    }
    return Hashes.finish(hash, basis);
  }

  private static int symmetricL3(Packet packet, int basis) {
    return packet.isIp()
        ? Hashes.finish(addAddresses(packet, basis), basis)
        : symmetricL2(packet, basis);
  }

  private static int addAddresses(Packet packet, int basis) {
    if (type(packet) == IPV4) {
      return Hashes.add(basis, swap32(packet.low(Field.IPV4_SRC) ^ packet.low(Field.IPV4_DST)));
    }
    int hash =
        Hashes.add64(basis, swap64(packet.high(Field.IPV6_SRC) ^ packet.high(Field.IPV6_DST)));
    return Hashes.add64(hash, swap64(packet.low(Field.IPV6_SRC) ^ packet.low(Field.IPV6_DST)));
  }

  /** Numbers on the wire, as a little-endian machine reads them. */
  private static int swap32(long number) {
    return Integer.reverseBytes((int) number);
  }

  private static long swap64(long number) {
    return Long.reverseBytes(number);
  }

  private static int swap16(int number) {
    return Short.toUnsignedInt(Short.reverseBytes((short) number));
  }

  /** What the datapath computes when a packet comes in: addresses, protocol and ports. */
  static int ofConnection(Packet packet) {
    int hash;
    switch (type(packet)) {
      case IPV6 -> {
        hash = Hashes.add64(0, swap64(packet.high(Field.IPV6_SRC)));
        hash = Hashes.add64(hash, swap64(packet.low(Field.IPV6_SRC)));
        hash = Hashes.add64(hash, swap64(packet.high(Field.IPV6_DST)));
        hash = Hashes.add64(hash, swap64(packet.low(Field.IPV6_DST)));
      }
      case IPV4, ARP -> {
        boolean arp = type(packet) == ARP;
        hash = Hashes.add(0, swap32(packet.low(arp ? Field.ARP_SPA : Field.IPV4_SRC)));
        hash = Hashes.add(hash, swap32(packet.low(arp ? Field.ARP_TPA : Field.IPV4_DST)));
      }
      default -> {
        return Hashes.finish(0, 42);
      }
    }
    int protocol = type(packet) == ARP ? (int) packet.low(Field.ARP_OP) & 0xff : protocol(packet);
    hash = Hashes.add(hash, protocol);
    switch (protocol) {
      case ICMP, TCP, UDP, ICMPV6, SCTP ->
          hash = Hashes.add(hash, swap16(source(packet)) | swap16(target(packet)) << 16);
      default -> {}
    }
    return Hashes.finish(hash, 42);
  }
}
