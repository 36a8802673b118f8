package io.weft.testkit;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import java.util.List;

/** What a switch is plugged into. Called by the switch's thread. */
interface Wiring {
  /** A frame that left through a port. */
  record Sent(PortNo port, Bytes frame) {}

  /** Not plugged into anything. */
  Wiring NONE =
      new Wiring() {
        @Override
        public void toController(FakeSwitch from, Bytes frame) {}

        @Override
        public void fromController(FakeSwitch from, Bytes packet, List<Sent> sent) {}
      };

  /** The switch handed a frame to its controller. */
  void toController(FakeSwitch from, Bytes frame);

  /** The controller had the switch send a packet. */
  void fromController(FakeSwitch from, Bytes packet, List<Sent> sent);
}
