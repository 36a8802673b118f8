package io.weft.openflow.message;

import io.weft.net.Bytes;

/**
 * What happens to packets beyond a rate (OpenFlow 1.3.5, 7.3.4.5.1). Rates are in kbit/s or
 * packets/s, bursts in kbit or packets, as the flags of the meter say; 0 to 2^32-1.
 */
public sealed interface MeterBand {
  long rate();

  long burst();

  /** They are dropped. */
  record Drop(long rate, long burst) implements MeterBand {}

  /**
   * Their DSCP is made one of a higher drop precedence.
   *
   * @param precedence by how much, 0 to 255
   */
  record DscpRemark(long rate, long burst, int precedence) implements MeterBand {}

  /**
   * What an experimenter defines.
   *
   * @param data what follows the experimenter's id
   */
  record Experimenter(long rate, long burst, int experimenterId, Bytes data) implements MeterBand {}
}
