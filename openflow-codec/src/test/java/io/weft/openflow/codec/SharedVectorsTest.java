package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.net.Bytes;
import io.weft.openflow.DecodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The vectors of other projects, each floor a figure that was reached. */
class SharedVectorsTest {
  // spotless:off
  /** What is not written back alike, and why. */
  private static final Map<String, String> OTHERWISE = Map.ofEntries(
      Map.entry("ovs-print/flow-monitor-request-L3704",                         "a length of the match that is not that of the match"),
      Map.entry("loxigen/of10/port_mod",                                        "feature bits 28 to 31 of 1.0, which mean nothing and have no place in the later numbering"),
      Map.entry("ovs-frag/instructions/of1.1/002",                              "padding that is not zero"),
      Map.entry("ovs-frag/instructions/of1.1/007",                              "padding that is not zero"),
      Map.entry("ovs-frag/instructions/of1.1/017",                              "padding that is not zero"),
      Map.entry("ovs-frag/instructions/of1.1/020",                              "padding that is not zero"),
      Map.entry("ovs-frag/instructions/of1.1/021",                              "padding that is not zero"),
      Map.entry("ovs-frag/actions/of1.3/007",                                   "padding that is not zero"));

  /** What is refused though its source does not say so, and why. */
  private static final Map<String, String> REFUSED = Map.ofEntries(
      Map.entry("ovs-print/empty-L5",                                           "shorter than a header"),
      Map.entry("ovs-print/too-short-L11",                                      "shorter than a header"),
      Map.entry("ovs-print/truncated-message-L29",                              "cut short"),
      Map.entry("ovs-print/message-only-uses-part-of-buffer-L37",               "longer than it says"),
      Map.entry("ovs-print/ofpt-features-reply-cut-off-mid-port-of1-2-L367",    "cut short"),
      Map.entry("loxigen/of13/flow_add",                                        "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/flow_delete",                                     "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/flow_delete_strict",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/flow_modify",                                     "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/flow_modify_strict",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/flow_removed",                                    "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/group_modify",                                    "Open vSwitch refuses it too"),
      Map.entry("loxigen/of13/packet_in",                                       "Open vSwitch refuses it too"),
      Map.entry("loxigen/of14/flow_add",                                        "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/aggregate_stats_request",                         "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/bundle_add_msg",                                  "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_add",                                        "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_delete",                                     "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_delete_strict",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_lightweight_stats_reply",                    "a masked in_port, in a message that Open vSwitch does not know"),
      Map.entry("loxigen/of15/flow_lightweight_stats_request",                  "a masked in_port, in a message that Open vSwitch does not know"),
      Map.entry("loxigen/of15/flow_modify",                                     "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_modify_strict",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_monitor_reply",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_monitor_request",                            "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_removed",                                    "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_stats_reply",                                "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/flow_stats_request",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/group_add",                                       "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/group_desc_stats_reply",                          "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/packet_in",                                       "Open vSwitch refuses it too"),
      Map.entry("loxigen/of15/packet_out",                                      "Open vSwitch refuses it too"),
      Map.entry("ovs-frag/actions/of1.1/024",                                   "Open vSwitch refuses it too"),
      Map.entry("ovs-frag/instructions/of1.1/005",                              "Open vSwitch refuses it too"),
      Map.entry("loxigen/of12/match",                                           "Open vSwitch refuses it too"));
  // spotless:on

  private final List<String> equal = new ArrayList<>();
  private final List<String> errorEqual = new ArrayList<>();
  private final List<String> differing = new ArrayList<>();
  private final List<String> errorDiffering = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private static Path directory() {
    Optional<Path> directory = SharedVectors.directory();
    assumeTrue(directory.isPresent(), "no shared vectors beside the repository");
    return directory.orElseThrow();
  }

  private static Optional<OfVersion> version(SharedVectors.Row row) {
    return OpenFlowCodec.VERSIONS.stream()
        .filter(version -> version.toString().equals(row.version()))
        .findFirst();
  }

  @Test
  void messages() {
    for (SharedVectors.Row row :
        SharedVectors.read(directory(), "ovs-print.tsv", "ovs-errors.tsv", "loxigen.tsv")) {
      switch (Frames.decode(row.hex())) {
        case Envelope message -> decoded(row, Frames.encode(message));
        case Decoded.Malformed malformed ->
            malformed(row, malformed.error().name(), malformed.detail());
      }
    }
    report("messages");
    assertThat(equal).hasSizeGreaterThanOrEqualTo(368);
    assertThat(errorEqual).hasSizeGreaterThanOrEqualTo(17);
    assertNothingUnexplained();
  }

  @Test
  void fragments() {
    for (SharedVectors.Row row :
        SharedVectors.read(
            directory(), "ovs-fragments.tsv", "loxigen-fragments.tsv", "ovs-match-encoded.tsv")) {
      version(row)
          .ifPresent(version -> {
            if (row.id().startsWith("ovs-match/nxm")) {
              fragment(
                  row,
                  version,
                  in -> Matches.readNxmWithCookie(in, nxmLength(row.hex())),
                  (match, out) ->
                      Matches.writeNxm(match.match(), match.cookie(), match.cookieMask(), out));
            } else if (row.id().contains("/match") || row.id().contains("openflow13")) {
              fragment(row, version, Matches::read, Matches::write);
            } else if (row.id().contains("action_id_") || row.id().contains("instruction_id_")) {
              fragment(
                  row, version, TableFeatureLists::readElement, TableFeatureLists::writeElement);
            } else if (row.id().contains("table_stats_entry")) {
              fragment(row, version, FlowTables::readCounters, FlowTables::writeCounters);
            } else if (row.id().contains("/action")) {
              fragment(row, version, Actions::read, Actions::write);
            } else if (row.id().contains("/instruction") && version != OfVersion.OF10) {
              fragment(row, version, Instructions::read, Instructions::write);
            } else if (row.id().contains("port_desc")) {
              fragment(row, version, Ports::read, Ports::write);
            } else if (row.id().contains("flow_stats_entry")) {
              fragment(row, version, FlowEntries::read, FlowEntries::write);
            }
          });
    }
    report("fragments");
    assertThat(equal).hasSizeGreaterThanOrEqualTo(437);
    assertThat(errorEqual).hasSizeGreaterThanOrEqualTo(31);
    assertNothingUnexplained();
  }

  /** What is not written back alike has a reason, and what is refused Open vSwitch refuses too. */
  private void assertNothingUnexplained() {
    assertThat(errorDiffering).isEmpty();
    assertThat(
            differing.stream().map(SharedVectorsTest::id).filter(id -> !OTHERWISE.containsKey(id)))
        .isEmpty();
    assertThat(refused.stream().map(SharedVectorsTest::id).filter(id -> !REFUSED.containsKey(id)))
        .isEmpty();
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(": "));
  }

  /** Without the zeroes that fill up the last eight octets. */
  private static int nxmLength(String hex) {
    Bytes octets = Bytes.parse(hex);
    int at = 0;
    while (octets.size() - at >= 4
        && !(octets.size() - at < 8 && hex.substring(2 * at).matches("0*"))) {
      at += 4 + octets.u8(at + 3);
    }
    return at;
  }

  private <T> void fragment(
      SharedVectors.Row row,
      OfVersion version,
      Function<WireReader, T> read,
      BiConsumer<T, WireWriter> write) {
    try {
      T value = read.apply(Frames.reader(version, row.hex()));
      decoded(row, Frames.written(version, out -> write.accept(value, out)));
    } catch (DecodeException e) {
      malformed(row, e.error().name(), e.detail());
    }
  }

  private void decoded(SharedVectors.Row row, String again) {
    if (row.error().isPresent()) {
      errorDiffering.add(row.id() + ": expected " + row.error().get() + ", was read");
    } else if (again.equals(row.hex())) {
      equal.add(row.id());
    } else {
      differing.add(row.id() + ": " + row.says() + "\n      " + row.hex() + "\n      " + again);
    }
  }

  private void malformed(SharedVectors.Row row, String error, String detail) {
    if (row.error().isEmpty()) {
      refused.add(row.id() + ": " + error + ", " + detail + "; " + row.says());
    } else if (row.error().get().equals(error)) {
      errorEqual.add(row.id());
    } else {
      errorDiffering.add(
          row.id() + ": expected " + row.error().get() + ", was " + error + " " + detail);
    }
  }

  private void report(String what) {
    System.out.println(
        "shared vectors, %s: %d written back alike, %d errors alike, %d written back otherwise, %d errors otherwise, %d refused"
            .formatted(
                what,
                equal.size(),
                errorEqual.size(),
                differing.size(),
                errorDiffering.size(),
                refused.size()));
    print("written back otherwise", differing);
    print("errors otherwise", errorDiffering);
    print("refused", refused);
  }

  private static void print(String heading, List<String> rows) {
    rows.forEach(row ->
        System.out.println("  " + heading + ": " + row.substring(0, Math.min(240, row.length()))));
  }
}
