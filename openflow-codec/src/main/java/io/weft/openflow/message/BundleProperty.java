package io.weft.openflow.message;

/** A property of a bundle message (OpenFlow 1.4.1, 7.3.9.4; 1.5.1, 7.3.9.4). */
public sealed interface BundleProperty {
  /** OFPBPT_TIME: when the bundle is to be committed (1.5). */
  record ScheduledTime(OfTime time) implements BundleProperty {}

  /** A property that no row reads. */
  record Unknown(UnknownProperty property) implements BundleProperty, UnknownProperty.Kept {}
}
