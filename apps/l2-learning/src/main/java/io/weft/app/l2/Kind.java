package io.weft.app.l2;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule of this app is for, as its cookie says. The order is that of the numbers on switches.
 */
enum Kind {
  /** An edge port may send. */
  EDGE_PORT,
  /** A link port may send. */
  LINK_PORT,
  /** A port may not send. */
  BLOCKED_PORT,
  /** Frames that no bridge forwards. */
  RESERVED,
  /** What tells of hosts is copied to the controller. */
  SNOOP,
  /** A source that is known where it is. */
  HOST,
  /** A source that is not known there. */
  UNKNOWN_SOURCE,
  /** The way to a known host. */
  DESTINATION,
  /** Groups, broadcast, and destinations that nobody knows. */
  FLOOD,
  /** A known source to one destination, in a single table. */
  PAIR;

  static final Owner OWNER = new Owner(2, "l2-learning");

  /** Counts up when rules of an older layout must not be understood as rules of this one. */
  private static final int EPOCH = 1;

  Rule rule(int tableId, int priority, Match match, int idleTimeout, Instruction... instructions) {
    return new Rule(
        new Rule.Key(tableId, priority, match),
        new Cookie(OWNER.id(), EPOCH, ordinal()),
        List.of(instructions),
        idleTimeout);
  }

  /** Whether a rule is of this kind and layout. */
  boolean is(Rule rule) {
    return rule.cookie().equals(new Cookie(OWNER.id(), EPOCH, ordinal()));
  }

  /** The ports that a rule sends to, the controller left out. */
  static List<PortNo> outputs(Rule rule) {
    List<PortNo> ports = new ArrayList<>();
    for (Instruction instruction : rule.instructions()) {
      if (instruction instanceof Instruction.ApplyActions apply) {
        for (Action action : apply.actions()) {
          if (action instanceof Action.Output output && !output.port().isReserved()) {
            ports.add(output.port());
          }
        }
      }
    }
    return ports;
  }
}
