package io.weft.openflow.codec;

import static io.weft.openflow.ExperimenterId.nicira;
import static io.weft.openflow.ExperimenterId.onf;
import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.ALL;
import static io.weft.openflow.VersionRange.between;
import static io.weft.openflow.VersionRange.only;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.codec.ActionCodec.atLeast;
import static io.weft.openflow.codec.ActionCodec.fixed;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.Layout.zeroes;
import static io.weft.openflow.wire.Part.I32;
import static io.weft.openflow.wire.Part.I64;
import static io.weft.openflow.wire.Part.IPV4;
import static io.weft.openflow.wire.Part.MAC;
import static io.weft.openflow.wire.Part.U16;
import static io.weft.openflow.wire.Part.U32;
import static io.weft.openflow.wire.Part.U8;
import static io.weft.openflow.wire.WireTable.readOnly;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.EncodeException;
import io.weft.openflow.ExperimenterId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of actions (OpenFlow 1.3.5, 7.2.5; 1.0.0, 5.2.4; extensions: Open vSwitch,
 * nicira-ext.h). The numbers beside the records are octets of the whole action.
 */
final class Actions {
  /** The type of an experimenter's action (vendor in OpenFlow 1.0). */
  private static final int EXPERIMENTER = 0xffff;

  private static final int HEADER = 4;

  /** Since OpenFlow 1.1. */
  private static final int OUTPUT = 0;

  private static final int SET_FIELD = 25;
  private static final int EXTENSION_HEADER = 10;
  private static final int MIN_EXTENSION = 16;

  private static final Part<Integer> VLAN_TYPE = etherType(0x8100, 0x88a8);
  private static final Part<Integer> MPLS_TYPE = etherType(0x8847, 0x8848);

  // spotless:off
  static final WireTable<Action> TABLE = new WireTable<>("action",
      row( 0, only(OF10),  Action.Output.class,       fixed( 8, StandardActions::readOutputOf10, StandardActions::writeOutputOf10)),
      row( 1, only(OF10),  Action.SetVlanVid.class,   fixed( 8, struct(U16.pad(2), Action.SetVlanVid::vid, Action.SetVlanVid::new))),
      row( 2, only(OF10),  Action.SetVlanPcp.class,   fixed( 8, struct(U8.pad(3), Action.SetVlanPcp::pcp, Action.SetVlanPcp::new))),
      row( 3, only(OF10),  Action.StripVlan.class,    fixed( 8, zeroes(4, Action.StripVlan::new))),
      row( 4, only(OF10),  Action.SetDlSrc.class,     fixed(16, struct(MAC.pad(6), Action.SetDlSrc::address, Action.SetDlSrc::new))),
      row( 5, only(OF10),  Action.SetDlDst.class,     fixed(16, struct(MAC.pad(6), Action.SetDlDst::address, Action.SetDlDst::new))),
      row( 6, only(OF10),  Action.SetNwSrc.class,     fixed( 8, struct(IPV4, Action.SetNwSrc::address, Action.SetNwSrc::new))),
      row( 7, only(OF10),  Action.SetNwDst.class,     fixed( 8, struct(IPV4, Action.SetNwDst::address, Action.SetNwDst::new))),
      row( 8, only(OF10),  Action.SetNwTos.class,     fixed( 8, struct(U8.pad(3), Action.SetNwTos::tos, Action.SetNwTos::new))),
      row( 9, only(OF10),  Action.SetTpSrc.class,     fixed( 8, struct(U16.pad(2), Action.SetTpSrc::port, Action.SetTpSrc::new))),
      row(10, only(OF10),  Action.SetTpDst.class,     fixed( 8, struct(U16.pad(2), Action.SetTpDst::port, Action.SetTpDst::new))),
      row(11, only(OF10),  Action.Enqueue.class,      fixed(16, StandardActions::readEnqueue, StandardActions::writeEnqueue)),

      row(OUTPUT, since(OF11), Action.Output.class,   fixed(StandardActions.OUTPUT_LENGTH, StandardActions::readOutput, StandardActions::writeOutput)),
      row( 1, only(OF11),  Action.SetTagVid.class,    fixed( 8, struct(U16.pad(2), Action.SetTagVid::vid, Action.SetTagVid::new))),
      row( 2, only(OF11),  Action.SetTagPcp.class,    fixed( 8, struct(U8.pad(3), Action.SetTagPcp::pcp, Action.SetTagPcp::new))),
      row( 3, only(OF11),  Action.SetDlSrc.class,     fixed(16, struct(MAC.pad(6), Action.SetDlSrc::address, Action.SetDlSrc::new))),
      row( 4, only(OF11),  Action.SetDlDst.class,     fixed(16, struct(MAC.pad(6), Action.SetDlDst::address, Action.SetDlDst::new))),
      row( 5, only(OF11),  Action.SetNwSrc.class,     fixed( 8, struct(IPV4, Action.SetNwSrc::address, Action.SetNwSrc::new))),
      row( 6, only(OF11),  Action.SetNwDst.class,     fixed( 8, struct(IPV4, Action.SetNwDst::address, Action.SetNwDst::new))),
      row( 7, only(OF11),  Action.SetNwTos.class,     fixed( 8, struct(U8.pad(3), Action.SetNwTos::tos, Action.SetNwTos::new))),
      row( 8, only(OF11),  Action.SetNwEcn.class,     fixed( 8, struct(U8.pad(3), Action.SetNwEcn::ecn, Action.SetNwEcn::new))),
      row( 9, only(OF11),  Action.SetTpSrc.class,     fixed( 8, struct(U16.pad(2), Action.SetTpSrc::port, Action.SetTpSrc::new))),
      row(10, only(OF11),  Action.SetTpDst.class,     fixed( 8, struct(U16.pad(2), Action.SetTpDst::port, Action.SetTpDst::new))),
      row(11, since(OF11), Action.CopyTtlOut.class,   fixed( 8, zeroes(4, Action.CopyTtlOut::new))),
      row(12, since(OF11), Action.CopyTtlIn.class,    fixed( 8, zeroes(4, Action.CopyTtlIn::new))),
      row(13, only(OF11),  Action.SetMplsLabel.class, fixed( 8, struct(U32, Action.SetMplsLabel::label, Action.SetMplsLabel::new))),
      row(14, only(OF11),  Action.SetMplsTc.class,    fixed( 8, struct(U8.pad(3), Action.SetMplsTc::trafficClass, Action.SetMplsTc::new))),
      row(15, since(OF11), Action.SetMplsTtl.class,   fixed( 8, struct(U8.pad(3), Action.SetMplsTtl::ttl, Action.SetMplsTtl::new))),
      row(16, since(OF11), Action.DecMplsTtl.class,   fixed( 8, zeroes(4, Action.DecMplsTtl::new))),
      row(17, since(OF11), Action.PushVlan.class,     fixed( 8, struct(VLAN_TYPE.pad(2), Action.PushVlan::etherType, Action.PushVlan::new))),
      row(18, since(OF11), Action.PopVlan.class,      fixed( 8, zeroes(4, Action.PopVlan::new))),
      row(19, since(OF11), Action.PushMpls.class,     fixed( 8, struct(MPLS_TYPE.pad(2), Action.PushMpls::etherType, Action.PushMpls::new))),
      row(20, since(OF11), Action.PopMpls.class,      fixed( 8, struct(U16.pad(2), Action.PopMpls::etherType, Action.PopMpls::new))),
      row(21, since(OF11), Action.SetQueue.class,     fixed( 8, struct(I32, Action.SetQueue::queueId, Action.SetQueue::new))),
      row(22, since(OF11), Action.Group.class,        fixed( 8, StandardActions::readGroup, StandardActions::writeGroup)),
      row(23, since(OF11), Action.SetNwTtl.class,     fixed( 8, struct(U8.pad(3), Action.SetNwTtl::ttl, Action.SetNwTtl::new))),
      row(24, since(OF11), Action.DecNwTtl.class,     fixed( 8, zeroes(4, Action.DecNwTtl::new))),
      row(SET_FIELD, since(OF12), Action.SetField.class, atLeast(8, Settings::readSetField, Settings::writeSetField)),
      row(26, since(OF13), Action.PushPbb.class,      fixed( 8, struct(U16.pad(2), Action.PushPbb::etherType, Action.PushPbb::new))),
      row(27, since(OF13), Action.PopPbb.class,       fixed( 8, zeroes(4, Action.PopPbb::new))),
      row(28, since(OF15), FieldAction.CopyField.class, atLeast(16, FieldActions::readCopyField, FieldActions::writeCopyField)),
      row(29, since(OF15), Action.Meter.class,        fixed( 8, struct(I32, Action.Meter::meterId, Action.Meter::new))),

      // The setters of 1.1 that set_field of 1.2 replaced; Open vSwitch still reads them.
      readOnly( 1, since(OF12), Action.SetTagVid.class,    fixed( 8, struct(U16.pad(2), Action.SetTagVid::vid, Action.SetTagVid::new))),
      readOnly( 2, since(OF12), Action.SetTagPcp.class,    fixed( 8, struct(U8.pad(3), Action.SetTagPcp::pcp, Action.SetTagPcp::new))),
      readOnly( 3, since(OF12), Action.SetDlSrc.class,     fixed(16, struct(MAC.pad(6), Action.SetDlSrc::address, Action.SetDlSrc::new))),
      readOnly( 4, since(OF12), Action.SetDlDst.class,     fixed(16, struct(MAC.pad(6), Action.SetDlDst::address, Action.SetDlDst::new))),
      readOnly( 5, since(OF12), Action.SetNwSrc.class,     fixed( 8, struct(IPV4, Action.SetNwSrc::address, Action.SetNwSrc::new))),
      readOnly( 6, since(OF12), Action.SetNwDst.class,     fixed( 8, struct(IPV4, Action.SetNwDst::address, Action.SetNwDst::new))),
      readOnly( 7, since(OF12), Action.SetNwTos.class,     fixed( 8, struct(U8.pad(3), Action.SetNwTos::tos, Action.SetNwTos::new))),
      readOnly( 8, since(OF12), Action.SetNwEcn.class,     fixed( 8, struct(U8.pad(3), Action.SetNwEcn::ecn, Action.SetNwEcn::new))),
      row(     9, since(OF12), Action.SetTpSrc.class,     fixed( 8, struct(U16.pad(2), Action.SetTpSrc::port, Action.SetTpSrc::new))),
      row(    10, since(OF12), Action.SetTpDst.class,     fixed( 8, struct(U16.pad(2), Action.SetTpDst::port, Action.SetTpDst::new))),
      row(    13, since(OF12), Action.SetMplsLabel.class, fixed( 8, struct(U32, Action.SetMplsLabel::label, Action.SetMplsLabel::new))),
      row(    14, since(OF12), Action.SetMplsTc.class,    fixed( 8, struct(U8.pad(3), Action.SetMplsTc::trafficClass, Action.SetMplsTc::new))),

      // Actions of later versions, as extensions of 1.0.
      row(nicira( 4), only(OF10), Action.SetQueue.class,     fixed(16, struct(I32.after(2), Action.SetQueue::queueId, Action.SetQueue::new))),
      row(nicira(18), only(OF10), Action.DecNwTtl.class,     fixed(16, zeroes(6, Action.DecNwTtl::new))),
      row(nicira(23), only(OF10), Action.PushMpls.class,     fixed(16, struct(MPLS_TYPE.pad(4), Action.PushMpls::etherType, Action.PushMpls::new))),
      row(nicira(24), only(OF10), Action.PopMpls.class,      fixed(16, struct(U16.pad(4), Action.PopMpls::etherType, Action.PopMpls::new))),
      row(nicira(25), only(OF10), Action.SetMplsTtl.class,   fixed(16, struct(U8.pad(5), Action.SetMplsTtl::ttl, Action.SetMplsTtl::new))),
      row(nicira(26), only(OF10), Action.DecMplsTtl.class,   fixed(16, zeroes(6, Action.DecMplsTtl::new))),
      row(nicira(30), only(OF10), Action.SetMplsLabel.class, fixed(16, struct(U32.after(2), Action.SetMplsLabel::label, Action.SetMplsLabel::new))),
      row(nicira(31), only(OF10), Action.SetMplsTc.class,    fixed(16, struct(U8.pad(5), Action.SetMplsTc::trafficClass, Action.SetMplsTc::new))),
      row(nicira(40), only(OF10), Action.Group.class,        fixed(16, struct(I32.after(2), Action.Group::groupId, Action.Group::new))),

      row(nicira( 6), between(OF10, OF14), FieldAction.CopyField.class,    atLeast(16, FieldActions::readRegMove, FieldActions::writeRegMove)),
      row(onf(3200),  between(OF13, OF14), FieldAction.OnfCopyField.class, atLeast(24, FieldActions::readOnfCopyField, FieldActions::writeOnfCopyField)),
      row(nicira( 7), between(OF10, OF14), FieldAction.RegLoad.class,      fixed(24, FieldActions::readRegLoad, FieldActions::writeRegLoad)),
      row(nicira(33), between(OF10, OF14), FieldAction.RegLoad2.class,     atLeast(16, FieldActions::readRegLoad2, FieldActions::writeRegLoad2)),
      row(nicira(10), ALL,         FieldAction.Multipath.class,      fixed(32, FieldActions::readMultipath, FieldActions::writeMultipath)),
      row(nicira(12), ALL,         FieldAction.Bundle.class,         atLeast(32, Bundles::read, Bundles::write)),
      row(nicira(13), ALL,         FieldAction.BundleLoad.class,     atLeast(32, Bundles::readLoad, Bundles::writeLoad)),
      row(nicira(15), ALL,         FieldAction.OutputReg.class,      fixed(24, FieldActions::readOutputReg, FieldActions::writeOutputReg)),
      row(nicira(32), ALL,         FieldAction.OutputReg2.class,     fixed(24, FieldActions::readOutputReg2, FieldActions::writeOutputReg2)),
      row(nicira(27), ALL,         FieldAction.StackPush.class,      fixed(24, FieldActions::readPush, FieldActions::writePush)),
      row(nicira(28), ALL,         FieldAction.StackPop.class,       fixed(24, FieldActions::readPop, FieldActions::writePop)),
      row(nicira(49), ALL,         FieldAction.CheckPktLarger.class, atLeast(24, FieldActions::readCheckPktLarger, FieldActions::writeCheckPktLarger)),
      row(nicira(50), ALL,         FieldAction.DeleteField.class,    fixed(24, FieldActions::readDeleteField, FieldActions::writeDeleteField)),

      row(nicira( 1), ALL,         NxAction.ResubmitPort.class,   fixed(16, struct(NxActions.PORT.pad(4), NxAction.ResubmitPort::inPort, NxAction.ResubmitPort::new))),
      row(nicira(14), ALL,         NxAction.Resubmit.class,       fixed(16, struct(NxActions.PORT, NxAction.Resubmit::inPort, NxActions.TABLE, NxAction.Resubmit::table, NxAction.Resubmit::new))),
      row(nicira(44), ALL,         NxAction.ResubmitCt.class,     fixed(16, struct(NxActions.PORT, NxAction.ResubmitCt::inPort, NxActions.TABLE, NxAction.ResubmitCt::table, NxAction.ResubmitCt::new))),
      row(nicira( 2), ALL,         NxAction.SetTunnel.class,      fixed(16, struct(U32.after(2), NxAction.SetTunnel::id, NxAction.SetTunnel::new))),
      row(nicira( 9), ALL,         NxAction.SetTunnel64.class,    fixed(24, struct(I64.after(6), NxAction.SetTunnel64::id, NxAction.SetTunnel64::new))),
      row(nicira( 5), ALL,         NxAction.PopQueue.class,       fixed(16, zeroes(6, NxAction.PopQueue::new))),
      row(nicira( 8), ALL,         NxAction.Note.class,           atLeast(16, NxActions::readNote, NxActions::writeNote)),
      row(nicira(16), ALL,         Learn.class,                   atLeast(32, Learns::read, Learns::write)),
      row(nicira(45), ALL,         Learn.Limited.class,           atLeast(40, Learns::readLimited, Learns::writeLimited)),
      row(nicira(17), ALL,         NxAction.Exit.class,           fixed(16, zeroes(6, NxAction.Exit::new))),
      row(nicira(19), ALL,         NxAction.FinTimeout.class,     fixed(16, struct(U16, NxAction.FinTimeout::idleTimeout, U16.pad(2), NxAction.FinTimeout::hardTimeout, NxAction.FinTimeout::new))),
      row(nicira(20), ALL,         NxAction.Controller.class,     fixed(16, struct(U16, NxAction.Controller::maxLen, U16, NxAction.Controller::controllerId, U8.pad(1), NxAction.Controller::reason, NxAction.Controller::new))),
      row(nicira(37), ALL,         NxAction.Controller2.class,    atLeast(16, NxActions::readController2, NxActions::writeController2)),
      row(nicira(21), ALL,         NxAction.DecTtlCntIds.class,   atLeast(16, NxActions::readDecTtl, NxActions::writeDecTtl)),
      row(nicira(22), ALL,         NxAction.WriteMetadata.class,  fixed(32, struct(NxActions.zeroesThen(6, I64), NxAction.WriteMetadata::value, I64, NxAction.WriteMetadata::mask, NxAction.WriteMetadata::new))),
      row(nicira(29), ALL,         NxAction.Sample.class,         fixed(24, struct(U16, NxAction.Sample::probability, U32, NxAction.Sample::collectorSetId, U32, NxAction.Sample::obsDomainId, U32, NxAction.Sample::obsPointId, NxAction.Sample::new))),
      row(nicira(38), ALL,         NxAction.Sample2.class,        fixed(32, NxActions::readSample2, NxActions::writeSample2)),
      row(nicira(41), ALL,         NxAction.Sample3.class,        fixed(32, NxActions::readSample3, NxActions::writeSample3)),
      row(nicira(51), ALL,         NxAction.Sample4.class,        fixed(40, NxActions::readSample4, NxActions::writeSample4)),
      row(nicira(34), ALL,         NxAction.Conjunction.class,    fixed(16, NxActions::readConjunction, NxActions::writeConjunction)),
      row(nicira(35), ALL,         ConntrackAction.Ct.class,      atLeast(24, Conntracks::read, Conntracks::write)),
      row(nicira(36), ALL,         ConntrackAction.Nat.class,     atLeast(16, Conntracks::readNat, Conntracks::writeNat)),
      row(nicira(43), ALL,         ConntrackAction.CtClear.class, fixed(16, zeroes(6, ConntrackAction.CtClear::new))),
      row(nicira(39), ALL,         NxAction.OutputTrunc.class,    fixed(16, struct(NxActions.PORT, NxAction.OutputTrunc::port, U32, NxAction.OutputTrunc::maxLen, NxAction.OutputTrunc::new))),
      row(nicira(42), ALL,         NxAction.Clone.class,          atLeast(16, NxActions::readClone, NxActions::writeClone)),
      row(nicira(46), since(OF13), HeaderAction.Encap.class,      atLeast(16, HeaderActions::readEncap, HeaderActions::writeEncap)),
      row(nicira(47), since(OF13), HeaderAction.Decap.class,      atLeast(16, HeaderActions::readDecap, HeaderActions::writeDecap)),
      row(nicira(48), since(OF13), NxAction.DecNshTtl.class,      fixed(16, zeroes(6, NxAction.DecNshTtl::new))),
      row(nicira(254), ALL,        NxAction.DebugSlow.class,      fixed(16, zeroes(6, NxAction.DebugSlow::new))),
      row(nicira(255), ALL,        NxAction.DebugRecirc.class,    fixed(16, zeroes(6, NxAction.DebugRecirc::new))));
  // spotless:on

  /** A list of one output, beside what is in it. */
  private record Sole(Action.Output output, List<Action> list) {}

  /**
   * The last lists of one output, which most packets and many flow entries have: a switch has few
   * ports, and they come again and again. Any thread may replace any; all are right.
   */
  private static final Sole[] RECENT = new Sole[256];

  static {
    Action.Output output = Action.output(PortNo.CONTROLLER);
    Arrays.fill(RECENT, new Sole(output, List.of(output)));
  }

  private Actions() {}

  private static Part<Integer> etherType(int first, int second) {
    return Part.of(
        in -> {
          int given = in.u16();
          if (given != first && given != second) {
            throw new DecodeException(
                OfError.OFPBAC_BAD_ARGUMENT, "ethertype 0x%04x to be pushed".formatted(given));
          }
          return given;
        },
        (given, out) -> out.u16(given));
  }

  /** The actions of a packet out or of a bucket. */
  static List<Action> read(WireReader in) {
    List<Action> actions = readAll(in);
    ActionOrder.check(actions, ActionOrder.Place.LIST);
    return actions;
  }

  /**
   * Reads actions up to the end.
   *
   * @throws DecodeException for each of them that is wrong by itself; how they go together is the
   *     business of {@link ActionOrder}
   */
  static List<Action> readAll(WireReader in) {
    int octets = in.remaining();
    if (octets == 0) {
      return List.of();
    }
    if (octets % 8 != 0) {
      throw new DecodeException(
          OfError.OFPBRC_BAD_LEN, "actions of " + octets + " octets, no multiple of 8");
    }
    Action first = readOne(in);
    if (!in.hasMore()) {
      return first instanceof Action.Output output ? sole(output) : List.of(first);
    }
    Action second = readOne(in);
    return in.hasMore() ? readMore(first, second, in) : List.of(first, second);
  }

  /** The list of an output alone, the one of before if it is the same again. */
  static List<Action> sole(Action.Output output) {
    int at = (output.port().bits() + output.maxLen()) & RECENT.length - 1;
    Sole recent = RECENT[at];
    if (recent.output.port().bits() == output.port().bits()
        && recent.output.maxLen() == output.maxLen()) {
      return recent.list;
    }
    List<Action> list = List.of(output);
    RECENT[at] = new Sole(output, list);
    return list;
  }

  /** Most lists have one or two elements, for which the JDK has lists without an array. */
  private static List<Action> readMore(Action first, Action second, WireReader in) {
    List<Action> actions = new ArrayList<>(8);
    actions.add(first);
    actions.add(second);
    while (in.hasMore()) {
      actions.add(readOne(in));
    }
    return List.copyOf(actions);
  }

  private static Action readOne(WireReader list) {
    int type = list.peekU16(0);
    int length = list.peekU16(2);
    if (type == OUTPUT
        && length == StandardActions.OUTPUT_LENGTH
        && length <= list.remaining()
        && list.version() != OF10) {
      list.skip(HEADER);
      return StandardActions.readOutput(list);
    }
    if (type != EXPERIMENTER) {
      return readRow(list, type, length);
    }
    int experimenter = list.peekU16(4) << 16 | list.peekU16(6);
    if (!isTabled(experimenter)) {
      return readUnknown(list, type, length, fits(list, length));
    }
    if (list.remaining() < MIN_EXTENSION) {
      throw badLength(list, type, length);
    }
    return readRow(list, ExperimenterId.code(experimenter, list.peekU16(8)), length);
  }

  private static boolean fits(WireReader list, int length) {
    return length >= 8 && length % 8 == 0 && length <= list.remaining();
  }

  private static DecodeException badLength(WireReader list, long code, int length) {
    return new DecodeException(
        OfError.OFPBAC_BAD_LEN,
        "action 0x%x has length %d, %d octets are left".formatted(code, length, list.remaining()));
  }

  private static Action readRow(WireReader list, long code, int length) {
    var found = TABLE.find(list.version(), code);
    boolean fits = fits(list, length);
    if (found.isEmpty()) {
      return readUnknown(list, code, length, fits);
    }
    WireTable.Row<? extends Action> row = found.get();
    if (!fits || !((ActionCodec<?>) row.codec()).allows(length)) {
      throw badLength(list, code, length);
    }
    list.skip(ExperimenterId.isIn(code) ? EXTENSION_HEADER : HEADER);
    int body = length - (ExperimenterId.isIn(code) ? EXTENSION_HEADER : HEADER);
    try {
      long outer = list.enter(body, OfError.OFPBAC_BAD_LEN);
      Action action = readBody(row, list);
      list.leave(outer);
      return action;
    } catch (IllegalArgumentException e) {
      // The record refused a number, such as a VLAN id of more than twelve bits.
      throw new DecodeException(OfError.OFPBAC_BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Most flows only output, and some set a field: these are read and written by name, because the
   * virtual machine then compiles them as one piece with what they stand in.
   */
  @SuppressWarnings("ReferenceEquality") // there is one such row
  private static Action readBody(WireTable.Row<? extends Action> row, WireReader in) {
    return row.code() == SET_FIELD ? Settings.readSetField(in) : row.reader().apply(in);
  }

  private static Action readUnknown(WireReader list, long code, int length, boolean fits) {
    if (code != EXPERIMENTER && !ExperimenterId.isIn(code)) {
      throw new DecodeException(
          OfError.OFPBAC_BAD_TYPE, "no action of type " + code + " in " + list.version());
    }
    if (!fits) {
      OfError error =
          code == EXPERIMENTER ? OfError.OFPBAC_BAD_VENDOR : OfError.OFPBAC_BAD_VENDOR_TYPE;
      throw new DecodeException(error, "unknown action of length " + length);
    }
    list.skip(HEADER);
    return new Action.Unknown(EXPERIMENTER, list.bytes(length - HEADER));
  }

  static void write(List<Action> actions, WireWriter out) {
    for (int i = 0; i < actions.size(); i++) {
      writeOne(actions.get(i), out);
    }
  }

  private static void writeOne(Action action, WireWriter out) {
    if (action instanceof Action.Output output && out.version() != OF10) {
      StandardActions.writeWholeOutput(output, out);
    } else {
      writeOther(action, out);
    }
  }

  private static void writeOther(Action action, WireWriter out) {
    int start = out.position();
    if (action instanceof Action.SetField set && !out.version().isBefore(OF12)) {
      out.i32(SET_FIELD << 16);
      Settings.writeSetField(set, out);
    } else if (action instanceof Action.Unknown unknown) {
      refuseKnown(unknown, out.version());
      out.u16(unknown.type());
      out.u16(0);
      out.bytes(unknown.body());
    } else {
      Action sayable = SetterForms.adapt(action, out.version());
      WireTable.Row<? extends Action> row = TABLE.rowOf(out.version(), sayable);
      long code = row.code();
      if (ExperimenterId.isIn(code)) {
        out.u16(EXPERIMENTER);
        out.u16(0);
        out.i32((int) (code >>> 32));
        out.u16((int) code);
      } else {
        out.u16((int) code);
        out.u16(0);
      }
      row.writeBody(sayable, out);
    }
    out.padTo8(start);
    out.patchLength(start, start + 2, "action");
  }

  /** What one version does not know may be something else in another. */
  private static void refuseKnown(Action.Unknown unknown, OfVersion version) {
    if (unknown.type() != EXPERIMENTER || unknown.body().size() < 4 || isKnown(unknown, version)) {
      throw EncodeException.unsayable("action " + unknown, version);
    }
  }

  private static boolean isKnown(Action.Unknown unknown, OfVersion version) {
    if (!isTabled(unknown.body().i32(0)) || unknown.body().size() < 6) {
      return false;
    }
    long code = ExperimenterId.code(unknown.body().i32(0), unknown.body().u16(4));
    return TABLE.find(version, code).isPresent();
  }

  /** Where others have the number of an action is not known. */
  private static boolean isTabled(int experimenter) {
    return experimenter == ExperimenterId.NICIRA || experimenter == ExperimenterId.ONF;
  }
}
