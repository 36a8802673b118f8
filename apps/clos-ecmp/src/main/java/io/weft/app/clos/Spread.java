package io.weft.app.clos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a switch spreads flows over its ways up. A hash puts each flow into one of a fixed number of
 * slots; each slot has a way that is its own, and an order of the others for the time when that one
 * is down. So a way that goes down moves its own flows and no others, to all other ways in equal
 * parts; and one that comes back gets just its own.
 *
 * @param ways 1 or more
 */
record Spread(int ways) {
  private static final int MIN_ROUNDS = 4;
  private static final int MAX_ROUNDS = 8;

  /** A way and an order of the others: one of {@link #choices}. */
  private int choice(int way, int round) {
    return way * rounds() + round;
  }

  /** How many slots each way has when all are alike. */
  int rounds() {
    return ways == 1 ? 1 : Math.clamp(ways - 1, MIN_ROUNDS, MAX_ROUNDS);
  }

  int slots() {
    return ways * rounds();
  }

  /** Numbers of choices are 0 to this, exclusively. */
  int choices() {
    return ways * rounds();
  }

  /** The ways of a choice, the preferred one first. */
  List<Integer> order(int choice) {
    return order(choice / rounds(), choice % rounds());
  }

  private List<Integer> order(int way, int round) {
    List<Integer> order = new ArrayList<>(ways);
    order.add(way);
    int first = round * (ways - 1) / rounds();
    for (int i = 0; i < ways - 1; i++) {
      order.add((way + 1 + (first + i) % (ways - 1)) % ways);
    }
    return order;
  }

  /**
   * The choice of each slot.
   *
   * @param weights how many paths a way leads to when it is up, 0 if it is of no use; not all 0
   * @param isLive whether it is up
   */
  int[] choose(int[] weights, boolean[] isLive) {
    int[] quota = quotas(weights);
    int[] given = new int[ways];
    int[] choices = new int[slots()];
    Arrays.fill(choices, -1);
    for (int slot = 0; slot < choices.length; slot++) {
      int own = slot % ways;
      if (given[own] < quota[own]) {
        given[own]++;
        choices[slot] = choice(own, slot / ways);
      }
    }
    for (int slot = 0; slot < choices.length; slot++) {
      int round = slot / ways;
      if (choices[slot] < 0) {
        for (int way : order(slot % ways, round)) {
          if (given[way] < quota[way]) {
            given[way]++;
            choices[slot] = choice(way, round);
            break;
          }
        }
      }
      choices[slot] = usable(choices[slot], weights, isLive);
    }
    return choices;
  }

  /** A choice whose first way that is up is of use, if there is one. */
  private int usable(int choice, int[] weights, boolean[] isLive) {
    List<Integer> order = order(choice);
    for (int way : order) {
      if (isLive[way]) {
        if (weights[way] > 0) {
          return choice;
        }
        break;
      }
    }
    for (int way : order) {
      if (isLive[way] && weights[way] > 0) {
        return choice(way, choice % rounds());
      }
    }
    return choice;
  }

  /** Slots in proportion to weights, by largest remainder. */
  private int[] quotas(int[] weights) {
    long total = Arrays.stream(weights).asLongStream().sum();
    int[] quota = new int[ways];
    int left = slots();
    for (int way = 0; way < ways; way++) {
      quota[way] = (int) ((long) weights[way] * slots() / total);
      left -= quota[way];
    }
    List<Integer> byRemainder =
        IntStream.range(0, ways)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer way) -> -((long) weights[way] * slots() % total))
                    .thenComparing(way -> way))
            .toList();
    for (int i = 0; i < left; i++) {
      quota[byRemainder.get(i)]++;
    }
    return quota;
  }
}
