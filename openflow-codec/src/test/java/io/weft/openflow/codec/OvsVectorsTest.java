package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.openflow.message.BundleMultipart;
import io.weft.openflow.message.ControllerMessage;
import io.weft.openflow.message.ControllerMultipart;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.TableMod;
import io.weft.openflow.message.TableProperty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Open vSwitch reads our vectors, and calls what is malformed by the same names. */
class OvsVectorsTest {
  @BeforeAll
  static void needsOvs() {
    assumeTrue(Ovs.isPresent(), "no ovs-ofctl on the path");
  }

  /** Where Open vSwitch says otherwise: what and why. */
  // spotless:off
  private static final Map<String, String> OTHERWISE = Map.ofEntries(
      Map.entry("version 7",                  "none"),                // reads any version octet
      Map.entry("group mod command 5",        "none"),                // a command of 1.5
      Map.entry("instruction cut off",        "OFPBRC_BAD_LEN"),      // counts in multiples of 8
      Map.entry("instruction of 12",          "OFPBRC_BAD_LEN"),
      Map.entry("goto_table:255",             "none"));                // checked when installed
  // spotless:on

  @Test
  void readsVectors() {
    List<Vector<OfMessage>> vectors =
        VectorsTest.frames().stream().filter(vector -> !hasUnknown(vector.value())).toList();
    List<String> printed = Ovs.print(vectors.stream().map(Vector::digits).toList());
    for (int i = 0; i < vectors.size(); i++) {
      assertThat(printed.get(i))
          .as(vectors.get(i).toString())
          .containsPattern("^(OFP|NX|ONF)")
          .contains("(xid=0x7b)")
          .doesNotContain("decode error");
    }
  }

  /**
   * An error quotes a frame, cut short here; an unknown body is none that Open vSwitch knows, and
   * there are things of 1.5 and of experimenters that it does not know.
   */
  private static boolean hasUnknown(OfMessage message) {
    return switch (message) {
      case OfMessage.ErrorMessage m -> true;
      case OfMessage.Experimenter m -> true;
      case ControllerMessage.ControllerStatus m -> true;
      case OfMessage.MultipartRequest m -> hasUnknown(m.body());
      case OfMessage.MultipartReply m -> hasUnknown(m.body());
      case MeterMod m -> m.bands().stream().anyMatch(MeterBand.Experimenter.class::isInstance);
      case TableMod m -> m.properties().stream().anyMatch(TableProperty.Unknown.class::isInstance);
      case GroupMod m ->
          m.properties().stream().anyMatch(GroupProperty.Unknown.class::isInstance)
              || m.buckets().stream().anyMatch(bucket -> !bucket.experimenters().isEmpty());
      default -> false;
    };
  }

  private static boolean hasUnknown(MultipartBody body) {
    return body instanceof MeterFeatures features && features.features().isPresent()
        || body instanceof FlowMultipart.FlowCountersRequest
        || body instanceof FlowMultipart.FlowCounters
        || body instanceof MultipartBody.UnknownRequest
        || body instanceof MultipartBody.UnknownReply
        || body instanceof ControllerMultipart.Request
        || body instanceof ControllerMultipart.Reply
        || body instanceof BundleMultipart.Request
        || body instanceof BundleMultipart.Reply;
  }

  @Test
  void callsMistakesByTheSameNames() {
    List<MalformedFrame> rows =
        MalformedTest.rows().stream().filter(row -> !row.what().startsWith("header says")).toList();
    MalformedFrame.checkByOvs(rows, OTHERWISE);
  }
}
