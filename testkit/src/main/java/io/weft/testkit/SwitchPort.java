package io.weft.testkit;

import io.weft.net.PortNo;

/** A port of a switch, where a cable can be plugged in. */
public record SwitchPort(FakeSwitch owner, PortNo port) {
  /** Datapath id in short form and port, such as {@code 1:3}. */
  @Override
  public String toString() {
    return Long.toHexString(owner.datapathId().bits()) + ":" + port;
  }
}
