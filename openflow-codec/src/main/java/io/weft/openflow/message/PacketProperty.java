package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Match;
import java.util.List;

/** A property of NXT_PACKET_IN2 and NXT_RESUME (Open vSwitch, nicira-ext.h, NXPINT_*). */
public sealed interface PacketProperty {
  /** The packet, or its beginning. */
  record Packet(Bytes data) implements PacketProperty {}

  /** Octets of the whole packet, 32 bits without sign, if the message has only some. */
  record FullLength(long octets) implements PacketProperty {
    public FullLength {
      Unsigned.check32("length", octets);
    }
  }

  record Buffer(BufferId bufferId) implements PacketProperty {}

  record Table(int tableId) implements PacketProperty {
    public Table {
      Unsigned.check8("table", tableId);
    }
  }

  record Cookie(long cookie) implements PacketProperty {}

  /** Why it was sent, an OFPR_* code. */
  record Reason(int reason) implements PacketProperty {
    public Reason {
      Unsigned.check8("reason", reason);
    }
  }

  /** The port that it came in on and what else the pipeline knew. */
  record Metadata(Match match) implements PacketProperty {}

  /** What {@code controller(userdata=...)} said. */
  record Userdata(Bytes data) implements PacketProperty {}

  /** What the switch needs to go on, which is its own business. */
  record Continuation(List<ContinuationProperty> properties) implements PacketProperty {
    public Continuation {
      properties = List.copyOf(properties);
    }
  }

  /** A property that no row reads. */
  record Unknown(UnknownProperty property) implements PacketProperty, UnknownProperty.Kept {}

  /** A property of a continuation (Open vSwitch, lib/ofp-packet.c, NXCPT_*). */
  sealed interface ContinuationProperty {
    /** The UUID of the bridge, 16 octets. */
    record Bridge(Bytes uuid) implements ContinuationProperty {
      public Bridge {
        if (uuid.size() != 16) {
          throw new IllegalArgumentException("a UUID has 16 octets, not " + uuid.size());
        }
      }
    }

    /** One value on the stack, up to 128 octets; the topmost comes first. */
    record Stack(Bytes value) implements ContinuationProperty {
      public Stack {
        if (value.size() > 128) {
          throw new IllegalArgumentException("a stacked value of " + value.size() + " octets");
        }
      }
    }

    /** Mirrors that the packet has been sent to, a bit each. */
    record Mirrors(int mirrors) implements ContinuationProperty {}

    /** The packet has been tracked. */
    record Conntracked() implements ContinuationProperty {}

    /** The table of the actions that follow. */
    record ActionsTable(int tableId) implements ContinuationProperty {
      public ActionsTable {
        Unsigned.check8("table", tableId);
      }
    }

    /** The cookie of the flow entry that the actions that follow are of. */
    record ActionsCookie(long cookie) implements ContinuationProperty {}

    /** What is still to be done. */
    record Actions(List<Action> actions) implements ContinuationProperty {
      public Actions {
        actions = List.copyOf(actions);
      }
    }

    record ActionSet(List<Action> actions) implements ContinuationProperty {
      public ActionSet {
        actions = List.copyOf(actions);
      }
    }

    /** The datapath's number of the port. */
    record OdpPort(int port) implements ContinuationProperty {}

    /** A property that no row reads. */
    record Unknown(UnknownProperty property)
        implements ContinuationProperty, UnknownProperty.Kept {}
  }
}
