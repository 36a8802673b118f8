package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import java.util.List;

/**
 * A packet for the switch to send (OpenFlow 1.3.5, 7.3.7).
 *
 * @param inPort what it counts as having come in on; CONTROLLER if nothing else
 * @param data the frame; empty if the switch has it in a buffer
 */
public record PacketOut(BufferId bufferId, PortNo inPort, List<Action> actions, Bytes data)
    implements OfMessage {
  public PacketOut {
    actions = List.copyOf(actions);
  }

  /** Sends a frame out of one port. */
  public static PacketOut to(PortNo port, Bytes frame) {
    return new PacketOut(BufferId.NONE, PortNo.CONTROLLER, List.of(Action.output(port)), frame);
  }
}
