package io.weft.testkit;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import io.weft.core.app.App;
import io.weft.core.app.Reaction;
import io.weft.core.control.AppLimits;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.event.Event;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.net.packet.Packets;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process of its own, with little memory: a controller with two apps, one of which goes wrong in
 * the way that the argument says while packets come. They carry the time at which they were sent,
 * by the machine's monotonic clock; prints how late the other app was told of them.
 */
final class BadNeighbour {
  private static final int GOES_WRONG_AT = 400;
  static final int PACKETS = 1400;

  private BadNeighbour() {}

  /** Wants no tables; goes wrong at a packet. */
  private static final class Culprit implements App {
    private final String how;
    private final List<byte[]> hoard = new ArrayList<>();
    private int packets;

    Culprit(String how) {
      this.how = how;
    }

    @Override
    public Owner owner() {
      return new Owner(120, "culprit");
    }

    @Override
    public int tables(SwitchNode node) {
      return 0;
    }

    @Override
    public Plan plan(NetworkView view) {
      return Plan.NOTHING;
    }

    @Override
    @SuppressWarnings({"InfiniteLoopStatement", "EmptyWhile"})
    public Reaction on(Event event, NetworkView view) {
      if (event instanceof Event.PacketSeen && ++packets >= GOES_WRONG_AT) {
        switch (how) {
          case "throws" -> throw new IllegalStateException("as it was told to");
          case "loops" -> {
            while (true) {}
          }
          case "leaks" -> {
            // A little with every packet, for ever.
            for (int i = 0; i < 16; i++) {
              hoard.add(new byte[1 << 16]);
            }
          }
          case "hoards" -> {
            while (true) {
              hoard.add(new byte[1 << 20]);
            }
          }
          default -> {}
        }
      }
      return Reaction.NONE;
    }
  }

  /** Has all packets sent to it, and notes how old they are; needs no memory for that. */
  private static final class Bystander implements App {
    private final long[] delays = new long[PACKETS];
    private int told;
    private Runnable onAll = () -> {};

    @Override
    public Owner owner() {
      return new Owner(121, "bystander");
    }

    @Override
    public Plan plan(NetworkView view) {
      ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
      Rule all =
          new Rule(
              new Rule.Key(0, 1, Match.ANY),
              new Cookie(121, 0, 0),
              Instruction.parse("CONTROLLER:65535"),
              0);
      view.switches()
          .keySet()
          .forEach(dpid -> rules.put(dpid, SwitchRules.builder().add(all).build()));
      return Plan.of(rules.build());
    }

    @Override
    public synchronized Reaction on(Event event, NetworkView view) {
      if (event instanceof Event.PacketSeen seen
          && seen.frame().etherType() == Packets.EXPERIMENTAL
          && told < PACKETS) {
        delays[told++] = System.nanoTime() - seen.frame().payload().i64(0);
        if (told == PACKETS) {
          onAll.run();
        }
      }
      return Reaction.NONE;
    }

    synchronized void onAll(Runnable action) {
      onAll = action;
    }

    synchronized List<Long> delays() {
      return Arrays.stream(delays).limit(told).boxed().toList();
    }
  }

  /**
   * Prints the port where it listens, and the result when all packets have come or its standard
   * input ends.
   *
   * @param arguments how the app goes wrong: {@code throws}, {@code loops}, {@code leaks}, {@code
   *     hoards} or {@code not}
   */
  public static void main(String[] arguments) throws IOException {
    String how = arguments[0];
    Bystander bystander = new Bystander();
    try (RunningController controller =
        RunningController.with(AppLimits.DEFAULT, new Culprit(how), bystander)) {
      System.out.println("PORT " + ((InetSocketAddress) controller.address()).getPort());
      CountDownLatch end = new CountDownLatch(1);
      bystander.onAll(end::countDown);
      Thread.ofPlatform().daemon().start(() -> awaitEndOfInput(end));
      Uninterruptibles.awaitUninterruptibly(end);
      report(how, controller, bystander.delays());
    }
    // The loop of an abandoned app would go on.
    Runtime.getRuntime().halt(0);
  }

  private static void awaitEndOfInput(CountDownLatch end) {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      // as good as its end
    }
    end.countDown();
  }

  private static void report(String how, RunningController controller, List<Long> delays) {
    List<Long> sorted = delays.stream().skip(GOES_WRONG_AT - 50).sorted().toList();
    Optional<String> culprit = controller.apps().getFirst().failure();
    Optional<String> other = controller.apps().getLast().failure();
    System.out.printf(
        "RESULT %s: %s; bystander %s, %d of %d packets, p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
        how,
        culprit.map(why -> "stopped: " + why).orElse("running"),
        other.map(why -> "stopped: " + why).orElse("running"),
        delays.size(),
        PACKETS,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  private static double millis(List<Long> sorted, double part) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size())) / 1e6;
  }
}
