package io.weft.benchmarks.scale;

import io.weft.testkit.OvsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Open vSwitch, and how long its own tool needs for what Weft is measured with. */
final class OvsTimes implements AutoCloseable {
  private static final Pattern FLOW_COUNT = Pattern.compile("flow_count=(\\d+)");

  private final OvsSandbox ovs;
  private final Path file;
  private final int count;

  /**
   * @param count of rules
   * @param file where the lines for {@code ovs-ofctl} are written
   */
  OvsTimes(int count, Path file) throws IOException {
    if (!OvsSandbox.isPossible()) {
      throw new IOException("Open vSwitch is not installed: package openvswitch-switch");
    }
    Files.write(file, ManyRules.lines(count));
    this.file = file;
    this.count = count;
    this.ovs = OvsSandbox.start(2);
  }

  OvsSandbox ovs() {
    return ovs;
  }

  /** Seconds of {@code ovs-ofctl --bundle add-flows} on an empty table. */
  double ofctlSeconds() throws IOException {
    clear();
    long begin = System.nanoTime();
    var _ = ovs.ofctl("--bundle add-flows", file.toString());
    double seconds = (System.nanoTime() - begin) / 1e9;
    expectAll(0);
    return seconds;
  }

  void clear() {
    var _ = ovs.ofctl("del-flows");
  }

  /**
   * Fails unless the rules are there.
   *
   * @param more other rules
   */
  void expectAll(int more) throws IOException {
    Matcher found = FLOW_COUNT.matcher(ovs.ofctl("dump-aggregate"));
    if (!found.find() || Integer.parseInt(found.group(1)) != count + more) {
      throw new IOException("the switch has " + found.group() + ", not " + (count + more));
    }
  }

  @Override
  public void close() throws IOException {
    ovs.close();
  }
}
