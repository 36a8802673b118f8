package io.weft.openflow.message;

import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * A change to the meters (OpenFlow 1.3.5, 7.3.4.5); since OpenFlow 1.3.
 *
 * @param flags OFPMF_* bits, 0 to 65535: {@link #KBPS}, {@link #PKTPS}, {@link #BURST}, {@link
 *     #STATS}
 * @param meterId 1 to 0xffff0000 as bits, or one of the reserved ones below
 */
public record MeterMod(Command command, int flags, int meterId, List<MeterBand> bands)
    implements OfMessage {
  /** Rates are in kbit/s. */
  public static final int KBPS = 1;

  /** Rates are in packets/s. */
  public static final int PKTPS = 2;

  /** Bands say how large a burst may be. */
  public static final int BURST = 4;

  /** Packets are counted. */
  public static final int STATS = 8;

  /** OFPM_SLOWPATH: packets that the switch's own processor handles. */
  public static final int SLOWPATH = 0xffff_fffd;

  /** OFPM_CONTROLLER: packets to the controller. */
  public static final int CONTROLLER = 0xffff_fffe;

  /** OFPM_ALL: every meter, when deleting or asking. */
  public static final int ALL_METERS = 0xffff_ffff;

  /** OFPMC_* in the order of their codes. */
  public enum Command {
    ADD,
    MODIFY,
    DELETE
  }

  public MeterMod {
    bands = List.copyOf(bands);
  }

  /**
   * The notation of {@code ovs-ofctl add-meter}, with the word of {@code ofp-print} for the command
   * in front unless it adds.
   */
  @Override
  public String toString() {
    return MeterText.print(this);
  }

  /**
   * Parses what {@link #toString} prints.
   *
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static MeterMod parse(String text) {
    return MeterText.parseMod(new Token(text, 1));
  }
}
