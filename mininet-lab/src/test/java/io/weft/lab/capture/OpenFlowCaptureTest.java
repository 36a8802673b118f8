package io.weft.lab.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFlowCaptureTest {
  private static final int CONTROLLER = 6653;
  private static final int SWITCH = 40000;
  private static final int SYN = 2;
  private static final int ACK = 16;
  private static final String HELLO = "0400000800000001";
  private static final String FLOW_MOD = "040e000800000002";
  private static final String FLOW_MOD_10 = "010e000800000003";
  private static final String PORT_MOD_10 = "010f000800000004";
  private static final String GROUP_MOD = "040f000800000005";

  private final List<byte[]> packets = new ArrayList<>();

  @Test
  void splitsSegmentsIntoFramesByTheirLength() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 100, HELLO + FLOW_MOD.substring(0, 6));
    toSwitch(ACK, 111, FLOW_MOD.substring(6) + HELLO);

    assertThat(capture().frames()).extracting(OpenFlowFrame::type).containsExactly(0, 14, 0);
  }

  @Test
  void countsFlowModsOfBothVersionsAndGroupMods() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 100, HELLO + FLOW_MOD + FLOW_MOD_10 + PORT_MOD_10 + GROUP_MOD);

    assertThat(capture().changes(Instant.EPOCH, Instant.MAX)).isEqualTo(3);
  }

  @Test
  void countsOnlyInsideTheTimeWindow() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 100, FLOW_MOD);
    toSwitch(ACK, 108, FLOW_MOD);
    toSwitch(ACK, 116, FLOW_MOD);

    assertThat(capture().changes(Instant.ofEpochSecond(2), Instant.ofEpochSecond(3))).isEqualTo(1);
  }

  @Test
  void dropsWhatWasSentTwice() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 100, FLOW_MOD);
    toSwitch(ACK, 100, FLOW_MOD + GROUP_MOD);

    assertThat(capture().changes(Instant.EPOCH, Instant.MAX)).isEqualTo(2);
  }

  @Test
  void putsSegmentsInOrderAcrossTheWrapOfSequenceNumbers() {
    toSwitch(SYN, 0xfffffffb, "");
    toSwitch(ACK, 4, GROUP_MOD);
    toSwitch(ACK, 0xfffffffc, FLOW_MOD);

    assertThat(capture().frames()).extracting(OpenFlowFrame::type).containsExactly(14, 15);
  }

  @Test
  void refusesACaptureWithMissingBytes() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 108, FLOW_MOD);

    assertThatThrownBy(this::capture).isInstanceOf(CaptureException.class).hasMessageContaining("missing");
  }

  @Test
  void leavesOutARecordThatIsStillBeingWritten() {
    toSwitch(SYN, 99, "");
    toSwitch(ACK, 100, FLOW_MOD);
    byte[] file = file();

    List<Segment> segments = Pcap.segments(ByteBuffer.wrap(file, 0, file.length - 3).slice());

    assertThat(OpenFlowCapture.of(segments).frames()).isEmpty();
  }

  @Test
  void refusesAFileThatIsNoCapture() {
    assertThatThrownBy(() -> Pcap.segments(ByteBuffer.allocate(64)))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("not a pcap file");
  }

  @Test
  void countsPacketInsOfDataButNotOfDiscovery() {
    toController(SYN, 0, "");
    int next = 1;
    for (String packetIn :
        List.of(packetIn13("0800"), packetIn13("88cc"), packetIn13("0806"), packetIn10("0800"), packetIn10("88cc"))) {
      toController(ACK, next, packetIn);
      next += packetIn.length() / 2;
    }

    assertThat(capture().dataPacketIns(Instant.EPOCH, Instant.MAX)).isEqualTo(2);
  }

  /** ofp_packet_in of OpenFlow 1.3 with in_port as its match, and a packet of an Ethernet header. */
  private static String packetIn13(String ethertype) {
    return "040a003800000000"
        + "ffffffff000e0000" // buffer_id, total_len, reason, table_id
        + "0000000000000000" // cookie
        + "0001000c8000000400000001" // OXM match, in_port=1
        + "00000000" // padding of the match
        + "0000" // padding before the packet
        + "ffffffffffff000000000001"
        + ethertype;
  }

  private static String packetIn10(String ethertype) {
    return "010a002000000000" + "ffffffff000e00010000" + "ffffffffffff000000000001" + ethertype;
  }

  private void toSwitch(int flags, int sequence, String hex) {
    packets.add(packet(CONTROLLER, SWITCH, flags, sequence, hex));
  }

  private void toController(int flags, int sequence, String hex) {
    packets.add(packet(SWITCH, CONTROLLER, flags, sequence, hex));
  }

  private static byte[] packet(int source, int target, int flags, int sequence, String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    ByteBuffer packet = ByteBuffer.allocate(54 + payload.length);
    packet.putChar(12, (char) 0x0800);
    packet.put(14, (byte) 0x45).putChar(16, (char) (40 + payload.length)).put(23, (byte) 6);
    packet.putChar(34, (char) source).putChar(36, (char) target).putInt(38, sequence);
    packet.put(46, (byte) 0x50).put(47, (byte) flags).put(54, payload);
    return packet.array();
  }

  private OpenFlowCapture capture() {
    return OpenFlowCapture.of(Pcap.segments(ByteBuffer.wrap(file())));
  }

  /** A file of all packets, a second apart from the epoch on. */
  private byte[] file() {
    int size = 24 + packets.stream().mapToInt(p -> 16 + p.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0xa1b2c3d4).putInt(16, 262144).putInt(20, 1).position(24);
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      file.putInt(i).putInt(0).putInt(packet.length).putInt(packet.length).put(packet);
    }
    return file.array();
  }
}
