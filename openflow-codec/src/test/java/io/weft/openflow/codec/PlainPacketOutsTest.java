package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read and written where it stands is the same as by the tables. */
class PlainPacketOutsTest {
  private static final PacketOut PLAIN =
      new PacketOut(
          new BufferId(0x01020304),
          PortNo.of(7),
          List.of(new Action.Output(PortNo.CONTROLLER, 0x1234)),
          Bytes.parse("0011223344"));

  @ParameterizedTest
  @EnumSource
  void isWrittenAsByTheTables(OfVersion version) {
    Envelope envelope = new Envelope(version, 0x8badf00d, PLAIN);
    WireWriter out = new WireWriter(version);
    Messages.write(PLAIN, envelope.xid(), out);
    ByteBuf byTables = Unpooled.buffer();
    out.appendTo(byTables);

    ByteBuf buffer = Unpooled.directBuffer(4).writeByte(0xee);
    OpenFlowCodec.encode(envelope, buffer);

    assertThat(buffer.readByte()).isEqualTo((byte) 0xee);
    assertThat(buffer).isEqualTo(byTables);
    buffer.release();
  }

  @Test
  void isWrittenIntoSeveralBuffersToo() {
    ByteBuf buffer =
        Unpooled.compositeBuffer().addComponent(true, Unpooled.wrappedBuffer(new byte[1]));
    OpenFlowCodec.encode(new Envelope(OfVersion.OF13, 1, PLAIN), buffer);

    assertThat(OpenFlowCodec.decode(buffer, 1, buffer.readableBytes() - 1))
        .isEqualTo(new Envelope(OfVersion.OF13, 1, PLAIN));
  }

  /** Whatever is changed in such a frame: the same message, or the same mistake. */
  @Test
  void isReadAsByTheTables() {
    Random random = new Random(11);
    Bytes frame = OpenFlowCodec.encode(new Envelope(OfVersion.OF13, 1, PLAIN));
    for (int i = 0; i < 100_000; i++) {
      byte[] octets = frame.toArray();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        octets[random.nextInt(octets.length)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(17));
      }
      ByteBuf buffer = Unpooled.wrappedBuffer(octets);

      Decoded decoded = OpenFlowCodec.decode(buffer, 0, octets.length);

      assertThat(describe(decoded)).isEqualTo(byTables(octets));
    }
  }

  private static String describe(Decoded decoded) {
    return switch (decoded) {
      case Envelope envelope -> envelope.toString();
      case Decoded.Malformed malformed -> malformed.error() + " " + malformed.detail();
    };
  }

  private static String byTables(byte[] octets) {
    WireReader in = new WireReader(octets, 0, octets.length, OpenFlowCodec.versionOf(octets[0]));
    try {
      return OpenFlowCodec.read(in, octets.length).toString();
    } catch (DecodeException e) {
      return e.error() + " " + e.detail();
    } catch (IllegalArgumentException e) {
      return "OFPBRC_BAD_LEN " + e.getMessage();
    }
  }
}
