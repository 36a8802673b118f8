package io.weft.core.app;

import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.desired.SwitchRules.Place;
import io.weft.core.event.Event;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.reactive.PacketHandler;
import java.util.Optional;

/**
 * A controller app. All methods are called on a thread that is the app's alone, one at a time and
 * in the order in which things happened, so an app may have fields; it has no clock and no
 * connection of its own.
 *
 * <p>A call must return soon: an app that takes longer than the limit ({@code appLimits.call}, 1
 * second; for a plan and for what is installed {@code appLimits.plan}, 30 seconds), throws, runs
 * out of memory or returns a plan that is too large is stopped for good. The others do not notice;
 * what it had installed stays as it is.
 *
 * <p>Events wait in a bounded mailbox. When it is full, packets are dropped and counted; what else
 * happened is told as one {@link Event.Missed}. A plan is only ever asked for the newest view.
 */
public interface App {
  /**
   * Goes on to the first table of the next app, in the order of the configuration. It ends the
   * pipeline in the rules of the last one.
   */
  Instruction NEXT_APP = new Instruction.GotoTable(254);

  /** Who this app is in cookies, group ids and the log. */
  Owner owner();

  /**
   * How many tables the app wants on a switch, 0 to 254; asked when the switch connects. Its rules
   * say 0 for the first of its own tables, wherever that is on the switch, and {@link #NEXT_APP} to
   * hand packets on to the app behind it.
   *
   * <p>A switch that has not enough for all apps (one of OpenFlow 1.0 has a single one) serves them
   * in their order; those who go short install nothing there, which the log and the app's state
   * say.
   */
  default int tables(SwitchNode node) {
    return 1;
  }

  /**
   * What the app's own rules on a switch say about the network, told once when the switch connects.
   * It is how a restarted controller remembers.
   *
   * @param installed the rules with this app's cookie in its tables, and its groups and meters
   */
  default Recovered recover(SwitchNode node, SwitchRules installed) {
    return Recovered.NOTHING;
  }

  /**
   * Where the packets of a rule that was found in a switch go on: what a plan says with {@code
   * SwitchRules.Builder.add(Rule, Place)} of the rules in it, of one that may not be wanted any
   * more. It is removed before the rule that it leads to. Asked when the app has said what it wants
   * of a switch that had rules of it already, together with that plan.
   *
   * @param found an installed rule of this app
   * @param view the network that the plan was made for
   * @return the rule of another switch; empty if it leads to none, or floods
   */
  default Optional<Place> nextHopOf(DatapathId dpid, Rule found, NetworkView view) {
    return Optional.empty();
  }

  /**
   * Reacts to one event.
   *
   * @param view the network, with the event taken in
   */
  default Reaction on(Event event, NetworkView view) {
    return Reaction.NONE;
  }

  /**
   * Who answers the packets of a switch that has just connected, before anything else in the core
   * sees them: for apps that answer millions in a second, which {@link #on} is not made for. What
   * the handler does not deal with, and all LLDP, goes on to the network thread. One handler is
   * made for each connection; the first app that has one is the one that answers.
   *
   * <p>Unlike the other methods this one is called on the switch's I/O thread, and so is the
   * handler. One that throws is not asked again.
   */
  default Optional<PacketHandler> packetHandler(SwitchNode node) {
    return Optional.empty();
  }

  /**
   * Says what should be installed, all of it. Asked after the view has changed or a reaction asked
   * for it, and only on a settled view; the same view must give the same plan. What differs from
   * what is installed is sent, nothing else.
   */
  Plan plan(NetworkView view);
}
