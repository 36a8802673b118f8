package io.weft.testkit;

import io.weft.core.dataplane.Packet;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Entries, groups and meters for some frames, from a seed: all that the model has. */
final class TraceRules {
  static final int TABLES = 4;
  private static final int MANY = 0xffff;
  private static final List<String> PIPELINE_FIELDS =
      List.of("metadata", "tunnel_id", "reg0", "reg1", "reg2", "pkt_mark");

  /** Fields of headers that matches name and actions set; the others are said by these. */
  private static final List<Field<?>> FIELDS =
      Field.all().stream().filter(TraceRules::isOfHeader).toList();

  private final Random random;
  private final int ports;
  private final List<Bytes> frames;
  private final boolean writes;
  private final boolean cuts;
  private long cookie;

  TraceRules(Random random, int ports, List<Bytes> frames) {
    this.random = random;
    this.ports = ports;
    this.frames = frames;
    // Open vSwitch 3.1 ends itself when a packet goes round again while there is an action set
    // (ofproto-dpif-rid.c, assertion in recirc_alloc_id__), as after select groups and pop_mpls.
    this.writes = chance(50);
    // It cuts a packet before it adds or removes the tags and labels that are due.
    this.cuts = chance(25);
  }

  private static boolean isOfHeader(Field<?> field) {
    String name = field.oxmName();
    boolean ofOthers =
        field.isAlias()
            || field.isPipeline()
            || field.numbers().isEmpty()
            || name.startsWith("ct_")
            || name.startsWith("nsh_")
            || name.startsWith("pbb_")
            || Set.of(
                    "dp_hash",
                    "recirc_id",
                    "conj_id",
                    "in_phy_port",
                    "actset_output",
                    "ipv6_exthdr", // Open vSwitch does not have it
                    "nd_reserved",
                    "nd_options_type")
                .contains(name);
    return !ofOthers;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  PortNo port() {
    return PortNo.of(1 + random.nextInt(ports));
  }

  private Packet packet() {
    return Packet.of(oneOf(frames), port());
  }

  private static void set(Match.Builder match, Field<?> field, long high, long low) {
    match.set(field, high, low, field.fullHigh(), field.fullLow());
  }

  /** A match that one of the frames may have. */
  private Match match(int table) {
    Packet packet = packet();
    Match.Builder match = Match.builder();
    if (chance(20)) {
      match.set(Field.IN_PORT, port());
    }
    if (chance(80)) {
      set(match, Field.ETH_TYPE, 0, packet.low(Field.ETH_TYPE));
      if (packet.has(Field.IP_PROTO) && chance(80)) {
        set(match, Field.IP_PROTO, 0, packet.low(Field.IP_PROTO));
      }
    }
    for (Field<?> field : FIELDS) {
      boolean done = field == Field.ETH_TYPE || field == Field.IP_PROTO;
      if (!done && packet.has(field) && chance(8)) {
        copy(packet, field, match);
      }
    }
    if (table > 0 && chance(35)) {
      Field<?> field = Field.named(oneOf(PIPELINE_FIELDS)).orElseThrow();
      match.set(field, 0, random.nextInt(4), 0, chance(50) ? field.fullLow() : 3);
    }
    Match whole = match.build();
    while (whole.missingPrerequisite().isPresent()) {
      whole = whole.toBuilder().remove(whole.missingPrerequisite().get()).build();
    }
    return whole;
  }

  private void copy(Packet packet, Field<?> field, Match.Builder match) {
    long maskHigh = field.fullHigh();
    long maskLow = field.fullLow();
    if (field.isMaskable() && chance(40)) {
      maskHigh &= chance(50) ? -1L : random.nextLong();
      maskLow &=
          chance(50) ? -1L << random.nextInt(Math.min(field.width(), 63)) : random.nextLong();
    }
    match.set(field, packet.high(field) & maskHigh, packet.low(field) & maskLow, maskHigh, maskLow);
  }

  private Action action(int table, int groups) {
    if (chance(40)) {
      return Action.output(port());
    }
    Action action = anyAction(table, groups);
    boolean isCut = action instanceof NxAction.OutputTrunc;
    boolean changesLength = action.toString().matches(".*(push_|pop_|strip_|vlan).*");
    return isCut && !cuts || changesLength && cuts ? Action.output(port()) : action;
  }

  private Action anyAction(int table, int groups) {
    return switch (random.nextInt(30)) {
      case 0 -> Action.output(PortNo.IN_PORT);
      case 1 -> Action.output(oneOf(List.of(PortNo.FLOOD, PortNo.ALL)));
      case 2 -> Action.controller(Action.WHOLE_PACKET);
      case 3 -> new Action.DecNwTtl();
      case 4 -> new Action.PopVlan();
      case 5 -> new Action.PushVlan(chance(70) ? 0x8100 : 0x88a8);
      case 6 -> new Action.PushMpls(chance(80) ? 0x8847 : 0x8848);
      case 7 -> writes ? setField() : new Action.PopMpls(oneOf(List.of(0x0800, 0x86dd, 0x0806)));
      case 8 -> oneOf(List.of(new Action.DecMplsTtl(), new Action.SetMplsTtl(random.nextInt(4))));
      case 9 -> new Action.SetNwTtl(random.nextInt(4));
      case 10, 11, 12, 13 -> setField();
      case 14, 15 -> groups > 0 ? new Action.Group(1 + random.nextInt(groups)) : setField();
      case 16, 17 ->
          parse("load:0x%x->NXM_NX_REG%d[0..3]".formatted(random.nextInt(4), register()));
      case 18 -> parse(move());
      case 19 -> parse("resubmit(,%d)".formatted(resubmitTable(table)));
      case 20 -> parse("resubmit(%s,%d)".formatted(port(), resubmitTable(table)));
      case 21 -> parse(oneOf(List.of("push", "pop")) + ":NXM_NX_REG" + register() + "[0..7]");
      case 22 -> parse("output:NXM_NX_REG" + register() + "[0..15]");
      case 23 -> parse(multipath());
      case 24 -> parse(bundle());
      case 25 -> parse(learn());
      case 26 -> parse(oneOf(List.of("note:01.02", "exit", "set_tunnel:0x2", "pop_queue")));
      case 27 -> parse("clone(%s,%s)".formatted(setField(), Action.output(port())));
      case 28 -> parse("output(port=%s,max_len=%d)".formatted(port(), 14 + random.nextInt(60)));
      default -> parse("set_queue:1");
    };
  }

  private static Action parse(String text) {
    return Action.parse(text).getFirst();
  }

  private int register() {
    return random.nextInt(3);
  }

  /** Mostly later tables; an earlier one ends at the limit of depth. */
  private int resubmitTable(int table) {
    return chance(3) ? table : Math.min(table + 1 + random.nextInt(2), 250);
  }

  private String move() {
    return oneOf(
        List.of(
            "move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[]",
            "move:NXM_OF_IP_SRC[]->NXM_NX_REG0[]",
            "move:NXM_OF_IP_TOS[2..7]->NXM_NX_REG1[0..5]",
            "move:NXM_NX_REG0[0..1]->NXM_NX_REG2[0..1]",
            "move:OXM_OF_VLAN_VID[0..1]->NXM_NX_REG1[0..1]",
            "move:NXM_OF_VLAN_TCI[]->NXM_NX_REG0[0..15]",
            "move:NXM_NX_REG0[0..11]->OXM_OF_VLAN_VID[]",
            "move:NXM_OF_IN_PORT[]->NXM_NX_REG0[0..15]",
            "move:NXM_NX_REG1[0..7]->NXM_NX_IP_TTL[]",
            "move:NXM_NX_IPV6_SRC[0..31]->NXM_NX_REG2[]",
            "move:NXM_OF_TCP_DST[]->NXM_OF_TCP_SRC[]",
            "move:OXM_OF_MPLS_LABEL[0..1]->NXM_NX_REG0[0..1]",
            "move:NXM_NX_TUN_ID[0..31]->NXM_NX_REG0[]",
            "move:NXM_OF_ARP_TPA[]->NXM_OF_ARP_SPA[]"));
  }

  private String multipath() {
    return "multipath(%s,%d,%s,%d,%d,NXM_NX_REG%d[0..1])"
        .formatted(
            fields(),
            random.nextInt(100),
            oneOf(List.of("modulo_n", "hash_threshold", "hrw", "iter_hash")),
            1 + random.nextInt(4),
            random.nextInt(8),
            register());
  }

  private String fields() {
    return oneOf(
        List.of(
            "eth_src", "symmetric_l4", "symmetric_l3l4", "symmetric_l3l4+udp", "nw_src", "nw_dst"));
  }

  private String bundle() {
    String start =
        "%s,%d,%s,ofport,"
            .formatted(fields(), random.nextInt(100), oneOf(List.of("hrw", "active_backup")));
    String members = "members:%s,%s,%s)".formatted(port(), port(), port());
    return chance(50)
        ? "bundle(" + start + members
        : "bundle_load(" + start + "NXM_NX_REG" + register() + "[0..15]," + members;
  }

  private String learn() {
    return oneOf(
        List.of(
            "learn(table=3,priority=700,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],load:NXM_OF_IN_PORT[]->NXM_NX_REG0[0..15],output:NXM_OF_IN_PORT[])",
            "learn(table=2,priority=701,hard_timeout=300,cookie=0x77,NXM_OF_VLAN_TCI[0..11],NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[])",
            "learn(table=3,idle_timeout=300,limit=2,cookie=0x78,eth_type=0x800,NXM_OF_IP_DST[]=NXM_OF_IP_SRC[],load:0x3->NXM_NX_REG2[0..7],result_dst=NXM_NX_REG1[0])"));
  }

  private Action setField() {
    if (chance(20)) {
      Field<?> field = Field.named(oneOf(PIPELINE_FIELDS)).orElseThrow();
      Match.Builder value = Match.builder();
      set(value, field, 0, random.nextInt(4));
      return new Action.SetField(value.build());
    }
    Field<?> field = oneOf(FIELDS);
    long low = chance(50) ? random.nextLong() & field.fullLow() : packet().low(field);
    if (field == Field.VLAN_VID) {
      low |= 0x1000;
    } else if (field == Field.ARP_OP) {
      low = low & 0xff | 1; // Open vSwitch keeps no more of it, and sets nothing if it is 0
    }
    Match.Builder value = Match.builder();
    set(value, field, random.nextLong() & field.fullHigh(), low);
    return new Action.SetField(value.build());
  }

  private List<Action> actions(int table, int groups) {
    List<Action> actions = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      actions.add(action(table, groups));
    }
    return actions;
  }

  /** What a bucket or the action set takes. */
  private List<Action> set(int groups) {
    List<Action> actions = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Action action = action(0, groups);
      if (!action
          .toString()
          .matches(
              "(resubmit|push:|pop:|learn|multipath|bundle|note|exit|clone|write_m|output\\(|output:NX|pop_q|set_q).*")) {
        actions.add(action);
      }
    }
    return actions;
  }

  /** An entry that a predicate likes, if one of some tries does. */
  FlowMod flow(int groups, int meters, Predicate<FlowMod> liked) {
    cookie++;
    FlowMod flow = flow(groups, meters);
    for (int i = 0; i < 15 && !liked.test(flow) && !chance(2); i++) {
      flow = flow(groups, meters);
    }
    return flow;
  }

  private FlowMod flow(int groups, int meters) {
    int table = random.nextInt(TABLES);
    Match match = chance(15) ? Match.ANY : match(table);
    List<Instruction> instructions = new ArrayList<>();
    if (meters > 0 && chance(8)) {
      instructions.add(new Instruction.Meter(1 + random.nextInt(meters)));
    }
    if (chance(80)) {
      List<Action> applied = actions(table, groups);
      if (!writes
          && match.isExact(Field.MPLS_BOS)
          && match.low(Field.MPLS_BOS) == 0
          && chance(50)) {
        applied.addFirst(new Action.PopMpls(0x8847));
      }
      instructions.add(new Instruction.ApplyActions(applied));
    }
    if (chance(8)) {
      instructions.add(new Instruction.ClearActions());
    }
    if (writes && chance(40)) {
      List<Action> written = set(groups);
      written.addLast(Action.output(port()));
      instructions.add(new Instruction.WriteActions(written));
    }
    if (chance(15)) {
      instructions.add(new Instruction.WriteMetadata(random.nextInt(4), 0x3));
    }
    if (table + 1 < TABLES && chance(50)) {
      int next = table + 1 + random.nextInt(TABLES - table - 1);
      instructions.add(new Instruction.GotoTable(next));
    }
    // Distinct priorities: which of equal ones wins is open.
    return new FlowMod(
        FlowModCommand.ADD,
        cookie,
        0,
        table,
        0,
        0,
        match.isEmpty() ? random.nextInt(2) : 1000 + random.nextInt(60_000),
        BufferId.NONE,
        PortNo.ANY,
        Bucket.NO_GROUP,
        Set.of(),
        match,
        instructions);
  }

  /** A group that a predicate likes. */
  GroupMod group(int id, Predicate<GroupMod> liked) {
    GroupMod group = group(id);
    while (!liked.test(group)) {
      group = group(id);
    }
    return group;
  }

  private GroupMod group(int id) {
    GroupType type = oneOf(List.of(GroupType.values()));
    type = type == GroupType.SELECT && writes ? GroupType.ALL : type;
    List<Bucket> buckets = new ArrayList<>();
    int count = type == GroupType.INDIRECT ? 1 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean chooses = type == GroupType.FAST_FAILOVER || type == GroupType.SELECT;
      boolean watches = type == GroupType.FAST_FAILOVER || chooses && chance(50);
      boolean watchesGroup = watches && id > 1 && chance(30);
      buckets.add(
          new Bucket(
              type == GroupType.SELECT ? oneOf(List.of(1, 1, 2, 3, 10, 70)) : 0,
              watches && !watchesGroup ? port() : PortNo.ANY,
              watchesGroup ? 1 + random.nextInt(id - 1) : Bucket.NO_GROUP,
              withOutput(set(id - 1))));
    }
    return new GroupMod(GroupMod.Command.ADD, type, id, buckets);
  }

  private List<Action> withOutput(List<Action> actions) {
    List<Action> all = new ArrayList<>(actions);
    all.add(Action.output(port()));
    return all;
  }

  /** One that lets pass what a test sends. */
  MeterMod meter(int id) {
    return new MeterMod(
        MeterMod.Command.ADD,
        chance(50) ? MeterMod.KBPS : MeterMod.PKTPS,
        id,
        List.of(new MeterBand.Drop(MANY * 100L, 0)));
  }
}
