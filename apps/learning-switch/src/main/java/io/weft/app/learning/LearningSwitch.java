package io.weft.app.learning;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Match;
import io.weft.openflow.reactive.PacketHandler;
import io.weft.openflow.reactive.PacketInView;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes each switch a learning switch of its own. It knows of no other switch, so the wiring
 * between them must be free of loops; {@code l2-learning} is for all others.
 *
 * <p>What it plans is only that packets without a flow come to the controller, which switches of
 * OpenFlow 1.0 do by themselves. Flows are reactive: the switch removes them when they are idle,
 * and their cookie is none that the reconciler takes for a part of a plan.
 */
public final class LearningSwitch implements App {
  static final Owner OWNER = new Owner(3, "learning-switch");

  private static final SwitchRules MISSES_TO_CONTROLLER =
      SwitchRules.builder()
          .add(
              new Rule(
                  new Rule.Key(0, 0, Match.ANY),
                  new Cookie(OWNER.id(), 1, 0),
                  List.of(Instruction.apply(Action.controller(Action.WHOLE_PACKET))),
                  0))
          .build();

  private final LearningSwitchConfig config;
  private final LongSupplier seeds;

  /**
   * @param seeds random numbers, one for the table of each connection; called by any I/O thread
   */
  public LearningSwitch(LearningSwitchConfig config, LongSupplier seeds) {
    this.config = config;
    this.seeds = seeds;
  }

  @Override
  public Owner owner() {
    return OWNER;
  }

  @Override
  public Optional<PacketHandler> packetHandler(SwitchNode node) {
    return PacketInView.canShow(node.version())
        ? Optional.of(new SwitchPackets(node.version(), config, seeds.getAsLong()))
        : Optional.empty();
  }

  @Override
  public Plan plan(NetworkView view) {
    ImmutableMap.Builder<DatapathId, SwitchRules> rules = ImmutableMap.builder();
    view.switches()
        .forEach((dpid, node) -> {
          if (node.version() != OfVersion.OF10) {
            rules.put(dpid, MISSES_TO_CONTROLLER);
          }
        });
    return Plan.of(rules.build());
  }
}
