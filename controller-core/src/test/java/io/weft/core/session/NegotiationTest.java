package io.weft.core.session;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF13;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.Hello;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hellos and what follows from them (OpenFlow 1.3.5, 6.3.1). */
@Timeout(30)
class NegotiationTest {
  private static final List<OfVersion> BOTH = List.of(OF10, OF13);

  // Ours; the switch's highest wire version; its bitmap or none; what is agreed or none.
  @ParameterizedTest
  @CsvSource({
    "1.0 1.3, 0x01, none, 1.0",
    "1.0 1.3, 0x04, none, 1.3",
    "1.0 1.3, 0x05, none, 1.3",
    "1.0 1.3, 0x0f, none, 1.3",
    "1.0 1.3, 0xff, none, 1.3",
    "1.0 1.3, 0x02, none, none",
    "1.0 1.3, 0x03, none, none",
    "1.0 1.3, 0x04, 0x10, 1.3",
    "1.0 1.3, 0x04, 0x12, 1.3",
    "1.0 1.3, 0x06, 0x72, 1.3",
    "1.0 1.3, 0x06, 0x62, 1.0",
    "1.0 1.3, 0x06, 0x60, none",
    "1.0 1.3, 0x04, 0x00, none",
    "1.0 1.3, 0x04, 0x02, 1.0",
    "1.0 1.3, 0x01, 0x10, 1.3",
    "1.3,     0x01, none, none",
    "1.3,     0x04, 0x02, none",
    "1.3,     0x06, none, 1.3",
    "1.0,     0x04, none, 1.0",
    "1.0,     0x06, 0x72, 1.0",
    "1.0,     0x06, 0x70, none",
  })
  void agreesOnBestCommonVersion(String ours, String highest, String bitmap, String agreed) {
    List<OfVersion> spoken =
        BOTH.stream().filter(version -> ours.contains(version.toString())).toList();
    Hello theirs =
        bitmap.equals("none")
            ? new Hello(Integer.decode(highest))
            : new Hello(Integer.decode(highest), Integer.decode(bitmap));
    assertThat(Negotiation.agree(spoken, theirs).map(OfVersion::toString).orElse("none"))
        .isEqualTo(agreed);
  }

  // A hello as it is on the wire, and the version of the features request that follows.
  @ParameterizedTest
  @CsvSource({
    "OpenFlow 1.0,                                01000008 00000007, 1.0",
    "1.3 without elements,                        04000008 00000007, 1.3",
    "1.3 with a bitmap of 1.0 and 1.3,            04000010 00000007 0001000800000012, 1.3",
    "1.3 with a bitmap of 1.0 only,               04000010 00000007 0001000800000002, 1.0",
    "1.5 with a bitmap from 1.0 to 1.5,           06000010 00000007 000100080000007e, 1.3",
    "a version of the future without a bitmap,    0f000008 00000007, 1.3",
    "a bitmap of two words,                       04000018 00000007 0001000c0000001200000001 00000000, 1.3",
    "an unknown element before the bitmap,        04000020 00000007 00ff000c0102030405060708 00000000 0001000800000010, 1.3",
    "an element longer than the hello,            04000010 00000007 0001ffff00000010, 1.3",
    "two octets of an element,                    0400000a 00000007 0001, 1.3",
  })
  void goesOnAfterHello(String what, String hello, String version) {
    try (Server server = new Server();
        Peer peer = server.connect()) {
      peer.sendHex(hello);
      assertThat(peer.await(OfMessage.FeaturesRequest.class).version())
          .as(what)
          .hasToString(version);
    }
  }

  // A hello without a common version, and the version of the refusal.
  @ParameterizedTest
  @CsvSource({
    "1.1 without a bitmap,      02000008 00000007, 1.1",
    "1.2 without a bitmap,      03000008 00000007, 1.2",
    "an empty bitmap,           04000010 00000007 0001000800000000, 1.3",
    "a bitmap of 1.4 and 1.5,   06000010 00000007 0001000800000060, 1.3",
    "version 0,                 00000008 00000007, 1.3",
  })
  void refusesHelloWithoutCommonVersion(String what, String hello, String version) {
    try (Server server = new Server();
        Peer peer = server.connect()) {
      peer.sendHex(hello);
      peer.awaitEnd();
      Envelope refusal = peer.received().getLast();
      assertThat(refusal.version()).as(what).hasToString(version);
      assertThat(refusal.xid()).isEqualTo(7);
      assertThat(refusal.message())
          .isInstanceOfSatisfying(
              OfMessage.ErrorMessage.class,
              error -> assertThat(error.error()).isEqualTo(OfError.OFPHFC_INCOMPATIBLE));
      assertThat(peer.received()).as("our hello and the refusal").hasSize(2);
      assertThat(server.log(peer.name())).hasSize(1);
    }
  }

  @Test
  void offersItsVersionsInABitmap() {
    try (Server server = new Server();
        Peer peer = server.connect()) {
      Envelope hello = peer.await(Hello.class);
      assertThat(hello.version()).isEqualTo(OF13);
      assertThat(hello.message()).isEqualTo(Hello.offering(BOTH));
    }
  }

  @Test
  void switchThatRefusesOurHelloIsLeftAlone() {
    try (Server server = new Server();
        Peer peer = server.connect()) {
      peer.send(Peer.frame(1, 1, 1, "0000 0000 6e6f"));
      peer.awaitEnd();
      assertThat(peer.received()).as("nothing but our hello").hasSize(1);
      assertThat(server.log(peer.name()))
          .singleElement()
          .asString()
          .endsWith("refused our hello with OFPHFC_INCOMPATIBLE");
    }
  }
}
