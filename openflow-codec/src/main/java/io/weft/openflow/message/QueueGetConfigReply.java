package io.weft.openflow.message;

import io.weft.net.PortNo;
import java.util.List;

/** The queues of a port (OpenFlow 1.3.5, 7.3.6); up to OpenFlow 1.3. */
public record QueueGetConfigReply(PortNo port, List<QueueDesc> queues) implements OfMessage {
  public QueueGetConfigReply {
    queues = List.copyOf(queues);
  }
}
