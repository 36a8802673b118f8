package io.weft.openflow.codec;

import static io.weft.openflow.OfVersion.OF15;
import static io.weft.openflow.VersionRange.since;
import static io.weft.openflow.wire.Layout.struct;
import static io.weft.openflow.wire.WireTable.row;

import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.BundleMessage.BundleAdd;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.BundleMessage.Step;
import io.weft.openflow.message.BundleMultipart.BundleFeature;
import io.weft.openflow.message.BundleMultipart.BundleFeatures;
import io.weft.openflow.message.BundleMultipart.BundleFeaturesRequest;
import io.weft.openflow.message.BundleProperty;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfTime;
import io.weft.openflow.wire.Part;
import io.weft.openflow.wire.WireReader;
import io.weft.openflow.wire.WireTable;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** Bundles and what a switch can do with them (OpenFlow 1.5.1, 7.3.9 and 7.3.5.19). */
final class BundleMessages {
  private static final Part<OfTime> TIME =
      Part.<OfTime>of(
              in -> new OfTime(in.i64(), in.u32()),
              (time, out) -> {
                out.i64(time.seconds());
                out.u32(time.nanoseconds());
              })
          .pad(4);

  // spotless:off
  static final WireTable<BundleProperty> PROPERTIES = new WireTable<>("bundle property",
      row(1, since(OfVersion.OF14), BundleProperty.ScheduledTime.class, struct(TIME.after(4), BundleProperty.ScheduledTime::time, BundleProperty.ScheduledTime::new)));

  static final WireTable<BundleFeature> FEATURES = new WireTable<>("bundle feature",
      row(1, since(OF15), BundleFeature.TimeCapability.class, struct(TIME.after(4), BundleFeature.TimeCapability::accuracy, TIME, BundleFeature.TimeCapability::maxFuture, TIME, BundleFeature.TimeCapability::maxPast, TIME, BundleFeature.TimeCapability::timestamp, BundleFeature.TimeCapability::new)));
  // spotless:on

  private BundleMessages() {}

  static BundleControl readControl(WireReader in) {
    int bundleId = in.i32();
    Step step = Enums.read(Step.values(), in.u16(), OfError.OFPBFC_BAD_TYPE);
    return new BundleControl(bundleId, step, in.u16(), readProperties(in));
  }

  static void writeControl(BundleControl control, WireWriter out) {
    out.i32(control.bundleId());
    out.u16(control.step().ordinal());
    out.u16(control.flags());
    Properties.writeAll(control.properties(), PROPERTIES, out);
  }

  static BundleAdd readAdd(WireReader in) {
    int bundleId = in.i32();
    in.skip(2);
    int flags = in.u16();
    int start = in.consumed();
    OfMessage message = InnerMessages.readBundled(in);
    // Without properties there is no padding before them either.
    in.skip(Math.min(in.remaining(), start - in.consumed() & 7));
    return new BundleAdd(bundleId, flags, message, readProperties(in));
  }

  static void writeAdd(BundleAdd add, WireWriter out) {
    out.i32(add.bundleId());
    out.zero(2);
    out.u16(add.flags());
    int start = out.position();
    InnerMessages.writeBundled(add.message(), out);
    if (!add.properties().isEmpty()) {
      out.padTo8(start);
      Properties.writeAll(add.properties(), PROPERTIES, out);
    }
  }

  private static List<BundleProperty> readProperties(WireReader in) {
    return Properties.read(in, PROPERTIES, BundleProperty.Unknown::new);
  }

  static BundleFeaturesRequest readFeaturesRequest(WireReader in) {
    int flags = in.i32();
    in.skip(4);
    return new BundleFeaturesRequest(flags, readFeatureList(in));
  }

  static void writeFeaturesRequest(BundleFeaturesRequest request, WireWriter out) {
    out.i32(request.flags());
    out.zero(4);
    Properties.writeAll(request.features(), FEATURES, out);
  }

  static BundleFeatures readFeatures(WireReader in) {
    int capabilities = in.u16();
    in.skip(6);
    return new BundleFeatures(capabilities, readFeatureList(in));
  }

  static void writeFeatures(BundleFeatures features, WireWriter out) {
    out.u16(features.capabilities());
    out.zero(6);
    Properties.writeAll(features.features(), FEATURES, out);
  }

  private static List<BundleFeature> readFeatureList(WireReader in) {
    return Properties.read(in, FEATURES, BundleFeature.Unknown::new);
  }
}
