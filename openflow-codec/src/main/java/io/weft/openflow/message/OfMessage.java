package io.weft.openflow.message;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfVersion;
import java.util.List;
import java.util.Optional;

/** A message without version and xid, which are in its {@link Envelope}. */
public sealed interface OfMessage
    permits OfMessage.Hello,
        OfMessage.ErrorMessage,
        OfMessage.EchoRequest,
        OfMessage.EchoReply,
        OfMessage.Experimenter,
        OfMessage.FeaturesRequest,
        OfMessage.FeaturesReply,
        OfMessage.GetConfigRequest,
        OfMessage.GetConfigReply,
        OfMessage.SetConfig,
        OfMessage.BarrierRequest,
        OfMessage.BarrierReply,
        OfMessage.RoleRequest,
        OfMessage.RoleReply,
        OfMessage.PortStatus,
        OfMessage.MultipartRequest,
        OfMessage.MultipartReply,
        PacketIn,
        PacketOut,
        FlowMod,
        NxFlowMod,
        FlowRemoved,
        PortMod,
        TableMod,
        TableStatus,
        MeterMod,
        QueueGetConfigRequest,
        QueueGetConfigReply,
        NxFlowRemoved,
        GroupMod,
        MonitorMessage {

  /**
   * The first message on a connection (OpenFlow 1.3.5, 7.5.1).
   *
   * @param version the highest version that the sender speaks, as in the header, which may be one
   *     that we do not know
   * @param versionBitmap bit n set if wire version n is spoken; absent in old senders
   * @param otherElements elements that are no version bitmap, as they came
   */
  record Hello(int version, Optional<Integer> versionBitmap, Bytes otherElements)
      implements OfMessage {
    /** A hello that offers exactly these versions. */
    public static Hello offering(List<OfVersion> versions) {
      int highest = 0;
      int bitmap = 0;
      for (OfVersion version : versions) {
        highest = Math.max(highest, version.wire());
        bitmap |= 1 << version.wire();
      }
      return new Hello(highest, Optional.of(bitmap), Bytes.EMPTY);
    }

    /** Whether the sender speaks a version: by its bitmap, else by being no older. */
    public boolean offers(OfVersion candidate) {
      return versionBitmap
          .map(bitmap -> (bitmap >>> candidate.wire() & 1) == 1)
          .orElse(candidate.wire() <= version);
    }
  }

  /**
   * OFPT_ERROR (OpenFlow 1.3.5, 7.4.4).
   *
   * @param data at least the first 64 octets of the message that failed, if it was one; or text
   */
  record ErrorMessage(ErrorCode error, Bytes data) implements OfMessage {}

  record EchoRequest(Bytes data) implements OfMessage {}

  record EchoReply(Bytes data) implements OfMessage {}

  /**
   * A message of an experimenter (vendor in 1.0) that no row reads.
   *
   * @param body what follows the experimenter id
   */
  record Experimenter(int experimenterId, Bytes body) implements OfMessage {}

  record FeaturesRequest() implements OfMessage {}

  /**
   * What a switch is (OpenFlow 1.3.5, 7.3.1).
   *
   * @param buffers packets that it can hold for the controller
   * @param auxiliaryId 0 for the main connection; since OpenFlow 1.3, else 0
   * @param capabilities OFPC_* bits
   * @param actions OFPAT_* bits; OpenFlow 1.0 only, else 0
   * @param ports up to OpenFlow 1.2, else empty: ask for the port descriptions
   */
  record FeaturesReply(
      DatapathId datapathId,
      long buffers,
      int tables,
      int auxiliaryId,
      int capabilities,
      int actions,
      List<PortDesc> ports)
      implements OfMessage {
    public FeaturesReply {
      ports = List.copyOf(ports);
    }
  }

  record GetConfigRequest() implements OfMessage {}

  /** {@code flags} are OFPC_FRAG_*; {@code missSendLen} in octets. */
  record GetConfigReply(int flags, int missSendLen) implements OfMessage {}

  /** {@code flags} are OFPC_FRAG_*; {@code missSendLen} in octets. */
  record SetConfig(int flags, int missSendLen) implements OfMessage {}

  record BarrierRequest() implements OfMessage {}

  record BarrierReply() implements OfMessage {}

  /** Controller roles (OpenFlow 1.3.5, 7.3.9), in the order of their codes. */
  enum Role {
    NOCHANGE,
    EQUAL,
    MASTER,
    SLAVE
  }

  /** {@code generationId} orders claims of mastership. */
  record RoleRequest(Role role, long generationId) implements OfMessage {}

  record RoleReply(Role role, long generationId) implements OfMessage {}

  /** Why a port is reported (OpenFlow 1.3.5, 7.4.3), in the order of the codes. */
  enum PortReason {
    ADD,
    DELETE,
    MODIFY
  }

  record PortStatus(PortReason reason, PortDesc port) implements OfMessage {}

  /**
   * A request for statistics or descriptions (OpenFlow 1.3.5, 7.3.5).
   *
   * @param more whether another message with the same xid goes on with it
   */
  record MultipartRequest(boolean more, MultipartBody.Request body) implements OfMessage {}

  /** One part of the answer. */
  record MultipartReply(boolean more, MultipartBody.Reply body) implements OfMessage {}
}
