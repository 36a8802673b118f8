package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF10;
import static io.weft.openflow.OfVersion.OF11;
import static io.weft.openflow.OfVersion.OF12;
import static io.weft.openflow.OfVersion.OF13;
import static io.weft.openflow.OfVersion.OF14;
import static io.weft.openflow.OfVersion.OF15;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfVersion;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMod;
import io.weft.openflow.message.PortMultipart.CounterProperty;
import io.weft.openflow.message.PortMultipart.CustomCounter;
import io.weft.openflow.message.PortMultipart.PortCounters;
import io.weft.openflow.message.PortMultipart.PortDescRequest;
import io.weft.openflow.message.PortMultipart.PortDescs;
import io.weft.openflow.message.PortMultipart.PortStats;
import io.weft.openflow.message.PortMultipart.PortStatsRequest;
import io.weft.openflow.message.PortProperty;
import io.weft.openflow.message.UnknownProperty;
import java.time.Duration;
import java.util.List;

/** Ports described, changed and counted, in every form that a version has for it. */
final class PortVectors {
  private static final MacAddress ADDRESS = MacAddress.parse("0a:1b:2c:3d:4e:5f");
  private static final Duration LIFETIME = Duration.ofSeconds(100, 7);

  /** As the specification numbers the features in OpenFlow 1.1: 10 Gbit/s over copper and more. */
  private static final PortProperty.Ethernet ETHERNET =
      new PortProperty.Ethernet(0x840, 0x2820, 0x1010, 0x8820, 10_000_000, 100_000_000);

  private static final UnknownProperty EXPERIMENTER =
      new UnknownProperty(0xffff, Bytes.parse("005c16c7 00000001 0102030405"));

  private PortVectors() {}

  private static Vector<OfMessage> row(OfVersion version, OfMessage value, String hex) {
    return new Vector<>(version, hex, value);
  }

  private static Vector<OfMessage> asked(
      OfVersion version, MultipartBody.Request body, String hex) {
    return new Vector<>(version, hex, new OfMessage.MultipartRequest(false, body));
  }

  private static Vector<OfMessage> answered(
      OfVersion version, MultipartBody.Reply body, String hex) {
    return new Vector<>(version, hex, new OfMessage.MultipartReply(false, body));
  }

  private static PortDesc port(PortProperty... properties) {
    return new PortDesc(PortNo.of(7), ADDRESS, "s1-eth7", 0x21, 4, List.of(properties));
  }

  private static OfMessage added(PortDesc port) {
    return new OfMessage.PortStatus(OfMessage.PortReason.ADD, port);
  }

  private static PortStats counters(Duration lifetime) {
    return new PortStats(
        List.of(new PortCounters(PortNo.of(7), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1, lifetime)));
  }

  private static PortStats counters(CounterProperty... properties) {
    return new PortStats(
        List.of(
            new PortCounters(PortNo.of(7), 1, 2, 3, 4, 5, 6, 7, 8, LIFETIME, List.of(properties))));
  }

  private static FieldId id(Field<?> field) {
    return FieldId.of(field, OF15);
  }

  // spotless:off
  static final List<Vector<OfMessage>> ALL = List.of(
      row(OF11, new OfMessage.FeaturesReply(new DatapathId(5), 256, 254, 0, 7, 0, List.of(port(ETHERNET))), "02060060 0000007b 00000000 00000005 00000100 fe000000 00000007 00000000 00000007 00000000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100"),
      row(OF12, new OfMessage.FeaturesReply(new DatapathId(5), 256, 254, 0, 7, 0, List.of()), "03060020 0000007b 00000000 00000005 00000100 fe000000 00000007 00000000"),

      row(OF10, added(port(new PortProperty.Ethernet(0x840, 0x2820, 0x1010, 0x8820, 0, 0))), "010c0040 0000007b 00000000 00000000 00070a1b 2c3d4e5f 73312d65 74683700 00000000 00000000 00000021 00000004 000000c0 000002a0 00000110 000008a0"),
      row(OF11, added(port(ETHERNET)), "020c0050 0000007b 00000000 00000000 00000007 00000000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100"),
      row(OF14, added(port(ETHERNET)), "050c0058 0000007b 00000000 00000000 00000007 00480000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000020 00000000 00000840 00002820 00001010 00008820 00989680 05f5e100"),
      row(OF14, added(port()), "050c0038 0000007b 00000000 00000000 00000007 00280000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004"),
      row(OF14, added(port(new PortProperty.Optical(1, 2, 3, 4, 5, 6, 7, 8, 9), new PortProperty.Unknown(EXPERIMENTER), ETHERNET)), "050c0098 0000007b 00000000 00000000 00000007 00880000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00010028 00000000 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00080009 ffff0011 005c16c7 00000001 01020304 05000000 00000000 00000020 00000000 00000840 00002820 00001010 00008820 00989680 05f5e100"),
      row(OF14, added(port(new PortProperty.Unknown(new UnknownProperty(9, Bytes.parse("01020304"))))), "050c0040 0000007b 00000000 00000000 00000007 00300000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00090008 01020304"),
      row(OF15, added(port(new PortProperty.PipelineInput(List.of(id(Field.IN_PORT), id(Field.METADATA).masked())), new PortProperty.PipelineOutput(List.of(new FieldId(0xffff, 9, false, 6, 0x5c16c7))))), "060c0058 0000007b 00000000 00000000 00000007 00480000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 0002000c 80000004 80000510 00000000 0003000c ffff1206 005c16c7 00000000"),
      row(OF15, added(port(ETHERNET, new PortProperty.Recirculate(List.of(PortNo.of(8), PortNo.of(9))))), "060c0068 0000007b 00000000 00000000 00000007 00580000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000020 00000000 00000840 00002820 00001010 00008820 00989680 05f5e100 0004000c 00000008 00000009 00000000"),

      row(OF10, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of(new PortMod.Property.Ethernet(0x840))), "010f0020 0000007b 00070a1b 2c3d4e5f 00000021 00000061 000000c0 00000000"),
      row(OF10, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of()), "010f0020 0000007b 00070a1b 2c3d4e5f 00000021 00000061 00000000 00000000"),
      row(OF11, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of(new PortMod.Property.Ethernet(0x840))), "02100028 0000007b 00000007 00000000 0a1b2c3d 4e5f0000 00000021 00000061 00000840 00000000"),
      row(OF13, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of()), "04100028 0000007b 00000007 00000000 0a1b2c3d 4e5f0000 00000021 00000061 00000000 00000000"),
      row(OF14, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of(new PortMod.Property.Ethernet(0x840))), "05100028 0000007b 00000007 00000000 0a1b2c3d 4e5f0000 00000021 00000061 00000008 00000840"),
      row(OF14, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of()), "05100020 0000007b 00000007 00000000 0a1b2c3d 4e5f0000 00000021 00000061"),
      row(OF15, new PortMod(PortNo.of(7), ADDRESS, 0x21, 0x61, List.of(new PortMod.Property.Optical(1, 2, -3, 4, 5), new PortMod.Property.Unknown(EXPERIMENTER))), "06100050 0000007b 00000007 00000000 0a1b2c3d 4e5f0000 00000021 00000061 00010018 00000001 00000002 fffffffd 00000004 00000005 ffff0011 005c16c7 00000001 01020304 05000000 00000000"),

      asked(OF11, new PortStatsRequest(PortNo.ANY), "02120018 0000007b 00040000 00000000 ffffffff 00000000"),
      answered(OF11, counters(Duration.ZERO), "02130078 0000007b 00040000 00000000 00000007 00000000 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000000 00000009 00000000 0000000a 00000000 0000000b ffffffff ffffffff"),
      answered(OF13, counters(LIFETIME), "04130080 0000007b 00040000 00000000 00000007 00000000 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000000 00000009 00000000 0000000a 00000000 0000000b ffffffff ffffffff 00000064 00000007"),
      answered(OF14, counters(LIFETIME), "05130088 0000007b 00040000 00000000 00780000 00000007 00000064 00000007 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000028 00000000 00000000 00000009 00000000 0000000a 00000000 0000000b ffffffff ffffffff"),
      answered(OF14, counters(), "05130060 0000007b 00040000 00000000 00500000 00000007 00000064 00000007 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008"),
      answered(OF14, counters(new CounterProperty.Optical(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), new CounterProperty.Unknown(EXPERIMENTER)), "051300a8 0000007b 00040000 00000000 00980000 00000007 00000064 00000007 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 0001002c 00000000 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00080009 000a000b 00000000 ffff0011 005c16c7 00000001 01020304 05000000 00000000"),
      answered(OF15, counters(new CounterProperty.Rfc2819(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, -1)), "06130118 0000007b 00040000 00000000 01080000 00000007 00000064 00000007 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 ffff00b8 0000aa01 00000001 00000000 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 00000000 00000009 00000000 0000000a 00000000 0000000b 00000000 0000000c 00000000 0000000d 00000000 0000000e 00000000 0000000f 00000000 00000010 00000000 00000011 00000000 00000012 00000000 00000013 00000000 00000014 ffffffff ffffffff"),
      answered(OF15, counters(new CounterProperty.Custom(List.of(new CustomCounter("rx_q0_errors", 5), new CustomCounter("up", 1)))), "06130090 0000007b 00040000 00000000 00800000 00000007 00000064 00000007 00000000 00000001 00000000 00000002 00000000 00000003 00000000 00000004 00000000 00000005 00000000 00000006 00000000 00000007 00000000 00000008 ffff0030 0000aa01 00000002 00000002 0c72785f 71305f65 72726f72 73000000 00000000 05027570 00000000 00000001"),

      asked(OF10, new PortDescRequest(), "0110000c 0000007b 000d0000"),
      asked(OF14, new PortDescRequest(), "05120010 0000007b 000d0000 00000000"),
      asked(OF15, new PortDescRequest(PortNo.of(7)), "06120018 0000007b 000d0000 00000000 00000007 00000000"),
      answered(OF10, new PortDescs(List.of(port(new PortProperty.Ethernet(0x840, 0x2820, 0x1010, 0x8820, 0, 0)))), "0111003c 0000007b 000d0000 00070a1b 2c3d4e5f 73312d65 74683700 00000000 00000000 00000021 00000004 000000c0 000002a0 00000110 000008a0"),
      answered(OF12, new PortDescs(List.of(port(ETHERNET))), "03130050 0000007b 000d0000 00000000 00000007 00000000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000840 00002820 00001010 00008820 00989680 05f5e100"),
      answered(OF14, new PortDescs(List.of(port(ETHERNET), port(new PortProperty.Optical(1, 2, 3, 4, 5, 6, 7, 8, 9)))), "051300a8 0000007b 000d0000 00000000 00000007 00480000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00000020 00000000 00000840 00002820 00001010 00008820 00989680 05f5e100 00000007 00500000 0a1b2c3d 4e5f0000 73312d65 74683700 00000000 00000000 00000021 00000004 00010028 00000000 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00080009"));
  // spotless:on
}
