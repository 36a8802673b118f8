package io.weft.core.desired;

/**
 * Who wants a rule: the core or an app. The number is in every cookie and group id, so that after a
 * restart each finds its own again, and nobody touches what is not his.
 *
 * @param id 1 to 255; never to be given to another owner
 * @param name as in the configuration and the log
 */
public record Owner(int id, String name) {
  /** The core itself: link discovery. */
  public static final Owner CORE = new Owner(1, "core");

  private static final int GROUP_MAGIC = 0x57;

  /** Switches number their meters from 1 to a maximum, 262144 in Open vSwitch: no room for more. */
  private static final int METER_MAGIC = 1;

  public Owner {
    if (id < 1 || id > 255) {
      throw new IllegalArgumentException("owner " + name + " has id " + id + ", must be 1 to 255");
    }
  }

  /** A group id of this owner: 0x57, the owner, 16 bits of its own. */
  public int groupId(int number) {
    if (number < 0 || number > 0xffff) {
      throw new IllegalArgumentException("group " + number + " of " + name + ", 65535 is the most");
    }
    return GROUP_MAGIC << 24 | id << 16 | number;
  }

  /** Whether a group with this id was made by some owner of ours. */
  public static boolean ownsGroup(int groupId) {
    return groupId >>> 24 == GROUP_MAGIC;
  }

  /** The owner's number in a group id that {@link #ownsGroup}. */
  public static int ofGroup(int groupId) {
    return groupId >>> 16 & 0xff;
  }

  /** A meter id of this owner: 0x1, the owner, 8 bits of its own. */
  public int meterId(int number) {
    if (number < 0 || number > 0xff) {
      throw new IllegalArgumentException("meter " + number + " of " + name + ", 255 is the most");
    }
    return METER_MAGIC << 16 | id << 8 | number;
  }

  /** Whether a meter with this id was made by some owner of ours. */
  public static boolean ownsMeter(int meterId) {
    return meterId >>> 16 == METER_MAGIC && ofMeter(meterId) != 0;
  }

  /** The owner's number in a meter id that {@link #ownsMeter}. */
  public static int ofMeter(int meterId) {
    return meterId >>> 8 & 0xff;
  }

  @Override
  public String toString() {
    return name;
  }
}
