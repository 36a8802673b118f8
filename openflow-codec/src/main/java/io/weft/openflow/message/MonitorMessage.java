package io.weft.openflow.message;

/**
 * The course of flow monitors before OpenFlow 1.4, where it became part of {@link
 * MonitorMultipart}: NXT_FLOW_MONITOR_* in 1.0 to 1.2, ONFT_FLOW_MONITOR_* in 1.3 (Open vSwitch,
 * nicira-ext.h; ONF extension 187).
 */
public sealed interface MonitorMessage extends OfMessage {
  /**
   * Ends a monitor.
   *
   * @param monitorId what the request called it
   */
  record FlowMonitorCancel(int monitorId) implements MonitorMessage {}

  /** The switch will tell no more changes for a while, as the controller reads too slowly. */
  record FlowMonitorPaused() implements MonitorMessage {}

  /** The switch tells changes again, and has told the sum of those that were left out. */
  record FlowMonitorResumed() implements MonitorMessage {}
}
