package io.weft.controller;

import com.google.common.collect.ImmutableList;
import io.weft.app.clos.ClosEcmpProvider;
import io.weft.app.l2.L2Learning;
import io.weft.app.learning.LearningSwitch;
import io.weft.controller.config.ConfigException;
import io.weft.controller.config.ConfigReader;
import io.weft.controller.config.Settings;
import io.weft.controller.plugin.PluginApps;
import io.weft.controller.plugin.PluginFolder;
import io.weft.core.app.App;
import io.weft.core.app.AppProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The apps that there are: those that are built in, a row each, and those of plugins. */
final class Apps {
  /**
   * An app that is built in.
   *
   * @param name of its section under {@code apps}
   * @param runs whether it does
   * @param config its section, as far as it can change while it runs; another one needs another
   *     instance of the app
   */
  private record Row(
      String name,
      Predicate<Settings> runs,
      Function<Settings, Object> config,
      Function<Settings, App> make) {}

  // spotless:off
  private static final List<Row> ROWS = List.of(
      new Row("l2Learning",     s -> s.runsL2Learning() && !s.isLearningSwitch(), Settings::l2Learning, s -> new L2Learning(s.l2Learning())),
      new Row("learningSwitch", Settings::isLearningSwitch, s -> "fixed", s -> new LearningSwitch(s.learningSwitch(), new SecureRandom()::nextLong)));
  // spotless:on

  /**
   * Built in too, but with a record for their section, like a plugin; they run if they have one.
   */
  private static final List<AppProvider<?>> PROVIDERS = List.of(new ClosEcmpProvider());

  private final Setup start;
  private final PluginApps plugins;
  private final ImmutableList<App> inOrder;

  private Apps(Setup start, PluginApps plugins, ImmutableList<App> inOrder) {
    this.start = start;
    this.plugins = plugins;
    this.inOrder = inOrder;
  }

  /**
   * Makes the apps that run.
   *
   * @param complain told, in one line each, what of the plugins does not run and why
   * @throws ConfigException if a section is of no app
   */
  static Apps start(Settings settings, ConfigReader.Parsed parsed, Consumer<String> complain)
      throws ConfigException {
    PluginFolder folder =
        settings
            .plugins()
            .map(path -> PluginFolder.load(path, complain))
            .orElse(PluginFolder.EMPTY)
            .behind(PROVIDERS);
    Map<String, App> apps = new LinkedHashMap<>();
    for (Row row : ROWS) {
      if (row.runs.test(settings)) {
        apps.put(row.name, row.make.apply(settings));
      }
    }
    PluginApps plugins =
        PluginApps.start(
            folder,
            parsed,
            ROWS.stream().map(Row::name).toList(),
            apps.values().stream().map(App::owner).toList(),
            complain);
    apps.putAll(plugins.apps());
    ImmutableList<String> order = order(settings, parsed.appOrder(), plugins);
    return new Apps(
        new Setup(settings, order, parsed.sections(), plugins.configs()),
        plugins,
        order.stream()
            .map(apps::get)
            .filter(Objects::nonNull)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Plugins that the file does not name, then its order, then what it does not name of our own. */
  private static ImmutableList<String> order(
      Settings settings, List<String> named, PluginApps plugins) {
    Set<String> ofPlugins = plugins.apps().keySet();
    List<String> builtIn =
        ROWS.stream().filter(row -> row.runs.test(settings)).map(Row::name).toList();
    List<String> order = new ArrayList<>();
    ofPlugins.stream().filter(name -> !named.contains(name)).forEach(order::add);
    named.stream()
        .filter(name -> ofPlugins.contains(name) || builtIn.contains(name))
        .forEach(order::add);
    builtIn.stream().filter(name -> !named.contains(name)).forEach(order::add);
    return ImmutableList.copyOf(order);
  }

  /** Those that run, in the order in which packets pass them. */
  ImmutableList<App> inOrder() {
    return inOrder;
  }

  /** The configuration that they were made from. */
  Setup setup() {
    return start;
  }

  /** Whether the section of a plugin's app can change without a restart. */
  Set<String> changeable() {
    return plugins.apps().keySet();
  }

  /**
   * Checks another configuration.
   *
   * @throws ConfigException naming the place and what was expected there
   */
  Setup check(ConfigReader.Parsed parsed) throws ConfigException {
    Settings settings = Settings.of(parsed);
    return new Setup(
        settings,
        order(settings, parsed.appOrder(), plugins),
        parsed.sections(),
        plugins.check(parsed));
  }

  /**
   * New instances of the apps whose section differs.
   *
   * @throws ConfigException if an app of a plugin refuses its section
   */
  List<App> changed(Setup before, Setup after, ConfigReader.Parsed parsed) throws ConfigException {
    List<App> changed = new ArrayList<>();
    for (Row row : ROWS) {
      boolean differs =
          !Objects.equals(row.config.apply(before.settings()), row.config.apply(after.settings()));
      if (row.runs.test(before.settings()) && differs) {
        changed.add(row.make.apply(after.settings()));
      }
    }
    for (Map.Entry<String, Record> config : after.configs().entrySet()) {
      if (!config.getValue().equals(before.configs().get(config.getKey()))) {
        changed.add(plugins.make(config.getKey(), config.getValue(), parsed));
      }
    }
    return changed;
  }
}
