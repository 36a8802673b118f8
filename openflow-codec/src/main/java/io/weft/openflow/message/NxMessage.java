package io.weft.openflow.message;

import java.util.List;

/**
 * Nicira's messages about the connection and the switch as a whole (Open vSwitch, nicira-ext.h).
 */
public sealed interface NxMessage extends OfMessage {
  /** NXT_ROLE_REQUEST. Nicira numbers roles otherwise and has no NOCHANGE. */
  record NxRoleRequest(OfMessage.Role role) implements NxMessage {
    public NxRoleRequest {
      refuseNoChange(role);
    }
  }

  /** NXT_ROLE_REPLY. */
  record NxRoleReply(OfMessage.Role role) implements NxMessage {
    public NxRoleReply {
      refuseNoChange(role);
    }
  }

  private static void refuseNoChange(OfMessage.Role role) {
    if (role == OfMessage.Role.NOCHANGE) {
      throw new IllegalArgumentException("Nicira's role messages have no " + role);
    }
  }

  /**
   * NXT_SET_FLOW_FORMAT.
   *
   * @param format NXFF_* code: 0 as in OpenFlow 1.0, 2 NXM; 32 bits without sign
   */
  record SetFlowFormat(long format) implements NxMessage {
    public SetFlowFormat {
      Unsigned.check32("format", format);
    }
  }

  /** NXT_FLOW_MOD_TABLE_ID: whether flow mods of OpenFlow 1.0 name a table. */
  record FlowModTableId(boolean enabled) implements NxMessage {}

  /** How packets are handed to the controller, in the order of the codes. */
  enum PacketInFormat {
    STANDARD,
    NXT_PACKET_IN,
    NXT_PACKET_IN2
  }

  /** NXT_SET_PACKET_IN_FORMAT. */
  record SetPacketInFormat(PacketInFormat format) implements NxMessage {}

  /** NXT_FLOW_AGE, which Open vSwitch no longer answers. */
  record FlowAge() implements NxMessage {}

  /** NXT_SET_ASYNC_CONFIG, as OFPT_SET_ASYNC of OpenFlow 1.3 in every version. */
  record NxSetAsync(AsyncMessage.AsyncMasks masks) implements NxMessage {}

  /** NXT_SET_CONTROLLER_ID: what an action {@code controller(id=...)} calls this connection. */
  record SetControllerId(int id) implements NxMessage {
    public SetControllerId {
      Unsigned.check16("controller id", id);
    }
  }

  /** NXT_CT_FLUSH_ZONE: forgets the connections of a zone. */
  record CtFlushZone(int zone) implements NxMessage {
    public CtFlushZone {
      Unsigned.check16("zone", zone);
    }
  }

  /**
   * NXT_CT_FLUSH: forgets the connections that are like this.
   *
   * @param ipProto 0 to 255
   */
  record CtFlush(int ipProto, List<CtFlushProperty> properties) implements NxMessage {
    public CtFlush {
      Unsigned.check8("IP protocol", ipProto);
      properties = List.copyOf(properties);
    }
  }

  /** What NXT_TLV_TABLE_MOD does, in the order of the codes. */
  enum TlvCommand {
    ADD,
    DELETE,
    CLEAR
  }

  /** NXT_TLV_TABLE_MOD: which tunnel options the fields tun_metadataN are. */
  record TlvTableMod(TlvCommand command, List<TlvMap> maps) implements NxMessage {
    public TlvTableMod {
      maps = List.copyOf(maps);
    }
  }

  /** NXT_TLV_TABLE_REQUEST. */
  record TlvTableRequest() implements NxMessage {}

  /**
   * NXT_TLV_TABLE_REPLY.
   *
   * @param maxOptionSpace octets that all options may have together; 32 bits without sign
   * @param maxFields fields that there are; 0 to 65535
   */
  record TlvTableReply(long maxOptionSpace, int maxFields, List<TlvMap> maps) implements NxMessage {
    public TlvTableReply {
      Unsigned.check32("option space", maxOptionSpace);
      Unsigned.check16("number of fields", maxFields);
      maps = List.copyOf(maps);
    }
  }

  /**
   * One tunnel option, such as Geneve's, and its field.
   *
   * @param optionClass 0 to 65535
   * @param optionType 0 to 255
   * @param optionLength octets, a multiple of 4 up to 124
   * @param index n of tun_metadataN; 0 to 65535
   */
  record TlvMap(int optionClass, int optionType, int optionLength, int index) {
    public TlvMap {
      Unsigned.check16("option class", optionClass);
      Unsigned.check8("option type", optionType);
      Unsigned.check8("option length", optionLength);
      Unsigned.check16("index", index);
    }
  }
}
