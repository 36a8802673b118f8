package io.weft.core.desired;

import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.MeterMultipart.MeterEntry;
import java.util.List;

/**
 * A meter as somebody wants it, or as it is installed; since OpenFlow 1.3. A rule uses it by the
 * instruction {@link io.weft.openflow.action.Instruction.Meter}.
 *
 * @param id from {@link Owner#meterId}
 * @param flags those of {@link MeterMod}: the unit of the rates, and whether there are bursts
 */
public record Meter(int id, int flags, List<MeterBand> bands) implements Entry {
  /** What identifies a meter in a switch. */
  public record Key(int id) implements EntryKey {
    @Override
    public String toString() {
      return "meter=" + Integer.toUnsignedString(id);
    }
  }

  /** What a switch may add of its own accord. */
  private static final int UNITS = MeterMod.KBPS | MeterMod.PKTPS | MeterMod.BURST;

  public Meter {
    flags &= UNITS;
    boolean bursts = (flags & MeterMod.BURST) != 0;
    bands = bursts ? List.copyOf(bands) : bands.stream().map(Meter::withoutBurst).toList();
  }

  /** Drops what is beyond so many kbit/s. */
  public static Meter dropAbove(int id, long kbps) {
    return new Meter(id, MeterMod.KBPS, List.of(new MeterBand.Drop(kbps, 0)));
  }

  /** Without BURST the size means nothing, and switches report one of their own. */
  private static MeterBand withoutBurst(MeterBand band) {
    return switch (band) {
      case MeterBand.Drop drop -> new MeterBand.Drop(drop.rate(), 0);
      case MeterBand.DscpRemark remark ->
          new MeterBand.DscpRemark(remark.rate(), 0, remark.precedence());
      case MeterBand.Experimenter own ->
          new MeterBand.Experimenter(own.rate(), 0, own.experimenterId(), own.data());
    };
  }

  @Override
  public Key key() {
    return new Key(id);
  }

  @Override
  public int ownerId() {
    return Owner.ofMeter(id);
  }

  public static Meter installed(MeterEntry entry) {
    return new Meter(entry.meterId(), entry.flags(), entry.bands());
  }

  public MeterMod toMod(MeterMod.Command command) {
    boolean deletes = command == MeterMod.Command.DELETE;
    return new MeterMod(command, deletes ? 0 : flags, id, deletes ? List.of() : bands);
  }

  @Override
  public String toString() {
    return toMod(MeterMod.Command.ADD).toString();
  }
}
