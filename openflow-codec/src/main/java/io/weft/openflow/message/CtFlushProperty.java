package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import java.util.List;

/** What NXT_CT_FLUSH looks at (Open vSwitch, nicira-ext.h, NXT_CT_*). */
public sealed interface CtFlushProperty {
  /** The connection in the direction of its first packet. */
  record OriginalTuple(List<CtTuplePart> parts) implements CtFlushProperty {
    public OriginalTuple {
      parts = List.copyOf(parts);
    }
  }

  /** The connection in the other direction. */
  record ReplyTuple(List<CtTuplePart> parts) implements CtFlushProperty {
    public ReplyTuple {
      parts = List.copyOf(parts);
    }
  }

  record Zone(int zone) implements CtFlushProperty {
    public Zone {
      Unsigned.check16("zone", zone);
    }
  }

  record Mark(int mark) implements CtFlushProperty {}

  record MarkMask(int mask) implements CtFlushProperty {}

  /** Labels, 16 octets. */
  record Labels(Bytes labels) implements CtFlushProperty {
    public Labels {
      check(labels);
    }
  }

  /** Which bits of the labels count, 16 octets. */
  record LabelsMask(Bytes mask) implements CtFlushProperty {
    public LabelsMask {
      check(mask);
    }
  }

  private static void check(Bytes labels) {
    if (labels.size() != 16) {
      throw new IllegalArgumentException("labels have 16 octets, not " + labels.size());
    }
  }

  /** One part of a connection's name. An IPv4 address is mapped into IPv6. */
  sealed interface CtTuplePart {
    record Source(Ipv6Address address) implements CtTuplePart {}

    record Destination(Ipv6Address address) implements CtTuplePart {}

    record SourcePort(int port) implements CtTuplePart {
      public SourcePort {
        Unsigned.check16("port", port);
      }
    }

    record DestinationPort(int port) implements CtTuplePart {
      public DestinationPort {
        Unsigned.check16("port", port);
      }
    }

    record IcmpId(int id) implements CtTuplePart {
      public IcmpId {
        Unsigned.check16("ICMP id", id);
      }
    }

    record IcmpType(int type) implements CtTuplePart {
      public IcmpType {
        Unsigned.check8("ICMP type", type);
      }
    }

    record IcmpCode(int code) implements CtTuplePart {
      public IcmpCode {
        Unsigned.check8("ICMP code", code);
      }
    }
  }
}
