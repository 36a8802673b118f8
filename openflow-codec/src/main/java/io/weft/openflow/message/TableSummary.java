package io.weft.openflow.message;

/**
 * What a table can do, as its statistics said it before OpenFlow 1.3 and {@link TableFeatures}: in
 * bits whose meaning is the version's.
 */
public sealed interface TableSummary {
  /**
   * OpenFlow 1.0.0, 5.3.5.
   *
   * @param name at most 31 octets of UTF-8
   * @param wildcards OFPFW_* bits
   */
  record Of10(String name, int wildcards, long maxEntries) implements TableSummary {}

  /**
   * OpenFlow 1.1.0, A.3.5.
   *
   * @param name at most 31 octets of UTF-8
   * @param wildcards OFPFMF_* bits of fields that may be wildcarded
   * @param match OFPFMF_* bits of fields that can be matched
   * @param instructions a bit for each OFPIT_*
   * @param writeActions a bit for each OFPAT_*
   * @param applyActions a bit for each OFPAT_*
   * @param config OFPTC_* bits
   */
  record Of11(
      String name,
      int wildcards,
      int match,
      int instructions,
      int writeActions,
      int applyActions,
      int config,
      long maxEntries)
      implements TableSummary {}

  /**
   * OpenFlow 1.2, A.3.5.3.
   *
   * @param name at most 31 octets of UTF-8
   * @param match a bit for each OFPXMT_* that can be matched
   * @param wildcards a bit for each OFPXMT_* that may be wildcarded
   * @param writeActions a bit for each OFPAT_*
   * @param applyActions a bit for each OFPAT_*
   * @param writeSetFields a bit for each OFPXMT_*
   * @param applySetFields a bit for each OFPXMT_*
   * @param metadataMatch bits that can be matched
   * @param metadataWrite bits that can be written
   * @param instructions a bit for each OFPIT_*
   * @param config OFPTC_* bits
   */
  record Of12(
      String name,
      long match,
      long wildcards,
      int writeActions,
      int applyActions,
      long writeSetFields,
      long applySetFields,
      long metadataMatch,
      long metadataWrite,
      int instructions,
      int config,
      long maxEntries)
      implements TableSummary {}
}
