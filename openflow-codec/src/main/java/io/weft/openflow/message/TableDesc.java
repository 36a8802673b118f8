package io.weft.openflow.message;

import java.util.List;

/**
 * How a table is configured (OpenFlow 1.4.1, 7.3.5.17); since OpenFlow 1.4.
 *
 * @param tableId 0 to 255
 * @param config OFPTC_* bits: 4 for eviction, 8 for vacancy events
 */
public record TableDesc(int tableId, int config, List<TableProperty> properties) {
  public TableDesc {
    properties = List.copyOf(properties);
  }
}
