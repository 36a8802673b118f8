package io.weft.testkit;

import io.weft.net.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/**
 * What a network does with packets:
 *
 * <pre>
 * assertThat(network).delivers(tcp(80)).from("h1").to("h2");
 * assertThat(network).drops(tcp(23)).from("h1").to("h2");
 * assertThat(network).floods(broadcast()).from("h1");
 * </pre>
 *
 * Each sends the packet once and waits until nothing goes on any more, so what the controller does
 * with it is part of the answer. A frame that circles fails all of them.
 */
public final class NetworkAssert extends AbstractAssert<NetworkAssert, FakeNetwork> {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private NetworkAssert(FakeNetwork network) {
    super(network, NetworkAssert.class);
  }

  public static NetworkAssert assertThat(FakeNetwork network) {
    return new NetworkAssert(network);
  }

  /** A packet, and what becomes of it; {@code to} sends it. */
  public final class Unicast {
    private final HostPacket packet;
    private final boolean arrives;

    private Unicast(HostPacket packet, boolean arrives) {
      this.packet = packet;
      this.arrives = arrives;
    }

    /** The host that sends it. */
    public From from(String host) {
      return new From(this, host);
    }
  }

  /** A packet and its sender. */
  public final class From {
    private final Unicast what;
    private final String sender;

    private From(Unicast what, String sender) {
      this.what = what;
      this.sender = sender;
    }

    /** Sends the packet to a host and checks what became of it: one copy arrived there, or none. */
    public NetworkAssert to(String host) {
      FakeHost from = actual.host(sender);
      FakeHost to = actual.host(host);
      Bytes frame = what.packet.frame(from, to).toBytes();
      Map<FakeHost, Long> copies = copies(from, frame, what.arrives ? 1 : 0);
      if (what.arrives && copies.getOrDefault(to, 0L) != 1) {
        throw failure(
            "expected one copy of %s from %s at %s, arrived: %s",
            what.packet, from, to, shown(copies));
      }
      if (!what.arrives && copies.getOrDefault(to, 0L) != 0) {
        throw failure(
            "expected no copy of %s from %s at %s, arrived: %s",
            what.packet, from, to, shown(copies));
      }
      return NetworkAssert.this;
    }
  }

  /** A packet for everyone. */
  public final class Flood {
    private final HostPacket packet;

    private Flood(HostPacket packet) {
      this.packet = packet;
    }

    /** Sends the packet and checks that every other host got one copy. */
    public NetworkAssert from(String host) {
      FakeHost from = actual.host(host);
      Bytes frame = packet.frame(from, from).toBytes();
      Map<FakeHost, Long> copies = copies(from, frame, actual.hosts().size() - 1);
      if (copies.values().stream().anyMatch(n -> n != 1)) {
        throw failure(
            "expected one copy of %s from %s at each other host, arrived: %s",
            packet, from, shown(copies));
      }
      return NetworkAssert.this;
    }
  }

  /** One copy of the packet arrives. */
  public Unicast delivers(HostPacket packet) {
    return new Unicast(packet, true);
  }

  /** No copy of the packet arrives where it should go. */
  public Unicast drops(HostPacket packet) {
    return new Unicast(packet, false);
  }

  /** One copy of the packet arrives at every host but the one that sends it. */
  public Flood floods(HostPacket packet) {
    return new Flood(packet);
  }

  /** How many copies arrive at each other host, when all is quiet again. */
  private Map<FakeHost, Long> copies(FakeHost from, Bytes frame, int expected) {
    isNotNull();
    Map<FakeHost, Long> before = count(from, frame);
    from.send(frame);
    actual.holdsWithin(
        expected == 0 ? Duration.ZERO : PATIENCE,
        () -> sum(count(from, frame)) - sum(before) >= expected);
    actual.awaitQuiet();
    actual.assertNoStorm();
    Map<FakeHost, Long> copies = count(from, frame);
    copies.replaceAll((host, n) -> n - before.getOrDefault(host, 0L));
    return copies;
  }

  private Map<FakeHost, Long> count(FakeHost from, Bytes frame) {
    Map<FakeHost, Long> copies = new LinkedHashMap<>();
    for (FakeHost host : actual.hosts()) {
      if (host != from) {
        copies.put(host, host.copiesOf(frame));
      }
    }
    return copies;
  }

  private static long sum(Map<FakeHost, Long> copies) {
    return copies.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String shown(Map<FakeHost, Long> copies) {
    Map<String, Long> shown = new LinkedHashMap<>();
    copies.forEach((host, n) -> shown.put(host.name(), n));
    return shown.toString();
  }
}
