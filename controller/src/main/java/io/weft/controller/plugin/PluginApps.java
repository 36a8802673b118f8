package io.weft.controller.plugin;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.weft.controller.config.ConfigException;
import io.weft.controller.config.ConfigReader;
import io.weft.core.app.App;
import io.weft.core.app.AppProvider;
import io.weft.core.desired.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The apps of plugins, by the name of their section. */
public final class PluginApps {
  /** Below are the numbers of apps that are part of the controller. */
  private static final int FIRST_NUMBER = 100;

  /** An app that runs, and what it was made from. */
  private record Running(Plugin plugin, Record config, App app) {}

  private final PluginFolder folder;
  private final ImmutableMap<String, Running> running;

  private PluginApps(PluginFolder folder, Map<String, Running> running) {
    this.folder = folder;
    this.running = ImmutableMap.copyOf(running);
  }

  /**
   * Makes the apps. One of a jar that cannot be made, or may not be what it is, is left out.
   *
   * @param builtIn the names of the sections of apps that are part of the controller
   * @param owners of those that run
   * @param complain told, in one line each, which apps do not run and why
   * @throws ConfigException if a section is of no app, or of one that is part of the controller and
   *     refuses it
   */
  public static PluginApps start(
      PluginFolder folder,
      ConfigReader.Parsed config,
      List<String> builtIn,
      List<Owner> owners,
      Consumer<String> complain)
      throws ConfigException {
    checkSections(folder, config, complain);
    Map<String, Running> running = new TreeMap<>();
    Map<Owner, String> taken = new LinkedHashMap<>();
    taken.put(Owner.CORE, "Weft itself");
    owners.forEach(owner -> taken.put(owner, "Weft's app " + owner));
    for (Plugin plugin : folder.plugins()) {
      if (plugin.isBuiltIn() && !config.sections().containsKey(plugin.name())) {
        continue; // of those of our own only the ones that the file names run
      }
      try {
        boolean isOurs =
            folder.plugins().stream()
                .anyMatch(other -> other.isBuiltIn() && other.name().equals(plugin.name()));
        if (builtIn.contains(plugin.name()) || isOurs && !plugin.isBuiltIn()) {
          throw new PluginException("its name is that of an app of Weft's own");
        }
        Record section = section(plugin, config);
        App app = create(plugin, section);
        Owner owner = owner(app);
        check(plugin, owner, taken);
        taken.put(owner, plugin.title());
        running.put(plugin.name(), new Running(plugin, section, app));
      } catch (PluginException | ConfigException | IllegalArgumentException e) {
        if (plugin.isBuiltIn()) {
          throw e instanceof ConfigException wrong
              ? wrong
              : config.wrongSection(plugin.name(), String.valueOf(e.getMessage()));
        }
        complain.accept(plugin.title() + " does not run: " + PluginException.line(e.getMessage()));
      }
    }
    return new PluginApps(folder, running);
  }

  private static void checkSections(
      PluginFolder folder, ConfigReader.Parsed config, Consumer<String> complain)
      throws ConfigException {
    List<String> known = folder.plugins().stream().map(Plugin::name).toList();
    for (String section : config.sections().keySet()) {
      if (!known.contains(section)) {
        ConfigException unknown = config.unknownApp(section, known);
        if (folder.isWhole()) {
          throw unknown;
        }
        complain.accept(unknown.getMessage() + ", or one of a plugin that is not loaded");
      }
    }
  }

  private static void check(Plugin plugin, Owner owner, Map<Owner, String> taken)
      throws PluginException {
    for (Map.Entry<Owner, String> other : taken.entrySet()) {
      if (other.getKey().id() == owner.id()) {
        throw new PluginException(
            "its number " + owner.id() + " is that of " + other.getValue() + "; take another");
      }
      if (other.getKey().name().equals(owner.name())) {
        throw new PluginException(
            "its owner's name " + owner + " is that of " + other.getValue() + "; take another");
      }
    }
    if (owner.id() < FIRST_NUMBER && !plugin.isBuiltIn()) {
      throw new PluginException(
          "its number " + owner.id() + " is one of Weft's own; take one of 100 to 255");
    }
  }

  @SuppressWarnings("CatchingUnchecked") // it is not our code
  private static Record section(Plugin plugin, ConfigReader.Parsed config)
      throws ConfigException, PluginException {
    try {
      return config.section(plugin.name(), plugin.provider().configType());
    } catch (ConfigException e) {
      throw e;
    } catch (Throwable e) {
      throw PluginException.of(e);
    }
  }

  /**
   * Makes an app.
   *
   * @throws IllegalArgumentException from the app, saying what is wrong with the section
   */
  @SuppressWarnings("CatchingUnchecked") // it is not our code
  private static App create(Plugin plugin, Record config) throws PluginException {
    try {
      App app = create(plugin.provider(), config);
      if (Objects.isNull(app)) {
        throw new PluginException("its provider made nothing");
      }
      return app;
    } catch (PluginException | IllegalArgumentException e) {
      throw e;
    } catch (Throwable e) {
      throw PluginException.of(e);
    }
  }

  private static <C extends Record> App create(AppProvider<C> provider, Record config) {
    return provider.create(provider.configType().cast(config));
  }

  @SuppressWarnings("CatchingUnchecked") // it is not our code
  private static Owner owner(App app) throws PluginException {
    try {
      return Objects.requireNonNull(app.owner(), "owner()");
    } catch (Throwable e) {
      throw PluginException.of(e);
    }
  }

  /** Those that run, by the name of their section. */
  public ImmutableSortedMap<String, App> apps() {
    ImmutableSortedMap.Builder<String, App> apps = ImmutableSortedMap.naturalOrder();
    running.forEach((name, one) -> apps.put(name, one.app));
    return apps.buildOrThrow();
  }

  /** What they were made from. */
  public ImmutableMap<String, Record> configs() {
    ImmutableMap.Builder<String, Record> configs = ImmutableMap.builder();
    running.forEach((name, one) -> configs.put(name, one.config));
    return configs.buildOrThrow();
  }

  /**
   * Reads another configuration of the apps that run.
   *
   * @throws ConfigException naming the place and what was expected there
   */
  public ImmutableMap<String, Record> check(ConfigReader.Parsed config) throws ConfigException {
    // That of a jar that did not load has been told at the start.
    checkSections(folder, config, _ -> {});
    ImmutableMap.Builder<String, Record> configs = ImmutableMap.builder();
    for (Running one : running.values()) {
      try {
        configs.put(one.plugin.name(), section(one.plugin, config));
      } catch (PluginException e) {
        throw config.wrongSection(one.plugin.name(), String.valueOf(e.getMessage()));
      }
    }
    return configs.buildOrThrow();
  }

  /**
   * Makes another instance of an app that runs.
   *
   * @throws ConfigException if it refuses its section
   */
  public App make(String name, Record section, ConfigReader.Parsed config) throws ConfigException {
    Running before = Objects.requireNonNull(running.get(name));
    try {
      App app = create(before.plugin, section);
      if (!owner(app).equals(before.app.owner())) {
        throw new PluginException("with this section it would be " + owner(app));
      }
      return app;
    } catch (PluginException | IllegalArgumentException e) {
      throw config.wrongSection(name, String.valueOf(e.getMessage()));
    }
  }
}
