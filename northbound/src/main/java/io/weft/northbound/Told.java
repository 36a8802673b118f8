package io.weft.northbound;

import io.weft.api.v1.Change;
import io.weft.api.v1.Kind;
import io.weft.net.DatapathId;
import java.util.Optional;
import java.util.Set;

/**
 * A change, and which watchers it is for.
 *
 * @param about the switches that it is about; none if it is about none
 */
record Told(Kind kind, Set<DatapathId> about, Change change) {
  boolean isFor(Set<Kind> kinds, Optional<DatapathId> only) {
    return kinds.contains(kind) && (only.isEmpty() || about.contains(only.get()));
  }
}
