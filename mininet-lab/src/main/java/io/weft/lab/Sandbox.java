package io.weft.lab;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The process in which a lab lives, and the line to it: one JSON command out, one JSON answer back.
 *
 * <p>It has network, process and mount namespaces of its own, so its end is the end of every
 * switch, host and controller in it. It ends with {@link #close}, with this JVM (its standard input
 * closes), and with its parent {@code unshare}. One caller at a time.
 */
final class Sandbox implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final Gson GSON = new Gson();

  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
  private final Path artefacts;
  private final Thread ender = new Thread(this::destroy, "sandbox-end");

  /**
   * Starts the sandbox.
   *
   * @param script {@code sandbox.sh}
   * @param artefacts an existing folder for logs and the capture
   */
  Sandbox(Path script, Path artefacts) {
    this.artefacts = artefacts;
    var command =
        List.of(
            "unshare",
            "--net",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            script.toString(),
            artefacts.toString());
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(artefacts.resolve("sandbox.log").toFile())
              .start();
    } catch (IOException e) {
      throw new LabException("cannot start the sandbox: " + e.getMessage(), e);
    }
    Runtime.getRuntime().addShutdownHook(ender);
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("sandbox-answers").start(this::readAnswers);
  }

  /**
   * Sends a command and returns its result; a LabException says what went wrong or that the limit
   * passed.
   */
  JsonObject call(String command, Map<String, ?> arguments, Duration limit) {
    JsonObject line = GSON.toJsonTree(arguments).getAsJsonObject();
    line.addProperty("command", command);
    try {
      commands.write(line.toString());
      commands.newLine();
      commands.flush();
      String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        destroy(); // A late answer would be taken for that of the next command.
        throw new LabException("no answer to '" + command + "' within " + limit.toSeconds() + " s");
      }
      return result(command, answer);
    } catch (IOException e) {
      throw new LabException(ended(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted in '" + command + "'", e);
    }
  }

  /** The process id, outside of the sandbox, of its first process; the door for nsenter. */
  long firstPid() {
    return process
        .children()
        .findFirst()
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new LabException(ended("pid")));
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // It has ended already: that is what was wanted.
    }
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        destroy();
      }
    } catch (InterruptedException e) {
      destroy();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook runs.
    }
  }

  private void destroy() {
    process.destroyForcibly();
  }

  private void readAnswers() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        answers.put(line);
      }
    } catch (IOException | UncheckedIOException e) {
      // The end of the sandbox, as below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answers.offer("");
  }

  private JsonObject result(String command, String answer) {
    if (answer.isEmpty()) {
      throw new LabException(ended(command));
    }
    JsonObject object = JsonParser.parseString(answer).getAsJsonObject();
    JsonElement error = object.get("error");
    if (error != null) {
      throw new LabException(error.getAsString());
    }
    return object.getAsJsonObject("result");
  }

  private String ended(String command) {
    String reason = lastLine(artefacts.resolve("sandbox.log"));
    return "the sandbox ended in '" + command + "'" + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static String lastLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.getLast();
    } catch (IOException e) {
      return "";
    }
  }
}
