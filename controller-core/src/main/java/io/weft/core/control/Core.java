package io.weft.core.control;

import io.weft.core.app.App;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.net.DatapathId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The core as those see it who ask from outside. Any thread may call; nothing waits. What the
 * network thread must be asked for is answered later, as an immutable value, on that thread:
 * whoever goes on with it there goes on elsewhere.
 */
public interface Core {
  /** The network as it is known now. */
  NetworkView view();

  /** How often the view has changed. */
  long generation();

  /** The core and the apps, in the order of their numbers. */
  List<AppStatus> apps();

  /**
   * How many PACKET_INs of each port were dropped because the network thread did not keep up; ports
   * that lost none are not named.
   */
  Map<ConnectPoint, Long> droppedPacketIns();

  /**
   * What is wanted of a switch and what it has.
   *
   * @return completes with nothing if it is not connected
   */
  CompletionStage<Optional<SwitchInventory>> inventory(DatapathId dpid);

  /**
   * What another instance of an app would want if it were in the place of the one of the same
   * owner. Nothing is changed. Like after a restart it is told what is installed, by {@link
   * App#recover}.
   *
   * @return completes exceptionally with {@link IllegalStateException} if the network is not
   *     settled or the app fails
   */
  CompletionStage<PlanChange> consider(App successor);

  /**
   * Puts another instance of an app in the place of the one of the same owner, and plans anew.
   *
   * @return as {@link #consider}; if it fails nothing is changed
   */
  CompletionStage<PlanChange> replace(App successor);
}
