package io.weft.openflow.message;

/** What a queue guarantees and allows (OpenFlow 1.3.5, 7.2.2; 1.4.1, 7.3.5.15). */
public sealed interface QueueProperty {
  /** {@code rate} in 1/10 of a percent of the port's, 0 to 65535; above 1000 for none. */
  record MinRate(int rate) implements QueueProperty {}

  /** {@code rate} in 1/10 of a percent of the port's, 0 to 65535; above 1000 for none. */
  record MaxRate(int rate) implements QueueProperty {}

  /**
   * A property that no row reads; written back as it came. Before OpenFlow 1.4 its body is 4 octets
   * and a multiple of 8.
   */
  record Unknown(UnknownProperty property) implements QueueProperty, UnknownProperty.Kept {}
}
