package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Match;
import io.weft.openflow.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Matches as Open vSwitch 3.1 knows them: what {@code ovs-ofctl add-flow} was given, what {@code
 * ovs-ofctl parse-flow} printed of it, and the octets that it sent.
 */
class OvsMatchesTest {
  /**
   * One line of the file.
   *
   * @param form a version, or nxm
   */
  record Row(String form, String given, String printed, String hex) {
    OfVersion version() {
      return form.equals("nxm") ? OfVersion.OF10 : OfVersion.valueOf("OF" + form.replace(".", ""));
    }

    Match read() {
      WireReader in = Frames.reader(version(), hex + (form.equals("nxm") ? "00".repeat(8) : ""));
      return form.equals("nxm") ? Matches.readNxm(in, hex.length() / 2) : Matches.read(in);
    }

    String written(Match match) {
      if (!form.equals("nxm")) {
        return Frames.written(version(), out -> Matches.write(match, out));
      }
      int[] length = new int[1];
      String padded = Frames.written(version(), out -> length[0] = Matches.writeNxm(match, out));
      return padded.substring(0, 2 * length[0]);
    }
  }

  static List<Row> rows() throws IOException {
    try (InputStream in = OvsMatchesTest.class.getResourceAsStream("ovs-matches.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.split("\t", -1))
          .map(part -> new Row(part[0], part[1], part[2], part[3]))
          .toList();
    }
  }

  /** Where we print more than Open vSwitch, which loses something, and what it is. */
  private static final Set<String> PRINTED_OTHERWISE =
      Set.of(
          "tun_gbp_id=5/7,tun_gbp_flags=3/3", // the mask of the flags
          "tun_erspan_idx=5/7", // without tun_erspan_ver=1
          "tun_erspan_idx=0",
          "packet_type=(0,0)",
          "eth",
          "eth,tun_id=5",
          "vlan_tci=0x2000/0x2000", // of which it makes packet_type=(0,0) in OXM
          "vlan_vid=0", // by NXM as such, but it takes the tag for all zeroes
          "vlan_vid=5",
          "dl_type=0x894f,nsh_c1=0/5");

  /** Where Open vSwitch sends something else than it was given. */
  private static final List<String> SENT_OTHERWISE =
      List.of(
          "tun_erspan", // with the value as mask, nothing of zero
          "tun_gtpu_flags",
          "dl_vlan=0xffff", // all of the tag in NXM
          "vlan_tci=0x2000/0x2000",
          "arp_op=256");

  private final List<String> differing = new ArrayList<>();

  private void same(Row row, String expected, String was) {
    if (!was.equals(expected)) {
      differing.add(row.form() + " [" + row.given() + "]\n  " + expected + "\n  " + was);
    }
  }

  /** Open vSwitch leaves out what a struct or an older version cannot say. We refuse it. */
  private void sameIfSayable(Row row, Match match) {
    String written;
    try {
      written = row.written(match);
    } catch (EncodeException e) {
      return;
    }
    same(row, row.hex(), written);
  }

  @Test
  void printsWhatOvsPrints() throws IOException {
    for (Row row : rows()) {
      if (!PRINTED_OTHERWISE.contains(row.given())) {
        same(row, row.printed(), row.read().toString());
      }
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void writesBackWhatItRead() throws IOException {
    for (Row row : rows()) {
      same(row, row.hex(), row.written(row.read()));
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void writesAsOvsWithoutMemoryOfTheSpelling() throws IOException {
    for (Row row : rows()) {
      sameIfSayable(row, row.read().toBuilder().build());
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void writesWhatOvsWritesOfText() throws IOException {
    for (Row row : rows()) {
      if (SENT_OTHERWISE.stream().noneMatch(row.given()::contains)) {
        sameIfSayable(row, Match.parse(row.given()));
      }
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void parsesWhatItPrints() throws IOException {
    for (Row row : rows()) {
      Match match = row.read();
      same(row, match.toString(), Match.parse(match.toString()).toString());
    }
    assertThat(differing).isEmpty();
  }
}
