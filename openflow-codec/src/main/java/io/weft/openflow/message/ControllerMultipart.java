package io.weft.openflow.message;

import java.util.List;

/** The controllers of a switch, asked for and listed (OpenFlow 1.5.1, 7.3.5.18). */
public interface ControllerMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer. */
  sealed interface Reply extends MultipartBody.Reply {}

  record ControllerStatusRequest() implements Request {}

  record ControllerStatuses(List<ControllerState> controllers) implements Reply {
    public ControllerStatuses {
      controllers = List.copyOf(controllers);
    }
  }
}
