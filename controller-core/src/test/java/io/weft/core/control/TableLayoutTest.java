package io.weft.core.control;

import static io.weft.core.network.Sample.dpid;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weft.core.control.TableLayout.Need;
import io.weft.core.desired.Owner;
import io.weft.core.network.Sample;
import io.weft.core.network.SwitchNode;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody.Desc;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
  private static final Owner WALL = new Owner(200, "firewall");
  private static final Owner L2 = new Owner(2, "l2-learning");
  private static final Owner WATCH = new Owner(201, "watch");

  private static SwitchNode node(int tables) {
    Desc desc = new Desc("", "", "", "", "");
    return SwitchNode.connected(dpid(5), OfVersion.OF13, tables, desc, List.of());
  }

  private static TableSlot slot(Owner owner, int first, int count, OptionalInt next) {
    return new TableSlot(owner, dpid(5), first, count, next);
  }

  @Test
  void tablesAreDividedInTheOrderOfApps() {
    TableLayout layout = TableLayout.of(node(254), List.of(new Need(WALL, 1), new Need(L2, 3)));
    assertThat(layout.conflicts()).isEmpty();
    assertThat(layout.slots())
        .isEqualTo(
            ImmutableMap.of(
                WALL,
                slot(WALL, 0, 1, OptionalInt.of(1)),
                L2,
                slot(L2, 1, 3, OptionalInt.empty())));
  }

  @Test
  void nextAppIsTheNextThatHasTables() {
    TableLayout layout =
        TableLayout.of(node(254), List.of(new Need(WALL, 2), new Need(WATCH, 0), new Need(L2, 1)));
    assertThat(layout.slots().get(WALL)).isEqualTo(slot(WALL, 0, 2, OptionalInt.of(2)));
    assertThat(layout.slots().get(WATCH)).isEqualTo(slot(WATCH, 2, 0, OptionalInt.of(2)));
    assertThat(layout.slots().get(L2)).isEqualTo(slot(L2, 2, 1, OptionalInt.empty()));

    TableLayout last = TableLayout.of(node(254), List.of(new Need(L2, 1), new Need(WATCH, 0)));
    assertThat(last.slots().get(L2)).isEqualTo(slot(L2, 0, 1, OptionalInt.empty()));
  }

  @Test
  void conflictNamesBothOwners() {
    TableLayout layout = TableLayout.of(node(3), List.of(new Need(WALL, 1), new Need(L2, 3)));
    assertThat(layout.slots().keySet()).containsExactly(WALL);
    assertThat(layout.conflictOf(WALL)).isEmpty();
    assertThat(layout.conflictOf(L2))
        .hasValue(
            "0000000000000005: has 3 tables, firewall has 1; l2-learning needs 3 and installs"
                + " nothing there");
    // Nobody is behind the firewall there.
    assertThat(layout.slots().get(WALL)).isEqualTo(slot(WALL, 0, 1, OptionalInt.empty()));
  }

  @Test
  void smallerAppBehindOneThatWentShortIsServed() {
    TableLayout layout =
        TableLayout.of(node(2), List.of(new Need(WALL, 1), new Need(L2, 3), new Need(WATCH, 1)));
    assertThat(layout.slots().get(WALL)).isEqualTo(slot(WALL, 0, 1, OptionalInt.of(1)));
    assertThat(layout.slots().get(WATCH)).isEqualTo(slot(WATCH, 1, 1, OptionalInt.empty()));
  }

  @Test
  void switchOfOpenFlow10HasOneTable() {
    TableLayout layout =
        TableLayout.of(
            Sample.node(5, OfVersion.OF10, 2), List.of(new Need(WALL, 1), new Need(L2, 1)));
    assertThat(layout.conflictOf(L2))
        .hasValue(
            "0000000000000005: has 1 table, firewall has 1; l2-learning needs 1 and installs"
                + " nothing there");
  }
}
