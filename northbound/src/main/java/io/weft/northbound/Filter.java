package io.weft.northbound;

import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which switches a request is about.
 *
 * @param only empty for all
 */
record Filter(Optional<DatapathId> only) {
  /**
   * Reads the field {@code switch}.
   *
   * @throws io.grpc.StatusRuntimeException naming it, if it is no datapath id
   */
  static Filter parse(String text) {
    if (text.isEmpty()) {
      return new Filter(Optional.empty());
    }
    try {
      return new Filter(Optional.of(DatapathId.parse(text)));
    } catch (IllegalArgumentException e) {
      throw Problem.wrong("switch", "a datapath id of up to 16 hexadecimal digits", text);
    }
  }

  boolean has(DatapathId dpid) {
    return only.isEmpty() || only.get().equals(dpid);
  }

  boolean has(ConnectPoint point) {
    return has(point.dpid());
  }

  /**
   * The switches of a view, by datapath id.
   *
   * @throws io.grpc.StatusRuntimeException if the one that was asked for is not known
   */
  Collection<SwitchNode> nodes(NetworkView view) {
    return only.isEmpty()
        ? view.switches().values()
        : List.of(view.node(only.get()).orElseThrow(() -> unknown(only.get())));
  }

  private static RuntimeException unknown(DatapathId dpid) {
    return Problem.notFound("switch: no switch " + dpid + " is known");
  }
}
