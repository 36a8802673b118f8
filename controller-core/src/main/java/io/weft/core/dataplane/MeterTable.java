package io.weft.core.dataplane;

import io.weft.openflow.OfError;
import io.weft.openflow.message.MeterBand;
import io.weft.openflow.message.MeterMod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The meters of a switch (OpenFlow 1.3.5, 5.7 and 6.6): those that drop, as Open vSwitch's. */
final class MeterTable {
  /** As many as Open vSwitch's own datapath has. */
  static final int MOST = 1 << 18;

  static final int MOST_BANDS = 8;

  private static final int HIGHEST_ID = 0xffff_0000;

  private final TreeMap<Integer, InstalledMeter> meters = new TreeMap<>(Integer::compareUnsigned);

  MeterTable copy() {
    MeterTable copy = new MeterTable();
    meters.forEach((id, meter) -> copy.meters.put(id, meter.copy()));
    return copy;
  }

  boolean has(int meterId) {
    return meters.containsKey(meterId);
  }

  Optional<InstalledMeter> find(int meterId) {
    return Optional.ofNullable(meters.get(meterId));
  }

  Collection<InstalledMeter> all() {
    return meters.values();
  }

  /** Says which meters went. */
  List<Integer> apply(MeterMod mod, Instant now) {
    switch (mod.command()) {
      case ADD -> {
        check(mod);
        if (has(mod.meterId())) {
          throw new RefusedException(OfError.OFPMMFC_METER_EXISTS, mod.toString());
        }
        if (meters.size() >= MOST) {
          throw new RefusedException(OfError.OFPMMFC_OUT_OF_METERS, meters.size() + " meters");
        }
        meters.put(mod.meterId(), new InstalledMeter(mod, now));
      }
      case MODIFY -> {
        check(mod);
        if (!has(mod.meterId())) {
          throw new RefusedException(OfError.OFPMMFC_UNKNOWN_METER, mod.toString());
        }
        meters.put(mod.meterId(), new InstalledMeter(mod, now));
      }
      case DELETE -> {
        if (mod.meterId() == MeterMod.ALL_METERS) {
          List<Integer> ids = List.copyOf(meters.keySet());
          meters.clear();
          return ids;
        }
        return meters.remove(mod.meterId()) == null ? List.of() : List.of(mod.meterId());
      }
    }
    return List.of();
  }

  private static void check(MeterMod mod) {
    if (mod.meterId() == 0 || Integer.compareUnsigned(mod.meterId(), HIGHEST_ID) > 0) {
      throw new RefusedException(OfError.OFPMMFC_INVALID_METER, mod.toString());
    }
    int unit = mod.flags() & (MeterMod.KBPS | MeterMod.PKTPS);
    if (unit == (MeterMod.KBPS | MeterMod.PKTPS)) {
      throw new RefusedException(OfError.OFPMMFC_BAD_FLAGS, mod.toString());
    }
    if (mod.bands().size() > MOST_BANDS) {
      throw new RefusedException(OfError.OFPMMFC_OUT_OF_BANDS, mod.toString());
    }
    for (MeterBand band : mod.bands()) {
      if (!(band instanceof MeterBand.Drop)) {
        throw new RefusedException(OfError.OFPMMFC_BAD_BAND, mod.toString());
      }
    }
  }
}
