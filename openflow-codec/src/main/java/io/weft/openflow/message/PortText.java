package io.weft.openflow.message;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.List;

/**
 * Port descriptions as {@code ovs-ofctl show} prints them, on one line: {@code 7(s1-eth7):
 * addr:0a:1b:2c:3d:4e:5f config: 0 state: LIVE current: 10GB-FD COPPER speed: 10000 Mbps now, 0
 * Mbps max}. A speed that is no multiple of 1 Mbit/s is said in kbps, where Open vSwitch cuts it.
 */
final class PortText {
  // In the order of their bits; the empty ones have no name.
  private static final List<String> CONFIG =
      List.of(
          "PORT_DOWN", "NO_STP", "NO_RECV", "NO_RECV_STP", "NO_FLOOD", "NO_FWD", "NO_PACKET_IN");
  private static final List<String> STATE = List.of("LINK_DOWN", "BLOCKED", "LIVE");

  /** OpenFlow 1.0.0, 5.2.1: two bits of the state are a number, of which 0 is not said. */
  private static final List<String> SPANNING_TREE =
      List.of("", "STP_LEARN", "STP_FORWARD", "STP_BLOCK");

  private static final int SPANNING_TREE_SHIFT = 8;
  private static final List<String> FEATURES =
      List.of(
          "10MB-HD",
          "10MB-FD",
          "100MB-HD",
          "100MB-FD",
          "1GB-HD",
          "1GB-FD",
          "10GB-FD",
          "40GB-FD",
          "100GB-FD",
          "1TB-FD",
          "OTHER",
          "COPPER",
          "FIBER",
          "AUTO_NEG",
          "AUTO_PAUSE",
          "AUTO_PAUSE_ASYM");
  private static final String ADDRESS = "): addr:";

  private PortText() {}

  static String print(PortDesc port) {
    StringBuilder text = new StringBuilder();
    text.append(port.number()).append('(').append(port.name()).append(ADDRESS);
    text.append(port.hwAddress());
    text.append(" config: ").append(words(port.config(), CONFIG));
    text.append(" state: ").append(state(port.state()));
    appendFeatures(" current: ", port.current(), text);
    appendFeatures(" advertised: ", port.advertised(), text);
    appendFeatures(" supported: ", port.supported(), text);
    appendFeatures(" peer: ", port.peer(), text);
    text.append(" speed: ").append(speed(port.currentSpeed())).append(" now, ");
    text.append(speed(port.maxSpeed())).append(" max");
    return text.toString();
  }

  private static String state(int bits) {
    String spanningTree = SPANNING_TREE.get(bits >>> SPANNING_TREE_SHIFT & 3);
    int others = bits & ~(3 << SPANNING_TREE_SHIFT);
    if (spanningTree.isEmpty()) {
      return words(bits, STATE);
    }
    return others == 0 ? spanningTree : spanningTree + " " + words(others, STATE);
  }

  private static void appendFeatures(String name, int bits, StringBuilder text) {
    if (bits != 0) {
      text.append(name).append(words(bits, FEATURES));
    }
  }

  private static String speed(long kilobits) {
    return kilobits % 1000 == 0 ? kilobits / 1000 + " Mbps" : kilobits + " kbps";
  }

  /** The names of the bits, then what has no name as a number; 0 for no bits at all. */
  private static String words(int bits, List<String> names) {
    StringBuilder text = new StringBuilder();
    int left = bits;
    for (int i = 0; i < names.size(); i++) {
      if ((left >>> i & 1) != 0 && !names.get(i).isEmpty()) {
        text.append(text.isEmpty() ? "" : " ").append(names.get(i));
        left &= ~(1 << i);
      }
    }
    if (left != 0) {
      text.append(text.isEmpty() ? "" : " ").append("0x").append(Integer.toHexString(left));
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  static PortDesc parse(Token text) {
    int name = text.text().indexOf('(');
    int address = text.text().lastIndexOf(ADDRESS);
    if (name < 0 || address < name) {
      throw text.expected("a port, such as 7(s1-eth7): addr:0a:1b:2c:3d:4e:5f config: 0 state: 0");
    }
    Scanner in =
        new Scanner(
            new Token(
                text.text().substring(address + ADDRESS.length()),
                text.column() + address + ADDRESS.length()));
    PortNo number = text.before("(").as(PortNo::parse);
    MacAddress hwAddress = in.word().as(MacAddress::parse);
    int config = 0;
    int state = 0;
    int[] features = new int[4];
    long[] speeds = new long[2];
    while (in.hasMore()) {
      Token part = in.word();
      switch (part.text()) {
        case "config:" -> config = bits(in, CONFIG);
        case "state:" -> state = state(in);
        case "current:" -> features[0] = bits(in, FEATURES);
        case "advertised:" -> features[1] = bits(in, FEATURES);
        case "supported:" -> features[2] = bits(in, FEATURES);
        case "peer:" -> features[3] = bits(in, FEATURES);
        case "speed:" -> {
          speeds[0] = speed(in, "now");
          speeds[1] = speed(in, "max");
        }
        default -> throw part.expected("config:, state:, current:, ... or speed:");
      }
    }
    return new PortDesc(
        number,
        hwAddress,
        text.text().substring(name + 1, address),
        config,
        state,
        features[0],
        features[1],
        features[2],
        features[3],
        speeds[0],
        speeds[1]);
  }

  /** Words up to the next part, which ends in a colon. */
  private static int bits(Scanner in, List<String> names) {
    int bits = 0;
    while (in.hasMore() && !in.peekWord().endsWith(":")) {
      Token word = in.word();
      int bit = names.indexOf(word.text());
      bits |= bit >= 0 ? 1 << bit : word.u32();
    }
    return bits;
  }

  private static int state(Scanner in) {
    in.hasMore();
    int spanningTree = SPANNING_TREE.indexOf(in.peekWord());
    if (spanningTree <= 0) {
      return bits(in, STATE);
    }
    in.word();
    return spanningTree << SPANNING_TREE_SHIFT | bits(in, STATE);
  }

  private static long speed(Scanner in, String which) {
    in.hasMore();
    long value = in.word().number(32);
    in.hasMore();
    Token unit = in.word();
    in.hasMore();
    Token last = in.word();
    if (!last.is(which)) {
      throw last.expected(which);
    }
    return switch (unit.text()) {
      case "Mbps" -> value * 1000;
      case "kbps" -> value;
      default -> throw new NotationException(unit.column(), "expected Mbps or kbps");
    };
  }
}
