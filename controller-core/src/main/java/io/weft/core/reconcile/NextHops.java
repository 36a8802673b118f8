package io.weft.core.reconcile;

import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules that one switch has, or may have, send their packets. What is pointed to must not
 * be removed; so a mod that is under way counts from the time that it is sent, and what it replaces
 * until it is confirmed. Network thread only.
 */
final class NextHops {
  private Pointers pointers;

  /** Of rules that are there for certain. */
  private final Map<Rule.Key, SwitchRules.Place> confirmed = new HashMap<>();

  /** Of rules that are under way, or were when the connection ended. */
  private final Map<Rule.Key, SwitchRules.Place> possible = new HashMap<>();

  /**
   * @param pointers what all switches of this kind point to
   */
  NextHops(Pointers pointers) {
    this.pointers = pointers;
  }

  /** What a switch had before it lost its connection, as far as the rule is still there. */
  void takeOver(NextHops before, Predicate<Rule.Key> isThere) {
    before.confirmed.forEach((key, next) -> {
      if (isThere.test(key)) {
        put(confirmed, key, next);
      }
    });
    before.possible.forEach((key, next) -> {
      if (isThere.test(key)) {
        put(possible, key, next);
      }
    });
  }

  private void put(
      Map<Rule.Key, SwitchRules.Place> places, Rule.Key key, SwitchRules.@Nullable Place next) {
    SwitchRules.Place old = next == null ? places.remove(key) : places.put(key, next);
    if (next != null) {
      pointers.add(next);
    }
    if (old != null) {
      pointers.remove(old);
    }
  }

  /** A rule is on its way to the switch. */
  void sent(Rule.Key key, Optional<SwitchRules.Place> next) {
    put(possible, key, next.orElse(null));
  }

  /** The switch has taken what was {@link #sent}. */
  void accepted(Rule.Key key) {
    SwitchRules.Place next = possible.remove(key);
    SwitchRules.Place old = next == null ? confirmed.remove(key) : confirmed.put(key, next);
    if (old != null) {
      pointers.remove(old);
    }
  }

  /** The switch has not taken what was {@link #sent}. */
  void refused(Rule.Key key) {
    put(possible, key, null);
  }

  /** A rule was found; another one may have been under way when the connection ended. */
  void found(Rule.Key key, Optional<SwitchRules.Place> next) {
    put(confirmed, key, next.orElse(null));
  }

  /** The rule in a place is as wanted. */
  void known(Rule.Key key, Optional<SwitchRules.Place> next) {
    put(confirmed, key, next.orElse(null));
    put(possible, key, null);
  }

  /** The rule in a place is gone; one that is under way may come. */
  void gone(Rule.Key key) {
    put(confirmed, key, null);
  }

  Optional<SwitchRules.Place> of(Rule.Key key) {
    return Optional.ofNullable(confirmed.get(key));
  }

  /** From now on they count among others. */
  void moveTo(Pointers others) {
    for (Map<Rule.Key, SwitchRules.Place> places : List.of(confirmed, possible)) {
      for (SwitchRules.Place place : places.values()) {
        pointers.remove(place);
        others.add(place);
      }
    }
    pointers = others;
  }

  /** Nothing of this switch counts any more. */
  void clear() {
    confirmed.values().forEach(pointers::remove);
    possible.values().forEach(pointers::remove);
    confirmed.clear();
    possible.clear();
  }
}
