package io.weft.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.lab.check.Check;
import io.weft.lab.check.Result;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The checks of one topology, a test each, on one lab. Skipped with a line where no lab can run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LabTest {
  private final String name;
  private Optional<Lab> lab = Optional.empty();

  LabTest(String name) {
    this.name = name;
  }

  @TestFactory
  Stream<DynamicTest> checks() {
    Home home = Home.ofProperty();
    Optional<String> obstacle = home.obstacle();
    obstacle.ifPresent(reason -> System.out.println("lab " + name + " skipped: " + reason));
    Assumptions.assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    Topology topology = home.topology(name);
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest("switches connect and get rules", () -> start(home, topology))),
        topology.checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> hold(check))));
  }

  @AfterAll
  void end() {
    lab.ifPresent(Lab::close);
  }

  private void start(Home home, Topology topology) {
    Lab started = Lab.start(home, topology);
    lab = Optional.of(started);
    System.out.printf(
        "lab %s: start %d ms, ready after %d ms%n",
        name, started.controllerStart().toMillis(), started.awaitReady().toMillis());
  }

  private void hold(Check check) {
    Lab running = lab.orElseThrow(() -> new LabException("the lab did not start"));
    Result result = CheckRun.of(running, check);
    System.out.printf("lab %s: %s %s: %s%n", name, result.held() ? "held" : "FAILED", check.name(), result.figure());
    assertThat(result.held()).as("%s: %s (bar: %s); see %s", check.name(), result.figure(), check.bar(), running.artefacts()).isTrue();
  }
}
