package io.weft.openflow.message;

import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.Optional;

/** Meters, asked for and listed (OpenFlow 1.3.5, 7.3.5.12 to 7.3.5.14); since OpenFlow 1.3. */
public interface MeterMultipart {
  /** A question. */
  sealed interface Request extends MultipartBody.Request {}

  /** One part of an answer; lists of several parts are joined by the session. */
  sealed interface Reply extends MultipartBody.Reply {}

  /** Asks for a meter's counters; {@link MeterMod#ALL_METERS} for all. */
  record MeterStatsRequest(int meterId) implements Request {}

  record MeterStats(List<MeterCounters> meters) implements Reply {
    public MeterStats {
      meters = List.copyOf(meters);
    }
  }

  /**
   * The counters of a meter.
   *
   * @param references entries that use it; since OpenFlow 1.5 groups too
   * @param bands in the order of the meter's
   */
  record MeterCounters(
      int meterId,
      long references,
      long packets,
      long bytes,
      Elapsed lifetime,
      List<BandCounters> bands) {
    public MeterCounters {
      bands = List.copyOf(bands);
    }
  }

  record BandCounters(long packets, long bytes) {}

  /** Asks what meters there are; {@link MeterMod#ALL_METERS} for all. */
  record MeterConfigRequest(int meterId) implements Request {}

  record MeterConfigs(List<MeterEntry> meters) implements Reply {
    public MeterConfigs {
      meters = List.copyOf(meters);
    }
  }

  /** An installed meter; {@code flags} are those of {@link MeterMod}. */
  record MeterEntry(int meterId, int flags, List<MeterBand> bands) {
    public MeterEntry {
      bands = List.copyOf(bands);
    }

    /** The notation of {@code ovs-ofctl dump-meters}, on one line. */
    @Override
    public String toString() {
      return MeterText.print(this);
    }

    /**
     * Parses what {@link #toString} prints.
     *
     * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
     */
    public static MeterEntry parse(String text) {
      return MeterText.parseEntry(new Token(text, 1));
    }
  }

  record MeterFeaturesRequest() implements Request {}

  /**
   * What the meters can do.
   *
   * @param bandTypes a bit for each OFPMBT_*: 2 for drop, 4 for DSCP remark
   * @param capabilities flags of {@link MeterMod} that are supported
   * @param maxBands of a meter, 0 to 255
   * @param maxColor 0 to 255
   * @param features OFPMFF_* bits; OpenFlow 1.5, but Open vSwitch leaves them out even there
   */
  record MeterFeatures(
      long maxMeters,
      int bandTypes,
      int capabilities,
      int maxBands,
      int maxColor,
      Optional<Integer> features)
      implements Reply {}
}
