package io.weft.ctl;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Asks and configures a running controller. Its status is 0 if the answer was yes, 1 if it was no,
 * 2 if the question was wrong, 69 if nobody answered.
 */
@Command(
    name = "weft ctl",
    description = "Ask and configure a running controller.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {Get.class, Plan.class, Apply.class, Watch.class})
public final class CtlMain implements Runnable {
  private static final int USAGE = 2;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  private CtlMain() {}

  /** Without a command there is nothing to ask. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected a command: get, plan, apply or watch");
  }

  /**
   * Runs a command.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = run(out, err, args);
    out.flush();
    System.exit(status);
  }

  /** Runs a command with other outputs; its status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new CtlMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, given) -> {
          String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
          wrong.getCommandLine().getErr().println("weft: " + message + "; try: weft ctl --help");
          return USAGE;
        })
        .setExecutionExceptionHandler((bug, command, given) -> {
          command.getErr().println("weft: a bug: " + bug);
          return CallException.REFUSED;
        });
  }
}
