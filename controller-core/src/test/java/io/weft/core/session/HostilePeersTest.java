package io.weft.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peers that break the protocol, by mistake or on purpose. Each is answered where the protocol asks
 * for it, closed, and named in one line of the log; a healthy switch beside it notices nothing.
 */
@Timeout(60)
class HostilePeersTest {
  private static final String ZEROES_8 = "0000000000000000";

  /** OFPMP_FLOW with one entry up to its instructions; its own length is that of 16 + 64 octets. */
  private static final String FLOW_STATS_13 =
      "0001 0000 00000000 0050 00 00 00000001 00000000 0001 0000 0000 0000 00000000"
          + ZEROES_8.repeat(3)
          + "0001 0004 00000000";

  private final Server server = new Server();

  /** Also checks that the healthy switch noticed nothing. */
  @AfterEach
  void end() {
    server.close();
    assertThat(server.bugs()).isEmpty();
  }

  private static Optional<String> errorTo(Peer peer) {
    List<OfMessage.ErrorMessage> errors = peer.received(OfMessage.ErrorMessage.class);
    assertThat(errors).hasSizeLessThan(2);
    return errors.stream().map(error -> error.error().toString()).findFirst();
  }

  // What is sent instead of a hello; the error or none; what the log says.
  @ParameterizedTest
  @CsvSource({
    "nothing,                       '',                                none,            no hello in time",
    "text of another protocol,      474554202f20485454502f312e310d0a,  OFPBRC_BAD_VERSION, 'no OpenFlow, it begins with \'\'GET / HT\'\''",
    "TLS,                           160301020001000101,                none,            TLS where OpenFlow is expected",
    "a hello element of length 0,   0400001000000001 0001000000000000, OFPHFC_INCOMPATIBLE, hello element of length 0",
    "half a header,                 04000008,                          none,            no hello in time",
    "half a hello,                  0400001000000001 0001,             none,            no hello in time",
    "length zero,                   0400000000000001,                  OFPBRC_BAD_LEN,  'header says length 0, the least is 8'",
    "length seven,                  0400000700000001 ffff,             OFPBRC_BAD_LEN,  'header says length 7, the least is 8'",
    "zeroes,                        0000000000000000 00000000,         OFPBRC_BAD_LEN,  'header says length 0, the least is 8'",
    "an error without a length,     0401000000000001,                  none,            'header says length 0, the least is 8'",
    "an echo request,               0402000800000001,                  OFPBRC_BAD_TYPE, first message is no hello but EchoRequest",
    "an echo reply,                 0403000800000001,                  none,            first message is no hello but EchoReply",
    "a features reply,              0406002000000001 00000000000000010000000000000000 0000000000000000, OFPBRC_BAD_TYPE, first message is no hello but FeaturesReply",
    "an error,                      0401000c00000001 00010001,         none,            refused our hello with OFPBRC_BAD_TYPE",
    "an error without a body,       0401000800000001,                  none,            malformed message of type 1",
    "a type of no version,          0463000800000001,                  OFPBRC_BAD_TYPE, malformed message of type 99",
    "a version of the future,       0f02000800000001,                  OFPBRC_BAD_VERSION, malformed message of type 2",
    "a features reply cut off,      0406001000000001 0000000000000001, OFPBRC_BAD_LEN,  malformed message of type 6",
  })
  void peerWithoutHello(String what, String hex, String error, String line) {
    try (Peer peer = server.connect()) {
      peer.sendHex(hex);
      server.passUntil(peer::hasEnded);
      assertThat(errorTo(peer).orElse("none")).as(what).isEqualTo(error);
      assertThat(server.log(peer.name())).singleElement().asString().contains(line);
    }
  }

  // What a switch sends when it is ready; the error or none; what the log says.
  @ParameterizedTest
  @CsvSource({
    "length under eight,            0402000400000001,                  OFPBRC_BAD_LEN,     'header says length 4, the least is 8'",
    "another version,               0102000800000001,                  OFPBRC_BAD_VERSION, speaks version 1.0 after agreeing on 1.3",
    "a version of the future,       0f02000800000001,                  OFPBRC_BAD_VERSION, malformed message of type 2",
    "an echo reply of 1.0,          0103000800000001,                  none,               speaks version 1.0 after agreeing on 1.3",
  })
  void malformedMessageAfterHandshake(String what, String hex, String error, String line) {
    try (Peer peer = server.ready(5)) {
      peer.sendHex(hex);
      peer.awaitEnd();
      assertThat(errorTo(peer).orElse("none")).as(what).isEqualTo(error);
      assertThat(server.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .contains(line);
      assertThat(server.log("0000000000000005")).as("it came, it went").hasSize(2);
      Awaitility.await().until(() -> !server.core.disconnected.isEmpty());
    }
  }

  // What is malformed or strange but framed is answered, and the connection goes on.
  @ParameterizedTest
  @CsvSource({
    "a type of no version,          0463000800000001,                                        OFPBRC_BAD_TYPE",
    "a packet-in cut off,           040a001000000001 0000000000000000,                       OFPBRC_BAD_LEN",
    "an error without a body,       0401000800000001,                                        none",
    "a barrier reply with a body,   0415000a00000001 0000,                                   OFPBRC_BAD_LEN",
    "a port status cut off,         040c001000000001 0000000000000000,                       OFPBRC_BAD_LEN",
    "a multipart reply cut off,     0413001800000009 0004000000000000 0000000000000001,      OFPBRC_BAD_LEN",
    "a packet-in with a bad match,  040a002400000001 ffffffff00000000 0000000000000000 0001000300000000 0000 0000, OFPBMC_BAD_LEN",
    "a flow mod,                    0405000800000001,                                        OFPBRC_BAD_TYPE",
    "an echo reply to nothing,      0403000c00000001 61626364,                               none",
    "an error about nothing,        0401000c000003e7 00010001,                               none",
    "an error of no version,        0401000c000003e7 77777777,                               none",
    "another hello,                 0400000800000001,                                        none",
    "an experimenter's message,     0404001400000001 00001234 00000001 01020304,             none",
    "a barrier reply to nothing,    0415000800000009,                                        none",
    "a multipart reply to nothing,  0413001000000009 0003000000000000,                       none",
    "features once more,            0406002000000001 00000000000000090000000000000000 0000000000000000, none",
  })
  void strangeMessageAfterHandshake(String what, String hex, String error) {
    try (Peer peer = server.ready(5)) {
      peer.sendHex(hex);
      peer.echo();
      assertThat(errorTo(peer).orElse("none")).as(what).isEqualTo(error);
      assertThat(server.channel(5).dpid()).isEqualTo(new DatapathId(5));
    }
  }

  @Test
  void errorRepeatsWhatItIsAbout() {
    try (Peer peer = server.ready(5)) {
      Bytes unknown = Peer.frame(4, 99, 17, "ab".repeat(100));
      peer.send(unknown);
      Envelope answer = peer.await(OfMessage.ErrorMessage.class);
      assertThat(answer.xid()).isEqualTo(17);
      assertThat(((OfMessage.ErrorMessage) answer.message()).data())
          .isEqualTo(unknown.slice(0, 64));
    }
  }

  // Part of an answer during the handshake, in place of the right one.
  @ParameterizedTest
  @CsvSource({
    "an action of length zero,       1.3, 19, '"
        + "0004 0018 00000000 0000 0000 00000001 00000000 00000000"
        + "', OFPBAC_BAD_LEN",
    "an instruction of length zero,  1.3, 19, '"
        + "0004 0000 00000000 0000 0010 00000001 00000000 00000000"
        + "', OFPBIC_BAD_LEN",
  })
  void flowEntryThatDoesNotEnd(
      String what, String version, int type, String instructions, String error) {
    try (Peer peer = server.connect()) {
      answerFlowsWith(peer, Peer.frame(4, type, 0, FLOW_STATS_13 + instructions));
      peer.sendHello();
      peer.awaitEnd();
      assertThat(errorTo(peer)).as(what + version).contains(error);
      assertThat(server.log("0000000000000006")).singleElement().asString().contains(error);
    }
  }

  @Test
  void flowEntryOfLengthZero() {
    try (Peer peer = server.connect()) {
      answerFlowsWith(peer, Peer.frame(4, 19, 0, "0001 0000 00000000" + ZEROES_8.repeat(8)));
      peer.sendHello();
      peer.awaitEnd();
      assertThat(errorTo(peer)).contains("OFPBRC_BAD_LEN");
      assertThat(server.log("0000000000000006")).hasSize(1);
    }
  }

  @Test
  void portDescriptionCutOff() {
    try (Peer peer = server.connect()) {
      peer.behaving(OfVersion.OF13, 6);
      peer.answering(envelope -> {
        if (envelope.message() instanceof OfMessage.MultipartRequest request
            && request.body() instanceof PortMultipart.PortDescRequest) {
          String half = "000d 0000 00000000 00000001 00000000" + ZEROES_8.repeat(3);
          peer.send(Peer.frame(4, 19, envelope.xid(), half));
        } else {
          peer.answerAsSwitch(envelope, 6);
        }
      });
      peer.sendHello();
      peer.awaitEnd();
      assertThat(errorTo(peer)).contains("OFPBRC_BAD_LEN");
      assertThat(server.log("0000000000000006")).hasSize(1);
    }
  }

  /** A switch whose answer about its flows is this frame, with the right xid. */
  private static void answerFlowsWith(Peer peer, Bytes frame) {
    peer.behaving(OfVersion.OF13, 6);
    peer.answering(envelope -> {
      if (envelope.message() instanceof OfMessage.MultipartRequest request
          && request.body() instanceof FlowMultipart.FlowStatsRequest) {
        byte[] octets = frame.toArray();
        octets[7] = (byte) envelope.xid();
        peer.send(Bytes.wrap(octets));
      } else {
        peer.answerAsSwitch(envelope, 6);
      }
    });
  }

  @Test
  void answerThatNeverEnds() {
    try (Peer peer = server.connect()) {
      peer.behaving(OfVersion.OF13, 6);
      peer.answering(envelope -> {
        if (envelope.message() instanceof OfMessage.MultipartRequest request
            && request.body() instanceof FlowMultipart.FlowStatsRequest) {
          Bytes part = Peer.frame(4, 19, envelope.xid(), "0001 0001 00000000");
          byte[] many = new byte[part.size() * 4096];
          for (int i = 0; i < 4096; i++) {
            System.arraycopy(part.toArray(), 0, many, i * part.size(), part.size());
          }
          while (!server.log("0000000000000006").stream()
              .anyMatch(line -> line.contains("endless"))) {
            peer.send(Bytes.wrap(many));
          }
        } else {
          peer.answerAsSwitch(envelope, 6);
        }
      });
      peer.sendHello();
      assertThat(server.awaitLog("0000000000000006")).contains("endless multipart answer");
      peer.awaitEnd();
      assertThat(server.log("0000000000000006")).hasSize(1);
    }
  }

  @Test
  void longestFrame() {
    try (Peer peer = server.ready(5)) {
      peer.send(Peer.frame(4, 2, 5, "00".repeat(65_535 - 8)));
      Awaitility.await().until(() -> peer.received(OfMessage.EchoReply.class).size() == 2);
      peer.send(Peer.frame(4, 99, 5, "ff".repeat(65_535 - 8)));
      peer.echo();
      assertThat(errorTo(peer)).contains("OFPBRC_BAD_TYPE");
    }
  }

  @Test
  void halfAFrameIsNoSignOfLife() {
    SessionConfig config = KeepAliveTest.SHORT;
    try (Server quick = new Server(config);
        Peer peer = quick.ready(5)) {
      peer.answering(envelope -> {
        // In place of the answer to an echo request, another octet of a frame that never ends.
        if (envelope.message() instanceof OfMessage.EchoRequest) {
          peer.sendHex("00");
        }
      });
      peer.sendHex("0402ffff00000001");
      quick.passUntil(peer::hasEnded);
      assertThat(quick.log("0000000000000005: disconnected"))
          .singleElement()
          .asString()
          .contains("no answer");
    }
  }

  @Test
  void errorsDoNotFillTheLog() {
    try (Peer peer = server.ready(5)) {
      for (int i = 0; i < 1000; i++) {
        peer.send(Peer.frame(4, 1, 999, "0001 0001"));
        peer.send(Peer.frame(4, 99, 999, ""));
      }
      peer.echo();
      assertThat(server.log("0000000000000005")).hasSizeLessThan(15);
      peer.hangUp();
      assertThat(server.awaitLog("and 1990 more such messages")).isNotEmpty();
    }
  }

  @Test
  void descriptionCannotForgeALineOfTheLog() {
    try (Peer peer = server.connect()) {
      peer.behaving(OfVersion.OF13, 6);
      peer.answering(envelope -> {
        if (envelope.message() instanceof OfMessage.MultipartRequest request
            && request.body() instanceof MultipartBody.DescRequest) {
          var desc = new MultipartBody.Desc("", "", "x\n12:00:00 \u001b[31mERROR", "", "");
          peer.send(envelope.xid(), new OfMessage.MultipartReply(false, desc));
        } else {
          peer.answerAsSwitch(envelope, 6);
        }
      });
      peer.sendHello();
      server.core.awaitConnected(6);
      assertThat(server.awaitLog("0000000000000006")).endsWith("x?12:00:00 ?[31mERROR");
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAtOnceAndTheOthersStay() {
    List<Peer> peers = new ArrayList<>();
    SessionConfig patient = KeepAliveTest.PATIENT;
    try (Server full = new Server(patient)) {
      for (int i = 1; i < patient.maxConnections(); i++) {
        peers.add(full.ready(0x100 + i));
      }
      List<Peer> tooMany = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        tooMany.add(full.connect());
      }
      tooMany.forEach(Peer::awaitEnd);
      assertThat(tooMany).allSatisfy(peer -> assertThat(peer.received()).isEmpty());
      assertThat(full.log("refused, there are")).hasSize(1);
      peers.forEach(Peer::echo);
      full.assertUndisturbed();

      peers.removeFirst().close();
      Awaitility.await().until(() -> full.core.disconnected.size() == 1);
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> {
            Peer next = full.connect().behaving(OfVersion.OF13, 0x200).sendHello();
            Awaitility.await().until(() -> next.hasEnded() || !next.received().isEmpty());
            peers.add(next);
            return !next.hasEnded();
          });
      full.core.awaitConnected(0x200);
    } finally {
      peers.forEach(Peer::close);
    }
  }

  @Test
  void resetIsToldAsSuch() throws IOException {
    try (Peer peer = server.ready(5)) {
      peer.abort();
      assertThat(server.awaitLog("0000000000000005: disconnected"))
          .endsWith("disconnected: connection reset by the switch");
    }
  }

  @Test
  void switchThatClosesIsToldAsSuch() {
    try (Peer peer = server.ready(5)) {
      peer.hangUp();
      assertThat(server.awaitLog("0000000000000005: disconnected"))
          .endsWith("disconnected: closed by the switch");
    }
  }

  @Test
  void auxiliaryConnectionIsRefused() {
    try (Peer peer = server.connect()) {
      peer.sendHello();
      int xid = peer.await(OfMessage.FeaturesRequest.class).xid();
      peer.send(xid, new OfMessage.FeaturesReply(new DatapathId(5), 0, 254, 1, 0, 0, List.of()));
      peer.awaitEnd();
      assertThat(server.log(peer.name()))
          .singleElement()
          .asString()
          .contains("auxiliary connection 1 of 0000000000000005");
    }
  }
}
