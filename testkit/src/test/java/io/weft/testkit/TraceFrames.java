package io.weft.testkit;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Packets;
import java.util.Arrays;
import java.util.Random;

/** Frames of all that a match can tell apart: protocols, tags, labels, fragments, used-up TTLs. */
final class TraceFrames {
  private static final int TYPE = 12;

  private final Random random;

  TraceFrames(Random random) {
    this.random = random;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private MacAddress mac() {
    return chance(10)
        ? MacAddress.BROADCAST
        : new MacAddress(0x0200_0000_0000L + random.nextInt(4));
  }

  private Ipv4Address ipv4() {
    return new Ipv4Address(10 << 24 | random.nextInt(3) << 16 | random.nextInt(4));
  }

  private Ipv6Address ipv6() {
    return new Ipv6Address(0x2001_0db8_0000_0000L + random.nextInt(2), random.nextInt(4));
  }

  Bytes next() {
    byte[] octets = untagged().toBytes().toArray();
    if (chance(15)) {
      varyIp(octets);
    }
    if (chance(15)) {
      octets = labelled(octets);
    }
    for (int tags = chance(65) ? 0 : 1 + random.nextInt(2); tags > 0; tags--) {
      octets = tagged(octets, tags == 2 || chance(80) ? 0x8100 : 0x88a8);
    }
    return Bytes.wrap(octets);
  }

  private Ethernet untagged() {
    var v4 = Packets.from(mac(), ipv4()).to(mac(), ipv4());
    var v6 = Packets.from(mac(), ipv6()).to(mac(), ipv6());
    int source = 1000 + random.nextInt(3);
    int target = 80 + random.nextInt(3);
    byte[] octets = new byte[random.nextInt(40)];
    random.nextBytes(octets);
    Bytes payload = Bytes.wrap(octets);
    return switch (random.nextInt(13)) {
      case 0 -> Packets.arpRequest(mac(), ipv4(), ipv4());
      case 1, 2 -> v4.tcp(source, target, random.nextInt(64), payload);
      case 3 -> v4.udp(source, target, payload);
      case 4 -> v4.icmpEcho(source, target);
      case 5 -> v6.tcp(source, target, 2, payload);
      case 6 -> v6.udp(source, target, payload);
      case 7 -> v6.icmpEcho(source, target);
      case 8 -> Packets.neighborSolicitation(mac(), ipv6(), ipv6());
      case 9 -> Packets.neighborAdvertisement(mac(), ipv6(), mac(), ipv6());
      case 10 -> v4.ip(47, payload);
      case 11 -> v6.ip(chance(50) ? 59 : 89, payload);
      default -> Packets.broadcast(mac(), payload);
    };
  }

  /** A fragment, or a TTL of 0 or 1; the header's checksum is then wrong, as it may be. */
  private void varyIp(byte[] octets) {
    boolean v4 = octets[TYPE] == 8 && octets[TYPE + 1] == 0;
    boolean v6 = (octets[TYPE] & 0xff) == 0x86;
    if (v4 && chance(50)) {
      octets[20] = (byte) (chance(50) ? 0x20 : 0);
      // Open vSwitch 3.1 corrects checksums where later fragments have none.
      boolean hasPorts = octets[23] == 6 || octets[23] == 17;
      octets[21] = (byte) (!hasPorts && chance(50) ? 5 : 0);
    } else if (v4) {
      octets[22] = (byte) random.nextInt(3);
    } else if (v6) {
      octets[21] = (byte) random.nextInt(3);
    }
  }

  private static byte[] inserted(byte[] octets, int at, byte... more) {
    byte[] all = Arrays.copyOf(octets, octets.length + more.length);
    System.arraycopy(octets, at, all, at + more.length, octets.length - at);
    System.arraycopy(more, 0, all, at, more.length);
    return all;
  }

  private byte[] labelled(byte[] octets) {
    int labels = 1 + random.nextInt(3);
    byte[] stack = new byte[4 * labels];
    for (int i = 0; i < labels; i++) {
      boolean bottom = i == labels - 1;
      stack[4 * i + 1] = (byte) random.nextInt(3);
      stack[4 * i + 2] = (byte) (random.nextInt(8) << 1 | (bottom ? 1 : 0));
      stack[4 * i + 3] = (byte) (chance(20) ? random.nextInt(3) : 64);
    }
    byte[] labelled = inserted(octets, TYPE + 2, stack);
    labelled[TYPE] = (byte) 0x88;
    labelled[TYPE + 1] = 0x47;
    return labelled;
  }

  private byte[] tagged(byte[] octets, int etherType) {
    int tci = random.nextInt(8) << 13 | 1 + random.nextInt(3);
    return inserted(
        octets, TYPE, (byte) (etherType >>> 8), (byte) etherType, (byte) (tci >>> 8), (byte) tci);
  }
}
