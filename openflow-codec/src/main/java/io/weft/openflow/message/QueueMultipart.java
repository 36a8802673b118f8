package io.weft.openflow.message;

import io.weft.net.PortNo;
import java.util.List;

/** Queues and their counters, asked for and listed (OpenFlow 1.4.1, 7.3.5.8 and 7.3.5.15). */
public interface QueueMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

  /**
   * Asks for counters of queues.
   *
   * @param port ANY for all; OpenFlow 1.0 says ALL instead, and the codec changes the two places
   * @param queueId {@link QueueDesc#ALL_QUEUES} for all
   */
  record QueueStatsRequest(PortNo port, int queueId) implements Request {}

  record QueueStats(List<QueueCounters> queues) implements Reply {
    public QueueStats {
      queues = List.copyOf(queues);
    }
  }

  /**
   * The counters of a queue, all ones where the switch does not count.
   *
   * @param lifetime how long the queue has existed; zero before OpenFlow 1.3, which does not say
   * @param properties since OpenFlow 1.4; only experimenters have any
   */
  record QueueCounters(
      PortNo port,
      int queueId,
      long txBytes,
      long txPackets,
      long txErrors,
      Elapsed lifetime,
      List<UnknownProperty> properties) {
    public QueueCounters {
      properties = List.copyOf(properties);
    }
  }

  /**
   * Asks what queues there are; since OpenFlow 1.4.
   *
   * @param port ANY for all
   * @param queueId {@link QueueDesc#ALL_QUEUES} for all
   */
  record QueueDescRequest(PortNo port, int queueId) implements Request {}

  record QueueDescs(List<QueueDesc> queues) implements Reply {
    public QueueDescs {
      queues = List.copyOf(queues);
    }
  }
}
