package io.weft.testkit;

import io.weft.openflow.OfError;
import io.weft.openflow.message.OfMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a switch does wrong on purpose. Set by the test, read by the switch's thread. */
final class Misbehaviour {
  private record Refusal(Predicate<OfMessage> of, OfError with) {}

  private final List<Predicate<OfMessage>> muted = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  synchronized void mute(Predicate<OfMessage> requests) {
    muted.add(requests);
  }

  synchronized void refuse(Predicate<OfMessage> requests, OfError error) {
    refusals.add(new Refusal(requests, error));
  }

  synchronized void end() {
    muted.clear();
    refusals.clear();
  }

  synchronized boolean isMuted(OfMessage request) {
    return muted.stream().anyMatch(each -> each.test(request));
  }

  synchronized Optional<OfError> refusalOf(OfMessage request) {
    return refusals.stream()
        .filter(each -> each.of.test(request))
        .map(each -> each.with)
        .findFirst();
  }
}
