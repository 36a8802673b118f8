package io.weft.core.app;

/**
 * How an app in a jar of its own is found and made: a class that the jar names in {@code
 * META-INF/services/io.weft.core.app.AppProvider}, with a public constructor without parameters.
 *
 * @param <C> the app's configuration: a record whose components are the keys of the app's section.
 *     A component may be text, a whole number, a boolean, a {@link java.time.Duration}, an enum, a
 *     record, what has a static {@code parse(String)} such as {@code Match} or {@code Ipv4Address},
 *     or a list or {@code Optional} of those. If the record has a constructor without parameters,
 *     its values are those of keys that are left out
 */
public interface AppProvider<C extends Record> {
  /** The name of the app's section under {@code apps}, such as {@code firewall}. */
  String name();

  /** The class of the configuration. */
  Class<C> configType();

  /**
   * Makes the app.
   *
   * @throws IllegalArgumentException saying what is wrong with the configuration
   */
  App create(C config);
}
