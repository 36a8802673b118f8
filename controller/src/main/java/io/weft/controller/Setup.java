package io.weft.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weft.controller.config.AppSection;
import io.weft.controller.config.ConfigKeys;
import io.weft.controller.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A configuration, checked.
 *
 * @param order the apps that run, by the names of their sections, as packets pass them
 * @param sections those of plugins' apps, as they were written
 * @param configs the same as the apps that run know them
 */
record Setup(
    Settings settings,
    ImmutableList<String> order,
    ImmutableMap<String, AppSection> sections,
    ImmutableMap<String, Record> configs) {
  String yaml() {
    return ConfigKeys.yaml(settings, order, sections);
  }

  /**
   * The keys that another configuration changes, and the order of apps.
   *
   * @param changeable the apps of plugins that can change while they run
   */
  List<ConfigKeys.Difference> to(Setup wanted, Set<String> changeable) {
    List<ConfigKeys.Difference> differences =
        new ArrayList<>(ConfigKeys.between(settings, wanted.settings));
    differences.addAll(ConfigKeys.between(sections, wanted.sections, changeable));
    List<String> was = new ArrayList<>(order);
    List<String> is = new ArrayList<>(wanted.order);
    was.retainAll(wanted.order);
    is.retainAll(order);
    if (!was.equals(is)) {
      differences.add(
          new ConfigKeys.Difference("apps", String.join(", ", was), String.join(", ", is), true));
    }
    return differences;
  }

  /** This with what of another configuration needs no restart. */
  Setup with(Setup wanted, Set<String> changeable) {
    ImmutableMap.Builder<String, AppSection> now = ImmutableMap.builder();
    sections.forEach((app, section) -> {
      if (!changeable.contains(app)) {
        now.put(app, section);
      }
    });
    wanted.sections.forEach((app, section) -> {
      if (changeable.contains(app)) {
        now.put(app, section);
      }
    });
    return new Setup(
        settings.withL2Learning(wanted.settings.l2Learning()),
        order,
        now.buildOrThrow(),
        wanted.configs);
  }
}
