package io.weft.openflow.message;

import java.util.List;

/** Which unasked messages a controller wants (OpenFlow 1.3.5, 7.3.10; 1.4.1, 7.3.10). */
public sealed interface AsyncMessage extends OfMessage {
  /** OFPT_GET_ASYNC_REQUEST. */
  record AsyncRequest() implements AsyncMessage {}

  /** OFPT_GET_ASYNC_REPLY of OpenFlow 1.3. */
  record AsyncMasksReply(AsyncMasks masks) implements AsyncMessage {}

  /** OFPT_SET_ASYNC of OpenFlow 1.3. */
  record SetAsyncMasks(AsyncMasks masks) implements AsyncMessage {}

  /** OFPT_GET_ASYNC_REPLY since OpenFlow 1.4. */
  record AsyncReply(List<AsyncProperty> properties) implements AsyncMessage {
    public AsyncReply {
      properties = List.copyOf(properties);
    }
  }

  /**
   * OFPT_SET_ASYNC since OpenFlow 1.4, NXT_SET_ASYNC_CONFIG2 before. What no property is about
   * stays as it is.
   */
  record SetAsync(List<AsyncProperty> properties) implements AsyncMessage {
    public SetAsync {
      properties = List.copyOf(properties);
    }
  }

  /**
   * Bit n of a mask stands for reason n of the message. The first of each pair is for the roles
   * EQUAL and MASTER, the second for SLAVE.
   */
  record AsyncMasks(
      int packetIn,
      int packetInSlave,
      int portStatus,
      int portStatusSlave,
      int flowRemoved,
      int flowRemovedSlave) {}
}
