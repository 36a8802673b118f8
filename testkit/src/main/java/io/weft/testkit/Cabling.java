package io.weft.testkit;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.net.packet.EtherType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cables of a network and the frames in them, delivered one after the other in the order in
 * which they were sent. All methods run on the network's thread.
 *
 * <p>A frame that the controller sends from the switch that had just handed it over goes on with
 * its trail: a loop that leads through the controller is found as well.
 */
final class Cabling implements Wiring {
  private static final int MOST_DELIVERIES = 10_000;
  private static final int LEAST_HOPS = 32;
  private static final int HANDED_OVER_KEPT = 1_024;

  private record Delivery(Bytes frame, SwitchPort from, Trail trail) {}

  private record HandedOver(FakeSwitch by, Bytes frame) {}

  private final Map<SwitchPort, FakeLink> links = new HashMap<>();
  private final Map<SwitchPort, FakeHost> hosts = new HashMap<>();
  private final ArrayDeque<Delivery> queue = new ArrayDeque<>();
  private final List<FrameStorm> storms = new ArrayList<>();
  private final Map<HandedOver, Trail> handedOver =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HandedOver, Trail> eldest) {
          return size() > HANDED_OVER_KEPT;
        }
      };
  private final Changes changes;
  private int mostHops = LEAST_HOPS;
  private long activity;
  private boolean delivering;
  private Trail current = Trail.from("nowhere");

  Cabling(Changes changes) {
    this.changes = changes;
  }

  void add(FakeLink link) {
    links.put(link.one(), link);
    links.put(link.other(), link);
    mostHops = Math.max(LEAST_HOPS, 2 * links.size());
  }

  void plug(FakeHost host, SwitchPort into) {
    hosts.put(into, host);
  }

  void unplug(SwitchPort from) {
    hosts.remove(from);
  }

  List<FrameStorm> storms() {
    return List.copyOf(storms);
  }

  /** How many frames were delivered that are no LLDP: it stands still when the hosts are still. */
  long activity() {
    return activity;
  }

  /** A host sends a frame. */
  void sendFrom(FakeHost host, SwitchPort into, Bytes frame) {
    enter(into, frame, Trail.from(host.name()));
  }

  /** A frame comes out of a cable at a switch. */
  private void enter(SwitchPort at, Bytes frame, Trail trail) {
    Trail here = trail.to(at.toString());
    if (isStorm(frame, here)) {
      return;
    }
    Trail outer = current;
    current = here;
    List<Sent> sent = at.owner().core().receive(at.port(), frame);
    current = outer;
    send(at.owner(), sent, here);
    deliverAll();
  }

  private boolean isStorm(Bytes frame, Trail trail) {
    if (!isLldp(frame)) {
      activity++;
    }
    int deliveries = trail.origin().deliver();
    if (trail.hops() <= mostHops && deliveries <= MOST_DELIVERIES) {
      return trail.origin().isReported();
    }
    if (trail.origin().report()) {
      storms.add(new FrameStorm(frame, trail.toString(), deliveries));
    }
    return true;
  }

  private static boolean isLldp(Bytes frame) {
    return frame.size() >= 14 && frame.u16(12) == EtherType.LLDP;
  }

  private void send(FakeSwitch from, List<Sent> frames, Trail trail) {
    for (Sent sent : frames) {
      queue.add(new Delivery(sent.frame(), new SwitchPort(from, sent.port()), trail));
    }
  }

  private void deliverAll() {
    if (delivering) {
      return;
    }
    delivering = true;
    try {
      while (!queue.isEmpty()) {
        deliver(queue.remove());
      }
    } finally {
      delivering = false;
    }
    changes.signal();
  }

  private void deliver(Delivery delivery) {
    SwitchPort from = delivery.from();
    FakeHost host = hosts.get(from);
    if (host != null) {
      activity += isLldp(delivery.frame()) ? 0 : 1;
      host.receive(delivery.frame());
      return;
    }
    FakeLink link = links.get(from);
    if (link != null && link.carries()) {
      enter(link.across(from), delivery.frame(), delivery.trail());
    }
  }

  @Override
  public void toController(FakeSwitch from, Bytes frame) {
    handedOver.put(new HandedOver(from, frame), current);
  }

  @Override
  public void fromController(FakeSwitch from, Bytes packet, List<Sent> sent) {
    Trail trail = handedOver.get(new HandedOver(from, packet));
    Trail start = trail != null ? trail : Trail.from("controller");
    send(from, sent, start.to("controller at " + new SwitchPort(from, PortNo.CONTROLLER)));
    deliverAll();
  }
}
