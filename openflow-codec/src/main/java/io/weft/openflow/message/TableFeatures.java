package io.weft.openflow.message;

import io.weft.net.Bytes;
import java.util.List;

/**
 * What a table can do (OpenFlow 1.3.5, 7.3.5.5; 1.5.1, 7.3.5.18); since OpenFlow 1.3.
 *
 * @param tableId 0 to 254
 * @param command what a request does with it; REPLACE before OpenFlow 1.5, and in answers
 * @param features OFPTFF_* bits: ingress table, egress table; OpenFlow 1.5 only, else 0
 * @param name at most 31 octets of UTF-8
 * @param metadataMatch bits of the metadata that can be matched
 * @param metadataWrite bits of the metadata that can be written
 * @param capabilities OFPTC_* bits; before OpenFlow 1.4 the configuration
 */
public record TableFeatures(
    int tableId,
    Command command,
    int features,
    String name,
    long metadataMatch,
    long metadataWrite,
    int capabilities,
    long maxEntries,
    List<TableFeature> properties) {
  public TableFeatures {
    properties = List.copyOf(properties);
  }

  /** OFPTFC_* in the order of their codes (OpenFlow 1.5.1, 7.3.5.18.1). */
  public enum Command {
    REPLACE,
    MODIFY,
    ENABLE,
    DISABLE
  }

  /**
   * The number of an action or of an instruction, without what it says.
   *
   * @param type OFPAT_* or OFPIT_*, 0 to 65535; 65535 for an experimenter's
   * @param body what follows type and length: nothing, or an experimenter's id and more
   */
  public record ElementId(int type, Bytes body) {
    /** A standard one. */
    public static ElementId of(int type) {
      return new ElementId(type, Bytes.EMPTY);
    }
  }
}
