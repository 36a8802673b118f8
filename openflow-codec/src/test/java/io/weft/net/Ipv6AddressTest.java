package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {
  /** Canonical texts: RFC 5952, sections 4 and 5. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "1:2:3:4:5:6:7:8",
        "fe80::ff:fe00:a",
        "ff02::1:ff00:1",
        "::ffff:192.0.2.1",
        "64:ff9b::c000:201",
        "1:2:3:4:5:6::",
        "::3:4:5:6:7:8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
      })
  void printsWhatItParsed(String text) {
    assertThat(Ipv6Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:0DB8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "0:0:0:0:0:0:0:0, ::",
    "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
    "1::3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "::1.2.3.4, ::102:304",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "0:0:0:0:0:ffff:10.0.0.1, ::ffff:10.0.0.1",
  })
  void printsTheCanonicalFormOfWhatItParsed(String text, String canonical) {
    assertThat(Ipv6Address.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "::1::",
        "1:2:3:4:5:6:7:",
        ":1:2:3:4:5:6:7",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "g::",
        "-1::",
        "+1::",
        "::1%eth0",
        "::1/64",
        " ::1",
        "::\u0661",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1.2.3.4",
        "1:1.2.3.4:2::",
        "0x1::"
      })
  void textRefusedIsNamed(String text) {
    assertThatThrownBy(() -> Ipv6Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void dottedPartAnywhereButLastIsRefused() {
    assertThatThrownBy(() -> Ipv6Address.parse("1.2.3.4::1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ipv6Address.parse("1:2.3.4.5::"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wholeTextIsNamedWhenItsDottedPartIsWrong() {
    assertThatThrownBy(() -> Ipv6Address.parse("::1.2.3.256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'::1.2.3.256' is no IPv6 address");
  }

  /** Every text must be readable by the JDK as the same address, and by ourselves. */
  @Test
  void randomAddressesReadBackHereAndInTheJdk() throws UnknownHostException {
    long seed = 5952;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      for (int group = 0; group < 8; group++) {
        if (random.nextInt(3) > 0) {
          long mask = ~(0xffffL << (16 * (group & 3)));
          high &= group < 4 ? mask : -1;
          low &= group < 4 ? -1 : mask;
        }
      }
      Ipv6Address address = new Ipv6Address(high, low);
      String text = address.toString();
      assertThat(Ipv6Address.parse(text)).as("seed %d, %s", seed, text).isEqualTo(address);
      byte[] jdk = InetAddress.getByName(text).getAddress();
      if (jdk.length == 16) { // the JDK turns ::ffff:a.b.c.d into an IPv4 address
        assertThat(ByteBuffer.wrap(jdk).getLong()).as(text).isEqualTo(high);
        assertThat(ByteBuffer.wrap(jdk).getLong(8)).as(text).isEqualTo(low);
      }
    }
  }

  @Test
  void knowsTheKindsThatNeighborDiscoveryNeeds() {
    assertThat(Ipv6Address.parse("fe80::1").isLinkLocal()).isTrue();
    assertThat(Ipv6Address.parse("febf::1").isLinkLocal()).isTrue();
    assertThat(Ipv6Address.parse("fec0::1").isLinkLocal()).isFalse();
    assertThat(Ipv6Address.parse("ff02::1").isMulticast()).isTrue();
    assertThat(Ipv6Address.parse("fe80::1").isMulticast()).isFalse();
    assertThat(Ipv6Address.parse("2001:db8::1:800:200e:8c6c").solicitedNode())
        .isEqualTo(Ipv6Address.parse("ff02::1:ff0e:8c6c"));
  }

  @Test
  void sortsAsUnsignedNumbers() {
    assertThat(Ipv6Address.parse("fe80::1")).isGreaterThan(Ipv6Address.parse("2001:db8::1"));
    assertThat(Ipv6Address.parse("::ffff:0:0:1")).isGreaterThan(Ipv6Address.parse("::1"));
  }
}
