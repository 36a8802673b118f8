package io.weft.openflow.message;

import io.weft.net.Bytes;

/** What is asked and answered in multipart messages, called statistics in OpenFlow 1.0. */
public sealed interface MultipartBody {
  /** A question. */
  sealed interface Request extends MultipartBody
      permits DescRequest,
          UnknownRequest,
          FlowMultipart.Request,
          PortMultipart.Request,
          GroupMultipart.Request,
          BundleMultipart.Request,
          ControllerMultipart.Request,
          IpfixMultipart.Request,
          TableMultipart.Request,
          QueueMultipart.Request,
          MeterMultipart.Request,
          MonitorMultipart.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody
      permits Desc,
          UnknownReply,
          FlowMultipart.Reply,
          PortMultipart.Reply,
          GroupMultipart.Reply,
          BundleMultipart.Reply,
          ControllerMultipart.Reply,
          IpfixMultipart.Reply,
          TableMultipart.Reply,
          QueueMultipart.Reply,
          MeterMultipart.Reply,
          MonitorMultipart.Reply {}

  record DescRequest() implements Request {}

  /** What the switch says of itself (OpenFlow 1.3.5, 7.3.5.1). */
  record Desc(
      String manufacturer, String hardware, String software, String serialNumber, String datapath)
      implements Reply {}

  /**
   * A question of an experimenter that no row reads; written back as it came.
   *
   * @param type 0xffff
   * @param body begins with the experimenter's id
   */
  record UnknownRequest(int type, Bytes body) implements Request {}

  /**
   * An answer of an experimenter that no row reads; written back as it came.
   *
   * @param type 0xffff
   * @param body begins with the experimenter's id
   */
  record UnknownReply(int type, Bytes body) implements Reply {}
}
