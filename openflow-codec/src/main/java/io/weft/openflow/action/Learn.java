package io.weft.openflow.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds or changes a flow entry that is made of the packet at hand (NXAST_LEARN).
 *
 * @param idleTimeout seconds without a packet until the entry goes, 0 never
 * @param hardTimeout seconds until the entry goes, 0 never
 * @param tableId 0 to 254
 * @param finIdleTimeout idle timeout once a TCP connection ends, 0 leaves it
 * @param finHardTimeout hard timeout once a TCP connection ends, 0 leaves it
 */
public record Learn(
    int idleTimeout,
    int hardTimeout,
    int priority,
    long cookie,
    Set<Flag> flags,
    int tableId,
    int finIdleTimeout,
    int finHardTimeout,
    List<LearnSpec> specs)
    implements Action {
  /** By bit. */
  public enum Flag {
    SEND_FLOW_REM,
    /** When the entry with this action goes, what it learned goes too. */
    DELETE_LEARNED
  }

  public Learn {
    Range.check("idle_timeout", idleTimeout, 0xffff);
    Range.check("hard_timeout", hardTimeout, 0xffff);
    Range.check("priority", priority, 0xffff);
    Range.check("table", tableId, 0xfe);
    Range.check("fin_idle_timeout", finIdleTimeout, 0xffff);
    Range.check("fin_hard_timeout", finHardTimeout, 0xffff);
    flags = Set.copyOf(flags);
    specs = List.copyOf(specs);
  }

  /**
   * {@link Learn} up to a number of entries (NXAST_LEARN2).
   *
   * @param limit entries with the cookie in the table, 0 for any number
   * @param result one bit, set to whether it learned
   */
  public record Limited(Learn learn, long limit, Optional<Subfield> result) implements Action {
    public Limited {
      Range.check("limit", limit, 0xffff_ffffL);
      if (result.isPresent() && result.get().bits() != 1) {
        throw new IllegalArgumentException(result.get() + " is not one bit");
      }
    }

    @Override
    public String toString() {
      return LearnText.print(learn, limit, result);
    }
  }

  @Override
  public String toString() {
    return LearnText.print(this, 0, Optional.empty());
  }
}
