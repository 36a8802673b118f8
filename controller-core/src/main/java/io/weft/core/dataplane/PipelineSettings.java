package io.weft.core.dataplane;

import io.weft.openflow.OfVersion;

/**
 * What kind of switch a pipeline is.
 *
 * @param version whose rules hold: in 1.0 what no entry matches goes to the controller, since 1.3
 *     it is dropped
 * @param tables 1 to 254; 1 in OpenFlow 1.0
 * @param tableCapacity entries that fit into each table
 */
public record PipelineSettings(OfVersion version, int tables, int tableCapacity) {
  private static final int MOST_TABLES = 254;
  private static final int CAPACITY = 1_000_000;

  public PipelineSettings {
    int most = version == OfVersion.OF10 ? 1 : MOST_TABLES;
    if (tables < 1 || tables > most) {
      throw new IllegalArgumentException(
          tables + " tables; OpenFlow " + version + " has 1 to " + most);
    }
    if (tableCapacity < 0) {
      throw new IllegalArgumentException("table capacity " + tableCapacity);
    }
  }

  /** As many tables as Open vSwitch has, and room enough. */
  public static PipelineSettings of(OfVersion version) {
    return new PipelineSettings(version, version == OfVersion.OF10 ? 1 : MOST_TABLES, CAPACITY);
  }
}
