package io.weft.controller.plugin;

import java.util.List;

/**
 * What a plugin sees of the controller: the packages of the app interface and the libraries that
 * their signatures name. So a plugin may bring any other library in its own version.
 */
final class ApiLoader extends ClassLoader {
  private static final List<String> PACKAGES =
      List.of(
          "io.weft.core.app.",
          "io.weft.core.dataplane.",
          "io.weft.core.desired.",
          "io.weft.core.event.",
          "io.weft.core.network.",
          "io.weft.net.",
          "io.weft.openflow.",
          "com.google.common.",
          "org.jspecify.",
          "org.pcollections.",
          "org.slf4j.");

  private final ClassLoader controller;

  ApiLoader(ClassLoader controller) {
    super("weft-api", ClassLoader.getPlatformClassLoader());
    this.controller = controller;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (PACKAGES.stream().anyMatch(name::startsWith)) {
      return controller.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
