package io.weft.controller.plugin;

import io.weft.core.app.AppProvider;
import java.nio.file.Path;

/** An app that can be made, and the jar that it is from. */
record Plugin(Path jar, String name, AppProvider<?> provider) {
  /** As complaints call it. */
  String title() {
    return "app " + name + " of " + jar;
  }
}
