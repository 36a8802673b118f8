package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/** Nicira's ways to hand a packet to the controller and back (Open vSwitch, nicira-ext.h). */
public sealed interface NxPacketMessage extends OfMessage {
  /**
   * NXT_PACKET_IN, as OFPT_PACKET_IN of OpenFlow 1.3 in every version.
   *
   * @param totalLength octets of the whole packet, 0 to 65535
   * @param reason OFPR_* code
   */
  record NxPacketIn(
      BufferId bufferId,
      int totalLength,
      int reason,
      int tableId,
      long cookie,
      Match match,
      Bytes data)
      implements NxPacketMessage {
    public NxPacketIn {
      Unsigned.check16("total length", totalLength);
      Unsigned.check8("reason", reason);
      Unsigned.check8("table", tableId);
    }

    /** The port that it came in on; ANY if the switch did not say. */
    public PortNo inPort() {
      return match.get(Field.IN_PORT).orElse(PortNo.ANY);
    }
  }

  /** NXT_PACKET_IN2: what is known of a packet, and how its way goes on. */
  record NxPacketIn2(List<PacketProperty> properties) implements NxPacketMessage {
    public NxPacketIn2 {
      properties = List.copyOf(properties);
    }

    /** The message that lets the packet go on, if it has a continuation. */
    public NxResume resume() {
      return new NxResume(
          properties.stream()
              .filter(property -> !(property instanceof PacketProperty.Userdata))
              .toList());
    }
  }

  /** NXT_RESUME: lets a packet go on that a {@code controller(pause)} stopped. */
  record NxResume(List<PacketProperty> properties) implements NxPacketMessage {
    public NxResume {
      properties = List.copyOf(properties);
    }
  }
}
