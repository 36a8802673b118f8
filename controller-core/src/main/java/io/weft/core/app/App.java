package io.weft.core.app;

import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.event.Event;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import java.util.List;

/**
 * A controller app. All methods are called on the network thread, one at a time, and must not
 * block; an app has no thread, no clock and no connection of its own.
 */
public interface App {
  /** Who this app is in cookies, group ids and the log. */
  Owner owner();

  /**
   * What the app's own rules on a switch say about the network, told once when the switch connects.
   * It is how a restarted controller remembers.
   *
   * @param installed the rules with this app's cookie
   */
  default Recovered recover(SwitchNode node, List<Rule> installed) {
    return Recovered.NOTHING;
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
   * Says what should be installed, all of it. Asked after the view has changed or a reaction asked
   * for it, and only on a settled view; the same view must give the same plan. What differs from
   * what is installed is sent, nothing else.
   */
  Plan plan(NetworkView view);
}
