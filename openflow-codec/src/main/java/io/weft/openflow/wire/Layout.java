package io.weft.openflow.wire;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Layouts of structs with up to four parts, in wire order: each part beside the accessor that gives
 * it, the constructor last. What is larger has a codec written by hand.
 */
public final class Layout {
  private Layout() {}

  /** No body at all. */
  public static <T> Codec<T> empty(Supplier<T> make) {
    return zeroes(0, make);
  }

  /** No body but zeroes, which are not read. */
  public static <T> Codec<T> zeroes(int octets, Supplier<T> make) {
    return new Codec<>() {
      @Override
      public T read(WireReader in) {
        in.skip(octets);
        return make.get();
      }

      @Override
      public void write(T value, WireWriter out) {
        out.zero(octets);
      }
    };
  }

  /** A struct of one part, which can be taken out and put in. */
  public record Single<T, A>(Part<A> part, Function<T, A> get, Function<A, T> make)
      implements Codec<T> {
    @Override
    public T read(WireReader in) {
      return make.apply(part.read(in));
    }

    @Override
    public void write(T value, WireWriter out) {
      part.write(get.apply(value), out);
    }
  }

  public static <T, A> Codec<T> struct(Part<A> a, Function<T, A> getA, Function<A, T> make) {
    return new Single<>(a, getA, make);
  }

  public static <T, A, B> Codec<T> struct(
      Part<A> a, Function<T, A> getA, Part<B> b, Function<T, B> getB, BiFunction<A, B, T> make) {
    return new Codec<>() {
      @Override
      public T read(WireReader in) {
        A first = a.read(in);
        return make.apply(first, b.read(in));
      }

      @Override
      public void write(T value, WireWriter out) {
        a.write(getA.apply(value), out);
        b.write(getB.apply(value), out);
      }
    };
  }

  /** Makes a value of three parts. */
  @FunctionalInterface
  public interface Make3<A, B, C, T> {
    T apply(A a, B b, C c);
  }

  public static <T, A, B, C> Codec<T> struct(
      Part<A> a,
      Function<T, A> getA,
      Part<B> b,
      Function<T, B> getB,
      Part<C> c,
      Function<T, C> getC,
      Make3<A, B, C, T> make) {
    return new Codec<>() {
      @Override
      public T read(WireReader in) {
        A first = a.read(in);
        B second = b.read(in);
        return make.apply(first, second, c.read(in));
      }

      @Override
      public void write(T value, WireWriter out) {
        a.write(getA.apply(value), out);
        b.write(getB.apply(value), out);
        c.write(getC.apply(value), out);
      }
    };
  }

  /** Makes a value of four parts. */
  @FunctionalInterface
  public interface Make4<A, B, C, D, T> {
    T apply(A a, B b, C c, D d);
  }

  public static <T, A, B, C, D> Codec<T> struct(
      Part<A> a,
      Function<T, A> getA,
      Part<B> b,
      Function<T, B> getB,
      Part<C> c,
      Function<T, C> getC,
      Part<D> d,
      Function<T, D> getD,
      Make4<A, B, C, D, T> make) {
    return new Codec<>() {
      @Override
      public T read(WireReader in) {
        A first = a.read(in);
        B second = b.read(in);
        C third = c.read(in);
        return make.apply(first, second, third, d.read(in));
      }

      @Override
      public void write(T value, WireWriter out) {
        a.write(getA.apply(value), out);
        b.write(getB.apply(value), out);
        c.write(getC.apply(value), out);
        d.write(getD.apply(value), out);
      }
    };
  }
}
