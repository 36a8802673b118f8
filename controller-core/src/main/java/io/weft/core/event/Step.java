package io.weft.core.event;

import io.weft.core.network.NetworkView;
import java.util.ArrayList;
import java.util.List;

/**
 * What one happening has led to so far: a changed view, events for the apps, packets to send.
 * Discovery and host tracking write into it, the network thread then does what it says.
 */
public final class Step {
  private NetworkView view;
  private final List<Event> events = new ArrayList<>();
  private final List<Transmission> transmissions = new ArrayList<>();

  public Step(NetworkView view) {
    this.view = view;
  }

  public NetworkView view() {
    return view;
  }

  public void view(NetworkView changed) {
    view = changed;
  }

  public void tell(Event event) {
    events.add(event);
  }

  public void send(Transmission transmission) {
    transmissions.add(transmission);
  }

  public List<Event> events() {
    return events;
  }

  public List<Transmission> transmissions() {
    return transmissions;
  }
}
