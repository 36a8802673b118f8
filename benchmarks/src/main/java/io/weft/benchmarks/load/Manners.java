package io.weft.benchmarks.load;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMultipart;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an emulated switch answers to all that is not about its packets, so that a controller
 * accepts it: it has eight ports, its tables are empty, and what it is told it does not do.
 */
final class Manners {
  /** Flow statistics, and port blocking as all switches of OpenFlow 1.0 have it. */
  private static final int CAPABILITIES = 1;

  /** Output alone (OpenFlow 1.0.0, 5.3.1). */
  private static final int ACTIONS = 1;

  private static final int BUFFERS = 256;

  private final OfVersion version;
  private final DatapathId dpid;
  private final List<PortDesc> ports;
  private int missSendLength = 128;

  Manners(OfVersion version, long dpid) {
    this.version = version;
    this.dpid = new DatapathId(dpid);
    List<PortDesc> all = new ArrayList<>();
    for (int number = 1; number <= Traffic.PORTS; number++) {
      MacAddress address = new MacAddress(0x0e00_0000_0000L | (dpid & 0xffff) << 8 | number);
      all.add(new PortDesc(PortNo.of(number), address, "eth" + number, 0, 0, 0, 0, 0, 0, 0L, 0L));
    }
    this.ports = List.copyOf(all);
  }

  /** The answer, if there is one to be given. */
  Optional<OfMessage> answer(OfMessage message) {
    return Optional.ofNullable(
        switch (message) {
          case OfMessage.EchoRequest m -> new OfMessage.EchoReply(m.data());
          case OfMessage.FeaturesRequest _ -> features();
          case OfMessage.GetConfigRequest _ -> new OfMessage.GetConfigReply(0, missSendLength);
          case OfMessage.SetConfig m -> {
            missSendLength = m.missSendLen();
            yield null;
          }
          case OfMessage.BarrierRequest _ -> new OfMessage.BarrierReply();
          case OfMessage.RoleRequest m -> new OfMessage.RoleReply(m.role(), m.generationId());
          case OfMessage.MultipartRequest m -> multipart(m.body());
          case OfMessage.Experimenter _ -> refusal(OfError.OFPBRC_BAD_VENDOR);
          default -> null;
        });
  }

  private OfMessage features() {
    boolean of10 = version == OfVersion.OF10;
    return new OfMessage.FeaturesReply(
        dpid, BUFFERS, 1, 0, CAPABILITIES, of10 ? ACTIONS : 0, of10 ? ports : List.of());
  }

  private OfMessage multipart(MultipartBody.Request request) {
    MultipartBody.@org.jspecify.annotations.Nullable Reply reply =
        switch (request) {
          case MultipartBody.DescRequest _ ->
              new MultipartBody.Desc("Weft", "none", "load generator", "", "");
          case FlowMultipart.FlowStatsRequest _ -> new FlowMultipart.FlowStats(List.of());
          case GroupMultipart.GroupDescRequest _ -> new GroupMultipart.GroupDesc(List.of());
          case PortMultipart.PortDescRequest _ -> new PortMultipart.PortDescs(ports);
          case PortMultipart.PortStatsRequest _ -> new PortMultipart.PortStats(List.of());
          default -> null;
        };
    return reply == null
        ? refusal(OfError.OFPBRC_BAD_STAT)
        : new OfMessage.MultipartReply(false, reply);
  }

  private static OfMessage refusal(OfError error) {
    return new OfMessage.ErrorMessage(error, Bytes.EMPTY);
  }
}
