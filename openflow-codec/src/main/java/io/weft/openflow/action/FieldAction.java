package io.weft.openflow.action;

import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import java.util.List;
import java.util.Locale;

/**
 * Actions that read or write some bits of a field (Open vSwitch, nicira-ext.h and ofp-actions; copy
 * field: OpenFlow 1.5.1, 7.2.6.16). {@link Action.SetField} is the standard's own.
 */
public sealed interface FieldAction extends Action {
  /** What a hash is made of (nicira-ext.h, enum nx_hash_fields), by wire number. */
  enum HashFields {
    ETH_SRC("eth_src"),
    SYMMETRIC_L4("symmetric_l4"),
    SYMMETRIC_L3L4("symmetric_l3l4"),
    SYMMETRIC_L3L4_UDP("symmetric_l3l4+udp"),
    NW_SRC("nw_src"),
    NW_DST("nw_dst"),
    SYMMETRIC_L3("symmetric_l3");

    private final String word;

    HashFields(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** How a hash becomes the number of a link (enum nx_mp_algorithm), by wire number. */
  enum LinkChoice {
    MODULO_N,
    HASH_THRESHOLD,
    HRW,
    ITER_HASH;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a member is chosen (enum nx_bd_algorithm), by wire number. */
  enum MemberChoice {
    ACTIVE_BACKUP,
    HRW;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static void checkSameWidth(Subfield source, Subfield target) {
    if (source.bits() != target.bits()) {
      throw new IllegalArgumentException(source + " and " + target + " differ in bits");
    }
  }

  /** Copies bits: OFPAT_COPY_FIELD of 1.5, NXAST_REG_MOVE before. */
  record CopyField(Subfield source, Subfield target) implements FieldAction {
    public CopyField {
      checkSameWidth(source, target);
    }

    @Override
    public String toString() {
      return "move:" + source + "->" + target;
    }
  }

  /**
   * Copies bits in the form that the ONF gave OpenFlow 1.3 and 1.4 (extension 3200). It has no
   * notation of its own: what it prints is read as {@link CopyField}.
   */
  record OnfCopyField(Subfield source, Subfield target) implements FieldAction {
    public OnfCopyField {
      checkSameWidth(source, target);
    }

    @Override
    public String toString() {
      return "move:" + source + "->" + target;
    }
  }

  /**
   * Writes a number into at most 64 bits of a field (NXAST_REG_LOAD).
   *
   * @param value below two to the power of the target's bits
   */
  record RegLoad(Subfield target, long value) implements FieldAction {
    public RegLoad {
      if (target.bits() > 64 || target.bits() < 64 && value >>> target.bits() != 0) {
        throw new IllegalArgumentException(
            "0x%x does not fit into %s, or it is more than 64 bits".formatted(value, target));
      }
    }

    @Override
    public String toString() {
      return "load:" + ActionText.hex(value) + "->" + target;
    }
  }

  /**
   * Sets a field as {@link Action.SetField} does, masked or not, in versions whose own action
   * cannot (NXAST_REG_LOAD2). What it prints is read as {@code SetField}.
   */
  record RegLoad2(Match value) implements FieldAction {
    public RegLoad2 {
      if (value.fields().size() + value.unknown().size() != 1) {
        throw new IllegalArgumentException("reg_load2 sets one field, not '" + value + "'");
      }
    }

    @Override
    public String toString() {
      return "set_field:" + ActionText.setField(value);
    }
  }

  /** Puts bits on a stack that lasts while the packet is processed. */
  record StackPush(Subfield source) implements FieldAction {
    @Override
    public String toString() {
      return "push:" + source;
    }
  }

  /** Takes bits from the top of that stack. */
  record StackPop(Subfield target) implements FieldAction {
    @Override
    public String toString() {
      return "pop:" + target;
    }
  }

  /**
   * Sends the packet to the port whose number the bits are.
   *
   * @param maxLen octets to send if it is CONTROLLER, 0 to 65535; the notation knows only 65535
   */
  record OutputReg(Subfield source, int maxLen) implements FieldAction {
    public OutputReg {
      Range.check("max_len", maxLen, 0xffff);
    }

    @Override
    public String toString() {
      return "output:" + source;
    }
  }

  /**
   * {@link OutputReg} with room for fields of experimenters. What it prints is read as {@code
   * OutputReg}.
   */
  record OutputReg2(Subfield source, int maxLen) implements FieldAction {
    public OutputReg2 {
      Range.check("max_len", maxLen, 0xffff);
    }

    @Override
    public String toString() {
      return "output:" + source;
    }
  }

  /**
   * Writes the number of a link that a hash of the packet chooses.
   *
   * @param basis another basis gives another hash, 0 to 65535
   * @param links how many there are, 1 to 65536
   * @param argument of the choice, 32 bits
   * @param target wide enough for the highest link
   */
  record Multipath(
      HashFields fields, int basis, LinkChoice choice, int links, long argument, Subfield target)
      implements FieldAction {
    public Multipath {
      Range.check("basis", basis, 0xffff);
      Range.check("argument", argument, 0xffff_ffffL);
      if (links < 1 || links > 0x10000 || target.bits() < 16 && links > 1 << target.bits()) {
        throw new IllegalArgumentException(
            links + " links, must be 1 to 65536 and fit into " + target);
      }
    }

    @Override
    public String toString() {
      return "multipath(%s,%d,%s,%d,%d,%s)"
          .formatted(fields.word(), basis, choice.word(), links, argument, target);
    }
  }

  private static String members(List<PortNo> members) {
    StringBuilder text = new StringBuilder("members:");
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : ",").append(members.get(i));
    }
    return text.append(')').toString();
  }

  /**
   * Sends the packet to a member that is up.
   *
   * @param basis another basis gives another hash, 0 to 65535
   */
  record Bundle(HashFields fields, int basis, MemberChoice choice, List<PortNo> members)
      implements FieldAction {
    public Bundle {
      Range.check("basis", basis, 0xffff);
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return "bundle(%s,%d,%s,ofport,".formatted(fields.word(), basis, choice.word())
          + FieldAction.members(members);
    }
  }

  /**
   * Writes the port number of a member that is up.
   *
   * @param target of 16 bits at least
   */
  record BundleLoad(
      HashFields fields, int basis, MemberChoice choice, Subfield target, List<PortNo> members)
      implements FieldAction {
    public BundleLoad {
      Range.check("basis", basis, 0xffff);
      if (target.bits() < 16) {
        throw new IllegalArgumentException(target + " has less than 16 bits");
      }
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return "bundle_load(%s,%d,%s,ofport,%s,"
              .formatted(fields.word(), basis, choice.word(), target)
          + FieldAction.members(members);
    }
  }

  /**
   * Sets a bit if the packet is larger than so many octets.
   *
   * @param target one bit
   */
  record CheckPktLarger(int octets, Subfield target) implements FieldAction {
    public CheckPktLarger {
      Range.check("packet length", octets, 0xffff);
      if (target.bits() != 1) {
        throw new IllegalArgumentException(target + " is not one bit");
      }
    }

    @Override
    public String toString() {
      return "check_pkt_larger(" + octets + ")->" + target;
    }
  }

  /** Removes a tunnel option from the packet. */
  record DeleteField(Field<?> field) implements FieldAction {
    @Override
    public String toString() {
      return "delete_field:" + field.setName();
    }
  }
}
