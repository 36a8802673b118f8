package io.weft.core.network;

import static io.weft.core.network.Sample.at;
import static io.weft.core.network.Sample.desc;
import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.link;
import static io.weft.core.network.Sample.mac;
import static io.weft.core.network.Sample.node;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.PortDesc;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkViewTest {
  private static final NetworkView ONE = NetworkView.EMPTY.with(node(1, 2));

  @Test
  void aSwitchBeginsWithPortsThatMayServeNobody() {
    PortDesc local = PortDesc.of(PortNo.LOCAL, mac(1), "br0", true);
    SwitchNode node = node(1, OfVersion.OF13, List.of(desc(1, 1, true), desc(1, 2, false), local));

    assertThat(node.ports().keySet()).containsExactly(port(1), port(2));
    assertThat(node.role(port(1))).isEqualTo(PortRole.PROBING);
    assertThat(node.role(port(2))).isEqualTo(PortRole.DOWN);
    assertThat(node.role(PortNo.LOCAL)).isEqualTo(PortRole.DOWN);
    assertThat(node.connected()).isTrue();
  }

  @Test
  void changesGiveAnotherViewAndLeaveThisOne() {
    NetworkView changed = ONE.withRole(at(1, 1), PortRole.EDGE).with(link(1, 2, 2, 1));
    assertThat(ONE.role(at(1, 1))).isEqualTo(PortRole.PROBING);
    assertThat(changed.isEdge(at(1, 1))).isTrue();
    assertThat(changed.links()).containsExactly(link(1, 2, 2, 1));
    assertThat(changed.without(link(1, 2, 2, 1)).withRole(at(1, 1), PortRole.PROBING))
        .isEqualTo(ONE);
  }

  @Test
  void whatChangesNothingGivesTheSameView() {
    assertThat(ONE.withRole(at(1, 1), PortRole.PROBING)).isSameAs(ONE);
    assertThat(ONE.withRole(at(1, 9), PortRole.EDGE)).isSameAs(ONE);
    assertThat(ONE.withRole(at(2, 1), PortRole.EDGE)).isSameAs(ONE);
    assertThat(ONE.withConnected(dpid(2), false)).isSameAs(ONE);
    assertThat(ONE.withoutPort(at(2, 1))).isSameAs(ONE);
    assertThat(ONE.withSettled(true)).isSameAs(ONE);
  }

  @Test
  void aPortKeepsItsRoleWhenItsDescriptionChangesAndANewOneHasNone() {
    NetworkView view =
        ONE.withRole(at(1, 1), PortRole.EDGE)
            .withPort(dpid(1), desc(1, 1, false))
            .withPort(dpid(1), desc(1, 3, true));
    assertThat(view.role(at(1, 1))).isEqualTo(PortRole.EDGE);
    assertThat(view.role(at(1, 3))).isEqualTo(PortRole.DOWN);
    assertThat(view.withoutPort(at(1, 3)).port(dpid(1), port(3))).isEmpty();
  }

  @Test
  void hostsAreFoundByTheirAddress() {
    Host host = Host.at(mac(1), at(1, 1));
    NetworkView view = ONE.with(host).with(host.movedTo(at(1, 2)));
    assertThat(view.host(mac(1))).contains(Host.at(mac(1), at(1, 2)));
    assertThat(view.without(host).hosts()).isEmpty();
    assertThat(view.host(mac(2))).isEmpty();
  }
}
