package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.Generator;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.wire.WireReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated matches in each form; and such as nobody writes, which come back as they were. */
class MatchRoundTripTest {
  private static final int VALUES = 20_000;

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void isReadAsWrittenAndNeedsNoMemory(OfVersion version) {
    for (int seed = 0; seed < VALUES; seed++) {
      Match match = new Generator(seed, version).match();
      String hex = Frames.written(version, out -> Matches.write(match, out));
      Match read = Matches.readChecked(Frames.reader(version, hex));
      assertThat(read).as("seed %d: %s", seed, match).isEqualTo(match);
      assertThat(read.spelling(MatchForm.of(version)))
          .as("seed %d: %s", seed, match)
          .isEqualTo(Bytes.EMPTY);
    }
  }

  @Test
  void isReadAsWrittenInNxm() {
    for (int seed = 0; seed < VALUES; seed++) {
      Match match = new Generator(seed, OfVersion.OF13).match();
      if (match.toString().contains("in_p") && match.toString().matches(".*in_p\\w*=\\d{5,}.*")) {
        continue; // more than 16 bits of port
      }
      int[] length = new int[1];
      String hex = Frames.written(OfVersion.OF10, out -> length[0] = Matches.writeNxm(match, out));
      Match read = Matches.readNxm(Frames.reader(OfVersion.OF10, hex), length[0]);
      assertThat(read).as("seed %d: %s", seed, match).isEqualTo(match);
      assertThat(read.spelling(MatchForm.NXM))
          .as("seed %d: %s", seed, match)
          .isEqualTo(Bytes.EMPTY);
    }
  }

  /** Elements in another order, cut from several matches of several versions. */
  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF12", "OF13", "OF14", "OF15"})
  void unusualSpellingsSurvive(OfVersion version) {
    int read = 0;
    for (int seed = 0; seed < VALUES; seed++) {
      Random random = new Random(seed);
      List<String> elements = new ArrayList<>();
      for (OfVersion other : List.of(version, OfVersion.OF12, OfVersion.OF15)) {
        Match match = new Generator(seed * 3L + other.ordinal(), other).match();
        String hex = Frames.written(other, out -> Oxm.writeAll(match, out));
        cut(Bytes.parse(hex), elements);
      }
      Collections.shuffle(elements, random);
      String all = String.join("", elements.subList(0, random.nextInt(elements.size() + 1)));
      int length = 4 + all.length() / 2;
      String hex = "0001%04x%s%s".formatted(length, all, "00".repeat(-length & 7));
      try {
        Match match = Matches.read(Frames.reader(version, hex));
        read++;
        assertThat(Frames.written(version, out -> Matches.write(match, out))).isEqualTo(hex);
      } catch (DecodeException e) {
        // a field twice
      }
    }
    assertThat(read).isGreaterThan(VALUES / 20);
  }

  private static void cut(Bytes matches, List<String> into) {
    for (int at = 0; at < matches.size(); ) {
      int end = at + 4 + matches.u8(at + 3);
      into.add(matches.slice(at, end).toString());
      at = end;
    }
  }

  /** Each octet of the struct spoilt, the rest being what is usual. */
  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF11"})
  void unusualStructsSurvive(OfVersion version) {
    for (int seed = 0; seed < VALUES; seed++) {
      Match match = new Generator(seed, version).match();
      byte[] octets =
          HexFormat.of().parseHex(Frames.written(version, out -> Matches.write(match, out)));
      int at = new Random(seed).nextInt(version == OfVersion.OF10 ? 0 : 4, octets.length);
      octets[at] = (byte) new Random(seed + 1).nextInt();
      String hex = HexFormat.of().formatHex(octets);
      WireReader in = Frames.reader(version, hex);
      try {
        Match read = Matches.read(in);
        assertThat(Frames.written(version, out -> Matches.write(read, out))).isEqualTo(hex);
      } catch (DecodeException e) {
        assertThat(version).isEqualTo(OfVersion.OF11); // 1.0 takes everything
      }
    }
  }
}
