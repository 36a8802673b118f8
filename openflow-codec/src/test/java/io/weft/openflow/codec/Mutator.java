package io.weft.openflow.codec;

import java.util.Arrays;
import java.util.Random;

/** Spoils frames the way broken and hostile peers do; the same seed spoils alike. */
final class Mutator {
  private static final int[] LENGTHS = {
    0, 1, 3, 4, 7, 8, 9, 12, 16, 24, 0x7fff, 0x8000, 0xfff8, 0xffff
  };

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** A spoilt copy of up to 65535 octets, whose header mostly says its true length. */
  byte[] spoil(byte[] frame) {
    byte[] spoilt = frame.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      spoilt = once(spoilt);
    }
    if (spoilt.length >= 4 && random.nextInt(20) != 0) {
      spoilt[2] = (byte) (spoilt.length >>> 8);
      spoilt[3] = (byte) spoilt.length;
    }
    return spoilt;
  }

  private byte[] once(byte[] frame) {
    if (frame.length < 10) {
      return append(frame);
    }
    int at = 8 + random.nextInt(frame.length - 9);
    return switch (random.nextInt(10)) {
      case 0 -> flip(frame, random.nextInt(frame.length));
      case 1, 2 -> flip(frame, at);
      case 3 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
      case 4 -> append(frame);
      case 5 -> without(frame, at, 1 + random.nextInt(8));
      case 6 -> twice(frame, at, 1 + random.nextInt(24));
      case 7 -> put16(frame, at, LENGTHS[random.nextInt(LENGTHS.length)]);
      case 8 -> put16(frame, at, (frame[at] << 8 | frame[at + 1] & 0xff) + random.nextInt(17) - 8);
      default -> fill(frame, at, random.nextBoolean() ? (byte) 0 : (byte) 0xff);
    };
  }

  private byte[] flip(byte[] frame, int at) {
    frame[at] ^= (byte) (1 << random.nextInt(8));
    return frame;
  }

  private byte[] append(byte[] frame) {
    byte[] longer = Arrays.copyOf(frame, frame.length + 1 + random.nextInt(16));
    for (int i = frame.length; i < longer.length; i++) {
      longer[i] = (byte) random.nextInt();
    }
    return longer;
  }

  private static byte[] without(byte[] frame, int at, int count) {
    int to = Math.min(frame.length, at + count);
    byte[] shorter = Arrays.copyOf(frame, frame.length - (to - at));
    System.arraycopy(frame, to, shorter, at, frame.length - to);
    return shorter;
  }

  private static byte[] twice(byte[] frame, int at, int count) {
    int piece = Math.min(count, frame.length - at);
    byte[] longer = Arrays.copyOf(frame, frame.length + piece);
    System.arraycopy(frame, at, longer, at + piece, frame.length - at);
    return longer;
  }

  private static byte[] put16(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
    return frame;
  }

  private byte[] fill(byte[] frame, int at, byte value) {
    Arrays.fill(frame, at, Math.min(frame.length, at + 1 + random.nextInt(8)), value);
    return frame;
  }
}
