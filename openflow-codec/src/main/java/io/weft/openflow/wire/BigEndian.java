package io.weft.openflow.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in an array of octets, most significant octet first, at any index. */
final class BigEndian {
  private static final VarHandle I16 = view(short[].class);
  private static final VarHandle I32 = view(int[].class);
  private static final VarHandle I64 = view(long[].class);

  private BigEndian() {}

  private static VarHandle view(Class<?> kind) {
    return MethodHandles.byteArrayViewVarHandle(kind, ByteOrder.BIG_ENDIAN);
  }

  static int u16(byte[] octets, int at) {
    return (short) I16.get(octets, at) & 0xffff;
  }

  static int i32(byte[] octets, int at) {
    return (int) I32.get(octets, at);
  }

  static long i64(byte[] octets, int at) {
    return (long) I64.get(octets, at);
  }

  static void put16(byte[] octets, int at, int value) {
    I16.set(octets, at, (short) value);
  }

  static void put32(byte[] octets, int at, int value) {
    I32.set(octets, at, value);
  }

  static void put64(byte[] octets, int at, long value) {
    I64.set(octets, at, value);
  }
}
