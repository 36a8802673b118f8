package io.weft.openflow.message;

/**
 * Tells that a table has little room, or room again (OpenFlow 1.4.1, 7.4.5); since OpenFlow 1.4.
 */
public record TableStatus(Reason reason, TableDesc table) implements OfMessage {
  /** OFPTR_*. */
  public enum Reason {
    VACANCY_DOWN,
    VACANCY_UP
  }
}
