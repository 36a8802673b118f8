package io.weft.app.clos;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * What a rule of this app is for, as its cookie says. The order is that of the numbers on switches.
 */
enum Kind {
  /** A port to hosts may send. */
  EDGE_PORT,
  /** A port to a switch above or below may send. */
  FABRIC_PORT,
  /** Packets that have arrived at their leaf. */
  ARRIVED,
  /** The way down to a leaf. */
  DOWN,
  /** The way up, towards a leaf that is not below. */
  UP,
  /** Packets that a switch above could not send down. */
  DETOUR,
  /** What the gateway answers. */
  GATEWAY,
  /** What the controller is told. */
  TELL,
  /** An address of a host at this leaf. */
  STATION,
  /** Addresses that are at another leaf. */
  REMOTE,
  /** The hash that spreads flows. */
  HASH,
  /** A slot of the hash. */
  SLOT;

  static final Owner OWNER = new Owner(4, "clos-ecmp");

  /** Counts up when rules of an older layout must not be understood as rules of this one. */
  private static final int EPOCH = 1;

  Rule rule(int table, int priority, Match match, Instruction... instructions) {
    return new Rule(
        new Rule.Key(table, priority, match),
        new Cookie(OWNER.id(), EPOCH, ordinal()),
        List.of(instructions),
        0);
  }

  /** Whether a rule is of this kind and layout. */
  boolean is(Rule rule) {
    return rule.cookie().equals(new Cookie(OWNER.id(), EPOCH, ordinal()));
  }
}
