package io.weft.openflow.message;

import java.util.List;

/** Counters of IPFIX sampling (Open vSwitch, nicira-ext.h, struct nx_ipfix_stats_reply). */
public interface IpfixMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer. */
  sealed interface Reply extends MultipartBody.Reply {}

  /** NXST_IPFIX_BRIDGE: about the whole switch. */
  record IpfixBridgeRequest() implements Request {}

  record IpfixBridge(IpfixCounters counters) implements Reply {}

  /** NXST_IPFIX_FLOW: about each set of collectors that flow entries sample to. */
  record IpfixFlowRequest() implements Request {}

  record IpfixFlows(List<IpfixCounters> collectorSets) implements Reply {
    public IpfixFlows {
      collectorSets = List.copyOf(collectorSets);
    }
  }

  /** Numbers since it began, all ones where the switch does not count. */
  record IpfixCounters(
      long flows,
      long currentFlows,
      long packets,
      long ipv4Packets,
      long ipv6Packets,
      long errorPackets,
      long ipv4ErrorPackets,
      long ipv6ErrorPackets,
      long txPackets,
      long txErrors,
      int collectorSetId) {}
}
