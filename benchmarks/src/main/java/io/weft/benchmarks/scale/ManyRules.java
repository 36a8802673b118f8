package io.weft.benchmarks.scale;

import com.google.common.collect.ImmutableMap;
import io.weft.core.app.App;
import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** An app that wants the same rules on every switch: one for each of many Ethernet addresses. */
final class ManyRules implements App {
  static final int PRIORITY = 100;
  private static final Owner OWNER = new Owner(90, "many-rules");
  private static final long FIRST_ADDRESS = 0x0200_0000_0000L;

  private final SwitchRules rules;

  ManyRules(SwitchRules rules) {
    this.rules = rules;
  }

  /** Rules that send each of so many addresses to port 1. */
  static SwitchRules of(int count) {
    SwitchRules.Builder rules = SwitchRules.builder();
    mods(count).forEach(mod -> rules.add(rule(mod)));
    return rules.build();
  }

  private static Rule rule(FlowMod mod) {
    return new Rule(
        new Rule.Key(0, PRIORITY, mod.match()),
        new Cookie(OWNER.id(), 0, 0),
        mod.instructions(),
        0);
  }

  /** The same as flow mods. */
  static List<FlowMod> mods(int count) {
    List<Instruction> out = List.of(Instruction.apply(Action.output(PortNo.of(1))));
    return LongStream.range(FIRST_ADDRESS, FIRST_ADDRESS + count)
        .mapToObj(address ->
            FlowMod.add(0, PRIORITY, Match.of(Field.ETH_DST, new MacAddress(address)), out))
        .toList();
  }

  /** The same as lines of {@code ovs-ofctl}. */
  static List<String> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            "priority=%d,dl_dst=%s,actions=output:1"
                .formatted(PRIORITY, new MacAddress(FIRST_ADDRESS + number)))
        .toList();
  }

  @Override
  public Owner owner() {
    return OWNER;
  }

  @Override
  public Plan plan(NetworkView view) {
    ImmutableMap.Builder<DatapathId, SwitchRules> everywhere = ImmutableMap.builder();
    view.switches().keySet().forEach(dpid -> everywhere.put(dpid, rules));
    return Plan.of(everywhere.build());
  }
}
