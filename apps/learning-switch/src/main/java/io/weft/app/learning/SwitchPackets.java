package io.weft.app.learning;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.reactive.PacketFields;
import io.weft.openflow.reactive.PacketHandler;
import io.weft.openflow.reactive.PacketInView;
import io.weft.openflow.reactive.ReplyBuffer;
import io.weft.openflow.reactive.ReplyTemplate;
import java.util.List;
import java.util.Set;

/** The packets of one switch. On its I/O thread. */
final class SwitchPackets implements PacketHandler {
  /** "WR", and the owner: shown by ovs-ofctl, and none of the cookies of planned rules. */
  private static final long COOKIE = 0x5752L << 48 | (long) LearningSwitch.OWNER.id() << 40;

  private static final int PRIORITY = 100;
  private static final int NO_GROUP = 0xffff_ffff;
  private static final int FLOOD = PortNo.FLOOD.bits();

  /** I/G bit: a group of stations, or all of them (IEEE 802.3, 3.2.3). */
  private static final long GROUP = 0x0100_0000_0000L;

  /** 01:80:c2:00:00:00 to :0f, which no bridge forwards (IEEE 802.1Q, table 8-1). */
  private static final long BRIDGE_GROUP = 0x0180_c200_0000L;

  private final StationTable stations;
  private final long nanosPerTick;
  private final ReplyTemplate connect;
  private final ReplyTemplate send;
  private final ReplyTemplate disconnect;
  private long readAtNanos;

  SwitchPackets(OfVersion version, LearningSwitchConfig config, long seed) {
    this.stations = new StationTable(config.maxAddresses(), seed);
    this.nanosPerTick = config.idleTimeout().toNanos() / StationTable.LIFETIME;
    int idle = (int) config.flowIdleTimeout().toSeconds();
    this.connect = ReplyTemplate.of(version, fields -> connect(fields, idle));
    this.send = ReplyTemplate.of(version, SwitchPackets::send);
    this.disconnect = ReplyTemplate.of(version, SwitchPackets::disconnect);
  }

  @Override
  public boolean looksAhead() {
    return stations.isLarge();
  }

  @Override
  public void lookAhead(PacketInView packet) {
    stations.touch(packet.ethSource());
    stations.touch(packet.ethDestination());
  }

  @Override
  public boolean handle(PacketInView packet, ReplyBuffer replies) {
    if (packet.readAtNanos() != readAtNanos) {
      readAtNanos = packet.readAtNanos();
      stations.time(readAtNanos / nanosPerTick);
    }
    long source = packet.ethSource();
    int inPort = packet.inPort();
    if ((source & GROUP) == 0 && stations.learn(source, inPort)) {
      replies.write(disconnect, packet, FLOOD);
    }
    long destination = packet.ethDestination();
    if ((destination & GROUP) != 0) {
      if (destination >>> 4 != BRIDGE_GROUP >>> 4) {
        replies.write(send, packet, FLOOD);
      }
      return true;
    }
    int outPort = stations.portOf(destination);
    if (outPort == StationTable.UNKNOWN) {
      replies.write(send, packet, FLOOD);
    } else if (outPort != inPort) {
      replies.write(connect, packet, outPort);
      if (!packet.isBuffered()) {
        replies.write(send, packet, outPort);
      }
    }
    return true;
  }

  /** A flow from one station to another, which takes the packet with it. */
  private static OfMessage connect(PacketFields fields, int idleTimeout) {
    return new FlowMod(
        FlowModCommand.ADD,
        COOKIE,
        0,
        0,
        idleTimeout,
        0,
        PRIORITY,
        fields.bufferId(),
        PortNo.ANY,
        NO_GROUP,
        Set.<FlowFlag>of(),
        Match.builder()
            .set(Field.IN_PORT, fields.inPort())
            .set(Field.ETH_DST, fields.ethDestination())
            .set(Field.ETH_SRC, fields.ethSource())
            .build(),
        List.of(Instruction.apply(Action.output(fields.outPort()))));
  }

  /** The packet alone. */
  private static OfMessage send(PacketFields fields) {
    return new PacketOut(
        fields.bufferId(),
        fields.inPort(),
        List.of(Action.output(fields.outPort())),
        io.weft.net.Bytes.EMPTY);
  }

  /** All flows to the source, which was seen at another port: they lead to where it was. */
  private static OfMessage disconnect(PacketFields fields) {
    MacAddress moved = fields.ethSource();
    return new FlowMod(
        FlowModCommand.DELETE,
        0,
        0,
        0,
        0,
        0,
        0,
        BufferId.NONE,
        PortNo.ANY,
        NO_GROUP,
        Set.<FlowFlag>of(),
        Match.builder().set(Field.ETH_DST, moved).build(),
        List.of());
  }
}
