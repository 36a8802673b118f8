package io.weft.ctl;

import io.weft.api.v1.App;
import io.weft.api.v1.Change;
import io.weft.api.v1.ConnectPoint;
import io.weft.api.v1.Group;
import io.weft.api.v1.Host;
import io.weft.api.v1.Link;
import io.weft.api.v1.Port;
import io.weft.api.v1.Rule;
import io.weft.api.v1.RuleState;
import io.weft.api.v1.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Things of the network in a few words. */
final class Texts {
  private Texts() {}

  static String of(ConnectPoint point) {
    return point.getSwitch() + ":" + Integer.toUnsignedString(point.getPort());
  }

  static String addresses(Host host) {
    List<String> all = new ArrayList<>(host.getIpv4List());
    all.addAll(host.getIpv6List());
    return String.join(",", all);
  }

  static String state(Switch node) {
    return node.getConnected() ? "connected" : "lost";
  }

  /** Why an app was stopped, and what it cannot install. */
  static String reason(App app) {
    List<String> all = new ArrayList<>();
    if (!app.getReason().isEmpty()) {
      all.add(app.getReason());
    }
    all.addAll(app.getConflictsList());
    return String.join("; ", all);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String speed(Port port) {
    long kbps = port.getSpeedKbps();
    if (kbps == 0) {
      return "";
    }
    return kbps % 1_000_000 == 0
        ? kbps / 1_000_000 + "G"
        : kbps % 1000 == 0 ? kbps / 1000 + "M" : kbps + "k";
  }

  static String state(RuleState state, String refused) {
    return refused.isEmpty() ? word(state) : word(state) + " (" + refused + ")";
  }

  /** What is watched, on one line. */
  static String of(Change change) {
    return switch (change.getObjectCase()) {
      case SWITCH -> of(change.getSwitch());
      case PORT -> of(change.getPort());
      case LINK -> of(change.getLink());
      case HOST -> of(change.getHost());
      case RULE -> of(change.getRule());
      case GROUP -> of(change.getGroup());
      case APP -> of(change.getApp());
      case OBJECT_NOT_SET -> "something that this version of weft ctl does not know";
    };
  }

  private static String of(Switch node) {
    return "switch "
        + node.getDpid()
        + " "
        + state(node)
        + ", OpenFlow "
        + node.getOpenflow()
        + ", "
        + node.getPorts()
        + " ports";
  }

  private static String of(Port port) {
    return "port "
        + port.getSwitch()
        + ":"
        + Integer.toUnsignedString(port.getNumber())
        + " "
        + port.getName()
        + " "
        + word(port.getRole())
        + (port.getUp() ? "" : ", no carrier");
  }

  static String of(Link link) {
    return "link " + of(link.getA()) + " " + of(link.getB());
  }

  private static String of(Host host) {
    String addresses = addresses(host);
    return "host "
        + host.getMac()
        + " at "
        + of(host.getLocation())
        + (addresses.isEmpty() ? "" : " " + addresses);
  }

  private static String of(Rule rule) {
    return "rule " + rule.getSwitch() + " " + word(rule.getState()) + " " + rule.getText();
  }

  private static String of(Group group) {
    return "group " + group.getSwitch() + " " + word(group.getState()) + " " + group.getText();
  }

  private static String of(App app) {
    return "app "
        + app.getName()
        + " "
        + word(app.getState())
        + (app.getReason().isEmpty() ? "" : ": " + app.getReason());
  }
}
