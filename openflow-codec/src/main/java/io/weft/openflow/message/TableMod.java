package io.weft.openflow.message;

import java.util.List;

/**
 * Configures a table (OpenFlow 1.3.5, 7.3.3; 1.4.1, 7.3.3); since OpenFlow 1.1.
 *
 * @param tableId 0 to 254, or {@link #ALL_TABLES}
 * @param config OFPTC_* bits; in 1.1 and 1.2 what happens to packets that no entry matches: 0 to
 *     the controller, 1 on to the next table, 2 dropped; since 1.4 {@link #EVICTION} and {@link
 *     #VACANCY_EVENTS}
 * @param properties since OpenFlow 1.4, else empty
 */
public record TableMod(int tableId, int config, List<TableProperty> properties)
    implements OfMessage {
  /** OFPTT_ALL. */
  public static final int ALL_TABLES = 0xff;

  /** OFPTC_EVICTION: entries may be evicted to make room. */
  public static final int EVICTION = 4;

  /** OFPTC_VACANCY_EVENTS: a {@link TableStatus} is sent when room is short. */
  public static final int VACANCY_EVENTS = 8;

  public TableMod {
    properties = List.copyOf(properties);
  }
}
