package io.weft.lab;

/** Echo requests on their way between two hosts. */
@FunctionalInterface
public interface TrafficStream {
  /** Ends the stream (or waits for the end of a counted one) and returns what it measured. */
  Lab.Loss end();
}
