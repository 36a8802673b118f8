package io.weft.core.desired;

import com.google.common.collect.ImmutableMap;
import io.weft.net.DatapathId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that one owner wants on one switch.
 *
 * @param rules by key
 * @param groups by id
 * @param after for a rule that sends packets to another switch: the rule there that must have been
 *     confirmed before this one is sent, so that no packet comes where nobody expects it
 */
public record SwitchRules(
    ImmutableMap<Rule.Key, Rule> rules,
    ImmutableMap<Integer, Group> groups,
    ImmutableMap<Rule.Key, Place> after) {
  public static final SwitchRules NONE =
      new SwitchRules(ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of());

  /** Where a rule is, or is to be. */
  public record Place(DatapathId dpid, Rule.Key key) {}

  public static Builder builder() {
    return new Builder();
  }

  /** Collects rules and groups; two different ones in the same place are a mistake of the app. */
  public static final class Builder {
    private final Map<Rule.Key, Rule> rules = new LinkedHashMap<>();
    private final Map<Integer, Group> groups = new LinkedHashMap<>();
    private final Map<Rule.Key, Place> after = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a rule.
     *
     * @throws IllegalArgumentException naming both, if another rule has the same key
     */
    public Builder add(Rule rule) {
      Rule other = rules.putIfAbsent(rule.key(), rule);
      if (other != null && !other.equals(rule)) {
        throw new IllegalArgumentException("two rules in one place: " + other + " and " + rule);
      }
      return this;
    }

    /**
     * Adds a rule that sends packets to a rule of another switch, which must be there first. If
     * that switch is not connected, or refuses its rule, this one is not held back.
     *
     * @throws IllegalArgumentException naming both, if another rule has the same key
     */
    public Builder add(Rule rule, Place nextHop) {
      after.put(rule.key(), nextHop);
      return add(rule);
    }

    /**
     * Adds a group.
     *
     * @throws IllegalArgumentException naming both, if another group has the same id
     */
    public Builder add(Group group) {
      Group other = groups.putIfAbsent(group.id(), group);
      if (other != null && !other.equals(group)) {
        throw new IllegalArgumentException("two groups of one id: " + other + " and " + group);
      }
      return this;
    }

    public SwitchRules build() {
      return new SwitchRules(
          ImmutableMap.copyOf(rules), ImmutableMap.copyOf(groups), ImmutableMap.copyOf(after));
    }
  }
}
