package io.weft.openflow.message;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.notation.Token;
import java.util.List;

/** A change to the group table (OpenFlow 1.3.5, 7.3.4.2); since OpenFlow 1.1. */
public record GroupMod(Command command, GroupType type, int groupId, List<Bucket> buckets)
    implements OfMessage {
  /** OFPG_ALL: every group, when deleting. */
  public static final int ALL_GROUPS = 0xffff_fffc;

  /** OFPGC_* in the order of their codes. */
  public enum Command {
    ADD,
    MODIFY,
    DELETE
  }

  public GroupMod {
    buckets = List.copyOf(buckets);
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
    return GroupText.parseMod(new Token(text, 1));
  }
}
