package io.weft.core.control;

import io.weft.core.network.ConnectPoint;
import io.weft.core.session.SwitchChannel;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.message.PacketIn;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The PACKET_INs that wait for the network thread: a queue for each port, served in turn among the
 * switches and then among the ports of a switch, so that whoever sends too much waits for himself
 * alone.
 *
 * <p>All queues together, and those of one switch, share a bound. A port may have as much waiting
 * as its switch has free, and a switch as much as there is free in all (Choudhury and Hahne,
 * "Dynamic queue length thresholds", 1998). So what storms fills at most half of a bound, two of
 * them two thirds, and somewhere is always room for one who has nothing waiting. What finds no room
 * is dropped and counted.
 *
 * <p>LLDP has a queue of its own at each port, or a storm of hosts would hide a link.
 *
 * <p>Any thread may offer; one thread polls.
 */
final class PacketInQueue {
  /**
   * Bounds in octets, with {@link #OVERHEAD} for each packet.
   *
   * @param perSwitch for all ports of one switch
   * @param total for all switches
   */
  record Limits(int perSwitch, long total) {
    static final Limits DEFAULT = new Limits(2 << 20, 64 << 20);
  }

  /** A packet, and the connection that it came by. */
  record Waiting(SwitchChannel from, PacketIn packet) {}

  /** What a packet takes beside its octets. */
  static final int OVERHEAD = 512;

  /** Ports of one switch that drops are counted for; those of others are counted at ANY. */
  static final int MAX_COUNTED_PORTS = 4096;

  private static final int LLDP = 0x88cc;
  private static final int ETHER_TYPE = 12;

  /** What waits of one port; the lock of its switch guards it. */
  private static final class PortQueue {
    private final long key;
    private final ArrayDeque<Waiting> packets = new ArrayDeque<>();
    private int used;

    PortQueue(long key) {
      this.key = key;
    }
  }

  private final Limits limits;
  private final Map<DatapathId, SwitchQueue> switches = new ConcurrentHashMap<>();
  private final Queue<SwitchQueue> turn = new ConcurrentLinkedQueue<>();
  private final AtomicLong used = new AtomicLong();

  PacketInQueue(Limits limits) {
    this.limits = limits;
  }

  /** Takes a packet in; false if it was dropped. */
  boolean offer(SwitchChannel from, PacketIn packet) {
    return switches
        .computeIfAbsent(from.dpid(), dpid -> new SwitchQueue())
        .offer(new Waiting(from, packet));
  }

  /** The packet whose turn it is; empty if none waits. */
  Optional<Waiting> poll() {
    SwitchQueue next = turn.poll();
    return next == null ? Optional.empty() : Optional.of(next.poll());
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return turn.isEmpty();
  }

  /** Forgets the counts of a switch that will not say anything any more. */
  void forget(DatapathId dpid) {
    switches.remove(dpid);
  }

  /** How many packets were dropped, of the ports that lost any and whose switch is still known. */
  Map<ConnectPoint, Long> dropped() {
    Map<ConnectPoint, Long> dropped = new TreeMap<>();
    switches.forEach((dpid, ports) ->
        ports.dropped().forEach((port, count) -> dropped.put(new ConnectPoint(dpid, port), count)));
    return dropped;
  }

  private static int cost(Waiting waiting) {
    return OVERHEAD + waiting.packet.data().size();
  }

  private static long keyOf(PacketIn packet, PortNo port) {
    Bytes frame = packet.data();
    boolean lldp = frame.size() >= ETHER_TYPE + 2 && frame.u16(ETHER_TYPE) == LLDP;
    return Integer.toUnsignedLong(port.bits()) << 1 | (lldp ? 1 : 0);
  }

  /** What waits of one switch. It stands in {@code turn} exactly while something does. */
  private final class SwitchQueue {
    private final Map<Long, PortQueue> ports = new HashMap<>();
    private final ArrayDeque<PortQueue> portTurn = new ArrayDeque<>();
    private final Map<PortNo, Long> dropped = new HashMap<>();
    private int usedHere;

    synchronized boolean offer(Waiting waiting) {
      int cost = cost(waiting);
      PortNo port = waiting.packet.inPort();
      long key = keyOf(waiting.packet, port);
      PortQueue queue = ports.get(key);
      int usedByPort = queue == null ? 0 : queue.used;
      boolean fits = usedByPort + cost <= limits.perSwitch - usedHere;
      if (!fits || !reserve(cost)) {
        boolean counted = dropped.size() < MAX_COUNTED_PORTS || dropped.containsKey(port);
        dropped.merge(counted ? port : PortNo.ANY, 1L, Long::sum);
        return false;
      }
      if (queue == null) {
        queue = new PortQueue(key);
        ports.put(key, queue);
        portTurn.add(queue);
      }
      queue.packets.add(waiting);
      queue.used += cost;
      if (usedHere == 0) {
        turn.add(this);
      }
      usedHere += cost;
      return true;
    }

    /** Of what all switches share. */
    private boolean reserve(int cost) {
      long after = used.addAndGet(cost);
      if (usedHere + cost <= limits.total - (after - cost)) {
        return true;
      }
      used.addAndGet(-cost);
      return false;
    }

    synchronized Waiting poll() {
      PortQueue queue = portTurn.remove();
      Waiting waiting = queue.packets.remove();
      int cost = cost(waiting);
      queue.used -= cost;
      usedHere -= cost;
      used.addAndGet(-cost);
      if (queue.packets.isEmpty()) {
        ports.remove(queue.key);
      } else {
        portTurn.add(queue);
      }
      if (usedHere > 0) {
        turn.add(this);
      }
      return waiting;
    }

    synchronized Map<PortNo, Long> dropped() {
      return Map.copyOf(dropped);
    }
  }
}
