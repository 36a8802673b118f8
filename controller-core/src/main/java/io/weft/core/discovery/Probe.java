package io.weft.core.discovery;

import io.weft.core.network.ConnectPoint;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Lldp;
import io.weft.net.packet.Packets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The LLDP frame that a port sends to be found by its neighbour (IEEE 802.1AB), with an
 * organizationally specific TLV that says who sent it and proves that this controller did.
 *
 * @param from the port that sends it
 * @param sequence another one each time, so that an old frame is recognized
 */
record Probe(ConnectPoint from, long sequence) {
  /** The OUI that OpenFlow controllers use (Open Networking Foundation's predecessor, Stanford). */
  private static final int OUI = 0x0026e1;

  private static final int SUBTYPE = 0x57;
  private static final int CONTENT = 8 + 4 + 8;
  private static final int TAG = 16;
  private static final int TTL_SECONDS = 120;

  /** Makes and checks the proof: HMAC-SHA-256 (RFC 2104), its first 128 bits. */
  static final class Key {
    private final Mac mac;

    /**
     * @param secret at least 16 octets that nobody else knows
     */
    Key(byte[] secret) {
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA256", e);
      }
    }

    private byte[] tag(byte[] content) {
      return Arrays.copyOf(mac.doFinal(content), TAG);
    }
  }

  private byte[] content() {
    return ByteBuffer.allocate(CONTENT)
        .putLong(from.dpid().bits())
        .putInt(from.port().bits())
        .putLong(sequence)
        .array();
  }

  /** The frame, sent from the port's own address as the standard asks. */
  Bytes frame(MacAddress portAddress, Key key) {
    byte[] content = content();
    Bytes proof =
        Bytes.wrap(ByteBuffer.allocate(CONTENT + TAG).put(content).put(key.tag(content)).array());
    Lldp lldp =
        new Lldp(
            new Lldp.Id(Lldp.CHASSIS_LOCAL, text("dpid:" + from.dpid())),
            new Lldp.Id(Lldp.PORT_LOCAL, text(from.port().toString())),
            TTL_SECONDS,
            List.of(new Lldp.Organizational(OUI, SUBTYPE, proof)));
    return Packets.lldp(portAddress, lldp).toBytes();
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a probe that was made with this key; empty for any other frame, forged ones too. */
  static Optional<Probe> in(Ethernet frame, Key key) {
    return Lldp.in(frame)
        .flatMap(lldp -> lldp.organizational(OUI, SUBTYPE))
        .filter(proof -> proof.size() == CONTENT + TAG)
        .filter(proof ->
            MessageDigest.isEqual(
                key.tag(proof.slice(0, CONTENT).toArray()),
                proof.slice(CONTENT, CONTENT + TAG).toArray()))
        .map(proof ->
            new Probe(
                new ConnectPoint(new DatapathId(proof.i64(0)), new PortNo(proof.i32(8))),
                proof.i64(12)));
  }
}
