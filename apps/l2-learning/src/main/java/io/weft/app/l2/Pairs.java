package io.weft.app.l2;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.Set;

/**
 * Who talks to whom from the edge ports of single-table switches. Such a switch cannot look up
 * source and destination separately, so it needs a rule for each pair; only those in use have one.
 */
final class Pairs {
  /** More on one switch are served by the controller, packet by packet. */
  static final int MAX_PER_SWITCH = 8192;

  /** A conversation: {@code dst} may be a host, a group or nobody that is known. */
  record Pair(PortNo inPort, MacAddress src, MacAddress dst) {}

  private final SetMultimap<DatapathId, Pair> pairs = LinkedHashMultimap.create();

  Set<Pair> of(DatapathId dpid) {
    return pairs.get(dpid);
  }

  /** Remembers a pair; false if it was known, or there is no room. */
  boolean add(DatapathId dpid, Pair pair) {
    return pairs.get(dpid).size() < MAX_PER_SWITCH && pairs.put(dpid, pair);
  }

  void remove(DatapathId dpid, Pair pair) {
    pairs.remove(dpid, pair);
  }

  boolean hasSource(DatapathId dpid, MacAddress src) {
    return pairs.get(dpid).stream().anyMatch(pair -> pair.src.equals(src));
  }

  /** Drops pairs whose source is not, or no longer, where they say. */
  void keepOnlyPresent(NetworkView view) {
    pairs
        .entries()
        .removeIf(entry ->
            view.host(entry.getValue().src)
                .filter(host ->
                    host.location()
                        .equals(new ConnectPoint(entry.getKey(), entry.getValue().inPort)))
                .isEmpty());
  }
}
