package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.net.PortNo;
import io.weft.openflow.Generator;
import io.weft.openflow.OfVersion;
import io.weft.openflow.OvsKnown;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.Frames;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.codec.Ovs;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStats;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we encode, Open vSwitch reads, and prints in the words that we print. */
class OvsNotationTest {
  private static final int VALUES = 4000;

  static Iterable<OfVersion> versions() {
    return OpenFlowCodec.VERSIONS;
  }

  @BeforeAll
  static void needsOvs() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
  }

  private static <T> List<T> generate(
      OfVersion version, Function<Generator, T> generate, Predicate<T> isKnown) {
    List<T> values = new ArrayList<>();
    for (long seed = 1; values.size() < VALUES; seed++) {
      T value = generate.apply(new Generator(seed, version));
      if (isKnown.test(value)) {
        values.add(value);
      }
    }
    return values;
  }

  private static <T> List<String> printedBy(
      OfVersion version, List<T> values, Function<T, OfMessage> message) {
    return Ovs.print(
        values.stream().map(value -> Frames.encode(version, message.apply(value))).toList());
  }

  /** What follows the line that names the message. */
  private static String afterFirstLine(String printed) {
    return printed.replaceFirst(".*\\n ?", "");
  }

  /** Open vSwitch has other words for "no tag" if it was said in 1.0. */
  private static String inWordsOf13(String theirs) {
    return theirs.replaceAll("vlan_tci=0x0000(?!/)", "vlan_tci=0x0000/0x1fff");
  }

  private static boolean isKnown(FlowEntry entry) {
    return OvsKnown.knows(entry.match()) && OvsKnown.knows(entry.instructions());
  }

  private static boolean isKnown(FlowMod mod) {
    return OvsKnown.knows(mod.match())
        && OvsKnown.knows(mod.instructions())
        && OvsKnown.knows(mod.outPort())
        && mod.instructions().stream().allMatch(i -> suits(i, mod));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void flowEntries(OfVersion version) {
    List<FlowEntry> entries = generate(version, Generator::flowEntry, OvsNotationTest::isKnown);
    List<String> printed =
        printedBy(
            version,
            entries,
            entry -> new OfMessage.MultipartReply(false, new FlowStats(List.of(entry))));
    for (int i = 0; i < VALUES; i++) {
      assertThat(inWordsOf13(afterFirstLine(printed.get(i)))).isEqualTo(entries.get(i).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void flowMods(OfVersion version) {
    List<FlowMod> mods = generate(version, Generator::flowMod, OvsNotationTest::isKnown);
    List<String> printed = printedBy(version, mods, mod -> mod);
    for (int i = 0; i < VALUES; i++) {
      String theirs = printed.get(i).replaceFirst("OFPT_FLOW_MOD.*\\(xid=0x7b\\): ", "");
      assertThat(inWordsOf13(theirs)).isEqualTo(asPrintedByOvs(mods.get(i), version));
    }
  }

  /** Our words in the order, and with the separators, of {@code ofp-print}. */
  private static String asPrintedByOvs(FlowMod mod, OfVersion version) {
    List<String> words = new ArrayList<>();
    FlowModCommand command = mod.command();
    words.add(FlowText.commandWord(command));
    add(words, mod.tableId() != 0, "table:" + mod.tableId());
    String priority =
        mod.priority() == FlowText.DEFAULT_PRIORITY ? "" : "priority=" + mod.priority();
    String separator = priority.isEmpty() || mod.match().isEmpty() ? "" : ",";
    String flow = priority + separator + mod.match();
    add(words, !flow.isEmpty(), flow);
    // Since 1.1 the cookie of a modify or delete is only there to be compared.
    boolean addsInstead =
        version == OfVersion.OF11
            && mod.cookieMask() == 0
            && (command == FlowModCommand.MODIFY || command == FlowModCommand.MODIFY_STRICT);
    boolean compared = version != OfVersion.OF10 && command != FlowModCommand.ADD && !addsInstead;
    if (compared ? mod.cookieMask() != 0 : mod.cookie() != 0) {
      String mask = compared ? "/0x" + Long.toHexString(mod.cookieMask()) : "";
      words.add("cookie:0x" + Long.toHexString(mod.cookie()) + mask);
    }
    add(words, mod.idleTimeout() != 0, "idle:" + mod.idleTimeout());
    add(words, mod.hardTimeout() != 0, "hard:" + mod.hardTimeout());
    add(
        words,
        mod.importance() != 0 && command == FlowModCommand.ADD,
        "importance:" + mod.importance());
    add(words, !mod.bufferId().isNone(), "buf:" + mod.bufferId());
    add(words, !mod.outPort().equals(PortNo.ANY), "out_port:" + mod.outPort());
    for (FlowFlag flag : FlowFlag.values()) {
      add(words, mod.flags().contains(flag), FlowText.word(flag));
    }
    words.add("actions=" + Instruction.print(mod.instructions()));
    return String.join(" ", words);
  }

  private static void add(List<String> words, boolean given, String word) {
    if (given) {
      words.add(word);
    }
  }

  /** Open vSwitch reads our text too, and says the same of it as of our octets. */
  @Test
  void flowModsAsText() throws IOException {
    List<FlowMod> mods =
        generate(
            OfVersion.OF13,
            Generator::flowMod,
            mod ->
                isKnown(mod)
                    && mod.command() == FlowModCommand.ADD
                    && mod.bufferId().isNone()
                    // which it parses as nothing at all
                    && !mod.instructions().contains(new Instruction.WriteActions(List.of()))
                    && mod.match().fields().stream()
                        .noneMatch(field -> hasLongMask(mod.match(), field)));
    Path file = Files.createTempFile("weft-flows", ".txt");
    try {
      Files.write(file, mods.stream().map(FlowMod::toString).toList());
      List<String> printed =
          Ovs.run("-O", "OpenFlow13", "parse-flows", file.toString())
              .lines()
              .filter(line -> line.startsWith("OFPT_FLOW_MOD"))
              .toList();
      assertThat(printed).hasSameSizeAs(mods);
      for (int i = 0; i < VALUES; i++) {
        assertThat(printed.get(i).replaceFirst(".*?: ", ""))
            .isEqualTo(asPrintedByOvs(mods.get(i), OfVersion.OF13));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** A mask of an IPv6 address that is no prefix, which it prints but does not parse. */
  private static boolean hasLongMask(Match match, Field<?> field) {
    String text = match.valueText(field);
    return field.width() == 128
        && text.indexOf(':', text.indexOf('/') + 1) > 0
        && text.contains("/");
  }

  /** Of a flow mod it also checks that actions go with the match, and that tables go forward. */
  private static boolean suits(Instruction instruction, FlowMod mod) {
    return switch (instruction) {
      case Instruction.ApplyActions i ->
          i.actions().stream().allMatch(OvsNotationTest::suitsAnyMatch);
      case Instruction.WriteActions i ->
          i.actions().stream().allMatch(OvsNotationTest::suitsAnyMatch);
      case Instruction.GotoTable i -> i.tableId() > mod.tableId();
      default -> true;
    };
  }

  private static boolean suitsAnyMatch(Action action) {
    return action instanceof Action.Output
        || action instanceof Action.Group
        || action instanceof Action.SetQueue;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void groupMods(OfVersion version) {
    List<GroupMod> mods =
        generate(version, Generator::groupMod, mod -> OvsKnown.knowsBuckets(mod.buckets()));
    List<String> printed = printedBy(version, mods, mod -> mod);
    for (int i = 0; i < VALUES; i++) {
      String theirs = inWordsOf13(afterFirstLine(printed.get(i))).replaceFirst("^ADD ", "");
      assertThat(theirs).isEqualTo(inWordsOf13(mods.get(i).toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void groupEntries(OfVersion version) {
    List<GroupEntry> entries =
        generate(version, Generator::groupEntry, entry -> OvsKnown.knowsBuckets(entry.buckets()));
    List<String> printed =
        printedBy(
            version,
            entries,
            entry ->
                new OfMessage.MultipartReply(false, new GroupMultipart.GroupDesc(List.of(entry))));
    for (int i = 0; i < VALUES; i++) {
      String theirs = inWordsOf13(afterFirstLine(printed.get(i)));
      assertThat(theirs).isEqualTo(inWordsOf13(entries.get(i).toString()));
      assertThat(GroupEntry.parse(entries.get(i).toString())).isEqualTo(entries.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void groupCounters(OfVersion version) {
    List<GroupCounters> groups = generate(version, Generator::groupCounters, group -> true);
    List<String> printed =
        printedBy(
            version,
            groups,
            group ->
                new OfMessage.MultipartReply(false, new GroupMultipart.GroupStats(List.of(group))));
    for (int i = 0; i < VALUES; i++) {
      assertThat(afterFirstLine(printed.get(i))).isEqualTo(groups.get(i).toString());
      assertThat(GroupCounters.parse(groups.get(i).toString())).isEqualTo(groups.get(i));
    }
  }

  @Test
  void flowEntriesOf15() {
    List<FlowEntry> entries =
        generate(OfVersion.OF15, Generator::flowEntryOf15, OvsNotationTest::isKnown);
    List<String> printed =
        printedBy(
            OfVersion.OF15,
            entries,
            entry -> new OfMessage.MultipartReply(false, new FlowStats(List.of(entry))));
    for (int i = 0; i < VALUES; i++) {
      assertThat(inWordsOf13(afterFirstLine(printed.get(i)))).isEqualTo(entries.get(i).toString());
    }
  }

  @Test
  void flowEntriesOfNicira() {
    List<NxFlowEntry> entries =
        generate(OfVersion.OF10, Generator::nxFlowEntry, entry -> isKnown(entry.entry()));
    List<String> printed =
        printedBy(
            OfVersion.OF10,
            entries,
            entry ->
                new OfMessage.MultipartReply(false, new FlowMultipart.NxFlowStats(List.of(entry))));
    for (int i = 0; i < VALUES; i++) {
      assertThat(inWordsOf13(afterFirstLine(printed.get(i))))
          .isEqualTo(inWordsOf13(entries.get(i).toString()));
    }
  }

  /** Open vSwitch prints speeds in Mbit/s, whatever they are. */
  private static PortDesc portWithWholeSpeeds(Generator values) {
    PortDesc port = values.portDesc();
    return new PortDesc(
        port.number(),
        port.hwAddress(),
        port.name(),
        port.config(),
        port.state(),
        port.current(),
        port.advertised(),
        port.supported(),
        port.peer(),
        1000L * (1 + values.below(1_000_000)),
        1000L * values.below(1_000_000));
  }

  @Test
  void ports() {
    List<PortDesc> ports =
        generate(
            OfVersion.OF13,
            OvsNotationTest::portWithWholeSpeeds,
            port -> OvsKnown.knows(port.number()));
    List<String> printed =
        printedBy(
            OfVersion.OF13,
            ports,
            port ->
                new OfMessage.MultipartReply(false, new PortMultipart.PortDescs(List.of(port))));
    for (int i = 0; i < VALUES; i++) {
      String theirs = afterFirstLine(printed.get(i)).replaceAll("\\s+", " ");
      assertThat(theirs).isEqualTo(ports.get(i).toString());
    }
  }
}
