package io.weft.core.desired;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that one owner wants on one switch.
 *
 * @param rules by key
 * @param groups by id
 */
public record SwitchRules(ImmutableMap<Rule.Key, Rule> rules, ImmutableMap<Integer, Group> groups) {
  public static final SwitchRules NONE = new SwitchRules(ImmutableMap.of(), ImmutableMap.of());

  public static Builder builder() {
    return new Builder();
  }

  /** Collects rules and groups; two different ones in the same place are a mistake of the app. */
  public static final class Builder {
    private final Map<Rule.Key, Rule> rules = new LinkedHashMap<>();
    private final Map<Integer, Group> groups = new LinkedHashMap<>();

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
      return new SwitchRules(ImmutableMap.copyOf(rules), ImmutableMap.copyOf(groups));
    }
  }
}
