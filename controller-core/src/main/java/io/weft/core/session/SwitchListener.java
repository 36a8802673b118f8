package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.reactive.PacketHandler;
import java.util.List;
import java.util.Optional;

/**
 * What sessions tell, each on its own I/O thread and in the order of the connection: {@code
 * connected} first, {@code disconnected} last, and for each datapath id one connection at a time.
 */
public interface SwitchListener {
  /**
   * What a switch has installed.
   *
   * @param known false if the switch did not answer in time, so that nothing is known
   */
  record ReadBack(
      boolean known, List<FlowEntry> flows, List<GroupEntry> groups, List<MeterEntry> meters) {
    /** Nothing is known. */
    public static final ReadBack UNKNOWN = new ReadBack(false, List.of(), List.of());

    public ReadBack {
      flows = List.copyOf(flows);
      groups = List.copyOf(groups);
      meters = List.copyOf(meters);
    }

    /** That of a switch without meters. */
    public ReadBack(boolean known, List<FlowEntry> flows, List<GroupEntry> groups) {
      this(known, flows, groups, List.of());
    }
  }

  /** The handshake is done. */
  void connected(SwitchChannel channel, SwitchNode node, ReadBack installed);

  /**
   * Who answers the packets of a switch before {@link #said} tells of them; asked right before
   * {@code connected}. It is called on the session's I/O thread.
   */
  default Optional<PacketHandler> packetHandler(SwitchNode node) {
    return Optional.empty();
  }

  /**
   * The switch said something of its own accord: a {@code PacketIn}, {@code PortStatus} or {@code
   * FlowRemoved}, or what a flow monitor tells of changes by others: a {@code MultipartReply} with
   * {@code FlowUpdates}, all of them {@code FlowChange}, or none if some were lost.
   *
   * @param done to be run, on any thread, when it has been dealt with: while too many have not
   *     been, the session does not read from its switch
   */
  void said(SwitchChannel channel, OfMessage message, Runnable done);

  void disconnected(SwitchChannel channel, String reason);
}
