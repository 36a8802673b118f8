package io.weft.controller.config;

import com.google.common.collect.ImmutableMap;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Every key of the configuration with its value as a file would have it, defaults too. */
public final class ConfigKeys {
  /** When another value holds. */
  private enum When {
    AT_ONCE,
    AFTER_RESTART
  }

  private static final String APPS = "apps.";
  private static final int MAX_VALUE = 200;

  private record Row(String key, Function<Settings, String> value, When when) {}

  /** A key whose value differs between two configurations. */
  public record Difference(String key, String before, String after, boolean needsRestart) {}

  // spotless:off
  private static final List<Row> ROWS = List.of(
      new Row("openflow.listen",               s -> text(s.listen()),                       When.AFTER_RESTART),
      new Row("openflow.ioThreads",            s -> Integer.toString(s.ioThreads()),        When.AFTER_RESTART),
      new Row("openflow.handshakeTimeout",     s -> text(s.session().handshakeTimeout()),   When.AFTER_RESTART),
      new Row("openflow.echoInterval",         s -> text(s.session().echoInterval()),       When.AFTER_RESTART),
      new Row("openflow.maxConnections",       s -> Integer.toString(s.session().maxConnections()), When.AFTER_RESTART),
      new Row("openflow.readBackInterval",     s -> text(s.readBackInterval()),             When.AFTER_RESTART),
      new Row("discovery.interval",            s -> text(s.discovery().interval()),         When.AFTER_RESTART),
      new Row("discovery.linkTimeout",         s -> text(s.discovery().linkTimeout()),      When.AFTER_RESTART),
      new Row("discovery.probeTime",           s -> text(s.discovery().probeTime()),        When.AFTER_RESTART),
      new Row("discovery.settleTime",          s -> text(s.discovery().settleTime()),       When.AFTER_RESTART),
      new Row("discovery.disconnectGrace",     s -> text(s.discovery().disconnectGrace()),  When.AFTER_RESTART),
      new Row("hosts.maxPerPort",              s -> Integer.toString(s.maxHostsPerPort()),  When.AFTER_RESTART),
      new Row("apps.l2Learning.idleTimeout",   s -> text(s.l2Learning().idleTimeout()),     When.AT_ONCE),
      new Row("apps.l2Learning.enabled",       s -> Boolean.toString(s.runsL2Learning()),   When.AFTER_RESTART),
      // A learning switch has given its settings to each connection.
      new Row("apps.learningSwitch.enabled",         s -> Boolean.toString(s.isLearningSwitch()),             When.AFTER_RESTART),
      new Row("apps.learningSwitch.idleTimeout",     s -> text(s.learningSwitch().idleTimeout()),             When.AFTER_RESTART),
      new Row("apps.learningSwitch.flowIdleTimeout", s -> text(s.learningSwitch().flowIdleTimeout()),         When.AFTER_RESTART),
      new Row("apps.learningSwitch.maxAddresses",    s -> Integer.toString(s.learningSwitch().maxAddresses()), When.AFTER_RESTART),
      new Row("api.listen",                    s -> s.api().map(ConfigKeys::text).orElse("off"), When.AFTER_RESTART),
      new Row("appLimits.call",                s -> text(s.appLimits().call()),             When.AFTER_RESTART),
      new Row("appLimits.plan",                s -> text(s.appLimits().plan()),             When.AFTER_RESTART),
      new Row("appLimits.planSize",            s -> Integer.toString(s.appLimits().planSize()), When.AFTER_RESTART),
      new Row("appLimits.mailbox",             s -> Integer.toString(s.appLimits().mailbox()), When.AFTER_RESTART),
      new Row("plugins.folder",                s -> s.plugins().map(Path::toString).orElse("off"), When.AFTER_RESTART));
  // spotless:on

  private ConfigKeys() {}

  /** By their path, such as {@code openflow.listen}. */
  static List<String> paths() {
    return ROWS.stream().map(Row::key).toList();
  }

  /** The keys whose values differ. */
  public static List<Difference> between(Settings before, Settings after) {
    List<Difference> differences = new ArrayList<>();
    for (Row row : ROWS) {
      String was = row.value.apply(before);
      String is = row.value.apply(after);
      if (!was.equals(is)) {
        differences.add(new Difference(row.key, was, is, row.when == When.AFTER_RESTART));
      }
    }
    return differences;
  }

  /**
   * The keys of plugins' sections that differ, each value on one line.
   *
   * @param atOnce the apps that can change while they run
   */
  public static List<Difference> between(
      ImmutableMap<String, AppSection> before,
      ImmutableMap<String, AppSection> after,
      Set<String> atOnce) {
    List<Difference> differences = new ArrayList<>();
    Set<String> apps = new TreeSet<>(before.keySet());
    apps.addAll(after.keySet());
    for (String app : apps) {
      ImmutableMap<String, String> was = before.getOrDefault(app, AppSection.NONE).keys();
      ImmutableMap<String, String> is = after.getOrDefault(app, AppSection.NONE).keys();
      Set<String> keys = new LinkedHashSet<>(was.keySet());
      keys.addAll(is.keySet());
      for (String key : keys) {
        String old = was.getOrDefault(key, "");
        String now = is.getOrDefault(key, "");
        if (!old.equals(now)) {
          differences.add(
              new Difference(
                  APPS + app + "." + key,
                  Shown.line(old, MAX_VALUE),
                  Shown.line(now, MAX_VALUE),
                  !atOnce.contains(app)));
        }
      }
    }
    return differences;
  }

  /**
   * A file that says all that holds.
   *
   * @param order the apps that run, in their order
   * @param sections those of plugins
   */
  public static String yaml(
      Settings settings, List<String> order, ImmutableMap<String, AppSection> sections) {
    Set<String> apps = new LinkedHashSet<>(order);
    apps.addAll(sections.keySet());
    boolean areAppsDone = false;
    StringBuilder yaml = new StringBuilder();
    List<Row> some = new ArrayList<>();
    for (Row row : ROWS) {
      if (!row.key.startsWith(APPS)) {
        some.add(row);
      } else if (!areAppsDone) {
        areAppsDone = true;
        yaml.append(yaml(settings, some)).append("apps:\n");
        some.clear();
        for (Row other : ROWS) {
          if (other.key.startsWith(APPS)) {
            apps.add(other.key.substring(APPS.length(), other.key.lastIndexOf('.')));
          }
        }
        apps.forEach(app -> yaml.append(app(settings, app, sections)));
      }
    }
    return yaml.append(yaml(settings, some)).toString();
  }

  private static String app(
      Settings settings, String app, ImmutableMap<String, AppSection> sections) {
    List<Row> own = ROWS.stream().filter(row -> row.key.startsWith(APPS + app + ".")).toList();
    if (own.isEmpty()) {
      return sections.getOrDefault(app, AppSection.NONE).yaml(app, 1);
    }
    return yaml(settings, own).substring("apps:\n".length());
  }

  private static String yaml(Settings settings, List<Row> rows) {
    StringBuilder yaml = new StringBuilder();
    List<String> open = List.of();
    for (Row row : rows) {
      List<String> path = List.of(row.key.split("\\."));
      int common = 0;
      while (common < open.size() && open.get(common).equals(path.get(common))) {
        common++;
      }
      open = path.subList(0, path.size() - 1);
      for (int depth = common; depth < path.size(); depth++) {
        yaml.repeat("  ", depth).append(path.get(depth)).append(':');
        yaml.append(
            depth < path.size() - 1 ? "\n" : " " + quoted(row.value.apply(settings)) + "\n");
      }
    }
    return yaml.toString();
  }

  /** An address of IPv6 begins as a list would; a folder may have any name. */
  private static String quoted(String value) {
    return value.matches("[\\w/][\\w/.:-]*") ? value : "'" + value.replace("'", "''") + "'";
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static String text(Duration time) {
    long millis = time.toMillis();
    if (millis % 3_600_000 == 0 && millis > 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
