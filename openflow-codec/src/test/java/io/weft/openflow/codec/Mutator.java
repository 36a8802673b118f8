package io.weft.openflow.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils frames the way broken and hostile peers do; the same seed spoils alike. Half of what it
 * does is blind to the structure, the other half takes whole elements (16 bits of type and 16 of
 * length, or a length first) and repeats, drops, swaps, nests or empties them, and sets the lengths
 * around them right again, so that what is wrong lies deep inside.
 */
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
    return switch (random.nextInt(20)) {
      case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> element(frame);
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

  /**
   * What looks like an element.
   *
   * @param at where it begins
   * @param lengthAt where its length is, which counts from {@code at}
   */
  private record Element(int at, int lengthAt, int length) {
    int end() {
      return at + length;
    }

    boolean surrounds(Element other) {
      return lengthAt + 2 <= other.at && other.end() <= end();
    }
  }

  private static List<Element> elements(byte[] frame) {
    List<Element> found = new ArrayList<>();
    for (int at = 8; at + 4 <= frame.length; at += 2) {
      for (int lengthAt = at; lengthAt <= at + 2; lengthAt += 2) {
        int length = u16(frame, lengthAt);
        if (length >= 4 && at + length <= frame.length) {
          found.add(new Element(at, lengthAt, length));
        }
      }
    }
    return found;
  }

  private static int u16(byte[] frame, int at) {
    return (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
  }

  /** Does something to an element as a whole. */
  private byte[] element(byte[] frame) {
    List<Element> elements = elements(frame);
    if (elements.isEmpty()) {
      return flip(frame, random.nextInt(frame.length));
    }
    Element element = elements.get(random.nextInt(elements.size()));
    Element other = elements.get(random.nextInt(elements.size()));
    byte[] octets = Arrays.copyOfRange(frame, element.at, element.end());
    return switch (random.nextInt(8)) {
      case 0 -> replace(frame, elements, element, element.length, twice(octets, 0, octets.length));
      case 1 -> replace(frame, elements, element, element.length, new byte[0]);
      case 2 ->
          replace(
              frame,
              elements,
              element,
              element.length,
              Arrays.copyOfRange(frame, other.at, other.end()));
      case 3 -> replace(frame, elements, element, element.length, withBody(octets, octets));
      case 4 -> replace(frame, elements, element, element.length, withBody(octets, new byte[0]));
      case 5 -> replace(frame, elements, element, element.length, withBody(octets, noise()));
      case 6 -> put16(frame, element.lengthAt, LENGTHS[random.nextInt(LENGTHS.length)]);
      default -> put16(frame, element.at, random.nextInt(oneInThree() ? 0x10000 : 64));
    };
  }

  private boolean oneInThree() {
    return random.nextInt(3) == 0;
  }

  private byte[] noise() {
    byte[] octets = new byte[random.nextInt(6) * 4];
    random.nextBytes(octets);
    return octets;
  }

  /** An element of the same type around another body, padded to eight octets. */
  private static byte[] withBody(byte[] element, byte[] body) {
    int length = 4 + body.length;
    byte[] octets = Arrays.copyOf(element, length + 7 & ~7);
    Arrays.fill(octets, 4, octets.length, (byte) 0);
    System.arraycopy(body, 0, octets, 4, body.length);
    return put16(octets, 2, octets.length & 0xffff);
  }

  /** Puts octets in the place of others, and the difference into the lengths around them. */
  private static byte[] replace(
      byte[] frame, List<Element> elements, Element element, int length, byte[] octets) {
    int grown = octets.length - length;
    if (frame.length + grown > 0xffff) {
      return frame;
    }
    byte[] result = Arrays.copyOf(frame, frame.length + grown);
    System.arraycopy(octets, 0, result, element.at, octets.length);
    System.arraycopy(
        frame,
        element.at + length,
        result,
        element.at + octets.length,
        frame.length - element.at - length);
    for (Element around : elements) {
      if (around.surrounds(element)) {
        put16(result, around.lengthAt, around.length + grown);
      }
    }
    return result;
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
