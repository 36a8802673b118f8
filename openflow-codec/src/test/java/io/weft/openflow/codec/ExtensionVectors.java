package io.weft.openflow.codec;

import static io.weft.openflow.codec.Vector.of10;
import static io.weft.openflow.codec.Vector.of13;

import io.weft.net.Bytes;
import io.weft.net.Ipv6Address;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.ConntrackAction.Ct;
import io.weft.openflow.action.ConntrackAction.Nat;
import io.weft.openflow.action.ConntrackAction.NatFlag;
import io.weft.openflow.action.ConntrackAction.NatRange;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.HeaderAction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.LearnSpec;
import io.weft.openflow.action.NxAction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One vector at least for each row of the table of actions that is an extension. */
final class ExtensionVectors {
  private static final Subfield REG0 = Subfield.of(Field.REG0);
  private static final Subfield IN_PORT = Subfield.of(Field.IN_PORT_16);
  private static final Subfield VLAN_TCI = Subfield.of(Field.VLAN_TCI);
  private static final Subfield VLAN_ID = new Subfield(Field.VLAN_TCI, 0, 12);
  private static final Subfield ETH_SRC = Subfield.of(Field.ETH_SRC);
  private static final Subfield ETH_DST = Subfield.of(Field.ETH_DST);
  private static final List<PortNo> MEMBERS = List.of(PortNo.of(4), PortNo.of(8));
  private static final Ipv6Address FIRST = Ipv6Address.parse("fe80::20c:29ff:fe88:1");
  private static final Ipv6Address LAST = Ipv6Address.parse("fe80::20c:29ff:fe88:a18b");

  private static final Learn LEARN =
      new Learn(
          10,
          20,
          80,
          0x123456789abcdef0L,
          Set.of(),
          2,
          2,
          4,
          List.of(
              new LearnSpec.MatchField(VLAN_ID, VLAN_ID),
              new LearnSpec.MatchField(ETH_DST, ETH_SRC),
              new LearnSpec.Output(IN_PORT)));

  private static Ct ct(int flags, Action... actions) {
    return new Ct(flags, Optional.empty(), 0, NxAction.NO_TABLE, 0, List.of(actions));
  }

  private static Nat nat(NatRange range, NatFlag... flags) {
    return new Nat(Set.of(flags), Optional.of(range));
  }

  // spotless:off
  static final List<Vector<Action>> ALL = List.of(
      of10("ffff 0010 00002320 0001 0005 00000000",         new NxAction.ResubmitPort(PortNo.of(5))),
      of13("ffff 0010 00002320 0001 fff8 00000000",         new NxAction.ResubmitPort(PortNo.IN_PORT)),
      of10("ffff 0010 00002320 000e 000a 05 000000",        new NxAction.Resubmit(PortNo.of(10), 5)),
      of10("ffff 0010 00002320 002c fff8 05 000000",        new NxAction.ResubmitCt(PortNo.IN_PORT, 5)),
      of10("ffff 0010 00002320 0002 0000 12345678",         new NxAction.SetTunnel(0x12345678)),
      of13("ffff 0010 00002320 0002 0000 ffffffff",         new NxAction.SetTunnel(0xffffffffL)),
      of10("ffff 0018 00002320 0009 000000000000 c426384d49c53d60", new NxAction.SetTunnel64(0xc426384d49c53d60L)),
      of10("ffff 0010 00002320 0004 0000 89abcd01",         new Action.SetQueue(0x89abcd01)),
      of10("ffff 0010 00002320 0005 000000000000",          new NxAction.PopQueue()),
      of10("ffff 0010 00002320 0008 11e99aad67f3",          new NxAction.Note(Bytes.parse("11e99aad67f3"))),
      of10("ffff 0018 00002320 0008 11e99aad67f3 0102030405060708", new NxAction.Note(Bytes.parse("11e99aad67f30102030405060708"))),
      of10("ffff 0010 00002320 0011 000000000000",          new NxAction.Exit()),
      of10("ffff 0010 00002320 0012 000000000000",          new Action.DecNwTtl()),
      of10("ffff 0010 00002320 0013 000a 0014 0000",        new NxAction.FinTimeout(10, 20)),
      of10("ffff 0010 00002320 0014 04d2 162e 02 00",       new NxAction.Controller(1234, 5678, 2)),
      of10("ffff 0040 00002320 0025 000000000000 0000 0008 04d2 0000 0001 0008 162e 0000 0002 0005 02 000000 0003 0009 0102030405 00000000000000 0004 0004 00000000", new NxAction.Controller2(1234, 5678, 2, Bytes.parse("0102030405"), true, 0)),
      of10("ffff 0018 00002320 0025 000000000000 0005 0008 00000007", new NxAction.Controller2(65535, 0, 1, Bytes.EMPTY, false, 7)),
      of10("ffff 0020 00002320 0015 0005 00000000 8000 3039 005a 02fd 0400 000000000000", new NxAction.DecTtlCntIds(List.of(32768, 12345, 90, 765, 1024))),
      of10("ffff 0020 00002320 0016 000000000000 fedcba9876543210 ffff0000ffff0000", new NxAction.WriteMetadata(0xfedcba9876543210L, 0xffff0000ffff0000L)),
      of10("ffff 0010 00002320 0017 8847 00000000",         new Action.PushMpls(0x8847)),
      of10("ffff 0010 00002320 0018 0800 00000000",         new Action.PopMpls(0x0800)),
      of10("ffff 0010 00002320 0019 40 0000000000",         new Action.SetMplsTtl(64)),
      of10("ffff 0010 00002320 001a 000000000000",          new Action.DecMplsTtl()),
      of10("ffff 0010 00002320 001e 0000 00012345",         new Action.SetMplsLabel(0x12345)),
      of10("ffff 0010 00002320 001f 05 0000000000",         new Action.SetMplsTc(5)),
      of10("ffff 0010 00002320 0028 0000 00000005",         new Action.Group(5)),
      of10("ffff 0018 00002320 001d 3039 00005ba0 00008707 0000b26e", new NxAction.Sample(12345, 23456, 34567, 45678)),
      of10("ffff 0020 00002320 0026 3039 00005ba0 00008707 0000b26e ddd5 000000000000", new NxAction.Sample2(12345, 23456, 34567, 45678, PortNo.of(56789))),
      of10("ffff 0020 00002320 0029 3039 00005ba0 00008707 0000b26e ddd5 02 0000000000", new NxAction.Sample3(12345, 23456, 34567, 45678, PortNo.of(56789), NxAction.Direction.EGRESS)),
      of10("ffff 0028 00002320 0033 3039 00005ba0 00000002 000f0000 0001d810 081f0000 0000 00 0000000000", new NxAction.Sample4(12345, 23456, Optional.of(IN_PORT), 0, Optional.of(new Subfield(Field.CT_LABEL, 32, 32)), 0, PortNo.of(0), NxAction.Direction.DEFAULT)),
      of13("ffff 0028 00002320 0033 0001 00000001 00000000 00000007 00000000 00000008 ffff 01 0000000000", new NxAction.Sample4(1, 1, Optional.empty(), 7, Optional.empty(), 8, PortNo.ANY, NxAction.Direction.INGRESS)),
      of10("ffff 0010 00002320 0022 01 03 00000001",        new NxAction.Conjunction(1, 2, 3)),
      of10("ffff 0010 00002320 0027 0001 00000064",         new NxAction.OutputTrunc(PortNo.of(1), 100)),
      of10("ffff 0020 00002320 002a 000000000000 0001 0008 0005 0000 0000 0008 000a 0000", new NxAction.Clone(List.of(new Action.SetVlanVid(5), Action.output(PortNo.of(10))))),
      of13("ffff 0010 00002320 002a 000000000000",          new NxAction.Clone(List.of())),
      of13("ffff 0010 00002320 0030 000000000000",          new NxAction.DecNshTtl()),
      of10("ffff 0010 00002320 00fe 000000000000",          new NxAction.DebugSlow()),
      of10("ffff 0010 00002320 00ff 000000000000",          new NxAction.DebugRecirc()),

      of10("ffff 0018 00002320 0006 0010 0000 0000 00000002 00000802", new FieldAction.CopyField(IN_PORT, VLAN_TCI)),
      of13("ffff 0018 00002320 0006 0008 0004 0010 00010004 00000406", new FieldAction.CopyField(new Subfield(Field.REG0, 4, 8), new Subfield(Field.ETH_SRC, 16, 8))),
      of15("001c 0018 0010 0000 0000 0000 00000002 00000802 00000000", new FieldAction.CopyField(IN_PORT, VLAN_TCI)),
      of15("001c 0018 0030 0000 0000 0000 80000806 80000606 00000000", new FieldAction.CopyField(ETH_SRC, ETH_DST)),
      of13("ffff 0020 4f4e4600 0c80 0000 0010 0000 0000 0000 00000002 00000802 00000000", new FieldAction.OnfCopyField(IN_PORT, VLAN_TCI)),
      of10("ffff 0018 00002320 0007 000f 00000802 000000000000f009", new FieldAction.RegLoad(VLAN_TCI, 0xf009)),
      of13("ffff 0018 00002320 0007 103f 0001de10 ffffffffffffffff", new FieldAction.RegLoad(new Subfield(Field.XXREG0, 64, 64), -1)),
      of13("ffff 0020 00002320 0021 0000030c 0a1b2c000000 ffffff000000 000000000000", new FieldAction.RegLoad2(Match.parse("dl_dst=0a:1b:2c:00:00:00/ff:ff:ff:00:00:00"))),
      of10("ffff 0018 00002320 0021 00010004 00000005 000000000000", new FieldAction.RegLoad2(Match.builder().set(Field.REG0, 5).build())),
      of10("ffff 0020 00002320 000a 0000 0032 0000 0000 0000 00000000 0000 001f 00010004", new FieldAction.Multipath(FieldAction.HashFields.ETH_SRC, 50, FieldAction.LinkChoice.MODULO_N, 1, 0, REG0)),
      of10("ffff 0028 00002320 000c 0001 0000 0000 00000002 0002 0000 00000000 00000000 0004 0008 00000000", new FieldAction.Bundle(FieldAction.HashFields.ETH_SRC, 0, FieldAction.MemberChoice.HRW, MEMBERS)),
      of10("ffff 0028 00002320 000d 0001 0000 0000 00000002 0002 001f 00010004 00000000 0004 0008 00000000", new FieldAction.BundleLoad(FieldAction.HashFields.ETH_SRC, 0, FieldAction.MemberChoice.HRW, REG0, MEMBERS)),
      of10("ffff 0018 00002320 000f 0145 00010204 ffff 000000000000", new FieldAction.OutputReg(new Subfield(Field.REG1, 5, 6), 65535)),
      of10("ffff 0018 00002320 0020 0145 ffff 00010204 000000000000", new FieldAction.OutputReg2(new Subfield(Field.REG1, 5, 6), 65535)),
      of10("ffff 0018 00002320 001b 0000 00010004 0020 000000000000", new FieldAction.StackPush(REG0)),
      of10("ffff 0018 00002320 001c 0004 00010004 0008 000000000000", new FieldAction.StackPop(new Subfield(Field.REG0, 4, 8))),
      of10("ffff 0018 00002320 0031 03e8 0004 0001de10 000000000000", new FieldAction.CheckPktLarger(1000, new Subfield(Field.XXREG0, 4, 1))),
      of10("ffff 0018 00002320 0032 0001647c 00000000000000000000", new FieldAction.DeleteField(Field.TUN_METADATA.get(10))),

      of10("ffff 0048 00002320 0010 000a 0014 0050 123456789abcdef0 0000 02 00 0002 0004 000c 00000802 0000 00000802 0000 0030 00000406 0000 00000206 0000 1010 00000002 0000 00000000", LEARN),
      of13("ffff 0038 00002320 0010 0000 0000 8000 0000000000000000 0003 01 00 0000 0000 2010 0063 00000002 0000 2805 0011 00010004 0000 00000000", new Learn(0, 0, 0x8000, 0, Set.of(Learn.Flag.values()), 1, 0, 0, List.of(new LearnSpec.MatchValue(IN_PORT, Bytes.parse("0063")), new LearnSpec.LoadValue(Bytes.parse("11"), new Subfield(Field.REG0, 0, 5))))),
      of13("ffff 0030 00002320 0010 0000 0000 8000 0000000000000000 0000 01 00 0000 0000 0810 00000002 0000 00010004 0000 0000", new Learn(0, 0, 0x8000, 0, Set.of(), 1, 0, 0, List.of(new LearnSpec.LoadField(IN_PORT, new Subfield(Field.REG0, 0, 16))))),
      of10("ffff 0050 00002320 002d 000a 0014 0050 123456789abcdef0 0004 02 00 0002 0004 00000001 0008 0000 00010004 000c 00000802 0000 00000802 0000 0030 00000406 0000 00000206 0000 1010 00000002 0000", new Learn.Limited(LEARN, 1, Optional.of(new Subfield(Field.REG0, 8, 1)))),

      of10("ffff 0018 00002320 0023 0000 00000000 0000 ff 000000 0000", ct(0)),
      of10("ffff 0018 00002320 0023 0000 00010004 000f ff 000000 0015", new Ct(0, Optional.of(new Subfield(Field.REG0, 0, 16)), 0, NxAction.NO_TABLE, 21, List.of())),
      of10("ffff 0018 00002320 0023 0000 00000000 000a 05 000000 0045", new Ct(0, Optional.empty(), 10, 5, 69, List.of())),
      of10("ffff 0030 00002320 0023 0003 00000000 0000 ff 000000 0000 ffff 0018 00002320 0007 001f 0001d604 000000000000f009", ct(Ct.COMMIT | Ct.FORCE, new FieldAction.RegLoad(Subfield.of(Field.CT_MARK), 0xf009))),
      of10("ffff 0028 00002320 0023 0000 00000000 0000 ff 000000 0000 ffff 0010 00002320 0024 0000 0000 0000", ct(0, new Nat(Set.of(), Optional.empty()))),
      of10("ffff 0050 00002320 0023 0001 00000000 0000 ff 000000 0000 ffff 0038 00002320 0024 0000 0011 003c fe80000000000000020c29fffe880001 fe80000000000000020c29fffe88a18b 00ff 1000 00000000", ct(Ct.COMMIT, nat(new NatRange.V6(FIRST, Optional.of(LAST), 255, 4096), NatFlag.SRC, NatFlag.RANDOM))),
      of10("ffff 0010 00002320 002b 000000000000",          new ConntrackAction.CtClear()),

      of13("ffff 0018 00002320 002e 0000 0001894f 0004 01 05 01 000000", new HeaderAction.Encap(0, HeaderAction.NSH, List.of(new HeaderAction.Property.NshMdType(1)))),
      of13("ffff 0028 00002320 002e 0000 0001894f 0004 01 05 02 000000 0004 02 10 1000 0a 05 0102030405 000000", new HeaderAction.Encap(0, HeaderAction.NSH, List.of(new HeaderAction.Property.NshMdType(2), new HeaderAction.Property.NshTlv(0x1000, 10, Bytes.parse("0102030405"))))),
      of13("ffff 0010 00002320 002e 0010 00000000",         new HeaderAction.Encap(16, HeaderAction.ETHERNET, List.of())),
      of13("ffff 0010 00002320 002f 0000 0000fffe",         new HeaderAction.Decap(HeaderAction.NEXT_PROTOCOL)),
      of13("ffff 0010 00002320 002f 0000 00010800",         new HeaderAction.Decap(0x10800)));

  /** Which stand only within another action. */
  static final List<Vector<Action>> NESTED = List.of(
      of10("ffff 0010 00002320 0024 0000 0001 0000",        new Nat(Set.of(NatFlag.SRC), Optional.empty())));
  // spotless:on

  private ExtensionVectors() {}

  private static Vector<Action> of15(String hex, Action value) {
    return new Vector<>(OfVersion.OF15, hex, value);
  }
}
