package org.widelimit.algebra;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr.Num;

/**
 * The set of real numbers a symbol ranges over: an interval, or the integers of one.
 *
 * @param lower the lower end; empty for minus infinity
 * @param lowerClosed whether the lower end belongs to the set
 * @param upper the upper end; empty for infinity
 * @param upperClosed whether the upper end belongs to the set
 * @param integer whether only the integers of the interval are meant
 */
public record Interval(
    Optional<Num> lower,
    boolean lowerClosed,
    Optional<Num> upper,
    boolean upperClosed,
    boolean integer)
    implements Serializable {

  /** All real numbers. */
  public static final Interval REALS =
      new Interval(Optional.empty(), false, Optional.empty(), false, false);

  /** The positive numbers. */
  public static final Interval POSITIVE =
      new Interval(Optional.of(Expressions.ZERO), false, Optional.empty(), false, false);

  /** The numbers from 0 on. */
  public static final Interval NONNEGATIVE =
      new Interval(Optional.of(Expressions.ZERO), true, Optional.empty(), false, false);

  private static final int GRID = 4096;
  private static final int NEAREST_END_BITS = 12;
  private static final int WIDEST_BITS = 5;

  /**
   * Rejects an empty set and a closed infinite end.
   *
   * @throws IllegalArgumentException if no number belongs to the set
   */
  public Interval {
    if ((lower.isEmpty() && lowerClosed) || (upper.isEmpty() && upperClosed)) {
      throw new IllegalArgumentException("infinity belongs to no interval");
    }
    if (lower.isPresent() && upper.isPresent()) {
      boolean empty;
      if (integer) {
        empty =
            firstInteger(lower.get(), lowerClosed).compareTo(lastInteger(upper.get(), upperClosed))
                > 0;
      } else {
        int order = lower.get().compareTo(upper.get());
        empty = order > 0 || (order == 0 && !(lowerClosed && upperClosed));
      }
      if (empty) {
        throw new IllegalArgumentException(
            "the interval from " + lower.get() + " to " + upper.get() + " is empty");
      }
    }
  }

  /** Returns the numbers strictly between two numbers. */
  public static Interval open(Num lower, Num upper) {
    return new Interval(Optional.of(lower), false, Optional.of(upper), false, false);
  }

  /** Returns the numbers between two numbers, both included. */
  public static Interval closed(Num lower, Num upper) {
    return new Interval(Optional.of(lower), true, Optional.of(upper), true, false);
  }

  /**
   * Returns the part of this set on one side of a number, or this set if nothing would be left.
   *
   * @param end the number
   * @param closed whether the number itself may belong to the part
   * @param below whether the part lies below the number
   */
  Interval cut(Num end, boolean closed, boolean below) {
    Optional<Num> old = below ? upper : lower;
    int order = old.map(end::compareTo).orElse(below ? -1 : 1);
    boolean tighter = below ? order < 0 : order > 0;
    if (!tighter && (order != 0 || closed)) {
      return this;
    }
    try {
      return below
          ? new Interval(lower, lowerClosed, Optional.of(end), closed, integer)
          : new Interval(Optional.of(end), closed, upper, upperClosed, integer);
    } catch (IllegalArgumentException empty) {
      return this;
    }
  }

  /** Returns the integers from one to another, both included. */
  public static Interval integers(long lower, long upper) {
    return new Interval(
        Optional.of(Expressions.num(lower)), true, Optional.of(Expressions.num(upper)), true, true);
  }

  /** Returns whether the number belongs to the set. */
  public boolean contains(Num number) {
    return (!integer || number.isInteger()) && above(number) && below(number);
  }

  private boolean above(Num number) {
    if (lower.isEmpty()) {
      return true;
    }
    int order = number.compareTo(lower.get());
    return order > 0 || (order == 0 && lowerClosed);
  }

  private boolean below(Num number) {
    if (upper.isEmpty()) {
      return true;
    }
    int order = number.compareTo(upper.get());
    return order < 0 || (order == 0 && upperClosed);
  }

  /** Returns whether every number of the set is positive. */
  public boolean isPositive() {
    return lower.map(low -> low.signum() > 0 || (low.signum() == 0 && !lowerClosed)).orElse(false);
  }

  /** Returns whether every number of the set is positive or 0. */
  public boolean isNonnegative() {
    return lower.map(low -> low.signum() >= 0).orElse(false);
  }

  /** Returns whether every number of the set is negative. */
  public boolean isNegative() {
    return upper
        .map(high -> high.signum() < 0 || (high.signum() == 0 && !upperClosed))
        .orElse(false);
  }

  /**
   * Draws a rational number of the set: mostly from a grid over it, sometimes close to an end. An
   * unbounded side is drawn over several binary orders of magnitude.
   */
  public Num sample(RandomGenerator random) {
    return integer ? sampleInteger(random) : sampleReal(random);
  }

  private Num sampleReal(RandomGenerator random) {
    if (lower.isPresent() && upper.isPresent()) {
      Num width = Expressions.subtract(upper.get(), lower.get());
      return Expressions.add(lower.get(), Expressions.multiply(width, fraction(random)));
    }
    Num distance = magnitude(random);
    if (lower.isPresent()) {
      return Expressions.add(lower.get(), distance);
    }
    if (upper.isPresent()) {
      return Expressions.subtract(upper.get(), distance);
    }
    return random.nextBoolean() ? distance : Expressions.opposite(distance);
  }

  private static Num fraction(RandomGenerator random) {
    int kind = random.nextInt(8);
    if (kind > 1) {
      return Expressions.num(1 + random.nextInt(GRID - 1), GRID);
    }
    Num near = Expressions.num(1, 1L << (2 + random.nextInt(NEAREST_END_BITS)));
    return kind == 0 ? near : Expressions.subtract(Expressions.ONE, near);
  }

  private static Num magnitude(RandomGenerator random) {
    int scale = random.nextInt(2 * WIDEST_BITS) - WIDEST_BITS;
    long mantissa = (long) GRID + random.nextInt(GRID);
    return scale >= 0
        ? Expressions.num(mantissa << scale, 2L * GRID)
        : Expressions.num(mantissa, (long) GRID << (1 - scale));
  }

  private Num sampleInteger(RandomGenerator random) {
    BigInteger span = BigInteger.valueOf(GRID);
    BigInteger first;
    if (lower.isPresent()) {
      first = firstInteger(lower.get(), lowerClosed);
      if (upper.isPresent()) {
        span = lastInteger(upper.get(), upperClosed).subtract(first).add(BigInteger.ONE).min(span);
      } else {
        span = BigInteger.valueOf(1L << (1 + random.nextInt(6)));
      }
    } else if (upper.isPresent()) {
      span = BigInteger.valueOf(32);
      first = lastInteger(upper.get(), upperClosed).subtract(BigInteger.valueOf(31));
    } else {
      span = BigInteger.valueOf(41);
      first = BigInteger.valueOf(-20);
    }
    return Expressions.num(
        first.add(BigInteger.valueOf(random.nextInt(span.intValue()))), BigInteger.ONE);
  }

  private static BigInteger firstInteger(Num low, boolean closed) {
    BigInteger floor = floor(low);
    return low.isInteger() && closed ? floor : floor.add(BigInteger.ONE);
  }

  private static BigInteger lastInteger(Num high, boolean closed) {
    BigInteger floor = floor(high);
    return high.isInteger() && !closed ? floor.subtract(BigInteger.ONE) : floor;
  }

  /** Returns the largest integer that is no larger. */
  public static BigInteger floor(Num number) {
    BigInteger[] parts = number.numerator().divideAndRemainder(number.denominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  @Override
  public String toString() {
    return (integer ? "integers " : "")
        + (lowerClosed ? "[" : "(")
        + lower.map(Num::toString).orElse("-Infinity")
        + ", "
        + upper.map(Num::toString).orElse("Infinity")
        + (upperClosed ? "]" : ")");
  }
}
