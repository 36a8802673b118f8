package io.weft.app.l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.app.l2.RandomNetwork.Versions;
import io.weft.app.l2.Simulation.Station;
import io.weft.net.MacAddress;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long hosts are remembered, and what strangers can do to those of others. */
class L2LifetimeTest {
  private static final long[][] RING = {{1, 2}, {2, 3}, {3, 4}, {4, 1}};
  private static final Duration IDLE = L2Config.DEFAULT.idleTimeout().plusSeconds(5);

  private static List<MacAddress> known(RandomNetwork network) {
    return network.simulation.controller().view().hosts().keySet().stream().sorted().toList();
  }

  private static long rulesFor(RandomNetwork network, MacAddress mac) {
    long count = 0;
    for (SimSwitch each : network.simulation.switches()) {
      for (FlowEntry flow :
          each.pipeline().flows(FlowStatsRequest.all(), network.simulation.now())) {
        boolean names =
            flow.match().get(Field.ETH_DST).filter(mac::equals).isPresent()
                || flow.match().get(Field.ETH_SRC).filter(mac::equals).isPresent();
        count += names ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void aSilentHostIsForgottenWithAllItsRules(Versions versions) {
    RandomNetwork network = RandomNetwork.of(3, versions, RING);
    network.check();
    List<Station> stations = network.talking();
    Station talks = stations.get(0);
    Station falls = stations.get(1);
    Duration part = L2Config.DEFAULT.idleTimeout().dividedBy(3);
    for (int i = 0; i < 5; i++) {
      network.simulation.send(talks, stations.get(2).mac);
      network.simulation.send(stations.get(2), talks.mac);
      network.simulation.pass(part);
    }
    assertThat(known(network)).contains(talks.mac, stations.get(2).mac).doesNotContain(falls.mac);
    assertThat(rulesFor(network, falls.mac)).isZero();
    network.noStorm();
    network.check();
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void whenAllHaveFallenSilentNobodyIsLeft(Versions versions) {
    RandomNetwork network = RandomNetwork.of(3, versions, RING);
    network.check();
    network.simulation.pass(IDLE.multipliedBy(2));
    assertThat(known(network)).isEmpty();
    network.talking().forEach(station -> assertThat(rulesFor(network, station.mac)).isZero());
    network.noStorm();
    network.check();
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void hostsMayAgeOutAmongTraffic(Versions versions) {
    for (long seed = 0; seed < 20; seed++) {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      network.simulation.pass(L2Config.DEFAULT.idleTimeout().minusMillis(100));
      network.among(() -> {
        for (int i = 0; i < 10; i++) {
          network.simulation.tick();
        }
      });
      network.check();
    }
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void anAddressThatTwoStationsUseDoesNotKeepTheSwitchesBusy(Versions versions) {
    RandomNetwork network = RandomNetwork.of(3, versions, RING);
    network.check();
    Station victim = network.talking().get(0);
    Station other = network.talking().get(2);
    int before = network.simulation.mods();
    for (int i = 0; i < 200; i++) {
      network.simulation.sendAs(other, victim.mac, network.talking().get(1).mac);
      network.simulation.drain();
      network.simulation.send(victim, network.talking().get(1).mac);
      network.simulation.drain();
    }
    assertThat(network.simulation.mods() - before).isLessThan(200);
    network.noStorm();
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void aSwitchWithFullTablesMakesNoLoop(Versions versions) {
    for (long seed = 0; seed < 40; seed++) {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      SimSwitch full = network.simulation.at(network.anySwitch());
      full.fill();
      network.talking().forEach(network.simulation::announce);
      network.traffic(100);
      network.simulation.pass(Duration.ofSeconds(2));
      network.traffic(100);
      network.noStorm();
    }
  }
}
