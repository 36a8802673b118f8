package io.weft.testkit;

import io.weft.net.Bytes;

/**
 * A frame that does not come to rest: a copy went on for too many hops, or there were too many
 * copies.
 *
 * @param path the way of the copy that was stopped
 * @param deliveries how often copies of the frame were delivered until then
 */
public record FrameStorm(Bytes frame, String path, int deliveries) {
  @Override
  public String toString() {
    return "frame storm: " + deliveries + " deliveries of " + frame + " along " + path;
  }
}
