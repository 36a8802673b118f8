package io.weft.core.desired;

/**
 * Why something is not even sent to a switch.
 *
 * @param what the rule, group or meter
 * @param reason for people, such as {@code table 7, the switch has 4}
 */
public record Objection(Entry what, String reason) {
  @Override
  public String toString() {
    return what + ": " + reason;
  }
}
