package org.widelimit.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number of some 32 digits, the unevaluated sum of two doubles (Dekker 1971; Hida, Li and Bailey
 * 2001). The arithmetic is right to a relative {@code 2^-102}, the functions to {@code 2^-96} or
 * so; no bound is carried along. What is not a number stays so.
 *
 * @param hi the nearest double
 * @param lo the rest, at most half a unit in the last place of {@code hi}
 */
public record DoubleDouble(double hi, double lo) {

  /** Zero. */
  public static final DoubleDouble ZERO = of(0);

  /** One. */
  public static final DoubleDouble ONE = of(1);

  /** The circle constant. */
  public static final DoubleDouble PI =
      of(new BigDecimal("3.14159265358979323846264338327950288419716939937510"));

  /** Returns a double. */
  public static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /** Returns a decimal number, rounded. */
  public static DoubleDouble of(BigDecimal value) {
    double hi = value.doubleValue();
    return Double.isInfinite(hi)
        ? of(hi)
        : sum(hi, value.subtract(new BigDecimal(hi)).doubleValue());
  }

  /** Returns a quotient of integers, rounded. */
  public static DoubleDouble of(BigInteger numerator, BigInteger denominator) {
    return of(
        new BigDecimal(numerator)
            .divide(new BigDecimal(denominator), new MathContext(40, RoundingMode.HALF_EVEN)));
  }

  private static DoubleDouble sum(double a, double b) {
    double s = a + b;
    if (Double.isInfinite(s) || Double.isNaN(s)) {
      return of(s);
    }
    double part = s - a;
    return new DoubleDouble(s, (a - (s - part)) + (b - part));
  }

  /** Of two numbers of which the first is the larger. */
  private static DoubleDouble quickSum(double a, double b) {
    double s = a + b;
    return Double.isInfinite(s) || Double.isNaN(s) ? of(s) : new DoubleDouble(s, b - (s - a));
  }

  /** Returns the sum. */
  public DoubleDouble plus(DoubleDouble other) {
    DoubleDouble high = sum(hi, other.hi);
    if (Double.isInfinite(high.hi) || Double.isNaN(high.hi)) {
      return high;
    }
    DoubleDouble low = sum(lo, other.lo);
    DoubleDouble middle = quickSum(high.hi, high.lo + low.hi);
    return quickSum(middle.hi, middle.lo + low.lo);
  }

  /** Returns the difference. */
  public DoubleDouble minus(DoubleDouble other) {
    return plus(other.negate());
  }

  /** Returns the number with the other sign. */
  public DoubleDouble negate() {
    return new DoubleDouble(-hi, -lo);
  }

  /** Returns the product. */
  public DoubleDouble times(DoubleDouble other) {
    double product = hi * other.hi;
    if (product == 0 || Double.isInfinite(product) || Double.isNaN(product)) {
      return of(product);
    }
    double rest = Math.fma(hi, other.hi, -product) + (hi * other.lo + lo * other.hi);
    return quickSum(product, rest);
  }

  /** Returns the product with a double. */
  public DoubleDouble times(double factor) {
    return times(of(factor));
  }

  /** Returns the product with a power of 2, exactly but for what falls below the doubles. */
  public DoubleDouble scaled(int exponent) {
    return new DoubleDouble(Math.scalb(hi, exponent), Math.scalb(lo, exponent));
  }

  /** Returns the quotient. */
  public DoubleDouble dividedBy(DoubleDouble divisor) {
    double first = hi / divisor.hi;
    if (first == 0 || Double.isInfinite(first) || Double.isNaN(first)) {
      return of(first);
    }
    DoubleDouble rest = minus(divisor.times(first));
    double second = rest.hi / divisor.hi;
    rest = rest.minus(divisor.times(second));
    double third = rest.hi / divisor.hi;
    return quickSum(first, second).plus(of(third));
  }

  /** Returns the quotient by a double, right to a relative {@code 2^-102} as well. */
  public DoubleDouble dividedBy(double divisor) {
    double first = hi / divisor;
    if (first == 0 || Double.isInfinite(first) || Double.isNaN(first)) {
      return of(first);
    }
    double rest = Math.fma(-first, divisor, hi);
    return quickSum(first, (rest + lo) / divisor);
  }

  /** Returns the square root, not a number for a negative number. */
  public DoubleDouble sqrt() {
    double root = Math.sqrt(hi);
    if (root == 0 || Double.isInfinite(root) || Double.isNaN(root)) {
      return of(root);
    }
    DoubleDouble near = of(root);
    DoubleDouble rest = minus(near.times(near));
    return quickSum(root, rest.hi / (2 * root));
  }

  /** Returns the number without its sign. */
  public DoubleDouble abs() {
    return signum() < 0 ? negate() : this;
  }

  /** Returns -1, 0 or 1. */
  public int signum() {
    return (int) Math.signum(hi != 0 ? hi : lo);
  }

  /** Returns whether this is not a number. */
  public boolean isNaN() {
    return Double.isNaN(hi) || Double.isNaN(lo);
  }

  /** Returns an integer power, by squaring. */
  public DoubleDouble power(int exponent) {
    DoubleDouble result = ONE;
    DoubleDouble square = this;
    for (int left = Math.abs(exponent); left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = result.times(square);
      }
      square = left > 1 ? square.times(square) : square;
    }
    return exponent < 0 ? ONE.dividedBy(result) : result;
  }

  /** Returns the largest integer that is not above. */
  public DoubleDouble floor() {
    double floor = Math.floor(hi);
    return floor == hi ? sum(floor, Math.floor(lo)) : of(floor);
  }

  /** Returns the nearest decimal number of 40 digits. */
  public BigDecimal toBigDecimal() {
    return new BigDecimal(hi).add(new BigDecimal(lo));
  }
}
