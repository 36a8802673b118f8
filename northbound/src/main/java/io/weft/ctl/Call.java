package io.weft.ctl;

import com.google.protobuf.Message;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands of {@code weft ctl} have: a controller to ask, and a way to print. */
abstract class Call implements Callable<Integer> {
  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where the controller is asked, as api.listen says. Default: ${DEFAULT-VALUE}.")
  private String server = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.TABLE;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  abstract void run(Controller controller) throws CallException;

  @Override
  public Integer call() {
    try {
      run(new Controller(server));
      return 0;
    } catch (CallException e) {
      out().flush();
      spec.commandLine().getErr().println("weft: " + e.getMessage());
      return e.exitCode();
    } finally {
      out().flush();
    }
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  boolean isJson() {
    return output == Output.JSON;
  }

  /** Prints an answer as it was asked for. */
  void show(Message whole, Runnable forPeople) {
    if (isJson()) {
      out().println(Output.json(whole));
    } else {
      forPeople.run();
    }
  }
}
