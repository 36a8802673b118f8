package io.weft.testkit;

import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.MacAddress;
import io.weft.net.packet.Arp;
import io.weft.net.packet.Ethernet;
import io.weft.net.packet.Icmpv4;
import io.weft.net.packet.IpProtocol;
import io.weft.net.packet.Ipv4;
import io.weft.net.packet.Packets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host on a port: it answers ARP and ICMP echo for its address, and keeps what it receives. Any
 * thread may call the public methods.
 */
public final class FakeHost {
  private static final int FRAMES_KEPT = 10_000;
  private static final int ECHO_IDENTIFIER = 0x77ef;

  private final String name;
  private final MacAddress mac;
  private final Ipv4Address ip;
  private final LoopThread thread;
  private final Cabling cabling;
  private final Changes changes;

  // Owned by the network's thread.
  private SwitchPort at;
  private boolean answering = true;
  private int sequence;
  private final ArrayDeque<Bytes> received = new ArrayDeque<>();
  private final Map<Ipv4Address, MacAddress> neighbours = new HashMap<>();
  private final Map<Ipv4Address, List<Integer>> waitingForArp = new HashMap<>();
  private final Set<Integer> answered = new HashSet<>();

  FakeHost(
      String name,
      MacAddress mac,
      Ipv4Address ip,
      SwitchPort at,
      LoopThread thread,
      Cabling cabling,
      Changes changes) {
    this.name = name;
    this.mac = mac;
    this.ip = ip;
    this.at = at;
    this.thread = thread;
    this.cabling = cabling;
    this.changes = changes;
  }

  public String name() {
    return name;
  }

  public MacAddress mac() {
    return mac;
  }

  public Ipv4Address ip() {
    return ip;
  }

  /** Where it is plugged in. */
  public SwitchPort at() {
    return thread.call(() -> at);
  }

  /** Moves the plug; on the network's thread. */
  void plugInto(SwitchPort other) {
    cabling.unplug(at);
    at = other;
    cabling.plug(this, other);
  }

  /** Sends a frame. */
  public void send(Bytes frame) {
    thread.run(() -> cabling.sendFrom(this, at, frame));
  }

  public void send(Ethernet frame) {
    send(frame.toBytes());
  }

  /** Tells its address to everyone, as hosts do that have moved (RFC 5227, section 3). */
  public void announce() {
    send(Packets.arpAnnouncement(mac, ip));
  }

  /** Whether it answers ARP and echo requests; a silent host still receives. */
  public void setAnswering(boolean answers) {
    thread.run(() -> answering = answers);
  }

  /** Forgets the addresses that it has learned. */
  public void forgetNeighbours() {
    thread.run(neighbours::clear);
  }

  /** The frames that have arrived, the last 10,000. */
  public List<Bytes> received() {
    return thread.call(() -> List.copyOf(received));
  }

  /** How many copies of a frame have arrived. */
  public long copiesOf(Bytes frame) {
    return thread.call(() -> received.stream().filter(frame::equals).count());
  }

  /** Forgets what has arrived. */
  public void clearReceived() {
    thread.run(received::clear);
  }

  /** Sends an echo request, after an ARP request if need be; returns its number. */
  int sendPing(Ipv4Address target) {
    return thread.call(() -> {
      int number = ++sequence & 0xffff;
      MacAddress known = neighbours.get(target);
      if (known != null) {
        sendEcho(known, target, number);
      } else {
        waitingForArp.computeIfAbsent(target, t -> new ArrayList<>()).add(number);
        send(Packets.arpRequest(mac, ip, target));
      }
      return number;
    });
  }

  boolean isAnswered(int ping) {
    return thread.call(() -> answered.contains(ping));
  }

  private void sendEcho(MacAddress to, Ipv4Address target, int number) {
    send(Packets.from(mac, ip).to(to, target).icmpEcho(ECHO_IDENTIFIER, number));
  }

  /** A frame arrives; on the network's thread. */
  void receive(Bytes frame) {
    received.add(frame);
    if (received.size() > FRAMES_KEPT) {
      received.remove();
    }
    Optional<Ethernet> ethernet = Ethernet.parse(frame).filter(e -> e.tags().isEmpty());
    ethernet.flatMap(Arp::in).ifPresent(this::receiveArp);
    ethernet
        .filter(e -> e.dst().equals(mac))
        .ifPresent(e -> Ipv4.in(e).ifPresent(packet -> receiveIp(e, packet)));
    changes.signal();
  }

  private void receiveArp(Arp arp) {
    if (!arp.targetIp().equals(ip)) {
      return;
    }
    if (arp.isRequest() && answering && !arp.isGratuitous()) {
      send(Packets.arpReply(arp, mac));
    } else if (arp.isReply()) {
      neighbours.put(arp.senderIp(), arp.senderMac());
      List<Integer> waiting = waitingForArp.remove(arp.senderIp());
      if (waiting != null) {
        waiting.forEach(number -> sendEcho(arp.senderMac(), arp.senderIp(), number));
      }
    }
  }

  private void receiveIp(Ethernet frame, Ipv4 packet) {
    Optional<Icmpv4> icmp = Icmpv4.in(packet).filter(m -> packet.dst().equals(ip));
    icmp.filter(Icmpv4::isEchoRequest)
        .filter(m -> answering)
        .ifPresent(m ->
            send(
                Packets.from(mac, ip)
                    .to(frame.src(), packet.src())
                    .ip(IpProtocol.ICMP, m.echoReply().toBytes())));
    icmp.filter(m -> m.isEchoReply() && m.identifier() == ECHO_IDENTIFIER)
        .ifPresent(m -> answered.add(m.sequence()));
  }

  /** Name, address and place. */
  @Override
  public String toString() {
    return name + " (" + mac + ", " + ip + ")";
  }
}
