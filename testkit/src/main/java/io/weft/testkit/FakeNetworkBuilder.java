package io.weft.testkit;

import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.openflow.OfVersion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * The plan of a {@link FakeNetwork}. Switches are named by datapath id; ports are numbered from 1
 * in the order in which links and hosts are added. Hosts are h1, h2, ... with addresses 10.0.0.1,
 * 10.0.0.2, ...
 */
public final class FakeNetworkBuilder {
  private static final int SPARE_PORTS = 2;
  private static final long FIRST_MAC = 0x0a00_0000_0000L;
  private static final int FIRST_IP = 10 << 24;

  /** A link, as datapath ids. */
  record PlannedLink(long one, long other) {}

  private final List<Long> switches = new ArrayList<>();
  private final List<PlannedLink> links = new ArrayList<>();
  private final Map<String, Long> hosts = new LinkedHashMap<>();
  private LongFunction<OfVersion> versions = dpid -> OfVersion.OF13;
  private InstantSource clock = InstantSource.system();
  private UnaryOperator<FakeSwitchBuilder> details = UnaryOperator.identity();

  FakeNetworkBuilder() {}

  /** The version of all switches; OpenFlow 1.3 without this. */
  public FakeNetworkBuilder version(OfVersion version) {
    return versions(dpid -> version);
  }

  /** The version of each switch, by its datapath id. */
  public FakeNetworkBuilder versions(LongFunction<OfVersion> byDatapathId) {
    versions = byDatapathId;
    return this;
  }

  public FakeNetworkBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** What else each switch is to be. */
  public FakeNetworkBuilder switchesWith(UnaryOperator<FakeSwitchBuilder> change) {
    details = change;
    return this;
  }

  /** A switch; linking one that is not there adds it too. */
  public FakeNetworkBuilder addSwitch(long dpid) {
    if (!switches.contains(dpid)) {
      switches.add(dpid);
    }
    return this;
  }

  public FakeNetworkBuilder link(long one, long other) {
    addSwitch(one).addSwitch(other);
    links.add(new PlannedLink(one, other));
    return this;
  }

  /** The next host, on a switch. */
  public FakeNetworkBuilder host(long dpid) {
    addSwitch(dpid);
    hosts.put("h" + (hosts.size() + 1), dpid);
    return this;
  }

  /** Switches 1 to {@code count} in a row, a host at each. */
  public FakeNetworkBuilder line(int count) {
    for (long dpid = 1; dpid <= count; dpid++) {
      host(dpid);
    }
    for (long dpid = 1; dpid < count; dpid++) {
      link(dpid, dpid + 1);
    }
    return this;
  }

  /** As {@link #line}, with the last switch linked to the first. */
  public FakeNetworkBuilder ring(int count) {
    return line(count).link(count, 1);
  }

  /**
   * A tree, switch 1 its root.
   *
   * @param depth levels of switches
   * @param fanout switches below each, and hosts at each of the lowest
   */
  public FakeNetworkBuilder tree(int depth, int fanout) {
    grow(1, depth, fanout);
    return this;
  }

  private void grow(long root, int depth, int fanout) {
    addSwitch(root);
    for (int child = 0; child < fanout; child++) {
      if (depth == 1) {
        host(root);
      } else {
        long below = switches.size() + 1L;
        link(root, below);
        grow(below, depth - 1, fanout);
      }
    }
  }

  /**
   * A connected graph, the same for the same seed: a random tree over switches 1 to {@code count},
   * a host at each, and further links between random pairs, which make loops.
   */
  public FakeNetworkBuilder random(long seed, int count, int furtherLinks) {
    Random random = new Random(seed);
    host(1);
    for (long dpid = 2; dpid <= count; dpid++) {
      host(dpid);
      link(1L + random.nextInt((int) dpid - 1), dpid);
    }
    for (int i = 0; i < furtherLinks && count > 1; i++) {
      long one = 1L + random.nextInt(count);
      long other = 1 + (one + random.nextInt(count - 1)) % count;
      link(one, other);
    }
    return this;
  }

  /** Makes the network; its switches are not connected to a controller yet. */
  public FakeNetwork build() {
    return new FakeNetwork(this);
  }

  List<Long> switches() {
    return switches;
  }

  List<PlannedLink> links() {
    return links;
  }

  Map<String, Long> hosts() {
    return hosts;
  }

  static MacAddress macOfHost(int number) {
    return new MacAddress(FIRST_MAC + number);
  }

  static Ipv4Address ipOfHost(int number) {
    return new Ipv4Address(FIRST_IP + number);
  }

  FakeSwitch newSwitch(long dpid, LoopThread thread) {
    int ports =
        SPARE_PORTS
            + (int) links.stream().filter(l -> l.one() == dpid).count()
            + (int) links.stream().filter(l -> l.other() == dpid).count()
            + (int) hosts.values().stream().filter(at -> at == dpid).count();
    FakeSwitchBuilder builder =
        FakeSwitch.builder(dpid).versions(versions.apply(dpid)).ports(ports).clock(clock);
    return details.apply(builder).thread(thread).build();
  }
}
