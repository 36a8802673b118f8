package io.weft.benchmarks.scale;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.weft.benchmarks.Benchmark;
import io.weft.benchmarks.Report;
import io.weft.benchmarks.Run;
import io.weft.benchmarks.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ten thousand switches of four ports connect at once: how long until each of them has all its
 * rules, in how much memory, and what a switch that was there before notices of it.
 */
public final class ConnectBenchmark implements Benchmark {
  private static final int SWITCHES = 10_000;
  private static final double SECONDS = 15;
  private static final double P99_MILLIS = 50;
  private static final int HEAP_MIB = 1024;
  private static final int PATIENCE_SECONDS = 180;
  private static final int ECHO_MILLIS = 2;

  /** Descriptors that a process has for other things. */
  private static final int SPARE = 200;

  private static final Pattern HEAP_AFTER = Pattern.compile("->(\\d+)M\\(");

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public String summary() {
    return "10,000 switches connect: time until ready, memory, and what others notice";
  }

  @Override
  public String arguments() {
    return "[SWITCHES]";
  }

  private static int size(Run run) throws IOException {
    List<String> words = run.words();
    if (words.size() > 1 || !words.isEmpty() && !words.getFirst().matches("[1-9]\\d{0,4}")) {
      throw new UsageException("expected a number of switches, not " + words);
    }
    int size =
        words.isEmpty() ? run.isQuick() ? 2000 : SWITCHES : Integer.parseInt(words.getFirst());
    long allowed = openFiles();
    if (allowed < size + SPARE) {
      throw new IOException(
          size + " connections need as many file descriptors, and ulimit -n is " + allowed);
    }
    return size;
  }

  private static long openFiles() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.trim().split("\\s{2,}", -1)[1])
        .mapToLong(text -> text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  @Override
  public Report run(Run run) throws Exception {
    int size = size(run);
    Path log = run.target().resolve("bench-connect.log");
    Path collections = run.target().resolve("bench-connect-gc.log");
    List<String> options =
        List.of(
            "-Xmx" + HEAP_MIB + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:gc:file=" + collections + "::filecount=0");
    var threads = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    try (ControllerProcess controller = ControllerProcess.weft(run.home(), log, options)) {
      return measure(run, controller, size, threads.next(), threads.next(), collections);
    } finally {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static Report measure(
      Run run,
      ControllerProcess controller,
      int size,
      EventLoop crowdLoop,
      EventLoop ownLoop,
      Path collections)
      throws Exception {
    Latencies latencies = new Latencies();
    LightSwitch bystander =
        new LightSwitch(1, Crowd.TABLES, Crowd.PORTS, new Crowd.Bystander(latencies));
    bystander.connect(ownLoop, controller.address()).sync();
    run.progress().say("connect: the first switch");
    long rules = atRest(bystander);
    var echoes =
        ownLoop.scheduleAtFixedRate(
            () -> bystander.askEcho(System.nanoTime()), 0, ECHO_MILLIS, TimeUnit.MILLISECONDS);
    ControllerProcess.pause(1000);
    latencies.clear();
    ControllerProcess.pause(3000);
    double before = latencies.millis(99);
    latencies.clear();

    Crowd crowd = new Crowd(crowdLoop, controller.address(), size, rules);
    double processorBefore = controller.processorSeconds();
    long begin = System.nanoTime();
    crowd.begin();
    double connected = 0;
    int next = 0;
    while (crowd.ready() < size) {
      double now = seconds(begin);
      if (now >= next) {
        next++;
        run.progress()
            .say(
                "connect: %.0f s, %d connected, %d ready"
                    .formatted(now, crowd.connected(), crowd.ready()));
      }
      if (connected == 0 && crowd.connected() == size) {
        connected = now;
      }
      if (crowd.lost() > 0 || now > PATIENCE_SECONDS || !controller.isAlive()) {
        throw new IOException(
            "after %.0f s %d of %d switches are ready, %d connections lost, the controller %s"
                .formatted(
                    now,
                    crowd.ready(),
                    size,
                    crowd.lost(),
                    controller.isAlive() ? "runs" : "has died"));
      }
      ControllerProcess.pause(20);
    }
    double ready = seconds(begin);
    double p99 = latencies.millis(99);
    double worst = latencies.millis(100);
    double processor = controller.processorSeconds() - processorBefore;

    run.progress().say("connect: at rest");
    latencies.clear();
    double restBefore = controller.processorSeconds();
    int rest = run.isQuick() ? 4 : 10;
    ControllerProcess.pause(rest * 1000L);
    double load = (controller.processorSeconds() - restBefore) / rest;
    echoes.cancel(false);
    long heap = heapAfterCollection(controller, collections);
    return Report.of(
            "switches",
            "connected s",
            "ready s",
            "processor s",
            "heap MiB",
            "KiB a switch",
            "p99 before ms",
            "echo p99 ms",
            "worst ms",
            "at rest p99 ms",
            "processors")
        .row(
            size,
            connected,
            ready,
            processor,
            heap,
            heap * 1024.0 / size,
            before,
            p99,
            worst,
            latencies.millis(99),
            load)
        .atMost("connect: seconds until all are ready", ready, SECONDS)
        .atMost("connect: echo p99 of another switch meanwhile, ms", p99, P99_MILLIS)
        .atMost("connect: heap allowed to the controller, MiB", HEAP_MIB, 1024)
        .note(
            "ready: with all %d rules that a switch of %d ports has".formatted(rules, Crowd.PORTS))
        .note("no peer: ovs-testcontroller takes 16 switches")
        .build();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** How many rules a switch has when no more come. */
  private static long atRest(LightSwitch one) throws IOException {
    long rules = 0;
    for (int quiet = 0, waited = 0; quiet < 20; waited++) {
      ControllerProcess.pause(100);
      quiet = one.flowModsConfirmed() == rules && rules > 0 ? quiet + 1 : 0;
      rules = one.flowModsConfirmed();
      if (waited > 300) {
        throw new IOException("the first switch gets no rules");
      }
    }
    return rules;
  }

  /** Has it collect its garbage, and reads what was left, in MiB. */
  private static long heapAfterCollection(ControllerProcess controller, Path collections)
      throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            "" + controller.pid(),
            "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    long heap = 0;
    for (String line : Files.readAllLines(collections)) {
      Matcher after = HEAP_AFTER.matcher(line);
      if (after.find()) {
        heap = Long.parseLong(after.group(1));
      }
    }
    return heap;
  }
}
