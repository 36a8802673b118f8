package io.weft.core.desired;

import com.google.common.collect.ImmutableMap;
import io.weft.net.DatapathId;
import java.util.List;

/**
 * All that one owner wants on all switches, in one or more stages. A stage is begun when every
 * switch that is joined with this one by links has confirmed the one before: so what must be gone
 * everywhere before something new may come, as in a flooding tree, is left out of the first stage.
 * A switch without a connection is waited for as long as the plan is about it; one that refuses to
 * remove or to change something, too.
 *
 * @param stages at least one; the last one is what stays
 */
public record Plan(List<ImmutableMap<DatapathId, SwitchRules>> stages) {
  public static final Plan NOTHING = Plan.of(ImmutableMap.of());

  public Plan {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a plan without stages");
    }
  }

  public static Plan of(ImmutableMap<DatapathId, SwitchRules> rules) {
    return new Plan(List.of(rules));
  }
}
