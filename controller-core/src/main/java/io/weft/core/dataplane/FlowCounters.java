package io.weft.core.dataplane;

import java.time.Instant;

/** What became of a flow entry since it was installed; its owner is one pipeline. */
final class FlowCounters {
  private Instant usedAt;
  private long packets;
  private long bytes;

  FlowCounters(Instant now) {
    usedAt = now;
  }

  FlowCounters copy() {
    FlowCounters copy = new FlowCounters(usedAt);
    copy.packets = packets;
    copy.bytes = bytes;
    return copy;
  }

  Instant usedAt() {
    return usedAt;
  }

  long packets() {
    return packets;
  }

  long bytes() {
    return bytes;
  }

  void count(int countedPackets, int octets, Instant now) {
    usedAt = now;
    packets += countedPackets;
    bytes += octets;
  }

  void reset() {
    packets = 0;
    bytes = 0;
  }

  void takeCountsOf(FlowCounters other) {
    packets = other.packets;
    bytes = other.bytes;
  }
}
