package io.weft.openflow;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.ConntrackAction.NatFlag;
import io.weft.openflow.action.ConntrackAction.NatRange;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.SettableFields;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes the actions that a version can say, those of experimenters too, the same ones for the same
 * seed. Each could stand in a packet out.
 */
public final class ActionGenerator {
  private static final List<PortNo> OUTPUT_NAMES =
      List.of(PortNo.IN_PORT, PortNo.TABLE, PortNo.NORMAL, PortNo.FLOOD, PortNo.ALL, PortNo.LOCAL);

  /** Which Open vSwitch does not know, or says in another way. */
  private static final List<Field<?>> UNKNOWN_FIELDS =
      List.of(Field.IN_PHY_PORT, Field.PBB_ISID, Field.PBB_UCA, Field.IPV6_EXTHDR);

  private final Generator values;
  private final Random random;
  private final OfVersion version;

  public ActionGenerator(long seed, OfVersion version) {
    this.values = new Generator(seed, version);
    this.random = new Random(seed + 1);
    this.version = version;
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private <E extends Enum<E>> E oneOf(Class<E> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  private boolean isBefore(OfVersion other) {
    return version.isBefore(other);
  }

  /** An action, or one of an experimenter that nobody knows. */
  public Action anyAction() {
    return oneIn(30) ? new Action.Unknown(0xffff, unknownBody()) : action();
  }

  private Bytes unknownBody() {
    byte[] body = values.bytes(4 + 8 * below(3)).toArray();
    body[0] = 0x7f;
    return Bytes.wrap(body);
  }

  public Action action() {
    return action(2);
  }

  private Action action(int depth) {
    return switch (below(12)) {
      case 0, 1, 2 -> standard();
      case 3, 4, 5 -> onFields();
      case 6, 7, 8, 9 -> extension();
      case 10 -> nested(depth);
      default -> later();
    };
  }

  private Action standard() {
    return switch (version) {
      case OF10 -> values.action();
      case OF11 -> setterOf11();
      default -> values.action();
    };
  }

  private Action setterOf11() {
    return switch (below(14)) {
      case 0 -> new Action.SetTagVid(below(0x1000));
      case 1 -> new Action.SetTagPcp(below(8));
      case 2 -> new Action.SetDlSrc(values.mac());
      case 3 -> new Action.SetDlDst(values.mac());
      case 4 -> new Action.SetNwSrc(values.ipv4());
      case 5 -> new Action.SetNwDst(values.ipv4());
      case 6 -> new Action.SetNwTos(below(64) << 2);
      case 7 -> new Action.SetNwEcn(below(4));
      case 8 -> new Action.SetTpSrc(values.u16());
      case 9 -> new Action.SetTpDst(values.u16());
      case 10 -> new Action.SetMplsLabel(below(1 << 20));
      case 11 -> new Action.SetMplsTc(below(8));
      case 12 -> new Action.PushVlan(0x8100);
      default -> values.output();
    };
  }

  /** What versions after 1.0 have, some of it as extensions of 1.0. */
  private Action later() {
    boolean of10 = version == OfVersion.OF10;
    return switch (below(of10 ? 8 : 11)) {
      case 0 -> new Action.SetQueue(values.i32());
      case 1 -> new Action.DecNwTtl();
      case 2 -> new Action.PushMpls(oneIn(2) ? 0x8847 : 0x8848);
      case 3 -> new Action.PopMpls(values.u16());
      case 4 -> new Action.SetMplsTtl(values.u8());
      case 5 -> new Action.DecMplsTtl();
      case 6 -> new Action.Group(values.i32());
      case 7 ->
          isBefore(OfVersion.OF12) ? new Action.SetMplsLabel(below(1 << 20)) : new Action.PopVlan();
      case 8 -> new Action.SetNwTtl(values.u8());
      case 9 -> isBefore(OfVersion.OF15) ? new Action.DecNwTtl() : new Action.Meter(values.i32());
      default -> new Action.PushVlan(oneIn(2) ? 0x8100 : 0x88a8);
    };
  }

  private Field<?> field(Predicate<Field<?>> suits) {
    while (true) {
      Field<?> field = oneOf(Field.all());
      boolean isKnown =
          !field.numbers().isEmpty()
              && !UNKNOWN_FIELDS.contains(field)
              && field != Field.CT_MARK
              && field != Field.CT_LABEL;
      if (isKnown && suits.test(field)) {
        return field;
      }
    }
  }

  private static boolean isShort(Field<?> field) {
    return field.numbers().getFirst().experimenter() == 0;
  }

  private Subfield bits(Field<?> field, int atLeast, int atMost) {
    int most = Math.min(Subfield.width(field), atMost);
    int bits = oneIn(2) ? most : atLeast + below(most - atLeast + 1);
    int room = Math.min(Subfield.width(field) - bits, 1023);
    return new Subfield(field, oneIn(2) ? 0 : below(room + 1), bits);
  }

  private Subfield source(int atMost) {
    return bits(field(ActionGenerator::isShort), 1, atMost);
  }

  private Subfield target(int atLeast, int atMost) {
    return bits(
        field(f -> isShort(f) && SettableFields.contains(f) && Subfield.width(f) >= atLeast),
        atLeast,
        atMost);
  }

  private PortNo port16() {
    return oneIn(4) ? oneOf(OUTPUT_NAMES) : PortNo.of(below(0xff00));
  }

  private FieldAction.HashFields hashFields() {
    return oneOf(FieldAction.HashFields.class);
  }

  private Action onFields() {
    return switch (below(14)) {
      case 0, 1 -> copy();
      case 2 -> isBefore(OfVersion.OF15) ? regLoad() : stack();
      case 3 -> isBefore(OfVersion.OF15) ? new FieldAction.RegLoad2(setting(true)) : stack();
      case 4 ->
          isBefore(OfVersion.OF12)
              ? stack()
              : new Action.SetField(setting(!isBefore(OfVersion.OF15)));
      case 5 -> stack();
      case 6 -> multipath();
      case 7 ->
          new FieldAction.Bundle(
              hashFields(), values.u16(), oneOf(FieldAction.MemberChoice.class), members());
      case 8 ->
          new FieldAction.BundleLoad(
              hashFields(),
              values.u16(),
              oneOf(FieldAction.MemberChoice.class),
              target(16, 64),
              members());
      case 9 -> new FieldAction.OutputReg(source(64), 0xffff);
      case 10 -> new FieldAction.OutputReg2(bits(field(f -> true), 1, 64), 0xffff);
      case 11 -> new FieldAction.CheckPktLarger(values.u16(), target(1, 1));
      case 12 -> new FieldAction.DeleteField(Field.TUN_METADATA.get(below(64)));
      default -> learn();
    };
  }

  private List<PortNo> members() {
    return values.listOf(5, () -> oneIn(8) ? PortNo.ANY : port16());
  }

  private Action copy() {
    Subfield target = bits(field(SettableFields::contains), 1, 2000);
    Field<?> from = field(f -> Subfield.width(f) >= target.bits());
    int room = Subfield.width(from) - target.bits();
    Subfield source = new Subfield(from, below(room + 1), target.bits());
    boolean ofOnf = !isBefore(OfVersion.OF13) && isBefore(OfVersion.OF15) && oneIn(2);
    return ofOnf
        ? new FieldAction.OnfCopyField(source, target)
        : new FieldAction.CopyField(source, target);
  }

  private Action regLoad() {
    Subfield target = target(1, 64);
    return new FieldAction.RegLoad(
        target, target.bits() == 64 ? random.nextLong() : number(target.bits()));
  }

  private long number(int bits) {
    return oneIn(6) ? 0 : random.nextLong() >>> (64 - bits);
  }

  private Action stack() {
    return oneIn(2)
        ? new FieldAction.StackPush(bits(field(f -> true), 1, 2000))
        : new FieldAction.StackPop(bits(field(SettableFields::contains), 1, 2000));
  }

  private Action multipath() {
    Subfield target = target(1, 64);
    int most = target.bits() >= 16 ? 0x10000 : 1 << target.bits();
    return new FieldAction.Multipath(
        hashFields(),
        values.u16(),
        oneOf(FieldAction.LinkChoice.class),
        1 + below(most),
        values.u32(),
        target);
  }

  /** A field that can be set, with bits that it can have. */
  private Match setting(boolean mayMask) {
    Field<?> field =
        field(f ->
            SettableFields.contains(f)
                && !f.isVariable()
                && f != Field.IN_PORT
                && f != Field.NW_TOS
                && f != Field.NSH_TTL
                && f != Field.VLAN_VID
                && (isBefore(OfVersion.OF12) || f.numberIn(version).isPresent()));
    long fullHigh = field.fullHigh();
    long fullLow = field.fullLow();
    boolean masked = mayMask && field.isMaskable() && !isWider(field) && oneIn(2);
    long maskHigh = masked ? random.nextLong() & fullHigh : fullHigh;
    long maskLow = masked ? (random.nextLong() | 1) & fullLow : fullLow;
    return Match.setting()
        .set(field, random.nextLong() & maskHigh, random.nextLong() & maskLow, maskHigh, maskLow)
        .build();
  }

  private static boolean isWider(Field<?> field) {
    return field.width() < 64 && field.fullLow() >>> field.width() != 0;
  }

  private Action learn() {
    Learn learn =
        new Learn(
            values.u16(),
            values.u16(),
            oneIn(2) ? 0x8000 : values.u16(),
            oneIn(2) ? 0 : values.i64(),
            some(Learn.Flag.class),
            below(255),
            values.u16(),
            values.u16(),
            values.listOf(4, this::learnSpec));
    if (oneIn(2)) {
      return learn;
    }
    boolean hasResult = oneIn(2);
    return new Learn.Limited(
        learn,
        hasResult ? values.u32() : 1 + values.u16(),
        hasResult ? Optional.of(bits(field(SettableFields::contains), 1, 1)) : Optional.empty());
  }

  private LearnSpec learnSpec() {
    Subfield target =
        bits(field(f -> isShort(f) && !f.isVariable() && f != Field.CT_STATE), 1, 128);
    int bits = target.bits();
    Field<?> from = field(f -> isShort(f) && Subfield.width(f) >= bits);
    Subfield source = new Subfield(from, below(Subfield.width(from) - bits + 1), bits);
    return switch (below(5)) {
      case 0 -> new LearnSpec.MatchField(target, oneIn(2) ? target : source);
      case 1 -> new LearnSpec.MatchValue(target, value(bits));
      case 2 -> new LearnSpec.LoadField(source, target);
      case 3 -> new LearnSpec.LoadValue(value(bits), target);
      default -> new LearnSpec.Output(source);
    };
  }

  private Bytes value(int bits) {
    byte[] octets = values.bytes((bits + 7) / 8).toArray();
    if (bits % 8 != 0) {
      octets[0] &= (byte) ((1 << bits % 8) - 1);
    }
    return Bytes.wrap(octets);
  }

  private <E extends Enum<E>> Set<E> some(Class<E> type) {
    EnumSet<E> set = EnumSet.noneOf(type);
    for (E constant : type.getEnumConstants()) {
      if (oneIn(3)) {
        set.add(constant);
      }
    }
    return set;
  }

  private Action extension() {
    boolean hasHeaders = !isBefore(OfVersion.OF13);
    return switch (below(hasHeaders ? 24 : 21)) {
      case 0 -> new NxAction.ResubmitPort(PortNo.of(below(0xff00)));
      case 1 -> new NxAction.Resubmit(port16(), below(255));
      case 2 -> new NxAction.ResubmitCt(port16(), below(255));
      case 3 -> new NxAction.SetTunnel(values.u32());
      case 4 -> new NxAction.SetTunnel64(values.i64());
      case 5 -> new NxAction.PopQueue();
      case 6 -> new NxAction.Note(values.bytes(6 + 8 * below(3)));
      case 7 -> new NxAction.Exit();
      case 8 -> new NxAction.FinTimeout(values.u16(), values.u16());
      case 9 -> new NxAction.Controller(values.u16(), 1 + below(0xffff), reason());
      case 10 ->
          new NxAction.Controller2(
              values.u16(),
              values.u16(),
              reason(),
              values.bytes(below(12)),
              true,
              oneIn(2) ? 0 : values.i32());
      case 11 ->
          new NxAction.DecTtlCntIds(
              java.util.stream.Stream.of(values.u16(), values.u16()).toList());
      case 12 -> new NxAction.Sample(1 + below(0xffff), values.u32(), values.u32(), values.u32());
      case 13 ->
          new NxAction.Sample2(
              1 + below(0xffff), values.u32(), values.u32(), values.u32(), port16());
      case 14 ->
          new NxAction.Sample3(
              1 + below(0xffff),
              values.u32(),
              values.u32(),
              values.u32(),
              oneIn(2) ? PortNo.ANY : port16(),
              oneIn(2) ? NxAction.Direction.INGRESS : NxAction.Direction.EGRESS);
      case 15 ->
          new NxAction.Sample4(
              1 + below(0xffff),
              values.u32(),
              Optional.of(source(32)),
              0,
              Optional.empty(),
              values.u32(),
              port16(),
              oneOf(NxAction.Direction.class));
      case 16 -> {
        int clauses = 2 + below(63);
        yield new NxAction.Conjunction(values.i32(), 1 + below(clauses), clauses);
      }
      case 17 -> new NxAction.OutputTrunc(port16(), 14 + values.u16());
      case 18 -> new ConntrackAction.CtClear();
      case 19 -> new NxAction.DebugSlow();
      case 20 -> new NxAction.DebugRecirc();
      case 21 -> encap();
      case 22 -> new HeaderAction.Decap(oneIn(2) ? HeaderAction.NEXT_PROTOCOL : values.i32());
      default -> new NxAction.DecNshTtl();
    };
  }

  /** Not the two that Open vSwitch has names for but does not print. */
  private int reason() {
    int reason = values.u8();
    return reason == 6 || reason == 7 ? 1 : reason;
  }

  private Action encap() {
    if (oneIn(2)) {
      return new HeaderAction.Encap(
          0,
          oneOf(List.of(HeaderAction.ETHERNET, HeaderAction.MPLS, HeaderAction.MPLS_MULTICAST)),
          List.of());
    }
    return new HeaderAction.Encap(
        0,
        HeaderAction.NSH,
        values.listOf(
            3,
            () ->
                oneIn(2)
                    ? new HeaderAction.Property.NshMdType(1 + below(2))
                    : new HeaderAction.Property.NshTlv(values.u16(), values.u8(), tlvValue())));
  }

  /** Leading zeroes have no notation. */
  private Bytes tlvValue() {
    byte[] octets = values.bytes(1 + below(20)).toArray();
    octets[0] |= 0x10;
    return Bytes.wrap(octets);
  }

  private Action nested(int depth) {
    if (depth == 0 || oneIn(3)) {
      return ct();
    }
    return new NxAction.Clone(
        values.listOf(
            3,
            () -> {
              Action action = action(depth - 1);
              return isAlone(action) ? new NxAction.Exit() : action;
            }));
  }

  /** What stands beside nothing, is for tests alone, or is said as another action is. */
  private static boolean isAlone(Action action) {
    return switch (action) {
      case NxAction.Conjunction a -> true;
      case NxAction.DebugSlow a -> true;
      case NxAction.DebugRecirc a -> true;
      case NxAction.Sample4 a -> true;
      case Action.CopyTtlIn a -> true;
      case Action.CopyTtlOut a -> true;
      case Action.PushPbb a -> true;
      case Action.PopPbb a -> true;
      case FieldAction.OnfCopyField a -> true;
      case FieldAction.RegLoad2 a -> true;
      case FieldAction.OutputReg2 a -> true;
      default -> false;
    };
  }

  private Action ct() {
    boolean commits = oneIn(2);
    int flags = commits ? 1 | (oneIn(3) ? 2 : 0) : 0;
    boolean hasSource = oneIn(4);
    List<Action> actions =
        commits
            ? values.listOf(3, this::onConnection)
            : oneIn(3) ? List.of(new ConntrackAction.Nat(Set.of(), Optional.empty())) : List.of();
    return new ConntrackAction.Ct(
        flags,
        hasSource
            ? Optional.of(bits(field(f -> isShort(f) && Subfield.width(f) >= 16), 16, 16))
            : Optional.empty(),
        hasSource ? 0 : values.u16(),
        below(256),
        oneOf(List.of(0, 21, 69, 5060)),
        inOrder(actions));
  }

  /** Only a first translation has notation, so it is the only one. */
  private static List<Action> inOrder(List<Action> actions) {
    boolean isLater =
        actions.stream().skip(1).anyMatch(action -> action instanceof ConntrackAction.Nat);
    return isLater ? actions.subList(0, 1) : actions;
  }

  private Action onConnection() {
    if (oneIn(2)) {
      return nat();
    }
    Subfield target = bits(oneIn(2) ? Field.CT_MARK : Field.CT_LABEL, 1, 64);
    if (isBefore(OfVersion.OF15)) {
      return new FieldAction.RegLoad(target, number(target.bits()));
    }
    return Action.setField(Field.CT_MARK, values.i32());
  }

  private Action nat() {
    Set<NatFlag> flags = EnumSet.of(oneIn(2) ? NatFlag.SRC : NatFlag.DST);
    if (oneIn(3)) {
      return new ConntrackAction.Nat(flags, Optional.empty());
    }
    if (oneIn(2)) {
      flags.add(oneIn(2) ? NatFlag.HASH : NatFlag.RANDOM);
    }
    if (oneIn(2)) {
      flags.add(NatFlag.PERSISTENT);
    }
    int firstPort = oneIn(2) ? 0 : 1 + below(0x7fff);
    int lastPort = firstPort == 0 || oneIn(2) ? 0 : firstPort + 1 + below(0x7fff);
    int address = 1 + below(Integer.MAX_VALUE - 1);
    boolean isSpan = oneIn(2);
    NatRange range =
        oneIn(2)
            ? new NatRange.V4(
                new Ipv4Address(address),
                isSpan ? Optional.of(new Ipv4Address(address + 1)) : Optional.empty(),
                firstPort,
                lastPort)
            : new NatRange.V6(
                new Ipv6Address(0xfe80L << 48, address),
                isSpan
                    ? Optional.of(new Ipv6Address(0xfe80L << 48, address + 1L))
                    : Optional.empty(),
                firstPort,
                lastPort);
    return new ConntrackAction.Nat(flags, Optional.of(range));
  }
}
