package io.weft.app.l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.app.l2.RandomNetwork.Versions;
import io.weft.core.network.Link;
import java.util.function.LongConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the app promises, on many networks, with everything in every order that a seed makes. */
class L2SimulationTest {
  /** Of each kind of switches: 70 times 3 networks. */
  private static final long NETWORKS = Long.getLong("weft.simulations", 70);

  private static final long[][] LINE = {{1, 2}, {2, 3}, {3, 4}, {4, 5}};
  private static final long[][] RING = {{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 1}};
  private static final long[][] TREE = {{1, 2}, {1, 3}, {2, 4}, {2, 5}, {3, 6}, {3, 7}};
  private static final long[][] MESH = {{1, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}};

  private static void each(LongConsumer test) {
    long only = Long.getLong("weft.seed", -1);
    for (long seed = only < 0 ? 0 : only; seed < (only < 0 ? NETWORKS : only + 1); seed++) {
      try {
        test.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void joinsShapesOfEveryKind(Versions versions) {
    for (long[][] shape : new long[][][] {LINE, RING, TREE, MESH}) {
      RandomNetwork network = RandomNetwork.of(1, versions, shape);
      network.check();
      Link link = network.any(network.joined());
      network.among(() -> network.cut(link));
      network.check();
      network.among(() -> network.join(link));
      network.check();
    }
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void joinsAnyNetwork(Versions versions) {
    each(seed -> RandomNetwork.of(seed, versions, 8).check());
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void healsWhenALinkIsCutAndWhenItReturns(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      Link link = network.any(network.joined());
      network.among(() -> network.cut(link));
      network.check();
      network.among(() -> network.join(link));
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void followsAHostThatMoves(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      network.among(() -> network.simulation.move(network.anyStation(), network.anySwitch()));
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void refillsASwitchThatLostItsTables(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      network.among(() -> network.restart(network.anySwitch()));
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void changesNothingWhenTheControllerRestartsAndNothingHasChanged(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      int mods = network.simulation.mods();
      network.restartController();
      network.rest();
      assertThat(network.simulation.mods()).isEqualTo(mods);
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void staysLoopFreeWhenTheControllerRestartsAmongTraffic(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      network.among(network::restartController);
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void aLinkMayBeCutWhileTheControllerIsAway(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      network.among(() -> {
        network.simulation.restartController();
        network.cut(network.any(network.joined()));
        network.simulation.connectAll();
      });
      network.simulation.pass(Simulation.TIMES.settleTime());
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void theControllerMayRestartInTheMiddleOfAChange(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      Link link = network.any(network.joined());
      network.among(() -> {
        network.cut(link);
        network.traffic(network.simulation.random().nextInt(20));
        network.restartController();
      });
      network.simulation.pass(Simulation.TIMES.settleTime());
      network.check();
      network.among(() -> {
        network.join(link);
        network.traffic(network.simulation.random().nextInt(20));
        network.restartController();
      });
      network.simulation.pass(Simulation.TIMES.settleTime());
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void aSwitchMayLoseItsConnectionInTheMiddleOfAChange(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      Link link = network.any(network.joined());
      network.among(() -> {
        network.cut(link);
        network.blink();
      });
      network.check();
      network.among(() -> {
        network.join(link);
        network.blink();
      });
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void aSwitchMayStayAwayForLongerThanItIsWaitedFor(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      SimSwitch away = network.simulation.at(network.anySwitch());
      network.among(away::disconnect);
      network.among(() -> network.cut(network.any(network.joined())));
      network.simulation.pass(Simulation.TIMES.disconnectGrace().plusSeconds(1));
      network.among(away::connect);
      network.check();
    });
  }

  @ParameterizedTest
  @EnumSource(Versions.class)
  void manyThingsMayHappenAtOnce(Versions versions) {
    each(seed -> {
      RandomNetwork network = RandomNetwork.of(seed, versions, 7);
      network.check();
      for (int i = 0; i < 12; i++) {
        network.changeAnything();
        network.traffic(network.simulation.random().nextInt(15));
        network.noStorm();
      }
      network.becomeWhole();
      network.check();
    });
  }
}
