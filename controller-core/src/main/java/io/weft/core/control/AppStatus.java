package io.weft.core.control;

import io.weft.core.desired.Owner;
import java.util.List;
import java.util.Optional;

/**
 * How an app does.
 *
 * @param failure why it was stopped; empty while it runs
 * @param conflicts what it cannot install, because other apps have the tables
 * @param waiting calls in its mailbox
 * @param packetsDropped packets that it was not told of, because the mailbox was full
 * @param eventsMissed other events that it was not told of
 */
public record AppStatus(
    Owner owner,
    Optional<String> failure,
    List<String> conflicts,
    int waiting,
    long packetsDropped,
    long eventsMissed) {
  public AppStatus {
    conflicts = List.copyOf(conflicts);
  }

  /** What there is to say of one that no thread calls, as the core. */
  static AppStatus running(Owner owner) {
    return new AppStatus(owner, Optional.empty(), List.of(), 0, 0, 0);
  }

  public boolean isRunning() {
    return failure.isEmpty();
  }

  @Override
  public String toString() {
    return owner + ": " + failure.map(why -> "stopped: " + why).orElse("running");
  }
}
