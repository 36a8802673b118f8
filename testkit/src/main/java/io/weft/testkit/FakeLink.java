package io.weft.testkit;

/** A cable between two switches. */
public final class FakeLink {
  private final SwitchPort one;
  private final SwitchPort other;

  // Owned by the network's thread.
  private boolean up = true;
  private boolean carrying = true;

  FakeLink(SwitchPort one, SwitchPort other) {
    this.one = one;
    this.other = other;
  }

  public SwitchPort one() {
    return one;
  }

  public SwitchPort other() {
    return other;
  }

  SwitchPort across(SwitchPort from) {
    return from.equals(one) ? other : one;
  }

  boolean carries() {
    return up && carrying;
  }

  void setUp(boolean isUp) {
    up = isUp;
  }

  void setCarrying(boolean carries) {
    carrying = carries;
  }

  @Override
  public String toString() {
    return one + "-" + other;
  }
}
