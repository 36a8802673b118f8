package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * One action (OpenFlow 1.3.5, 7.2.5; 1.0.0, 5.2.4).
 *
 * <p>OpenFlow 1.0 has an action for each field that it can set; their records begin with {@code
 * SetDl}, {@code SetNw} and {@code SetTp}. {@link SetField} says the same in all versions: the
 * codec writes one for the other where a version has only one of them. What experimenters add is in
 * {@link NxAction} and its neighbours.
 */
public sealed interface Action
    permits Action.Output,
        Action.Group,
        Action.SetQueue,
        Action.Enqueue,
        Action.Meter,
        Action.SetField,
        Action.PushVlan,
        Action.PopVlan,
        Action.StripVlan,
        Action.PushMpls,
        Action.PopMpls,
        Action.PushPbb,
        Action.PopPbb,
        Action.SetMplsLabel,
        Action.SetMplsTc,
        Action.SetMplsTtl,
        Action.DecMplsTtl,
        Action.SetNwTtl,
        Action.DecNwTtl,
        Action.CopyTtlOut,
        Action.CopyTtlIn,
        Action.SetVlanVid,
        Action.SetVlanPcp,
        Action.SetTagVid,
        Action.SetTagPcp,
        Action.SetDlSrc,
        Action.SetDlDst,
        Action.SetNwSrc,
        Action.SetNwDst,
        Action.SetNwTos,
        Action.SetNwEcn,
        Action.SetTpSrc,
        Action.SetTpDst,
        Action.Unknown,
        FieldAction,
        NxAction,
        ConntrackAction,
        HeaderAction,
        Learn,
        Learn.Limited {
  /** OFPCML_NO_BUFFER: send the whole packet to the controller (OpenFlow 1.3.5, 7.2.5). */
  int WHOLE_PACKET = 0xffff;

  /**
   * Sends the packet to a port.
   *
   * @param port physical or reserved
   * @param maxLen octets to send if the port is CONTROLLER, 0 to 65535; else ignored
   */
  record Output(PortNo port, int maxLen) implements Action {
    public Output {
      Range.check("max_len", maxLen, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  static Output output(PortNo port) {
    return new Output(port, port.equals(PortNo.CONTROLLER) ? WHOLE_PACKET : 0);
  }

  static Output controller(int maxLen) {
    return new Output(PortNo.CONTROLLER, maxLen);
  }

  /** Hands the packet to a group. */
  record Group(int groupId) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Chooses the queue of later outputs. */
  record SetQueue(int queueId) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sends the packet through a queue of a port; OpenFlow 1.0 only. */
  record Enqueue(PortNo port, int queueId) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Passes the packet through a meter, which may drop it; since 1.5, before an instruction. */
  record Meter(int meterId) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets a header field. Bits that the mask leaves out keep what the packet has (1.5 only). */
  record SetField(Match value) implements Action {
    public SetField {
      if (value.size() + value.unknown().size() != 1) {
        throw new IllegalArgumentException("set_field sets one field, not '" + value + "'");
      }
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  static <V> SetField setField(Field<V> field, V value) {
    return new SetField(Match.of(field, value));
  }

  /** Adds an outermost tag; the ethertype is 0x8100 or 0x88a8. */
  record PushVlan(int etherType) implements Action {
    public PushVlan {
      Range.check("ethertype", etherType, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Removes the outermost tag; in OpenFlow 1.0 it is written as {@link StripVlan}. */
  record PopVlan() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** OpenFlow 1.0: removes the outermost tag, if there is one; since 1.1 {@link PopVlan}. */
  record StripVlan() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record PushMpls(int etherType) implements Action {
    public PushMpls {
      Range.check("ethertype", etherType, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record PopMpls(int etherType) implements Action {
    public PopMpls {
      Range.check("ethertype", etherType, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record PushPbb(int etherType) implements Action {
    public PushPbb {
      Range.check("ethertype", etherType, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record PopPbb() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /**
   * Sets the label of the outermost MPLS header; OpenFlow 1.1, and before as an extension.
   *
   * @param label 32 bits, of which 20 fit into the header
   */
  record SetMplsLabel(long label) implements Action {
    public SetMplsLabel {
      Range.check("label", label, 0xffff_ffffL);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /**
   * Sets the traffic class of the outermost MPLS header; OpenFlow 1.1, and before as an extension.
   *
   * @param trafficClass 8 bits, of which 3 fit into the header
   */
  record SetMplsTc(int trafficClass) implements Action {
    public SetMplsTc {
      Range.check("traffic class", trafficClass, 0xff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetMplsTtl(int ttl) implements Action {
    public SetMplsTtl {
      Range.check("TTL", ttl, 0xff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record DecMplsTtl() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetNwTtl(int ttl) implements Action {
    public SetNwTtl {
      Range.check("TTL", ttl, 0xff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record DecNwTtl() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record CopyTtlOut() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record CopyTtlIn() implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the VLAN id, 0 to 4095, adding a tag if there is none (OpenFlow 1.0.0, 5.2.4). */
  record SetVlanVid(int vid) implements Action {
    public SetVlanVid {
      Range.check("VLAN id", vid, 0xfff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the priority, 0 to 7, adding a tag if there is none (OpenFlow 1.0.0, 5.2.4). */
  record SetVlanPcp(int pcp) implements Action {
    public SetVlanPcp {
      Range.check("VLAN priority", pcp, 7);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the VLAN id, 0 to 4095, of a packet that has a tag (OpenFlow 1.1, 4.9). */
  record SetTagVid(int vid) implements Action {
    public SetTagVid {
      Range.check("VLAN id", vid, 0xfff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the priority, 0 to 7, of a packet that has a tag (OpenFlow 1.1, 4.9). */
  record SetTagPcp(int pcp) implements Action {
    public SetTagPcp {
      Range.check("VLAN priority", pcp, 7);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetDlSrc(MacAddress address) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetDlDst(MacAddress address) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetNwSrc(Ipv4Address address) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetNwDst(Ipv4Address address) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the DSCP; {@code tos} is the whole octet, its two low bits zero. */
  record SetNwTos(int tos) implements Action {
    public SetNwTos {
      Range.check("TOS", tos, 0xff);
      if ((tos & 3) != 0) {
        throw new IllegalArgumentException("TOS is " + tos + ", its two low bits must be zero");
      }
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** Sets the two bits of congestion notification; OpenFlow 1.1. */
  record SetNwEcn(int ecn) implements Action {
    public SetNwEcn {
      Range.check("ECN", ecn, 3);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetTpSrc(int port) implements Action {
    public SetTpSrc {
      Range.check("port", port, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  record SetTpDst(int port) implements Action {
    public SetTpDst {
      Range.check("port", port, 0xffff);
    }

    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** An experimenter's action that no row reads; written back as it came. */
  record Unknown(int type, Bytes body) implements Action {
    @Override
    public String toString() {
      return ActionText.print(this);
    }
  }

  /** The actions as {@code ovs-ofctl} prints them: joined by commas, {@code drop} for none. */
  static String print(List<Action> actions) {
    return ActionText.print(actions);
  }

  /**
   * Parses what {@link #print} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  static List<Action> parse(String text) {
    return parse(new Token(text, 1));
  }

  /** Parses a piece of a larger text. */
  static List<Action> parse(Token text) {
    return ActionParser.actions(text);
  }
}
