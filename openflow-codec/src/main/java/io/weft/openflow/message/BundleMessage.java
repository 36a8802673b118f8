package io.weft.openflow.message;

import java.util.List;

/**
 * Messages about bundles, changes that a switch makes together (OpenFlow 1.4.1, 7.3.9; for 1.3 ONF
 * extension 230).
 */
public sealed interface BundleMessage extends OfMessage {
  /** OFPBF_ATOMIC: all or nothing. */
  int ATOMIC = 1;

  /** OFPBF_ORDERED: in the order in which they were added. */
  int ORDERED = 2;

  /** OFPBF_TIME: at a time (1.5). */
  int TIME = 4;

  /** What is asked or confirmed, in the order of the codes. */
  enum Step {
    OPEN_REQUEST,
    OPEN_REPLY,
    CLOSE_REQUEST,
    CLOSE_REPLY,
    COMMIT_REQUEST,
    COMMIT_REPLY,
    DISCARD_REQUEST,
    DISCARD_REPLY
  }

  /**
   * OFPT_BUNDLE_CONTROL.
   *
   * @param flags {@link #ATOMIC}, {@link #ORDERED}, {@link #TIME}; 0 to 65535
   */
  record BundleControl(int bundleId, Step step, int flags, List<BundleProperty> properties)
      implements BundleMessage {
    public BundleControl {
      Unsigned.check16("flags", flags);
      properties = List.copyOf(properties);
    }

    public BundleControl(int bundleId, Step step, int flags) {
      this(bundleId, step, flags, List.of());
    }
  }

  /**
   * OFPT_BUNDLE_ADD_MESSAGE.
   *
   * @param flags those with which the bundle was opened
   * @param message what to do; it goes out with the xid and the version of this message
   */
  record BundleAdd(int bundleId, int flags, OfMessage message, List<BundleProperty> properties)
      implements BundleMessage {
    public BundleAdd {
      Unsigned.check16("flags", flags);
      properties = List.copyOf(properties);
    }

    public BundleAdd(int bundleId, int flags, OfMessage message) {
      this(bundleId, flags, message, List.of());
    }
  }
}
