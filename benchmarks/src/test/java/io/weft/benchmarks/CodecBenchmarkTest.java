package io.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.net.MacAddress;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFFlowStatsReply;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFPacketIn;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionApplyActions;
import org.projectfloodlight.openflow.protocol.match.MatchField;
import org.projectfloodlight.openflow.types.U64;

class CodecBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void bothSidesWriteTheSameMessage(Sample sample) throws OFParseError {
    for (byte[] frame : sample.frames()) {
      ByteBuf byWeft = Unpooled.buffer();
      OpenFlowCodec.encode(CodecBenchmark.decodeByWeft(Unpooled.wrappedBuffer(frame)), byWeft);
      assertThat(ByteBufUtil.hexDump(byWeft)).isEqualTo(ByteBufUtil.hexDump(frame));
      ByteBuf byOpenflowj = Unpooled.buffer();
      readByOpenflowj(frame).writeTo(byOpenflowj);
      // It has an order of its own for the fields of a match, as many octets for the same message.
      assertThat(byOpenflowj.readableBytes()).isEqualTo(frame.length);
      assertThat(CodecBenchmark.decodeByWeft(byOpenflowj))
          .isEqualTo(CodecBenchmark.decodeByWeft(Unpooled.wrappedBuffer(frame)));
    }
  }

  private static OFMessage readByOpenflowj(byte[] frame) throws OFParseError {
    return CodecBenchmark.decodeByOpenflowj(Unpooled.wrappedBuffer(frame));
  }

  private static OfMessage readByWeft(byte[] frame) {
    return CodecBenchmark.decodeByWeft(Unpooled.wrappedBuffer(frame)).message();
  }

  @Test
  void bothSidesReadTheSameFlowMod() throws OFParseError {
    byte[] frame = Sample.FLOW_MOD.frames().getFirst();
    FlowMod ours = (FlowMod) readByWeft(frame);
    OFFlowMod theirs = (OFFlowMod) readByOpenflowj(frame);
    assertThat(theirs.getMatch().get(MatchField.TCP_DST).getPort())
        .isEqualTo(ours.match().get(Field.TCP_DST).orElseThrow())
        .isEqualTo(443);
    assertThat(theirs.getMatch().get(MatchField.IPV4_DST).getInt())
        .isEqualTo((int) ours.match().low(Field.IPV4_DST));
    assertThat(theirs.getInstructions()).hasSameSizeAs(ours.instructions()).hasSize(2);
    assertThat(((OFInstructionApplyActions) theirs.getInstructions().getFirst()).getActions())
        .hasSize(2);
    assertThat(ours.toString())
        .contains(MacAddress.parse("00:16:3e:12:34:56") + "->eth_dst", "goto_table:20");
  }

  @Test
  void bothSidesReadTheSamePacketIn() throws OFParseError {
    byte[] frame = Sample.PACKET_IN.frames().getFirst();
    PacketIn ours = (PacketIn) readByWeft(frame);
    OFPacketIn theirs = (OFPacketIn) readByOpenflowj(frame);
    assertThat(theirs.getData()).isEqualTo(ours.data().toArray()).hasSize(128);
    assertThat(theirs.getCookie()).isEqualTo(U64.of(ours.cookie()));
  }

  @Test
  void bothSidesReadTheSameFlowEntries() throws OFParseError {
    for (Sample sample : List.of(Sample.FLOW_STATS_100, Sample.FLOW_STATS_100_OF10)) {
      byte[] frame = sample.frames().getFirst();
      FlowStats ours = (FlowStats) ((OfMessage.MultipartReply) readByWeft(frame)).body();
      OFFlowStatsReply theirs = (OFFlowStatsReply) readByOpenflowj(frame);
      assertThat(theirs.getEntries()).hasSameSizeAs(ours.entries()).hasSize(100);
      assertThat(theirs.getEntries().getLast().getByteCount())
          .isEqualTo(U64.of(ours.entries().getLast().bytes()));
    }
  }
}
