package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.OfMessage;
import java.util.List;

/**
 * What sessions tell, each on its own I/O thread and in the order of the connection: {@code
 * connected} first, {@code disconnected} last, and for each datapath id one connection at a time.
 */
public interface SwitchListener {
  /**
   * What a switch had installed when it connected.
   *
   * @param known false if the switch did not answer in time, so that nothing is known
   */
  record ReadBack(boolean known, List<FlowEntry> flows, List<GroupEntry> groups) {
    public ReadBack {
      flows = List.copyOf(flows);
      groups = List.copyOf(groups);
    }
  }

  /** The handshake is done. */
  void connected(SwitchChannel channel, SwitchNode node, ReadBack installed);

  /**
   * The switch said something of its own accord: a {@code PacketIn}, {@code PortStatus} or {@code
   * FlowRemoved}.
   *
   * @param done to be run, on any thread, when it has been dealt with: while too many have not
   *     been, the session does not read from its switch
   */
  void said(SwitchChannel channel, OfMessage message, Runnable done);

  void disconnected(SwitchChannel channel, String reason);
}
