package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.message.FlowMultipart.NxFlowStats;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupDesc;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupMultipart.GroupStats;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowMonitorRequest;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart.PortDescs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists that are too long for one message go out in several. */
class SplitTest {
  private static final int MANY = 3000;

  private static List<FlowEntry> entries() {
    List<FlowEntry> entries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      entries.add(
          FlowEntry.parse("cookie=" + i + ",duration=1s,priority=" + i + ",tcp actions=output:2"));
    }
    return entries;
  }

  private static List<OfMessage> split(OfVersion version, OfMessage message) {
    List<OfMessage> pieces = new ArrayList<>();
    for (Envelope piece : OpenFlowCodec.split(new Envelope(version, 7, message))) {
      assertThat(piece.xid()).isEqualTo(7);
      assertThat(Frames.encode(piece).length() / 2).isLessThanOrEqualTo(0xffff);
      pieces.add(piece.message());
    }
    return pieces;
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void flowsComeInOrder(OfVersion version) {
    List<FlowEntry> entries = entries();
    List<OfMessage> pieces = split(version, new MultipartReply(false, new FlowStats(entries)));
    assertThat(pieces).hasSizeGreaterThan(3);
    List<FlowEntry> joined = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      MultipartReply piece = (MultipartReply) pieces.get(i);
      assertThat(piece.more()).isEqualTo(i < pieces.size() - 1);
      joined.addAll(((FlowStats) piece.body()).entries());
    }
    assertThat(joined).isEqualTo(entries);
  }

  @Test
  void piecesAreFull() {
    List<OfMessage> pieces =
        split(OfVersion.OF13, new MultipartReply(true, new FlowStats(entries())));
    for (OfMessage piece : pieces.subList(0, pieces.size() - 1)) {
      assertThat(Frames.encode(OfVersion.OF13, piece).length() / 2).isGreaterThan(0xffff - 200);
    }
    assertThat(((MultipartReply) pieces.getLast()).more()).isTrue();
  }

  @Test
  void otherListsAreCutToo() {
    List<NxFlowEntry> nicira = entries().stream().map(e -> new NxFlowEntry(e, 1, 1)).toList();
    assertThat(split(OfVersion.OF10, new MultipartReply(false, new NxFlowStats(nicira))))
        .hasSizeGreaterThan(3);
    GroupEntry group =
        new GroupEntry(1, GroupType.ALL, List.of(Bucket.of(Action.output(PortNo.of(1)))));
    assertThat(
            split(
                OfVersion.OF11,
                new MultipartReply(false, new GroupDesc(Collections.nCopies(MANY, group)))))
        .hasSize(2);
    PortDesc port =
        PortDesc.parse(
            "7(s1-eth7): addr:0a:1b:2c:3d:4e:5f config: 0 state: 0 speed: 0 Mbps now, 0 Mbps max");
    assertThat(
            split(
                OfVersion.OF13,
                new MultipartReply(false, new PortDescs(Collections.nCopies(MANY, port)))))
        .hasSize(3);
    var monitors = new FlowMonitorRequest(Collections.nCopies(MANY, FlowMonitor.of(1, Match.ANY)));
    assertThat(split(OfVersion.OF14, new OfMessage.MultipartRequest(false, monitors))).hasSize(2);
  }

  @Test
  void whatFitsStaysAsItIs() {
    List<OfMessage> whole =
        List.of(
            new OfMessage.BarrierRequest(),
            new MultipartReply(true, new FlowStats(List.of())),
            new OfMessage.MultipartRequest(false, new MultipartBody.DescRequest()));
    for (OfMessage message : whole) {
      assertThat(split(OfVersion.OF13, message)).containsExactly(message);
    }
  }

  /** 4,093 buckets of sixteen octets and the group itself fit their length, but no message. */
  @Test
  void refusesElementThatIsTooLongAlone() {
    var buckets = Collections.nCopies(4093, new BucketCounters(1, 1));
    var group = new GroupCounters(1, 0, 0, 0, Elapsed.NONE, buckets);
    var stats = new MultipartReply(false, new GroupStats(List.of(group)));
    assertThatExceptionOfType(EncodeException.class)
        .isThrownBy(() -> split(OfVersion.OF13, stats))
        .withMessage("GroupCounters is 65528 octets long, 65519 is the most in a message");
  }
}
