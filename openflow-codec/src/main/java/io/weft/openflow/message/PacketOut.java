package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * A packet for the switch to send (OpenFlow 1.3.5, 7.3.7).
 *
 * @param inPort what it counts as having come in on; CONTROLLER if nothing else
 * @param fields what else the pipeline is to know of it, together with the port (OpenFlow 1.5.1,
 *     7.3.6); empty if it is nothing, and before 1.5
 * @param data the frame; empty if the switch has it in a buffer
 */
public record PacketOut(
    BufferId bufferId, PortNo inPort, Match fields, List<Action> actions, Bytes data)
    implements OfMessage {
  public PacketOut {
    actions = List.copyOf(actions);
    if (fields.size() == 1 && fields.unknown().isEmpty() && fields.has(Field.IN_PORT)) {
      fields = Match.ANY;
    } else if (!fields.isEmpty()
        && (!fields.isExact(Field.IN_PORT) || (int) fields.low(Field.IN_PORT) != inPort.bits())) {
      fields = fields.toBuilder().set(Field.IN_PORT, inPort).build();
    }
  }

  public PacketOut(BufferId bufferId, PortNo inPort, List<Action> actions, Bytes data) {
    this(bufferId, inPort, Match.ANY, actions, data);
  }

  /** Sends a frame out of one port. */
  public static PacketOut to(PortNo port, Bytes frame) {
    return new PacketOut(BufferId.NONE, PortNo.CONTROLLER, List.of(Action.output(port)), frame);
  }
}
