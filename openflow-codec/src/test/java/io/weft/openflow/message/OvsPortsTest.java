package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.openflow.OfVersion;
import io.weft.openflow.PortsGenerator;
import io.weft.openflow.codec.Frames;
import io.weft.openflow.codec.Ovs;
import io.weft.openflow.message.MeterMultipart.MeterConfigs;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import io.weft.openflow.message.PortMultipart.PortDescs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we say of ports, tables, queues and meters, Open vSwitch reads, and prints as we do. */
class OvsPortsTest {
  private static final int VALUES = 2000;

  private static <T> List<T> generate(OfVersion version, Function<PortsGenerator, T> generate) {
    List<T> values = new ArrayList<>();
    for (long seed = 1; seed <= VALUES; seed++) {
      values.add(generate.apply(new PortsGenerator(seed, version)));
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void isReadAsWritten(OfVersion version) {
    for (OfMessage message : generate(version, PortsGenerator::message)) {
      assertThat(Frames.decode(Frames.encode(version, message)))
          .isEqualTo(new Envelope(version, Frames.XID, message));
    }
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void isReadByOvs(OfVersion version) {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
    List<OfMessage> messages = generate(version, PortsGenerator::message);
    List<String> printed =
        Ovs.print(messages.stream().map(message -> Frames.encode(version, message)).toList());
    for (int i = 0; i < VALUES; i++) {
      assertThat(printed.get(i))
          .as(messages.get(i).toString())
          .startsWith("OFP")
          .contains("(xid=0x7b)")
          .doesNotContain("decode error");
    }
  }

  /**
   * Speeds in Mbit/s, which Open vSwitch cuts, and which it derives from the features in OpenFlow
   * 1.0; the number that it prints of bits without a name is left out, as it does not keep them.
   */
  private static String comparable(OfVersion version, String text) {
    String line = text.replaceAll("\\s+", " ");
    String cut =
        version == OfVersion.OF10
            ? line.replaceAll(" speed: .*", "")
            : line.replaceAll("(\\d+)\\d{3} kbps", "$1 Mbps").replaceAll("\\b\\d+ kbps", "0 Mbps");
    return cut.replaceAll("(STP_[A-Z]+)LINK", "$1 LINK").strip();
  }

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void portsAsText(OfVersion version) {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
    List<PortDesc> ports = generate(version, PortsGenerator::port);
    List<String> printed =
        Ovs.print(
            ports.stream()
                .map(port ->
                    Frames.encode(
                        version, new OfMessage.MultipartReply(false, new PortDescs(List.of(port)))))
                .toList());
    for (int i = 0; i < VALUES; i++) {
      String theirs = printed.get(i).replaceFirst(".*\\n ?", "");
      assertThat(comparable(version, theirs))
          .isEqualTo(comparable(version, ports.get(i).toString()));
    }
  }

  @Test
  void metersAsText() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
    List<MeterMod> mods = generate(OfVersion.OF13, PortsGenerator::meterMod);
    List<String> printed =
        Ovs.print(mods.stream().map(mod -> Frames.encode(OfVersion.OF13, mod)).toList());
    for (int i = 0; i < VALUES; i++) {
      MeterMod mod = mods.get(i);
      if (mod.command() != MeterMod.Command.DELETE) { // of which it prints neither flags nor bands
        String theirs = printed.get(i).replaceFirst(".*\\): (ADD )?", "");
        assertThat(theirs.replaceFirst("\n", "").replace('\n', ' ')).isEqualTo(mod.toString());
      }
    }
    List<MeterEntry> entries = generate(OfVersion.OF13, PortsGenerator::meter);
    printed =
        Ovs.print(
            entries.stream()
                .map(entry ->
                    Frames.encode(
                        OfVersion.OF13,
                        new OfMessage.MultipartReply(false, new MeterConfigs(List.of(entry)))))
                .toList());
    for (int i = 0; i < VALUES; i++) {
      String theirs = printed.get(i).replaceFirst(".*\n", "");
      assertThat(theirs.replaceFirst("\n", "").replace('\n', ' '))
          .isEqualTo(entries.get(i).toString());
    }
  }

  /** All but the burst of a meter whose flags do not say that it has one. */
  @Test
  void metersAreParsed() {
    for (MeterMod mod : generate(OfVersion.OF13, PortsGenerator::meterMod)) {
      String text = mod.toString();
      assertThat(MeterMod.parse(text).toString()).isEqualTo(text);
      if ((mod.flags() & MeterMod.BURST) != 0) {
        assertThat(MeterMod.parse(text)).isEqualTo(mod);
      }
    }
    for (MeterEntry entry : generate(OfVersion.OF13, PortsGenerator::meter)) {
      assertThat(MeterEntry.parse(entry.toString()).toString()).isEqualTo(entry.toString());
    }
  }
}
