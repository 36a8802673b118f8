package io.weft.ctl;

import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.KeyChange;
import io.weft.api.v1.PlanConfigRequest;
import io.weft.api.v1.RuleChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What plan and apply have in common: a file, and showing what it changes. */
abstract class Change extends Call {
  /** Octets of a configuration at most, as when the controller starts. */
  private static final int MAX_FILE = 1024 * 1024;

  /** Changes of rules that people want to see. */
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "FILE",
      description = "YAML, as in docs/configuration.md; - reads it here.")
  private String file = "";

  @Option(names = "--all", description = "Show all changes of rules, up to a thousand.")
  private boolean all;

  String file() {
    return file.equals("-") ? "standard input" : file;
  }

  String yaml() throws CallException {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] octets = in.readNBytes(MAX_FILE + 1);
      if (octets.length > MAX_FILE) {
        throw refused("expected at most " + MAX_FILE + " octets, found more");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (NoSuchFileException e) {
      throw refused("expected a file, found none");
    } catch (CharacterCodingException e) {
      throw refused("expected UTF-8 text, found other octets");
    } catch (IOException e) {
      throw refused("expected a file that can be read, found: " + e.getMessage());
    }
  }

  private CallException refused(String why) {
    return new CallException(CallException.REFUSED, file() + ": " + why);
  }

  ConfigPlan plan(Controller controller, String yaml) throws CallException {
    return controller.ask(
        "weft.v1.ConfigService/PlanConfig",
        PlanConfigRequest.newBuilder().setFile(file()).setYaml(yaml).build(),
        ConfigPlan.parser());
  }

  void print(ConfigPlan plan) {
    Table keys = new Table("KEY", "NOW", "THEN", "WHEN");
    int restarts = 0;
    for (KeyChange key : plan.getKeysList()) {
      restarts += key.getNeedsRestart() ? 1 : 0;
      keys.add(
          key.getKey(),
          key.getBefore(),
          key.getAfter(),
          key.getNeedsRestart() ? "after a restart" : "at once");
    }
    if (plan.getKeysCount() > 0) {
      keys.print(out());
    }
    int shown = all ? plan.getRulesCount() : Math.min(SHOWN, plan.getRulesCount());
    String dpid = "";
    for (RuleChange rule : plan.getRulesList().subList(0, shown)) {
      if (!rule.getSwitch().equals(dpid)) {
        dpid = rule.getSwitch();
        out().println(dpid);
      }
      out().println((rule.getKind() == RuleChange.Kind.ADDED ? "  + " : "  - ") + rule.getText());
    }
    int left = plan.getAdded() + plan.getRemoved() - shown;
    if (left > 0) {
      out().println("  ... and " + left + " more" + (all ? "" : "; --all shows up to 1000"));
    }
    out()
        .println(
            counted(plan.getKeysCount(), "key")
                + (restarts > 0 ? " (" + restarts + " after a restart)" : "")
                + "; rules and groups: "
                + plan.getAdded()
                + " added, "
                + plan.getRemoved()
                + " removed");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s") + (count == 1 ? " changes" : " change");
  }
}
