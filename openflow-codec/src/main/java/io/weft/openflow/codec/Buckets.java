package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.UnknownProperty;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buckets of groups: a struct in OpenFlow 1.1 to 1.4 (1.3.5, 7.3.4.2.1), an id and properties since
 * 1.5 (1.5.1, 7.3.4.3.1), which the extension for 1.0 has too.
 */
final class Buckets {
  private static final int HEADER_OF_11 = 16;
  private static final int HEADER_OF_15 = 8;
  private static final int EXPERIMENTER = 0xffff;

  private sealed interface Property {
    record Weight(int value) implements Property {}

    record WatchPort(PortNo port) implements Property {}

    record WatchGroup(int groupId) implements Property {}

    record Experimenter(UnknownProperty property) implements Property {}
  }

  /** Open vSwitch takes no notice of how much padding follows. */
  private static final Part<Integer> WEIGHT =
      Part.of(
          in -> {
            int weight = in.u16();
            in.skip(in.remaining());
            return weight;
          },
          (weight, out) -> {
            out.u16(weight);
            out.zero(2);
          });

  /** 32 bits in OpenFlow 1.0 too. */
  private static final Part<PortNo> PORT_32 = Part.of(Buckets::readPort, Buckets::writePort);

  // spotless:off
  private static final WireTable<Property> PROPERTIES = new WireTable<>("bucket property",
      row(0, ALL, Property.Weight.class,     struct(WEIGHT, Property.Weight::value, Property.Weight::new)),
      row(1, ALL, Property.WatchPort.class,  struct(PORT_32, Property.WatchPort::port, Property.WatchPort::new)),
      row(2, ALL, Property.WatchGroup.class, struct(I32, Property.WatchGroup::groupId, Property.WatchGroup::new)));
  // spotless:on

  private Buckets() {}

  /** Whether buckets have ids, and groups and buckets properties. */
  static boolean areOf15(OfVersion version) {
    return version == OF10 || version == OfVersion.OF15;
  }

  /** Reads buckets up to the end. */
  static List<Bucket> read(WireReader in, boolean isSelect) {
    List<Bucket> buckets = new ArrayList<>();
    boolean of15 = areOf15(in.version());
    while (in.hasMore()) {
      buckets.add(of15 ? readOf15(in, isSelect) : readOf11(in));
    }
    if (of15) {
      refuseDuplicates(buckets);
    }
    return buckets;
  }

  private static int length(WireReader in, int header) {
    int left = in.remaining();
    int length = left >= header ? in.peekU16(0) : 0;
    if (length < header || length > left) {
      throw bad("bucket of length " + length + ", " + left + " octets are left");
    }
    return length;
  }

  private static DecodeException bad(String detail) {
    return new DecodeException(OfError.OFPGMFC_BAD_BUCKET, detail);
  }

  private static Bucket readOf11(WireReader in) {
    int length = length(in, HEADER_OF_11);
    in.skip(2);
    int weight = in.u16();
    PortNo watchPort = readPort(in);
    int watchGroup = in.i32();
    in.skip(4);
    return new Bucket(weight, watchPort, watchGroup, readActions(length - HEADER_OF_11, in));
  }

  private static Bucket readOf15(WireReader in, boolean isSelect) {
    int length = length(in, HEADER_OF_15);
    in.skip(2);
    int actionsLength = in.u16();
    int bucketId = in.i32();
    int propertiesLength = length - HEADER_OF_15 - actionsLength;
    if (propertiesLength < 0) {
      throw bad("actions of " + actionsLength + " octets in a bucket of length " + length);
    }
    List<Action> actions = readActions(actionsLength, in);
    List<Property> properties =
        Properties.read(
            in.slice(propertiesLength, OfError.OFPBPC_BAD_LEN), PROPERTIES, Buckets::unknown);
    int weight = isSelect ? 1 : 0;
    PortNo watchPort = PortNo.ANY;
    int watchGroup = Bucket.NO_GROUP;
    List<Bytes> experimenters = List.of();
    for (Property property : properties) {
      switch (property) {
        case Property.Weight p -> weight = p.value();
        case Property.WatchPort p -> watchPort = p.port();
        case Property.WatchGroup p -> watchGroup = p.groupId();
        case Property.Experimenter p -> {
          experimenters = new ArrayList<>(experimenters);
          experimenters.add(p.property().body());
        }
      }
    }
    if (Integer.compareUnsigned(bucketId, Bucket.MAX_ID) > 0) {
      throw bad("bucket id " + Integer.toUnsignedString(bucketId));
    }
    return new Bucket(weight, watchPort, watchGroup, actions, bucketId, experimenters);
  }

  private static Property unknown(UnknownProperty property) {
    if (property.type() != EXPERIMENTER) {
      throw new DecodeException(
          OfError.OFPBPC_BAD_TYPE, "property of type " + property.type() + " in a bucket");
    }
    return new Property.Experimenter(property);
  }

  private static List<Action> readActions(int length, WireReader in) {
    if (length % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "actions of " + length + " octets in a bucket");
    }
    return Actions.read(in.slice(length, OfError.OFPBAC_BAD_LEN));
  }

  private static void refuseDuplicates(List<Bucket> buckets) {
    Set<Integer> ids = new HashSet<>();
    for (Bucket bucket : buckets) {
      if (!ids.add(bucket.bucketId())) {
        throw bad("two buckets of id " + Integer.toUnsignedString(bucket.bucketId()));
      }
    }
  }

  private static PortNo readPort(WireReader in) {
    return PortNo.of(in.i32());
  }

  private static void writePort(PortNo port, WireWriter out) {
    out.i32(port.bits());
  }

  static void write(List<Bucket> buckets, GroupType type, WireWriter out) {
    if (!areOf15(out.version())) {
      for (Bucket bucket : buckets) {
        writeOf11(bucket, out);
      }
      return;
    }
    Ids ids = new Ids(buckets);
    for (Bucket bucket : buckets) {
      writeOf15(bucket, ids.of(bucket), type, out);
    }
  }

  private static void writeOf11(Bucket bucket, WireWriter out) {
    if (bucket.bucketId() != Bucket.NO_ID || !bucket.experimenters().isEmpty()) {
      throw EncodeException.unsayable("id or properties of " + bucket, out.version());
    }
    int start = out.position();
    out.u16(0);
    out.u16(bucket.weight());
    writePort(bucket.watchPort(), out);
    out.i32(bucket.watchGroup());
    out.zero(4);
    Actions.write(bucket.actions(), out);
    out.patchLength(start, start, "bucket");
  }

  private static void writeOf15(Bucket bucket, int bucketId, GroupType type, WireWriter out) {
    int start = out.position();
    out.u16(0);
    out.u16(0);
    out.i32(bucketId);
    int actions = out.position();
    Actions.write(bucket.actions(), out);
    out.patchLength(actions, start + 2, "action list of a bucket");
    if (type == GroupType.SELECT || bucket.weight() != 0) {
      Properties.write(new Property.Weight(bucket.weight()), PROPERTIES, out);
    }
    if (!bucket.watchPort().equals(PortNo.ANY)) {
      Properties.write(new Property.WatchPort(bucket.watchPort()), PROPERTIES, out);
    }
    if (bucket.watchGroup() != Bucket.NO_GROUP) {
      Properties.write(new Property.WatchGroup(bucket.watchGroup()), PROPERTIES, out);
    }
    for (Bytes experimenter : bucket.experimenters()) {
      Properties.write(new UnknownProperty(EXPERIMENTER, experimenter), out);
    }
    out.patchLength(start, start, "bucket");
  }

  /** Ids for buckets that have none: the lowest ones that no other bucket has. */
  private static final class Ids {
    private final Set<Integer> taken = new HashSet<>();
    private int next;

    Ids(List<Bucket> buckets) {
      for (Bucket bucket : buckets) {
        taken.add(bucket.bucketId());
      }
    }

    int of(Bucket bucket) {
      if (bucket.bucketId() != Bucket.NO_ID) {
        return bucket.bucketId();
      }
      while (taken.contains(next)) {
        next++;
      }
      return next++;
    }
  }
}
