package io.weft.openflow.codec;

import static io.weft.openflow.codec.Vector.of10;
import static io.weft.openflow.codec.Vector.of13;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import java.util.List;
import java.util.Set;

/** One vector at least for each row of the tables of actions and instructions. */
final class ActionVectors {
  private static final MacAddress MAC = MacAddress.parse("0a:1b:2c:3d:4e:5f");
  private static final Ipv4Address IPV4 = Ipv4Address.parse("192.0.2.7");

  // spotless:off
  static final List<Vector<Action>> ACTIONS = List.of(
      of10("0000 0008 0003 0000",                     new Action.Output(PortNo.of(3), 0)),
      of10("0000 0008 fffd 0080",                     Action.controller(128)),
      of10("0000 0008 fffb 0000",                     Action.output(PortNo.FLOOD)),
      of10("0001 0008 0123 0000",                     new Action.SetVlanVid(0x123)),
      of10("0002 0008 05 000000",                     new Action.SetVlanPcp(5)),
      of10("0003 0008 00000000",                      new Action.StripVlan()),
      of10("0004 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlSrc(MAC)),
      of10("0005 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlDst(MAC)),
      of10("0006 0008 c0000207",                      new Action.SetNwSrc(IPV4)),
      of10("0007 0008 c0000207",                      new Action.SetNwDst(IPV4)),
      of10("0008 0008 b8 000000",                     new Action.SetNwTos(0xb8)),
      of10("0009 0008 1f90 0000",                     new Action.SetTpSrc(8080)),
      of10("000a 0008 0035 0000",                     new Action.SetTpDst(53)),
      of10("000b 0010 0004 000000000000 00000009",    new Action.Enqueue(PortNo.of(4), 9)),
      of10("ffff 0010 00002321 0001 0005 00000000",   new Action.Unknown(0xffff, Bytes.parse("00002321 0001 0005 00000000"))),

      of13("0000 0010 00000003 0000 000000000000",    new Action.Output(PortNo.of(3), 0)),
      of13("0000 0010 fffffffd ffff 000000000000",    Action.output(PortNo.CONTROLLER)),
      of13("0000 0010 fffffff8 0000 000000000000",    Action.output(PortNo.IN_PORT)),
      of13("000b 0008 00000000",                      new Action.CopyTtlOut()),
      of13("000c 0008 00000000",                      new Action.CopyTtlIn()),
      of13("000f 0008 40 000000",                     new Action.SetMplsTtl(64)),
      of13("0010 0008 00000000",                      new Action.DecMplsTtl()),
      of13("0011 0008 88a8 0000",                     new Action.PushVlan(0x88a8)),
      of13("0012 0008 00000000",                      new Action.PopVlan()),
      of13("0013 0008 8847 0000",                     new Action.PushMpls(0x8847)),
      of13("0014 0008 0800 0000",                     new Action.PopMpls(0x0800)),
      of13("0015 0008 00000007",                      new Action.SetQueue(7)),
      of13("0016 0008 01020304",                      new Action.Group(0x01020304)),
      of13("0017 0008 ff 000000",                     new Action.SetNwTtl(255)),
      of13("0018 0008 00000000",                      new Action.DecNwTtl()),
      of13("0019 0010 80000606 0a1b2c3d4e5f 0000",    Action.setField(Field.ETH_DST, MAC)),
      of13("0019 0010 80000c02 1123 000000000000",    Action.setField(Field.VLAN_VID, 0x1123)),
      of13("0019 0018 80003610 20010db8000000000000000000000001", Action.setField(Field.IPV6_DST, Ipv6Address.parse("2001:db8::1"))),
      of13("001a 0008 88e7 0000",                     new Action.PushPbb(0x88e7)),
      of13("001b 0008 00000000",                      new Action.PopPbb()),
      of13("ffff 0010 005c16c7 00000002 12345678",    new Action.Unknown(0xffff, Bytes.parse("005c16c7 00000002 12345678"))),
      of13("ffff 0010 00002320 0fff 0005 00000000",   new Action.Unknown(0xffff, Bytes.parse("00002320 0fff 0005 00000000"))),

      of11("0000 0010 00000003 0000 000000000000",    new Action.Output(PortNo.of(3), 0)),
      of11("0001 0008 0009 0000",                     new Action.SetTagVid(9)),
      of11("0002 0008 06 000000",                     new Action.SetTagPcp(6)),
      of11("0003 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlSrc(MAC)),
      of11("0004 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlDst(MAC)),
      of11("0005 0008 c0000207",                      new Action.SetNwSrc(IPV4)),
      of11("0006 0008 c0000207",                      new Action.SetNwDst(IPV4)),
      of11("0007 0008 b8 000000",                     new Action.SetNwTos(0xb8)),
      of11("0008 0008 02 000000",                     new Action.SetNwEcn(2)),
      of11("0009 0008 1f90 0000",                     new Action.SetTpSrc(8080)),
      of11("000a 0008 0035 0000",                     new Action.SetTpDst(53)),
      of11("000d 0008 00012345",                      new Action.SetMplsLabel(0x12345)),
      of11("000e 0008 05 000000",                     new Action.SetMplsTc(5)),
      of11("0018 0008 00000000",                      new Action.DecNwTtl()),
      of15("0019 0018 8000090c 000000001234 00000000ffff 00000000", Action.parse("set_field:00:00:00:00:12:34/00:00:00:00:ff:ff->eth_src").getFirst()),
      of15("0019 0010 80000f02 03 03 000000000000",   Action.parse("set_field:3/3->vlan_pcp").getFirst()),
      of15("001d 0008 00000005",                      new Action.Meter(5)));

  /** The setters of 1.1 where set_field has replaced them: read, and written as that. */
  static final List<Vector<Action>> DEPRECATED = List.of(
      of13("0001 0008 0009 0000",                     new Action.SetTagVid(9)),
      of13("0002 0008 06 000000",                     new Action.SetTagPcp(6)),
      of13("0003 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlSrc(MAC)),
      of13("0004 0010 0a1b2c3d4e5f 000000000000",     new Action.SetDlDst(MAC)),
      of13("0005 0008 c0000207",                      new Action.SetNwSrc(IPV4)),
      of13("0006 0008 c0000207",                      new Action.SetNwDst(IPV4)),
      of13("0007 0008 b8 000000",                     new Action.SetNwTos(0xb8)),
      of13("0008 0008 02 000000",                     new Action.SetNwEcn(2)),
      of13("0009 0008 1f90 0000",                     new Action.SetTpSrc(8080)),
      of13("000a 0008 0035 0000",                     new Action.SetTpDst(53)),
      of13("000d 0008 00012345",                      new Action.SetMplsLabel(0x12345)),
      of13("000e 0008 05 000000",                     new Action.SetMplsTc(5)));

  static final List<Vector<Instruction>> INSTRUCTIONS = List.of(
      of13("0001 0008 05 000000",                     new Instruction.GotoTable(5)),
      of13("0002 0018 00000000 0000000000000abc 0000000000000fff", new Instruction.WriteMetadata(0xabc, 0xfff)),
      of13("0003 0018 00000000 0000 0010 00000003 0000 000000000000", new Instruction.WriteActions(List.of(Action.output(PortNo.of(3))))),
      of13("0004 0020 00000000 0018 0008 00000000 0000 0010 00000003 0000 000000000000", Instruction.apply(new Action.DecNwTtl(), Action.output(PortNo.of(3)))),
      of13("0004 0008 00000000",                      Instruction.apply()),
      of13("0005 0008 00000000",                      new Instruction.ClearActions()),
      of13("0006 0008 0000002a",                      new Instruction.Meter(42)),
      of15("0007 0020 00000001 8002 0008 0000000000000004 8002 0208 0000000000000006", new Instruction.StatTrigger(Set.of(Instruction.TriggerFlag.PERIODIC), Bytes.parse("8002000800000000000000048002020800000000 00000006"))),
      of13("ffff 0010 005c16c7 0000000000000000",     new Instruction.Unknown(0xffff, Bytes.parse("005c16c7 0000000000000000"))));

  /** Read before it was there, as Open vSwitch does. */
  static final List<Vector<Instruction>> EARLY = List.of(
      of11("0006 0008 0000002a",                      new Instruction.Meter(42)));
  // spotless:on

  private ActionVectors() {}

  private static <T> Vector<T> of11(String hex, T value) {
    return new Vector<>(OfVersion.OF11, hex, value);
  }

  private static <T> Vector<T> of15(String hex, T value) {
    return new Vector<>(OfVersion.OF15, hex, value);
  }
}
