package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.MonitorMessage.FlowMonitorCancel;
import io.weft.openflow.message.MonitorMessage.FlowMonitorPaused;
import io.weft.openflow.message.MonitorMessage.FlowMonitorResumed;
import io.weft.openflow.message.MonitorMultipart.FlowEvent;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowMonitorRequest;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.MonitorMultipart.MonitorCommand;
import io.weft.openflow.message.MonitorMultipart.MonitorFlag;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import java.util.Set;

/** Flow monitors in their three forms. */
final class MonitorVectors {
  private static final Match IN_PORT_3 = Match.parse("in_port=3");
  private static final FlowMonitor OF_PORT_2 =
      new FlowMonitor(
          8,
          MonitorCommand.ADD,
          Set.of(MonitorFlag.REMOVED),
          PortNo.of(2),
          Bucket.NO_GROUP,
          1,
          IN_PORT_3);
  private static final FlowUpdate GONE =
      new FlowUpdate.FlowChange(
          FlowEvent.REMOVED,
          1,
          2,
          5,
          6,
          0x8000,
          0x1234,
          IN_PORT_3,
          List.of(Instruction.apply(Action.output(PortNo.of(2)))));
  private static final FlowUpdate ADDED =
      new FlowUpdate.FlowChange(FlowEvent.ADDED, 0, 0, 0, 0, 7, 0, Match.ANY, List.of());

  private MonitorVectors() {}

  private static Vector<OfMessage> v(OfVersion version, String hex, OfMessage value) {
    return new Vector<>(version, hex, value);
  }

  private static OfMessage ask(FlowMonitor... monitors) {
    return new OfMessage.MultipartRequest(false, new FlowMonitorRequest(List.of(monitors)));
  }

  private static OfMessage tell(FlowUpdate... updates) {
    return new OfMessage.MultipartReply(false, new FlowUpdates(List.of(updates)));
  }

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      v(OF10, "01040014 0000007b 00002320 00000015 00000008", new FlowMonitorCancel(8)),
      v(OF12, "03040010 0000007b 00002320 00000016", new FlowMonitorPaused()),
      v(OF10, "01040010 0000007b 00002320 00000017", new FlowMonitorResumed()),
      v(OF13, "04040014 0000007b 4f4e4600 0000074e 00000008", new FlowMonitorCancel(8)),
      v(OF13, "04040010 0000007b 4f4e4600 0000074f", new FlowMonitorPaused()),
      v(OF13, "04040010 0000007b 4f4e4600 00000750", new FlowMonitorResumed()),
      v(OF10, "01100040 0000007b ffff0000 00002320 00000002 00000000 00000007 003fffff 0000ff00 00000000 00000008 00040002 00060100 00000000 00000002 00030000", ask(FlowMonitor.of(7, Match.ANY), OF_PORT_2)),
      v(OF12, "03120030 0000007b ffff0000 00000000 00002320 00000002 00000008 00040002 00060100 00000000 00000002 00030000", ask(OF_PORT_2)),
      v(OF13, "04120050 0000007b ffff0000 00000000 4f4e4600 0000074e 00000007 003f0004 ffffffff ff000000 00010004 00000000 00000008 0004000c 00000002 01000000 0001000c 80000004 00000003 00000000", ask(FlowMonitor.of(7, Match.ANY), OF_PORT_2)),
      v(OF14, "05120048 0000007b 00100000 00000000 00000007 ffffffff ffffffff 005fff00 00010004 00000000 00000008 00000002 ffffffff 00040100 0001000c 80000004 00000003 00000000", ask(FlowMonitor.of(7, Match.ANY), OF_PORT_2)),
      v(OF15, "06120028 0000007b 00100000 00000000 00000007 ffffffff ffffffff 00000002 00010004 00000000", ask(FlowMonitor.delete(7))),
      v(OF10, "01110060 0000007b ffff0000 00002320 00000002 00000000 00180000 00000007 00000000 00000000 00000000 00000000 00280001 00028000 00050006 00060100 00000000 00001234 00000002 00030000 00000008 00020000 00080003 000186a0", tell(ADDED, GONE, new FlowUpdate.OwnChange(0x186a0))),
      v(OF12, "03130048 0000007b ffff0000 00000000 00002320 00000002 00300001 00028000 00050006 00060100 00000000 00001234 00000002 00030000 00000010 00000002 00000000 00000000", tell(GONE)),
      v(OF13, "04130080 0000007b ffff0000 00000000 4f4e4600 0000074e 00200000 00000007 00000000 00040000 00000000 00000000 00010004 00000000 00400001 00028000 00050006 000c0100 00000000 00001234 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000 00080003 000186a0", tell(ADDED, GONE, new FlowUpdate.OwnChange(0x186a0))),
      v(OF14, "05130078 0000007b 00100000 00000000 00200001 00000000 00000007 00000000 00000000 00000000 00010004 00000000 00400002 01020005 00068000 00000000 00000000 00001234 0001000c 80000004 00000003 00000000 00040018 00000000 00000010 00000002 00000000 00000000 00080004 000186a0", tell(ADDED, GONE, new FlowUpdate.OwnChange(0x186a0))),
      v(OF15, "06130020 0000007b 00100000 00000000 00080005 00000000 00080006 00000000", tell(new FlowUpdate.Paused(), new FlowUpdate.Resumed())));
  // spotless:on
}
