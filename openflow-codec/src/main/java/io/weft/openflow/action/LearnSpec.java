package io.weft.openflow.action;

import io.weft.net.Bytes;
import java.util.Arrays;

/** One part of the flow entry that {@link Learn} makes: of its match or of its actions. */
public sealed interface LearnSpec {
  private static void checkSameWidth(Subfield target, Subfield source) {
    if (target.bits() != source.bits()) {
      throw new IllegalArgumentException(target + " and " + source + " differ in bits");
    }
  }

  private static void checkWidth(Subfield target, Bytes value) {
    if (value.size() != (target.bits() + 7) / 8) {
      throw new IllegalArgumentException(
          target + " does not have the bits of a value of " + value.size() + " octets");
    }
  }

  /** The entry matches what the packet at hand has in the source. */
  record MatchField(Subfield target, Subfield source) implements LearnSpec {
    public MatchField {
      checkSameWidth(target, source);
    }

    @Override
    public String toString() {
      return target.equals(source) ? target.toString() : target + "=" + source;
    }
  }

  /**
   * The entry matches a value.
   *
   * @param value the octets that the bits of the target need, most significant first
   */
  record MatchValue(Subfield target, Bytes value) implements LearnSpec {
    public MatchValue {
      checkWidth(target, value);
    }

    @Override
    public String toString() {
      return LearnText.print(this);
    }
  }

  /** The entry copies into the target what the packet at hand has in the source. */
  record LoadField(Subfield source, Subfield target) implements LearnSpec {
    public LoadField {
      checkSameWidth(target, source);
    }

    @Override
    public String toString() {
      return "load:" + source + "->" + target;
    }
  }

  /**
   * The entry writes a value into the target.
   *
   * @param value the octets that the bits of the target need, most significant first
   */
  record LoadValue(Bytes value, Subfield target) implements LearnSpec {
    public LoadValue {
      checkWidth(target, value);
    }

    @Override
    public String toString() {
      return "load:" + ActionText.hex(value) + "->" + target;
    }
  }

  /** The entry outputs to the port that the packet at hand has in the source. */
  record Output(Subfield source) implements LearnSpec {
    @Override
    public String toString() {
      return "output:" + source;
    }
  }

  /** A number as the octets that so many bits need. */
  static Bytes octets(long high, long low, int bits) {
    byte[] all = new byte[16];
    for (int i = 0; i < 8; i++) {
      all[i] = (byte) (high >>> (56 - 8 * i));
      all[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    int size = (bits + 7) / 8;
    byte[] needed = new byte[size];
    int copied = Math.min(size, 16);
    System.arraycopy(Arrays.copyOfRange(all, 16 - copied, 16), 0, needed, size - copied, copied);
    return Bytes.wrap(needed);
  }
}
