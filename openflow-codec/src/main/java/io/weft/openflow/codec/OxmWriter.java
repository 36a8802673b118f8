package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldNumber;
import io.weft.openflow.match.Match;
import io.weft.openflow.match.MatchForm;
import io.weft.openflow.match.Registers;
import io.weft.openflow.wire.PortCodec;
import io.weft.openflow.wire.WireWriter;
import java.util.List;

/** Writes the elements of a match as Open vSwitch does (nx-match.c). */
final class OxmWriter {
  private static final int VLAN_PCP_SHIFT = 13;

  private OxmWriter() {}

  static void write(Match match, MatchForm form, WireWriter out) {
    for (int i = 0; i < match.size(); i++) {
      Field<?> field = match.fieldAt(i);
      int plain = field.plainHeader(form);
      if (plain != Field.NOT_PLAIN && match.isExactAt(i)) {
        out.headerAndNumber(plain, match.lowAt(i));
      } else if (form == MatchForm.OF15 && Registers.isNarrow(field)) {
        i = writeRegisters(match, i, out);
      } else if (form == MatchForm.NXM && isSaidByAlias(field)) {
        i = writeAlias(match, i, out);
      } else if (field == Field.VLAN_TCI && form != MatchForm.NXM && isNoTag(match, i)) {
        writeHeader(Field.VLAN_VID.header(form), false, 2, out);
        out.u16(0);
      } else {
        if (field.header(form) == FieldNumber.NO_HEADER) {
          throw EncodeException.unsayable("match field " + field, out.version());
        }
        boolean masked = !match.isExactAt(i) || field.isWrittenMasked();
        writeOne(match, i, field.header(form), masked, out);
      }
    }
    List<Bytes> unknown = match.unknown();
    for (int i = 0; i < unknown.size(); i++) {
      out.bytes(unknown.get(i));
    }
  }

  /**
   * @param header of {@link FieldNumber#header()}
   */
  static void writeOne(Match match, int index, long header, boolean masked, WireWriter out) {
    Field<?> field = match.fieldAt(index);
    if (field.isVariable()) {
      Bytes value = match.wideAt(index);
      writeHeader(header, masked, masked ? 2 * value.size() : value.size(), out);
      out.bytes(value);
      out.bytes(match.wideMaskAt(index));
      return;
    }
    int octets = field.octets();
    writeHeader(header, masked, masked ? 2 * octets : octets, out);
    writeNumber(match.highAt(index), match.lowAt(index), octets, out);
    if (masked) {
      writeNumber(match.maskHighAt(index), match.maskLowAt(index), octets, out);
    }
  }

  /**
   * @param header of {@link FieldNumber#header()}
   * @param octets of value and mask
   */
  static void writeHeader(long header, boolean hasMask, int octets, WireWriter out) {
    boolean isExperimenter = header >>> 48 == FieldNumber.EXPERIMENTER;
    int length = isExperimenter ? octets + 4 : octets;
    if (length > Oxm.LENGTH) {
      throw new EncodeException("match element of " + length + " octets, 255 is the most");
    }
    out.i32((int) (header >>> 32) | (hasMask ? Oxm.HAS_MASK : 0) | length);
    if (isExperimenter) {
      out.i32((int) header);
    }
  }

  private static void writeNumber(long high, long low, int octets, WireWriter out) {
    switch (octets) {
      case 1 -> out.u8((int) low);
      case 2 -> out.u16((int) low);
      case 4 -> out.i32((int) low);
      case 6 -> out.u48(low);
      case 8 -> out.i64(low);
      case 16 -> {
        out.i64(high);
        out.i64(low);
      }
      default -> out.number(low, octets);
    }
  }

  /** Two registers as one of 64 bits (OpenFlow 1.5.1, 7.2.3.10); the last index written. */
  private static int writeRegisters(Match match, int index, WireWriter out) {
    int number = registerNumber(match.fieldAt(index));
    long value = match.lowAt(index);
    long mask = match.maskLowAt(index);
    int last = index;
    if (number % 2 == 0) {
      value <<= 32;
      mask <<= 32;
      if (index + 1 < match.size()
          && Registers.isNarrow(match.fieldAt(index + 1))
          && registerNumber(match.fieldAt(index + 1)) == number + 1) {
        last = index + 1;
        value |= match.lowAt(last);
        mask |= match.maskLowAt(last);
      }
    }
    long header = (long) FieldNumber.PACKET_REGISTERS << 48 | (long) (number / 2) << 41;
    writeHeader(header, mask != -1, mask == -1 ? 8 : 16, out);
    out.i64(value);
    if (mask != -1) {
      out.i64(mask);
    }
    return last;
  }

  private static int registerNumber(Field<?> register) {
    return register.numbers().getFirst().number();
  }

  private static boolean isNoTag(Match match, int index) {
    return match.lowAt(index) == 0 && match.isExactAt(index);
  }

  private static boolean isSaidByAlias(Field<?> field) {
    return field == Field.IN_PORT
        || field == Field.IP_DSCP
        || field == Field.VLAN_VID
        || field == Field.VLAN_PCP;
  }

  /** What NXM has another field for; the last index written. */
  private static int writeAlias(Match match, int index, WireWriter out) {
    Field<?> field = match.fieldAt(index);
    if (field == Field.IN_PORT) {
      writeHeader(Field.IN_PORT_16.header(MatchForm.NXM), false, 2, out);
      out.u16(PortCodec.narrow(new PortNo((int) match.lowAt(index))));
      return index;
    }
    if (field == Field.IP_DSCP) {
      writeHeader(Field.NW_TOS.header(MatchForm.NXM), false, 1, out);
      out.u8((int) match.lowAt(index) << 2);
      return index;
    }
    int tci = (int) match.low(Field.VLAN_VID) | (int) match.low(Field.VLAN_PCP) << VLAN_PCP_SHIFT;
    int mask =
        (int) match.maskLow(Field.VLAN_VID) | (int) match.maskLow(Field.VLAN_PCP) << VLAN_PCP_SHIFT;
    writeHeader(Field.VLAN_TCI.header(MatchForm.NXM), mask != 0xffff, mask == 0xffff ? 2 : 4, out);
    out.u16(tci);
    if (mask != 0xffff) {
      out.u16(mask);
    }
    return field == Field.VLAN_VID && match.has(Field.VLAN_PCP) ? index + 1 : index;
  }
}
