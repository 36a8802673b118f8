package io.weft.openflow.message;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * A change to the group table (OpenFlow 1.3.5, 7.3.4.2; 1.5.1, 7.3.4.3). OpenFlow 1.0 has it as
 * NXT_GROUP_MOD of Open vSwitch.
 *
 * @param type without meaning when buckets are inserted or removed
 * @param commandBucketId where buckets are inserted, or which are removed: the id of a bucket, or
 *     {@link #FIRST_BUCKET}, {@link #LAST_BUCKET} or {@link #ALL_BUCKETS}; the latter for all other
 *     commands
 * @param properties since OpenFlow 1.5, and in 1.0; else empty
 */
public record GroupMod(
    Command command,
    GroupType type,
    int groupId,
    int commandBucketId,
    List<Bucket> buckets,
    List<GroupProperty> properties)
    implements OfMessage {
  /** OFPG_ALL: every group, when deleting. */
  public static final int ALL_GROUPS = 0xffff_fffc;

  /** OFPG_BUCKET_FIRST. */
  public static final int FIRST_BUCKET = 0xffff_fffd;

  /** OFPG_BUCKET_LAST. */
  public static final int LAST_BUCKET = 0xffff_fffe;

  /** OFPG_BUCKET_ALL. */
  public static final int ALL_BUCKETS = 0xffff_ffff;

  /** OFPGC_*. */
  public enum Command {
    ADD(0),
    MODIFY(1),
    DELETE(2),
    /** Since OpenFlow 1.5, and in 1.0. */
    INSERT_BUCKET(3),
    /** Since OpenFlow 1.5, and in 1.0. */
    REMOVE_BUCKET(5),
    /** Of Open vSwitch, in all versions: modifies the group if there is one, else adds it. */
    ADD_OR_MOD(0x8000);

    private final int code;

    Command(int code) {
      this.code = code;
    }

    /** The number on the wire. */
    public int code() {
      return code;
    }

    /** Whether it is about buckets, which {@link GroupMod#commandBucketId} names. */
    public boolean isOfBuckets() {
      return this == INSERT_BUCKET || this == REMOVE_BUCKET;
    }
  }

  public GroupMod {
    buckets = List.copyOf(buckets);
    properties = List.copyOf(properties);
  }

  /** A command about whole groups without properties. */
  public GroupMod(Command command, GroupType type, int groupId, List<Bucket> buckets) {
    this(command, type, groupId, ALL_BUCKETS, buckets, List.of());
  }

  /** The notation of {@code ovs-ofctl}, with the command in front unless it adds. */
  @Override
  public String toString() {
    return GroupText.print(this);
  }

  /**
   * Parses what {@link #toString} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static GroupMod parse(String text) {
    return GroupParser.mod(new Token(text, 1));
  }
}
