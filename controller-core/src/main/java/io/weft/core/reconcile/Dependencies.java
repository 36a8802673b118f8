package io.weft.core.reconcile;

import io.weft.core.desired.Entry;
import io.weft.core.desired.EntryKey;
import io.weft.core.desired.Group;
import io.weft.core.desired.Meter;
import io.weft.core.desired.Rule;
import io.weft.core.desired.Uses;
import java.util.LinkedHashSet;
import java.util.Set;

/** The groups and meters that an entry cannot be installed without. */
final class Dependencies {
  private Dependencies() {}

  static Set<EntryKey> of(Entry entry) {
    return switch (entry) {
      case Rule rule -> of(Uses.of(rule));
      case Group group -> of(new Uses(group.uses(), Set.of()));
      case Meter _ -> Set.of();
    };
  }

  private static Set<EntryKey> of(Uses uses) {
    if (uses.groups().isEmpty() && uses.meters().isEmpty()) {
      return Set.of();
    }
    Set<EntryKey> keys = new LinkedHashSet<>();
    uses.groups().forEach(id -> keys.add(new Group.Key(id)));
    uses.meters().forEach(id -> keys.add(new Meter.Key(id)));
    return keys;
  }
}
