package io.weft.app.clos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

  private static int[] weights(int ways, int each) {
    int[] weights = new int[ways];
    Arrays.fill(weights, each);
    return weights;
  }

  private static boolean[] live(int ways) {
    boolean[] live = new boolean[ways];
    Arrays.fill(live, true);
    return live;
  }

  /** Where each slot's packets go. */
  private static int[] taken(Spread spread, int[] choices, boolean[] live) {
    return Arrays.stream(choices)
        .map(
            choice -> spread.order(choice).stream().filter(way -> live[way]).findFirst().orElse(-1))
        .toArray();
  }

  private static long count(int[] taken, int way) {
    return Arrays.stream(taken).filter(each -> each == way).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 24})
  void givesWaysThatAreAlikeTheSameNumberOfSlots(int ways) {
    Spread spread = new Spread(ways);
    int[] taken = taken(spread, spread.choose(weights(ways, 3), live(ways)), live(ways));
    for (int way = 0; way < ways; way++) {
      assertThat(count(taken, way)).isEqualTo(spread.slots() / ways);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8, 24})
  void movesOnlyTheSlotsOfAWayThatGoesDown(int ways) {
    Spread spread = new Spread(ways);
    int[] choices = spread.choose(weights(ways, 1), live(ways));
    int[] before = taken(spread, choices, live(ways));
    for (int down = 0; down < ways; down++) {
      boolean[] live = live(ways);
      live[down] = false;
      assertThat(spread.choose(weights(ways, 1), live)).isEqualTo(choices);
      int[] after = taken(spread, choices, live);
      for (int slot = 0; slot < after.length; slot++) {
        if (before[slot] == down) {
          assertThat(after[slot]).isNotEqualTo(down);
        } else {
          assertThat(after[slot]).isEqualTo(before[slot]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8})
  void sharesTheSlotsOfAWayThatGoesDown(int ways) {
    Spread spread = new Spread(ways);
    boolean[] live = live(ways);
    live[0] = false;
    int[] taken = taken(spread, spread.choose(weights(ways, 1), live), live);
    long most = IntStream.range(1, ways).mapToLong(way -> count(taken, way)).max().orElseThrow();
    long least = IntStream.range(1, ways).mapToLong(way -> count(taken, way)).min().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8, 24})
  void leavesOutWhatLeadsNowhereAndMovesNothingElse(int ways) {
    Spread spread = new Spread(ways);
    int[] before = taken(spread, spread.choose(weights(ways, 2), live(ways)), live(ways));
    int[] weights = weights(ways, 2);
    weights[1] = 0;
    int[] after = taken(spread, spread.choose(weights, live(ways)), live(ways));
    for (int slot = 0; slot < after.length; slot++) {
      if (before[slot] == 1) {
        assertThat(after[slot]).isNotEqualTo(1);
      } else {
        assertThat(after[slot]).isEqualTo(before[slot]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void givesAWayWithHalfThePathsHalfTheSlots(int ways) {
    Spread spread = new Spread(ways);
    int[] weights = weights(ways, 2);
    weights[0] = 1;
    int[] taken = taken(spread, spread.choose(weights, live(ways)), live(ways));
    double exact = spread.slots() / (2.0 * ways - 1);
    assertThat((double) count(taken, 0)).isBetween(exact - 1, exact + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8})
  void doesNotFallBackToWhatLeadsNowhere(int ways) {
    Spread spread = new Spread(ways);
    int[] weights = weights(ways, 1);
    weights[1] = 0;
    boolean[] live = live(ways);
    live[0] = false;
    int[] taken = taken(spread, spread.choose(weights, live), live);
    assertThat(taken).doesNotContain(0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 24})
  void namesEachWayOnceInAnOrder(int ways) {
    Spread spread = new Spread(ways);
    for (int choice = 0; choice < spread.choices(); choice++) {
      assertThat(spread.order(choice)).hasSize(ways).doesNotHaveDuplicates();
    }
  }
}
