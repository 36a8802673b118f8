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
        NxPacketMessage,
        BundleMessage,
        AsyncMessage,
        ControllerMessage,
        RequestForward,
        NxMessage,
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
   * @param elements absent in old senders
   * @param rest what follows the last element as it came, if it is more than padding
   */
  record Hello(int version, List<HelloElement> elements, Bytes rest) implements OfMessage {
    public Hello {
      elements = List.copyOf(elements);
    }

    /** A hello without elements. */
    public Hello(int version) {
      this(version, List.of(), Bytes.EMPTY);
    }

    /** A hello with a bitmap of one word. */
    public Hello(int version, int bitmap) {
      this(version, List.of(new HelloElement.VersionBitmap(List.of(bitmap))), Bytes.EMPTY);
    }

    /** A hello that offers exactly these versions. */
    public static Hello offering(List<OfVersion> versions) {
      int highest = 0;
      int bitmap = 0;
      for (OfVersion version : versions) {
        highest = Math.max(highest, version.wire());
        bitmap |= 1 << version.wire();
      }
      return new Hello(highest, bitmap);
    }

    /**
     * Bit n is set if wire version n is spoken; empty if there is no bitmap. Of several bitmaps the
     * last one that names a version counts, as in Open vSwitch.
     */
    public Optional<Integer> versionBitmap() {
      Optional<Integer> bitmap = Optional.empty();
      for (HelloElement element : elements) {
        if (element instanceof HelloElement.VersionBitmap(List<Integer> words)
            && (bitmap.isEmpty() || words.getFirst() >>> 1 != 0)) {
          bitmap = Optional.of(words.getFirst());
        }
      }
      return bitmap;
    }

    /** Whether the sender speaks a version: by its bitmap, else by being no older. */
    public boolean offers(OfVersion candidate) {
      return versionBitmap()
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

  /**
   * Asks for a role.
   *
   * @param shortId a number by which the switch tells others of the controller, 0 to 65535; 0
   *     before OpenFlow 1.5
   * @param generationId orders claims of mastership
   */
  record RoleRequest(Role role, int shortId, long generationId) implements OfMessage {
    public RoleRequest {
      Unsigned.check16("short id", shortId);
    }

    public RoleRequest(Role role, long generationId) {
      this(role, 0, generationId);
    }
  }

  /** The role that the controller has now; the components as in {@link RoleRequest}. */
  record RoleReply(Role role, int shortId, long generationId) implements OfMessage {
    public RoleReply {
      Unsigned.check16("short id", shortId);
    }

    public RoleReply(Role role, long generationId) {
      this(role, 0, generationId);
    }
  }

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
