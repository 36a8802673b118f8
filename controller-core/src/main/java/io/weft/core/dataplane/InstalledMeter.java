package io.weft.core.dataplane;

import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.BandCounters;
import io.weft.openflow.message.MeterMultipart.MeterCounters;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One meter: a token bucket for each band, full at first (OpenFlow 1.3.5, 5.7). A band without a
 * burst has room for one second's rate, and time counts in whole milliseconds, as in Open vSwitch's
 * own datapath (dpif-netdev.c).
 */
final class InstalledMeter {
  private static final int MILLIS = 1000;

  private final MeterEntry entry;
  private final Instant installedAt;
  private final long[] tokens;
  private final long[] bandPackets;
  private final long[] bandBytes;
  private Instant usedAt;
  private long packets;
  private long bytes;

  InstalledMeter(MeterMod mod, Instant now) {
    this(new MeterEntry(mod.meterId(), mod.flags(), mod.bands()), now);
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = room(entry.bands().get(i));
    }
  }

  private InstalledMeter(MeterEntry entry, Instant installedAt) {
    this.entry = entry;
    this.installedAt = installedAt;
    this.usedAt = installedAt;
    tokens = new long[entry.bands().size()];
    bandPackets = new long[tokens.length];
    bandBytes = new long[tokens.length];
  }

  InstalledMeter copy() {
    InstalledMeter copy = new InstalledMeter(entry, installedAt);
    System.arraycopy(tokens, 0, copy.tokens, 0, tokens.length);
    System.arraycopy(bandPackets, 0, copy.bandPackets, 0, tokens.length);
    System.arraycopy(bandBytes, 0, copy.bandBytes, 0, tokens.length);
    copy.usedAt = usedAt;
    copy.packets = packets;
    copy.bytes = bytes;
    return copy;
  }

  MeterEntry entry() {
    return entry;
  }

  /** Bits, or thousandths of a packet. */
  private static long room(MeterBand band) {
    return (band.burst() == 0 ? band.rate() : band.burst()) * MILLIS;
  }

  /** Whether a packet may pass; it takes tokens if so. */
  boolean admit(int octets, Instant now) {
    long millis = Math.max(0, Duration.between(usedAt, now).toMillis());
    usedAt = usedAt.plusMillis(millis);
    packets++;
    bytes += octets;
    boolean byPackets = (entry.flags() & MeterMod.PKTPS) != 0;
    long volume = byPackets ? MILLIS : 8L * octets;
    int hit = -1;
    for (int i = 0; i < tokens.length; i++) {
      MeterBand band = entry.bands().get(i);
      long room = room(band);
      // Beyond the room it does not matter how long; so nothing overflows.
      long gained = band.rate() == 0 ? 0 : Math.min(millis, room / band.rate() + 1) * band.rate();
      tokens[i] = Math.min(room, tokens[i] + gained);
      if (tokens[i] >= volume) {
        tokens[i] -= volume;
      } else if (hit < 0 || band.rate() > entry.bands().get(hit).rate()) {
        hit = i;
      }
    }
    if (hit >= 0) {
      bandPackets[hit]++;
      bandBytes[hit] += octets;
    }
    return hit < 0;
  }

  MeterCounters counters(long references, Instant now) {
    List<BandCounters> ofBands = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      ofBands.add(new BandCounters(bandPackets[i], bandBytes[i]));
    }
    return new MeterCounters(
        entry.meterId(), references, packets, bytes, Elapsed.between(installedAt, now), ofBands);
  }
}
