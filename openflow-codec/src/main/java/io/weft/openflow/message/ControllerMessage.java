package io.weft.openflow.message;

import java.util.List;

/** What a switch tells a controller of controllers. */
public sealed interface ControllerMessage extends OfMessage {
  /**
   * OFPT_ROLE_STATUS: the role was changed by the switch (OpenFlow 1.4.1, 7.4.4; for 1.3 ONF
   * extension 191).
   *
   * @param reason OFPCRR_* code: 0 another asked to be master, 1 configuration, 2 experimenter
   * @param generationId of the master's request; all ones if it had none
   */
  record RoleStatus(
      OfMessage.Role role, int reason, long generationId, List<UnknownProperty> properties)
      implements ControllerMessage {
    public RoleStatus {
      Unsigned.check8("reason", reason);
      properties = List.copyOf(properties);
    }
  }

  /** OFPT_CONTROLLER_STATUS: the state of another controller (OpenFlow 1.5.1, 7.4.8). */
  record ControllerStatus(ControllerState controller) implements ControllerMessage {}
}
