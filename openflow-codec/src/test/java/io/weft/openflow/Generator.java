package io.weft.openflow;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.BucketCounters;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MonitorMultipart.FlowEvent;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.MonitorCommand;
import io.weft.openflow.message.MonitorMultipart.MonitorFlag;
import io.weft.openflow.message.Oxs;
import io.weft.openflow.message.PortDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes values that a version can say, the same ones for the same seed. Matches meet the
 * prerequisites of their fields; lists are short.
 */
public final class Generator {
  private static final List<PortNo> OUTPUT_NAMES =
      List.of(PortNo.IN_PORT, PortNo.TABLE, PortNo.NORMAL, PortNo.FLOOD, PortNo.ALL, PortNo.LOCAL);

  private final Random random;
  private final OfVersion version;
  private final MatchGenerator matches;

  public Generator(long seed, OfVersion version) {
    this.random = new Random(seed);
    this.version = version;
    this.matches = new MatchGenerator(random, version);
  }

  public OfVersion version() {
    return version;
  }

  private boolean isOf10() {
    return version == OfVersion.OF10;
  }

  /** 0 to the bound, which is left out. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  public <T> List<T> listOf(int atMost, Supplier<T> make) {
    return IntStream.range(0, below(atMost + 1)).mapToObj(i -> make.get()).toList();
  }

  public int u8() {
    return below(0x100);
  }

  /** Often 0, the highest, or a small number. */
  public int u16() {
    return switch (below(6)) {
      case 0 -> 0;
      case 1 -> 0xffff;
      case 2 -> below(100);
      default -> below(0x10000);
    };
  }

  public int i32() {
    return oneIn(4) ? below(100) : random.nextInt();
  }

  public long u32() {
    return Integer.toUnsignedLong(i32());
  }

  public long i64() {
    return oneIn(4) ? below(100) : random.nextLong();
  }

  public Bytes bytes(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return Bytes.wrap(octets);
  }

  public String word(int octets) {
    return IntStream.range(0, below(octets + 1))
        .mapToObj(i -> "abcdefghij-ABC.0123456789_".charAt(below(26)))
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  /** A lifetime of up to 2^32 seconds. */
  public Elapsed lifetime() {
    long nanos = oneIn(3) ? 0 : oneIn(2) ? below(1000) * 1_000_000L : below(1_000_000_000);
    return new Elapsed(u32(), nanos);
  }

  public MacAddress mac() {
    return new MacAddress(random.nextLong() >>> 16);
  }

  public Ipv4Address ipv4() {
    return new Ipv4Address(random.nextInt());
  }

  public DatapathId datapathId() {
    return new DatapathId(random.nextLong());
  }

  /** A physical port. */
  public PortNo port() {
    return matches.port();
  }

  public PortNo portOrAny() {
    return oneIn(3) ? PortNo.ANY : port();
  }

  public Match match() {
    return matches.match();
  }

  public BufferId bufferId() {
    return oneIn(2) ? BufferId.NONE : new BufferId(below(1 << 30));
  }

  public Action.Output output() {
    return switch (below(6)) {
      case 0 -> Action.output(oneOf(OUTPUT_NAMES));
      case 1 -> Action.controller(u16());
      default -> Action.output(port());
    };
  }

  public Action action() {
    return isOf10() ? actionOf10() : actionOf13();
  }

  private Action actionOf10() {
    return switch (below(16)) {
      case 0 -> new Action.SetVlanVid(below(0x1000));
      case 1 -> new Action.SetVlanPcp(below(8));
      case 2 -> new Action.StripVlan();
      case 3 -> new Action.SetDlSrc(mac());
      case 4 -> new Action.SetDlDst(mac());
      case 5 -> new Action.SetNwSrc(ipv4());
      case 6 -> new Action.SetNwDst(ipv4());
      case 7 -> new Action.SetNwTos(below(64) << 2);
      case 8 -> new Action.SetTpSrc(u16());
      case 9 -> new Action.SetTpDst(u16());
      case 10 -> new Action.Enqueue(oneIn(3) ? PortNo.LOCAL : port(), i32());
      default -> output();
    };
  }

  private Action actionOf13() {
    return switch (below(24)) {
      case 0 -> new Action.CopyTtlOut();
      case 1 -> new Action.CopyTtlIn();
      case 2 -> new Action.SetMplsTtl(u8());
      case 3 -> new Action.DecMplsTtl();
      case 4 -> new Action.PushVlan(oneIn(2) ? 0x8100 : 0x88a8);
      case 5 -> new Action.PopVlan();
      case 6 -> new Action.PushMpls(oneIn(2) ? 0x8847 : 0x8848);
      case 7 -> new Action.PopMpls(0x0800);
      case 8 -> new Action.SetQueue(i32());
      case 9, 10 -> new Action.Group(below(Integer.MAX_VALUE));
      case 11 -> new Action.SetNwTtl(u8());
      case 12 -> new Action.DecNwTtl();
      case 13 -> version.isBefore(OfVersion.OF13) ? output() : new Action.PushPbb(0x88e7);
      case 14 -> version.isBefore(OfVersion.OF13) ? output() : new Action.PopPbb();
      case 15, 16, 17 ->
          version.isBefore(OfVersion.OF12) ? output() : new Action.SetField(matches.settable());
      default -> output();
    };
  }

  /** An action, or one that no row reads. */
  public Action anyAction() {
    return oneIn(12) ? new Action.Unknown(0xffff, bytes(4 + 8 * below(3))) : action();
  }

  public List<Action> actions() {
    return listOf(4, this::action);
  }

  /** At least one action. */
  private List<Action> someActions() {
    List<Action> actions = new ArrayList<>(actions());
    actions.add(output());
    return actions;
  }

  /** In the order in which Open vSwitch lists them (OpenFlow 1.3.5, 5.9). */
  public List<Instruction> instructions() {
    if (isOf10()) {
      return oneIn(4) ? List.of() : List.of(new Instruction.ApplyActions(someActions()));
    }
    List<Instruction> instructions = new ArrayList<>();
    if (version == OfVersion.OF13 || version == OfVersion.OF14) {
      add(instructions, 6, i -> new Instruction.Meter(1 + below(0xffff)));
    }
    add(instructions, 2, i -> new Instruction.ApplyActions(someActions()));
    add(instructions, 8, i -> new Instruction.ClearActions());
    add(instructions, 4, i -> new Instruction.WriteActions(actions()));
    add(instructions, 6, i -> writeMetadata());
    add(instructions, 3, i -> new Instruction.GotoTable(1 + below(254)));
    return instructions;
  }

  /** Such as any match allows, in a table. */
  private List<Instruction> instructions(int tableId) {
    List<Instruction> instructions = new ArrayList<>();
    for (Instruction instruction : instructions()) {
      switch (instruction) {
        case Instruction.ApplyActions apply ->
            instructions.add(new Instruction.ApplyActions(possible(apply.actions())));
        case Instruction.WriteActions write ->
            instructions.add(new Instruction.WriteActions(possible(write.actions())));
        case Instruction.GotoTable next -> {
          if (next.tableId() > tableId) {
            instructions.add(next);
          }
        }
        default -> instructions.add(instruction);
      }
    }
    return instructions;
  }

  /** Without those that presuppose a header. */
  private List<Action> possible(List<Action> actions) {
    return actions.stream().filter(action -> isOf10() || isPossible(action)).toList();
  }

  private static boolean isPossible(Action action) {
    return switch (action) {
      case Action.SetField set -> {
        Field<?> field = set.value().fieldAt(0);
        yield field == Field.ETH_SRC || field == Field.ETH_DST || field == Field.METADATA;
      }
      case Action.Output _, Action.Group _, Action.SetQueue _ -> true;
      case Action.CopyTtlIn _, Action.CopyTtlOut _, Action.PushPbb _, Action.PopPbb _ -> true;
      default -> false;
    };
  }

  private Instruction writeMetadata() {
    long mask = oneIn(2) ? -1 : i64();
    return new Instruction.WriteMetadata(i64() & mask, mask);
  }

  private void add(List<Instruction> instructions, int rarity, IntFunction<Instruction> make) {
    if (oneIn(rarity)) {
      instructions.add(make.apply(rarity));
    }
  }

  /** Flags that the version has in flow mods. */
  private Set<FlowFlag> flags() {
    int count =
        switch (version) {
          case OF10, OF11 -> 2;
          case OF12 -> 3;
          case OF13, OF14, OF15 -> FlowFlag.values().length;
        };
    EnumSet<FlowFlag> flags = EnumSet.noneOf(FlowFlag.class);
    for (FlowFlag flag : FlowFlag.values()) {
      if (flag.ordinal() < count && oneIn(4)) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private int importance() {
    return version.isBefore(OfVersion.OF14) || oneIn(2) ? 0 : u16();
  }

  private static boolean deletes(FlowModCommand command) {
    return command == FlowModCommand.DELETE || command == FlowModCommand.DELETE_STRICT;
  }

  /** A switch wants to know of which version the addresses of a connection are. */
  private static Match modMatch(Match match) {
    boolean hasAddress =
        match.has(Field.CT_NW_SRC)
            || match.has(Field.CT_NW_DST)
            || match.has(Field.CT_IPV6_SRC)
            || match.has(Field.CT_IPV6_DST);
    return match.has(Field.CT_STATE) && hasAddress ? Match.ANY : match;
  }

  public FlowMod flowMod() {
    FlowModCommand command = oneOf(List.of(FlowModCommand.values()));
    boolean deletes = deletes(command);
    boolean of10 = isOf10();
    boolean takesAll = deletes && !of10 && version != OfVersion.OF11;
    int tableId = takesAll && oneIn(3) ? FlowMod.ALL_TABLES : of10 && oneIn(2) ? 0 : below(255);
    return new FlowMod(
        command,
        i64(),
        of10 || command == FlowModCommand.ADD || oneIn(2) ? 0 : i64(),
        tableId,
        u16(),
        u16(),
        oneIn(4) ? 0x8000 : u16(),
        bufferId(),
        deletes ? portOrAny() : PortNo.ANY,
        of10 || !deletes || oneIn(2) ? Bucket.NO_GROUP : below(1000),
        flags(),
        importance(),
        modMatch(match()),
        deletes ? List.of() : instructions(tableId));
  }

  /** A port of 16 bits. */
  private PortNo narrowPort() {
    return PortNo.of(1 + below(0xfeff));
  }

  /** What NXT_FLOW_MOD can say. */
  public FlowMod nxFlowMod() {
    FlowModCommand command = oneOf(List.of(FlowModCommand.values()));
    boolean deletes = deletes(command);
    int tableId = oneIn(3) ? 0 : u8();
    return new FlowMod(
        command,
        i64(),
        0,
        tableId,
        u16(),
        u16(),
        oneIn(4) ? 0x8000 : u16(),
        bufferId(),
        deletes && oneIn(2) ? narrowPort() : PortNo.ANY,
        Bucket.NO_GROUP,
        flags(),
        modMatch(nxMatch()),
        deletes ? List.of() : instructions(tableId));
  }

  /** A match of NXM fields. */
  public Match nxMatch() {
    return new MatchGenerator(random, OfVersion.OF10).match();
  }

  public FlowStatsRequest flowStatsRequest() {
    return new FlowStatsRequest(
        u8(),
        portOrAny(),
        isOf10() || oneIn(2) ? Bucket.NO_GROUP : i32(),
        isOf10() ? 0 : i64(),
        isOf10() ? 0 : i64(),
        match());
  }

  /** With ports of 16 bits and a match of NXM fields. */
  public FlowStatsRequest nxFlowStatsRequest() {
    long mask = oneIn(2) ? 0 : i64();
    return new FlowStatsRequest(
        u8(), oneIn(2) ? PortNo.ANY : narrowPort(), Bucket.NO_GROUP, i64() & mask, mask, nxMatch());
  }

  public FlowEntry flowEntry() {
    return new FlowEntry(
        below(255),
        lifetime(),
        oneIn(4) ? 0x8000 : u16(),
        u16(),
        u16(),
        version.isBefore(OfVersion.OF13) ? Set.of() : flags(),
        importance(),
        i64(),
        i64(),
        i64(),
        match(),
        instructions(),
        Optional.empty());
  }

  /** One with statistics of OpenFlow 1.5 in any order, some of which may be missing. */
  public FlowEntry flowEntryOf15() {
    FlowEntry entry = flowEntry();
    return new FlowEntry(
        entry.tableId(),
        entry.lifetime(),
        entry.priority(),
        entry.idleTimeout(),
        entry.hardTimeout(),
        entry.flags(),
        entry.importance(),
        entry.cookie(),
        entry.packets(),
        entry.bytes(),
        entry.match(),
        entry.instructions(),
        Optional.of(oxs()));
  }

  public NxFlowEntry nxFlowEntry() {
    FlowEntry entry =
        new FlowEntry(
            below(255),
            lifetime(),
            oneIn(4) ? 0x8000 : u16(),
            u16(),
            u16(),
            Set.of(),
            i64(),
            i64(),
            i64(),
            nxMatch(),
            instructions());
    return new NxFlowEntry(entry, u16(), u16());
  }

  /** Statistics of OpenFlow 1.5, some of which may be missing. */
  public Oxs oxs() {
    List<Oxs.Stat> stats = new ArrayList<>();
    stats.addAll(listOf(1, () -> new Oxs.Stat.Lifetime(lifetime())));
    stats.addAll(listOf(1, () -> new Oxs.Stat.IdleTime(lifetime())));
    stats.addAll(listOf(1, () -> new Oxs.Stat.FlowCount(u32())));
    stats.addAll(listOf(1, () -> new Oxs.Stat.PacketCount(i64())));
    stats.addAll(listOf(1, () -> new Oxs.Stat.ByteCount(i64())));
    stats.addAll(
        listOf(1, () -> new Oxs.Stat.Unknown(Bytes.parse("ffff0406%08x0102".formatted(i32())))));
    Collections.shuffle(stats, random);
    return new Oxs(stats);
  }

  public GroupType groupType() {
    return oneOf(List.of(GroupType.values()));
  }

  /** Whether buckets have ids, and groups properties. */
  private boolean hasBucketIds() {
    return isOf10() || version == OfVersion.OF15;
  }

  /** Buckets that go with a type of group. */
  public List<Bucket> buckets(GroupType type) {
    AtomicInteger id = new AtomicInteger(below(10));
    return switch (type) {
      case ALL -> listOf(4, () -> bucket(0, PortNo.ANY, id));
      case SELECT -> listOf(4, () -> bucket(u16(), PortNo.ANY, id));
      case INDIRECT -> List.of(bucket(0, PortNo.ANY, id));
      case FAST_FAILOVER -> listOf(4, () -> bucket(0, port(), id));
    };
  }

  private Bucket bucket(int weight, PortNo watchPort, AtomicInteger id) {
    boolean watchesGroup = !watchPort.equals(PortNo.ANY) && oneIn(3);
    return new Bucket(
        weight,
        watchPort,
        watchesGroup ? below(1000) : Bucket.NO_GROUP,
        actions(),
        hasBucketIds() ? id.getAndAdd(1 + below(3)) : Bucket.NO_ID,
        List.of());
  }

  public GroupMod groupMod() {
    GroupMod.Command command = oneOf(List.of(GroupMod.Command.values()));
    if (command.isOfBuckets() && hasBucketIds()) {
      return bucketMod(command);
    }
    command = command.isOfBuckets() ? GroupMod.Command.ADD : command;
    GroupType type = groupType();
    boolean deletes = command == GroupMod.Command.DELETE;
    return new GroupMod(
        command,
        type,
        deletes && oneIn(3) ? GroupMod.ALL_GROUPS : below(Integer.MAX_VALUE),
        GroupMod.ALL_BUCKETS,
        deletes ? List.of() : buckets(type),
        deletes ? List.of() : groupProperties(type));
  }

  private GroupMod bucketMod(GroupMod.Command command) {
    boolean removes = command == GroupMod.Command.REMOVE_BUCKET;
    int bucket =
        switch (below(removes ? 4 : 3)) {
          case 0 -> GroupMod.FIRST_BUCKET;
          case 1 -> GroupMod.LAST_BUCKET;
          case 2 -> below(1000);
          default -> GroupMod.ALL_BUCKETS;
        };
    return new GroupMod(
        command,
        GroupType.ALL,
        below(Integer.MAX_VALUE),
        bucket,
        removes ? List.of() : buckets(GroupType.ALL),
        List.of());
  }

  private List<GroupProperty> groupProperties(GroupType type) {
    if (!hasBucketIds() || type != GroupType.SELECT || oneIn(2)) {
      return List.of();
    }
    return List.of(
        oneIn(3)
            ? new GroupProperty.SelectionMethod("dp_hash", i64(), List.of())
            : new GroupProperty.SelectionMethod("hash", i64(), selectionFields()));
  }

  private List<Match> selectionFields() {
    List<Match> fields =
        List.of(
            Match.builder().set(Field.IPV4_DST, new Ipv4Address(0xffff_ff00)).build(),
            Match.builder().set(Field.IP_PROTO, 0xff).build(),
            Match.builder().set(Field.TCP_SRC, 0xffff).build());
    return fields.subList(0, below(4));
  }

  public GroupEntry groupEntry() {
    GroupType type = groupType();
    return new GroupEntry(below(Integer.MAX_VALUE), type, buckets(type), groupProperties(type));
  }

  public GroupCounters groupCounters() {
    boolean hasNoLifetime = version == OfVersion.OF11 || version == OfVersion.OF12;
    return new GroupCounters(
        oneIn(9) ? GroupMod.ALL_GROUPS : i32(),
        u32(),
        i64(),
        i64(),
        hasNoLifetime ? Optional.empty() : Optional.of(lifetime()),
        listOf(4, () -> new BucketCounters(i64(), i64())));
  }

  public FlowMonitor flowMonitor() {
    boolean standard = !version.isBefore(OfVersion.OF14);
    boolean nx = version.isBefore(OfVersion.OF13);
    EnumSet<MonitorFlag> flags =
        EnumSet.of(
            oneIn(2) ? MonitorFlag.ADD : MonitorFlag.MODIFY,
            oneIn(2) ? MonitorFlag.INITIAL : MonitorFlag.REMOVED);
    flags.addAll(listOf(3, () -> oneOf(List.of(MonitorFlag.INSTRUCTIONS, MonitorFlag.ONLY_OWN))));
    if (standard && oneIn(3)) {
      flags.add(MonitorFlag.NO_ABBREV);
    }
    return new FlowMonitor(
        i32(),
        standard ? oneOf(List.of(MonitorCommand.values())) : MonitorCommand.ADD,
        flags,
        oneIn(3) ? PortNo.ANY : nx ? narrowPort() : port(),
        standard && oneIn(2) ? i32() : Bucket.NO_GROUP,
        u8(),
        nx ? nxMatch() : match());
  }

  public FlowUpdate flowUpdate() {
    boolean standard = !version.isBefore(OfVersion.OF14);
    if (oneIn(4)) {
      return new FlowUpdate.OwnChange(i32());
    }
    if (standard && oneIn(4)) {
      return oneIn(2) ? new FlowUpdate.Paused() : new FlowUpdate.Resumed();
    }
    boolean nx = version.isBefore(OfVersion.OF13);
    List<Instruction> bare = oneIn(2) ? List.of() : List.of(Instruction.apply(output()));
    return new FlowUpdate.FlowChange(
        standard ? oneOf(List.of(FlowEvent.values())) : FlowEvent.MODIFIED,
        u8(),
        standard ? u8() : u16(),
        u16(),
        u16(),
        u16(),
        i64(),
        nx ? nxMatch() : match(),
        nx ? bare : instructions());
  }

  public PortDesc portDesc() {
    boolean of10 = isOf10();
    int features = of10 ? 0xf87f : 0xffff;
    return new PortDesc(
        oneIn(4) ? PortNo.LOCAL : port(),
        mac(),
        word(15),
        below(0x80) & (of10 ? 0x7f : 0x65),
        oneIn(2) ? 0 : of10 ? 1 : below(8),
        i32() & features,
        i32() & features,
        i32() & features,
        i32() & features,
        of10 ? 0 : u32(),
        of10 ? 0 : u32());
  }

  /** An error that the version has, and that is read as it was written. */
  public OfError error() {
    List<OfError> sayable = new ArrayList<>();
    for (OfError error : OfError.values()) {
      if (error.wire(version).filter(wire -> isReadAs(error, wire)).isPresent()) {
        sayable.add(error);
      }
    }
    return oneOf(sayable);
  }

  private boolean isReadAs(OfError error, OfError.Wire wire) {
    ErrorCode read =
        wire.experimenterId() == 0
            ? OfError.of(version, wire.type(), wire.code())
            : OfError.of(version, wire.experimenterId(), wire.type(), wire.code());
    return read == error;
  }

  /** Any field, for errors and the like. */
  public Field<?> field() {
    return oneOf(Field.all());
  }
}
