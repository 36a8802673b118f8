package io.weft.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTest {
  private static final Bytes COUNTED = Bytes.parse("0001020304050607 08090a0b0c0d0e0f");

  @Test
  void readsNumbersInNetworkByteOrder() {
    Bytes bytes = Bytes.parse("fffefdfcfbfaf9f8");
    assertThat(bytes.u8(0)).isEqualTo(0xff);
    assertThat(bytes.u16(0)).isEqualTo(0xfffe);
    assertThat(bytes.i32(1)).isEqualTo(0xfefdfcfb);
    assertThat(bytes.u48(2)).isEqualTo(0xfdfc_fbfa_f9f8L);
    assertThat(bytes.i64(0)).isEqualTo(0xfffe_fdfc_fbfa_f9f8L);
  }

  @Test
  void refusesReadsBeyondEitherEnd() {
    Bytes middle = COUNTED.slice(4, 12);
    assertThatThrownBy(() -> middle.u8(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.u8(8)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.u16(7)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.i32(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.u48(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.i64(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.i64(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.u16(Integer.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.slice(0, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.slice(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.slice(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void sliceOfASliceReadsItsOwnOctets() {
    Bytes inner = COUNTED.slice(4, 12).slice(2, 6);
    assertThat(inner).hasToString("06070809");
    assertThat(inner.size()).isEqualTo(4);
    assertThat(inner.u8(0)).isEqualTo(6);
    assertThat(inner.u16(2)).isEqualTo(0x0809);
    assertThat(inner.toArray()).containsExactly(6, 7, 8, 9);
    assertThat(inner.asByteBuffer().remaining()).isEqualTo(4);
    assertThat(inner.asByteBuffer().getInt()).isEqualTo(0x06070809);
    assertThat(inner.asByteBuffer().isReadOnly()).isTrue();
  }

  @Test
  void aBufferOverASliceDoesNotReachTheOctetsAroundIt() {
    var buffer = COUNTED.slice(4, 12).slice(2, 6).asByteBuffer();
    assertThat(buffer.position()).isZero();
    assertThat(buffer.capacity()).isEqualTo(4);
  }

  @Test
  void equalOctetsAreEqualWhateverTheyAreASliceOf() {
    Bytes whole = Bytes.parse("06070809");
    Bytes slice = COUNTED.slice(6, 10);
    assertThat(slice).isEqualTo(whole).hasSameHashCodeAs(whole).isNotEqualTo(COUNTED.slice(5, 9));
    assertThat(COUNTED.slice(3, 3)).isSameAs(Bytes.EMPTY);
    assertThat(COUNTED.slice(0, 16)).isSameAs(COUNTED);
  }

  @Test
  void doesNotChangeWithTheArrayItWasCopiedFrom() {
    byte[] array = {1, 2, 3};
    Bytes bytes = Bytes.copyOf(array);
    array[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes).hasToString("010203");
  }

  @Test
  void copiesItsOctetsIntoAnArray() {
    byte[] array = new byte[6];
    COUNTED.slice(1, 4).copyTo(array, 2);
    assertThat(array).containsExactly(0, 0, 1, 2, 3, 0);
  }

  @Test
  void compactKeepsNoMoreThanItsOwnOctets() {
    Bytes slice = COUNTED.slice(6, 10);
    assertThat(slice.compact()).isEqualTo(slice).isNotSameAs(slice);
    assertThat(COUNTED.compact()).isSameAs(COUNTED);
  }

  @Test
  void textRefusedIsNamed() {
    assertThat(Bytes.parse(" 0a\n0B\t0c ")).hasToString("0a0b0c");
    assertThat(Bytes.parse("")).isSameAs(Bytes.EMPTY);
    assertThatThrownBy(() -> Bytes.parse("0a0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'0a0'");
    assertThatThrownBy(() -> Bytes.parse("0x0a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'0x0a'");
  }
}
