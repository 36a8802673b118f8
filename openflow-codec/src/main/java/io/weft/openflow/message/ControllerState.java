package io.weft.openflow.message;

import java.util.List;

/**
 * What a switch knows of one of its controllers (OpenFlow 1.5.1, 7.3.5.18).
 *
 * @param shortId the id that it chose in its role request; 0 to 65535
 */
public record ControllerState(
    int shortId,
    OfMessage.Role role,
    Reason reason,
    ChannelStatus channel,
    List<ControllerProperty> properties) {
  /** Why it is told, in the order of the codes. */
  public enum Reason {
    REQUEST,
    CHANNEL_STATUS,
    ROLE,
    CONTROLLER_ADDED,
    CONTROLLER_REMOVED,
    SHORT_ID,
    EXPERIMENTER
  }

  /** Whether its channel works, in the order of the codes. */
  public enum ChannelStatus {
    UP,
    DOWN
  }

  public ControllerState {
    Unsigned.check16("short id", shortId);
    properties = List.copyOf(properties);
  }

  /** A property. */
  public sealed interface ControllerProperty {
    /** OFPCSPT_URI: where it is, such as {@code tcp:198.51.100.1:6653}. */
    record Uri(String uri) implements ControllerProperty {}

    /** A property that no row reads. */
    record Unknown(UnknownProperty property) implements ControllerProperty, UnknownProperty.Kept {}
  }
}
