package io.weft.controller;

import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.ConfigSnapshot;
import io.weft.api.v1.KeyChange;
import io.weft.controller.config.ConfigException;
import io.weft.controller.config.ConfigKeys;
import io.weft.controller.config.ConfigReader;
import io.weft.core.app.App;
import io.weft.core.control.Core;
import io.weft.core.control.PlanChange;
import io.weft.northbound.Configuration;
import io.weft.northbound.RuleChanges;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in force. The sections of apps can change while the controller runs: the app is
 * made anew, told what is installed as after a restart, and what it then wants otherwise is sent.
 * Everything else keeps the value that it had at the start.
 */
final class LiveConfig implements Configuration {
  private static final Logger log = LoggerFactory.getLogger(LiveConfig.class);
  private static final int PATIENCE_SECONDS = 5;

  private final Core core;
  private final String file;
  private final Apps apps;
  private Setup setup;
  private long generation = 1;

  /**
   * @param file what the process was started with; empty if nothing
   */
  LiveConfig(Core core, String file, Apps apps) {
    this.core = core;
    this.file = file;
    this.apps = apps;
    this.setup = apps.setup();
  }

  @Override
  public synchronized ConfigSnapshot current() {
    return ConfigSnapshot.newBuilder()
        .setGeneration(generation)
        .setYaml(setup.yaml())
        .setFile(file)
        .build();
  }

  @Override
  public synchronized ConfigPlan plan(String name, String yaml) throws RefusedException {
    return change(read(name, yaml), core::consider).setGeneration(generation).build();
  }

  @Override
  public synchronized ConfigPlan apply(String name, String yaml, long planned)
      throws RefusedException {
    Wanted wanted = read(name, yaml);
    if (planned != generation) {
      throw new RefusedException(
          Reason.STALE,
          "generation: the configuration has changed, it is at "
              + generation
              + " and not at "
              + Long.toUnsignedString(planned)
              + " any more; plan again");
    }
    ConfigPlan.Builder plan = change(wanted, core::replace);
    List<KeyChange> now =
        plan.getKeysList().stream().filter(key -> !key.getNeedsRestart()).toList();
    if (!now.isEmpty()) {
      setup = setup.with(wanted.setup, apps.changeable());
      generation++;
      log.info(
          "configuration {} applied, generation {}: {}",
          name,
          generation,
          now.stream()
              .map(key -> key.getKey() + " " + key.getBefore() + " -> " + key.getAfter())
              .collect(Collectors.joining(", ")));
    }
    return plan.setGeneration(generation).build();
  }

  /** Another configuration, and the apps that it would have in the place of others. */
  private record Wanted(Setup setup, List<App> changed) {}

  private Wanted read(String name, String yaml) throws RefusedException {
    try {
      ConfigReader.Parsed parsed = ConfigReader.read(name, yaml);
      Setup wanted = apps.check(parsed);
      return new Wanted(wanted, apps.changed(setup, wanted, parsed));
    } catch (ConfigException e) {
      throw new RefusedException(Reason.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private ConfigPlan.Builder change(
      Wanted wanted, Function<App, CompletionStage<PlanChange>> change) throws RefusedException {
    ConfigPlan.Builder plan = ConfigPlan.newBuilder();
    for (ConfigKeys.Difference key : setup.to(wanted.setup, apps.changeable())) {
      plan.addKeys(
          KeyChange.newBuilder()
              .setKey(key.key())
              .setBefore(key.before())
              .setAfter(key.after())
              .setNeedsRestart(key.needsRestart()));
    }
    for (App app : wanted.changed) {
      RuleChanges.addTo(plan, await(change.apply(app)));
    }
    return plan;
  }

  private static PlanChange await(CompletionStage<PlanChange> change) throws RefusedException {
    try {
      return change.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new RefusedException(Reason.NOT_NOW, String.valueOf(why));
    } catch (TimeoutException e) {
      throw new RefusedException(
          Reason.NOT_NOW, "the network thread has not answered for " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Reason.NOT_NOW, "the controller stops");
    }
  }
}
