package io.weft.controller.plugin;

import io.weft.core.app.AppProvider;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An app that can be made.
 *
 * @param jar that it is from; empty if it is part of the controller
 */
record Plugin(Optional<Path> jar, String name, AppProvider<?> provider) {
  /** As complaints call it. */
  String title() {
    return "app " + name + " of " + from();
  }

  String from() {
    return jar.map(Path::toString).orElse("Weft itself");
  }

  boolean isBuiltIn() {
    return jar.isEmpty();
  }
}
