package io.weft.testkit;

import io.weft.openflow.OfVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A controller of a {@link Ring} in a process of its own, which is there to be killed. It does what
 * it reads from its standard input, {@code clockwise} or {@code back}, and prints {@code done} when
 * every switch has confirmed.
 */
final class MortalController {
  private MortalController() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say("up");
    String order = in.readLine();
    if (order == null) {
      return;
    }
    ReconcilerDesk desk = new ReconcilerDesk(0, OfVersion.OF13, Duration.ZERO, Ring.APP);
    say("port " + desk.port());
    while (order != null) {
      for (int i = 0; i < Ring.SWITCHES; i++) {
        var _ = desk.awaitSync(Ring.dpid(i).bits());
      }
      say("begun");
      desk.want(Ring.APP, Ring.rules(order.equals("clockwise")));
      for (int i = 0; i < Ring.SWITCHES; i++) {
        var _ = desk.awaitSync(Ring.dpid(i).bits());
      }
      say("done " + desk.mods());
      order = in.readLine();
    }
    desk.close();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
