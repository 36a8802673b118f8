package io.weft.core.control;

import io.weft.core.desired.Cookie;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Rule;
import io.weft.core.desired.SwitchRules;
import io.weft.net.MacAddress;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * The core's own rule on every switch: LLDP goes to the controller, whatever port it comes from.
 */
final class LldpTrap {
  /** Above anything that an app may use in table 0. */
  private static final int PRIORITY = 65000;

  private static final int EPOCH = 1;

  static final SwitchRules RULES =
      SwitchRules.builder()
          .add(
              new Rule(
                  new Rule.Key(
                      0,
                      PRIORITY,
                      Match.builder()
                          .set(Field.ETH_DST, MacAddress.LLDP)
                          .set(Field.ETH_TYPE, 0x88cc)
                          .build()),
                  new Cookie(Owner.CORE.id(), EPOCH, 0),
                  List.of(Instruction.apply(Action.controller(Action.WHOLE_PACKET))),
                  0))
          .build();

  private LldpTrap() {}
}
