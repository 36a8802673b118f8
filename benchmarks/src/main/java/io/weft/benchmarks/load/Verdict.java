package io.weft.benchmarks.load;

/** What an answer to a PACKET_IN is worth. */
enum Verdict {
  /** Sends the packet, or its flow, out of the port where its destination has been seen. */
  CORRECT,
  /** Sends the packet out of all ports: it arrives, but the destination is not known. */
  FLOODED,
  /** Something else is done to the packet than should be. */
  WRONG,
  /** It is not about a packet that was asked about: a rule or a probe of the controller's own. */
  UNRELATED
}
