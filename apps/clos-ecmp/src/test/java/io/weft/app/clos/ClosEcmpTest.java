package io.weft.app.clos;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Ipv4Address;
import io.weft.net.Ipv4Prefix;
import io.weft.testkit.FakeHost;
import io.weft.testkit.FakeLink;
import io.weft.testkit.FakeNetwork;
import io.weft.testkit.FakeNetworkBuilder;
import io.weft.testkit.RunningController;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The app on fabrics of emulated switches, with a controller and without. */
@Timeout(120)
class ClosEcmpTest {
  private static final int SPINE = 0x20;
  private static final int CORE = 0x40;

  /** The emulated hosts are in one subnet, at all leaves. */
  private static RunningController controller(String... tiers) {
    List<Blueprint.Tier> all = new ArrayList<>();
    for (String switches : tiers) {
      all.add(new Blueprint.Tier("tier " + all.size(), List.of(DatapathRange.parse(switches))));
    }
    Blueprint.Subnet subnet =
        new Blueprint.Subnet(
            Ipv4Prefix.parse("10.0.0.0/16"), Ipv4Address.parse("10.0.255.254"), List.of());
    Blueprint blueprint = new Blueprint(new Blueprint().gatewayMac(), all, List.of(subnet));
    return RunningController.with(new ClosEcmp(blueprint));
  }

  private static FakeNetwork leafSpine(int leaves, int spines) {
    FakeNetworkBuilder builder = FakeNetwork.builder();
    for (int leaf = 1; leaf <= leaves; leaf++) {
      for (int spine = 1; spine <= spines; spine++) {
        builder.link(leaf, SPINE + spine);
      }
      builder.host(leaf);
    }
    return builder.build();
  }

  /** Four pods of two leaves and two switches above them, four core switches (k = 4). */
  private static FakeNetwork fatTree() {
    FakeNetworkBuilder builder = FakeNetwork.builder();
    for (int pod = 0; pod < 4; pod++) {
      for (int above = 1; above <= 2; above++) {
        int aggregation = SPINE + 2 * pod + above;
        for (int leaf = 1; leaf <= 2; leaf++) {
          builder.link(2 * pod + leaf, aggregation);
        }
        for (int core = 1; core <= 2; core++) {
          builder.link(aggregation, CORE + 2 * (above - 1) + core);
        }
      }
    }
    for (int leaf = 1; leaf <= 8; leaf++) {
      builder.host(leaf);
    }
    return builder.build();
  }

  private static List<String> unreached(FakeNetwork network) {
    List<String> unreached = new ArrayList<>();
    for (FakeHost from : network.hosts()) {
      for (FakeHost to : network.hosts()) {
        if (from != to && !network.ping(from, to)) {
          unreached.add(from.name() + "-" + to.name());
        }
      }
    }
    return unreached;
  }

  @Test
  void joinsTheHostsOfALeafSpine() {
    try (RunningController controller = controller("1-3", "21-22");
        FakeNetwork network = leafSpine(3, 2)) {
      network.connect(controller).awaitSettled();
      network.awaitAllPings();
      network.assertNoStorm();
    }
  }

  @Test
  void goesRoundEachLinkOfALeafSpineWithoutController() {
    FakeNetwork network = leafSpine(3, 3);
    try (network) {
      try (RunningController controller = controller("1-3", "21-23")) {
        network.connect(controller).awaitSettled();
        network.awaitAllPings();
        network.awaitQuiet();
      }
      assertThat(unreached(network)).isEmpty();
      for (FakeLink link : network.links()) {
        network.cut(link);
        assertThat(unreached(network)).as("without %s", link).isEmpty();
        network.restore(link);
      }
      network.assertNoStorm();
    }
  }

  @Test
  void goesRoundEachLinkOfAFatTreeWithoutController() {
    FakeNetwork network = fatTree();
    try (network) {
      try (RunningController controller = controller("1-8", "21-28", "41-44")) {
        network.connect(controller).awaitSettled();
        network.awaitAllPings();
        network.awaitQuiet();
      }
      assertThat(unreached(network)).isEmpty();
      for (FakeLink link : network.links()) {
        network.cut(link);
        assertThat(unreached(network)).as("without %s", link).isEmpty();
        network.restore(link);
      }
      network.assertNoStorm();
    }
  }

  @Test
  void neverLoopsWithTwoLinksDown() {
    FakeNetwork network = fatTree();
    try (network) {
      try (RunningController controller = controller("1-8", "21-28", "41-44")) {
        network.connect(controller).awaitSettled();
        network.awaitAllPings();
        network.awaitQuiet();
      }
      List<FakeLink> links = network.links();
      for (int i = 0; i < links.size(); i++) {
        network.cut(links.get(i));
        for (int j = i + 1; j < links.size(); j += 5) {
          network.cut(links.get(j));
          network.ping(network.host("h1"), network.host("h8"));
          network.ping(network.host("h3"), network.host("h4"));
          network.restore(links.get(j));
        }
        network.restore(links.get(i));
      }
      network.assertNoStorm();
      assertThat(unreached(network)).isEmpty();
    }
  }

  @Test
  void findsWaysAgainWithTheController() {
    try (RunningController controller = controller("1-8", "21-28", "41-44");
        FakeNetwork network = fatTree()) {
      network.connect(controller).awaitSettled();
      network.awaitAllPings();
      // Of the two ways up from h1's leaf one is left, and of its two cores one.
      network.cut(network.link(1, SPINE + 1));
      network.cut(network.link(SPINE + 2, CORE + 3));
      network.awaitSettled();
      network.awaitAllPings();
      network.assertNoStorm();
    }
  }
}
