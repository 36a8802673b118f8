package io.weft.openflow.message;

import io.weft.net.PortNo;
import java.util.List;

/**
 * A queue of a port (OpenFlow 1.3.5, 7.2.2; 1.4.1, 7.3.5.15).
 *
 * @param port where it is; before OpenFlow 1.2 that of the whole answer
 */
public record QueueDesc(PortNo port, int queueId, List<QueueProperty> properties) {
  /** OFPQ_ALL: every queue, when asking. */
  public static final int ALL_QUEUES = -1;

  public QueueDesc {
    properties = List.copyOf(properties);
  }
}
