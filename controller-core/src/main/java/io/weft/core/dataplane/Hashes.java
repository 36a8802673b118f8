package io.weft.core.dataplane;

/**
 * The two hash functions by which Open vSwitch spreads packets, as a build without special
 * instructions of the processor has them: Jenkins' lookup3 (lib/jhash.c) and MurmurHash3
 * (lib/hash.h). Words are read as a little-endian machine does.
 */
final class Hashes {
  private Hashes() {}

  /** Four octets as a word, zeroes behind the last. */
  static int word(byte[] octets, int at) {
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      word = word << 8 | (at + i < octets.length ? octets[at + i] & 0xff : 0);
    }
    return word;
  }

  /** Jenkins' hash, in three words of state. */
  static int jenkins(byte[] octets, int basis) {
    int a = 0xdead_beef + octets.length + basis;
    int b = a;
    int c = a;
    int at = 0;
    while (octets.length - at >= 12) {
      a += word(octets, at);
      b += word(octets, at + 4);
      c += word(octets, at + 8);
      // spotless:off
      a -= c; a ^= Integer.rotateLeft(c,  4); c += b;
      b -= a; b ^= Integer.rotateLeft(a,  6); a += c;
      c -= b; c ^= Integer.rotateLeft(b,  8); b += a;
      a -= c; a ^= Integer.rotateLeft(c, 16); c += b;
      b -= a; b ^= Integer.rotateLeft(a, 19); a += c;
      c -= b; c ^= Integer.rotateLeft(b,  4); b += a;
      // spotless:on
      at += 12;
    }
    if (at < octets.length) {
      a += word(octets, at);
      b += word(octets, at + 4);
      c += word(octets, at + 8);
      // spotless:off
      c ^= b; c -= Integer.rotateLeft(b, 14);
      a ^= c; a -= Integer.rotateLeft(c, 11);
      b ^= a; b -= Integer.rotateLeft(a, 25);
      c ^= b; c -= Integer.rotateLeft(b, 16);
      a ^= c; a -= Integer.rotateLeft(c,  4);
      b ^= a; b -= Integer.rotateLeft(a, 14);
      c ^= b; c -= Integer.rotateLeft(b, 24);
      // spotless:on
    }
    return c;
  }

  /** Adds a word to a MurmurHash. */
  static int add(int hash, int data) {
    int mixed = Integer.rotateLeft(data * 0xcc9e_2d51, 15) * 0x1b87_3593;
    return Integer.rotateLeft(hash ^ mixed, 13) * 5 + 0xe654_6b64;
  }

  /** Adds two words, the lower first. */
  static int add64(int hash, long data) {
    return add(add(hash, (int) data), (int) (data >>> 32));
  }

  static int finish(int hash, int last) {
    int mixed = hash ^ last;
    mixed ^= mixed >>> 16;
    mixed *= 0x85eb_ca6b;
    mixed ^= mixed >>> 13;
    mixed *= 0xc2b2_ae35;
    mixed ^= mixed >>> 16;
    return mixed;
  }

  static int two(int one, int other) {
    return finish(add(add(one, 0), other), 8);
  }

  static int of64(long number) {
    return finish(add64(0, number), 8);
  }

  static int bytes(byte[] octets, int basis) {
    int hash = basis;
    for (int at = 0; at < octets.length; at += 4) {
      hash = add(hash, word(octets, at));
    }
    return finish(hash, octets.length);
  }
}
