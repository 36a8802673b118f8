package io.weft.openflow.message;

import io.weft.openflow.match.Match;
import io.weft.openflow.notation.Token;
import java.util.List;
import java.util.Optional;

/**
 * A flow entry has gone (OpenFlow 1.3.5, 7.4.2).
 *
 * @param reason why; see {@link Reason}
 * @param tableId 0 in OpenFlow 1.0
 * @param lifetime how long it was installed
 * @param idleTimeout seconds, as installed
 * @param hardTimeout seconds, as installed; 0 in OpenFlow 1.0, which does not say
 * @param stats what OpenFlow 1.5 says instead of lifetime, packets and bytes, if it is more, less
 *     or in another order; those three are then what this says of them
 */
public record FlowRemoved(
    long cookie,
    int priority,
    Reason reason,
    int tableId,
    Elapsed lifetime,
    int idleTimeout,
    int hardTimeout,
    long packets,
    long bytes,
    Match match,
    Optional<Oxs> stats)
    implements OfMessage {
  /**
   * OFPRR_*. METER_DELETE and EVICTION came with OpenFlow 1.4, but Open vSwitch sends EVICTION in
   * all versions, so all are read and written in all.
   *
   * @param code 0 to 255
   */
  public record Reason(int code) {
    public static final Reason IDLE_TIMEOUT = new Reason(0);
    public static final Reason HARD_TIMEOUT = new Reason(1);
    public static final Reason DELETE = new Reason(2);
    public static final Reason GROUP_DELETE = new Reason(3);
    public static final Reason METER_DELETE = new Reason(4);
    public static final Reason EVICTION = new Reason(5);

    private static final List<Reason> NAMED =
        List.of(IDLE_TIMEOUT, HARD_TIMEOUT, DELETE, GROUP_DELETE, METER_DELETE, EVICTION);

    private static final List<String> WORDS =
        List.of("idle", "hard", "delete", "group_delete", "meter_delete", "eviction");

    public Reason {
      FlowMod.checkRange("reason", code, 0xff);
    }

    /** The reason of a code, 0 to 255. */
    public static Reason of(int code) {
      return code >= 0 && code < NAMED.size() ? NAMED.get(code) : new Reason(code);
    }

    /** Those that the specification names, in the order of their codes. */
    public static List<Reason> named() {
      return NAMED;
    }

    /** The word of {@code ofp-print}, such as {@code idle}; a number if it has none. */
    @Override
    public String toString() {
      return code < WORDS.size() ? WORDS.get(code) : Integer.toString(code);
    }

    /**
     * Parses what {@link #toString} prints.
     *
     * @throws io.weft.openflow.notation.NotationException if it is no reason
     */
    public static Reason parse(String text) {
      int named = WORDS.indexOf(text);
      return of(named >= 0 ? named : new Token(text, 1).u8());
    }
  }

  public FlowRemoved {
    FlowMod.checkRange("priority", priority, 0xffff);
    FlowMod.checkRange("table", tableId, 0xff);
    FlowMod.checkRange("idle_timeout", idleTimeout, 0xffff);
    FlowMod.checkRange("hard_timeout", hardTimeout, 0xffff);
    if (stats.isPresent()) {
      Oxs given = stats.get();
      lifetime = given.lifetime();
      packets = given.packets();
      bytes = given.bytes();
      if (given.equals(Oxs.ofEntry(lifetime, packets, bytes))) {
        stats = Optional.empty();
      }
    }
  }

  /** One whose statistics are lifetime, packets and bytes. */
  public FlowRemoved(
      long cookie,
      int priority,
      Reason reason,
      int tableId,
      Elapsed lifetime,
      int idleTimeout,
      int hardTimeout,
      long packets,
      long bytes,
      Match match) {
    this(
        cookie,
        priority,
        reason,
        tableId,
        lifetime,
        idleTimeout,
        hardTimeout,
        packets,
        bytes,
        match,
        Optional.empty());
  }

  /** All statistics, in the order in which OpenFlow 1.5 says them. */
  public Oxs allStats() {
    return stats.isPresent() ? stats.get() : Oxs.ofEntry(lifetime, packets, bytes);
  }
}
