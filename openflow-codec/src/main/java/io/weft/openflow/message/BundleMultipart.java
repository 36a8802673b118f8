package io.weft.openflow.message;

import java.util.List;

/** What a switch can do with bundles (OpenFlow 1.5.1, 7.3.5.19). */
public interface BundleMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** The answer. */
  sealed interface Reply extends MultipartBody.Reply {}

  /** OFPBF_TIMESTAMP: the reply is to say what time it is. */
  int TIMESTAMP = 1;

  /** OFPBF_TIME_SET_SCHED: the properties say how exact a schedule must be. */
  int TIME_SET_SCHED = 2;

  /**
   * Asks for the features, and may set those of time.
   *
   * @param flags {@link #TIMESTAMP}, {@link #TIME_SET_SCHED}
   */
  record BundleFeaturesRequest(int flags, List<BundleFeature> features) implements Request {
    public BundleFeaturesRequest {
      features = List.copyOf(features);
    }
  }

  /**
   * The features.
   *
   * @param capabilities the flags of {@link BundleMessage} that bundles can have; 0 to 65535
   */
  record BundleFeatures(int capabilities, List<BundleFeature> features) implements Reply {
    public BundleFeatures {
      Unsigned.check16("capabilities", capabilities);
      features = List.copyOf(features);
    }
  }

  /** A property of both. */
  sealed interface BundleFeature {
    /**
     * OFPTMPBF_TIME_CAPABILITY.
     *
     * @param accuracy how exactly a bundle is committed at its time
     * @param maxFuture how far ahead it can be scheduled
     * @param maxPast how late it may come
     * @param timestamp what time it is
     */
    record TimeCapability(OfTime accuracy, OfTime maxFuture, OfTime maxPast, OfTime timestamp)
        implements BundleFeature {}

    /** A property that no row reads. */
    record Unknown(UnknownProperty property) implements BundleFeature, UnknownProperty.Kept {}
  }
}
