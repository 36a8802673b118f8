package io.weft.benchmarks.load;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process on one processor; what others take of it meanwhile is counted. */
final class PinnedProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private final Process process;
  private final int processor;
  private final Path log;

  private PinnedProcess(Process process, int processor, Path log) {
    this.process = process;
    this.processor = processor;
    this.log = log;
  }

  /**
   * Starts one. What it says on its error stream goes to the log, and what it says on the other one
   * too unless it is to be read.
   */
  static PinnedProcess start(
      int processor, List<String> command, Path directory, Path log, boolean readOutput)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("taskset", "-c", "" + processor));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
    builder.environment().put("WEFT_BUILD", "no");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (!readOutput) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    return new PinnedProcess(builder.start(), processor, log);
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Process process() {
    return process;
  }

  /**
   * Waits until something listens on a port.
   *
   * @throws IOException if it ends, or takes more than half a minute
   */
  void awaitListening(int port) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("it does not listen on port " + port + ", see " + log);
  }

  /** Hundredths of a second that all other processes have had of the processor so far. */
  long ticksOfOthers() throws IOException {
    long busy = 0;
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith("cpu" + processor + " ")) {
        List<String> fields = WORDS.splitToList(line);
        busy = number(fields, 1) + number(fields, 2) + number(fields, 3);
      }
    }
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    // Behind the name, which may have blanks in it: utime and stime are the 12th and 13th.
    List<String> fields = WORDS.splitToList(stat.substring(stat.lastIndexOf(')') + 1));
    return busy - number(fields, 11) - number(fields, 12);
  }

  private static long number(List<String> fields, int index) {
    return Long.parseLong(fields.get(index));
  }

  /** The most memory that it has had, in MB. */
  double peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  /** Ends it, by force if it does not within five seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
