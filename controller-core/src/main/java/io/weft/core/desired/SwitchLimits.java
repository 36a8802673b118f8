package io.weft.core.desired;

import io.weft.openflow.OfVersion;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import java.util.Optional;

/**
 * What a switch can hold, as far as it says.
 *
 * @param tables how many flow tables it has
 * @param groups empty if it did not say; then whatever its version has is tried
 * @param meters likewise
 */
public record SwitchLimits(
    OfVersion version, int tables, Optional<GroupFeatures> groups, Optional<MeterFeatures> meters) {

  /** A switch of which no more is known than its version and its number of tables. */
  public static SwitchLimits of(OfVersion version, int tables) {
    return new SwitchLimits(version, tables, Optional.empty(), Optional.empty());
  }
}
