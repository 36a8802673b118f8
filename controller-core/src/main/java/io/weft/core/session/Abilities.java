package io.weft.core.session;

import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import java.util.Optional;

/**
 * What a switch turned out to be able to do beyond its version, by trying.
 *
 * @param bundles whether it makes several mods together: OpenFlow 1.4 and later, and ONF extension
 *     230 in 1.3
 * @param flowMonitor whether it tells of changes to its flow entries by anybody
 * @param groups what groups it says that it can have
 * @param meters what meters it says that it can have
 */
public record Abilities(
    boolean bundles,
    boolean flowMonitor,
    Optional<GroupFeatures> groups,
    Optional<MeterFeatures> meters) {
  /** Nothing is known, so nothing is relied on. */
  public static final Abilities UNKNOWN =
      new Abilities(false, false, Optional.empty(), Optional.empty());

  Abilities withBundles(boolean has) {
    return new Abilities(has, flowMonitor, groups, meters);
  }

  Abilities withFlowMonitor() {
    return new Abilities(bundles, true, groups, meters);
  }

  Abilities with(GroupFeatures features) {
    return new Abilities(bundles, flowMonitor, Optional.of(features), meters);
  }

  Abilities with(MeterFeatures features) {
    return new Abilities(bundles, flowMonitor, groups, Optional.of(features));
  }
}
