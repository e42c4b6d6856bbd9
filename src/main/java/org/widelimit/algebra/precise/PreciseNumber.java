package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;

/** A rational number, exact, or a rounded one with a bound on its error. */
final class PreciseNumber {

  /** Rational numbers of more bits than this are rounded. */
  private static final int MOST_BITS = 4096;

  /** The last digits of a rounded result that may be wrong, as a decimal logarithm. */
  private static final int LAST_DIGITS = 3;

  private final @Nullable Num exact;

  /** Of an exact number as well, once it was asked for: the conversion takes long. */
  private @Nullable Apfloat rounded;

  private final double error;

  private PreciseNumber(@Nullable Num exact, @Nullable Apfloat rounded, double error) {
    this.exact = exact;
    this.rounded = rounded;
    this.error = error;
  }

  /** Returns the number if it is known exactly, else null. */
  @Nullable Num exact() {
    return exact;
  }

  /**
   * Returns the decimal logarithm of a bound on the absolute error of a rounded number; minus
   * infinity for an exact one.
   */
  double error() {
    return error;
  }

  static PreciseNumber of(Num number, int digits) {
    return number.numerator().bitLength() + number.denominator().bitLength() > MOST_BITS
        ? rounded(round(number, digits), Double.NEGATIVE_INFINITY, digits)
        : new PreciseNumber(number, null, Double.NEGATIVE_INFINITY);
  }

  /** A number with an error handed on, to which the rounding of its last digits is added. */
  static PreciseNumber rounded(Apfloat number, double error, int digits) {
    return new PreciseNumber(null, number, plus(error, lastDigit(number, digits)));
  }

  /** A number with an error handed on, to which the rounding of a number of size 1 is added. */
  static PreciseNumber roundedAbsolutely(Apfloat number, double error, int digits) {
    double last = Math.max(lastDigit(number, digits), LAST_DIGITS - digits);
    return new PreciseNumber(null, number, plus(error, last));
  }

  private static double lastDigit(Apfloat number, int digits) {
    return size(number) + LAST_DIGITS - digits;
  }

  /** Returns the decimal logarithm of the smallest power of 10 above the number. */
  static double size(Apfloat number) {
    return number.signum() == 0 ? Double.NEGATIVE_INFINITY : number.scale();
  }

  /**
   * Returns a bound on the logarithm of the sum of two numbers of which the logarithms are given.
   */
  static double plus(double a, double b) {
    double larger = Math.max(a, b);
    double smaller = Math.min(a, b);
    return smaller == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log10(1 + Math.pow(10, smaller - larger)) + 1e-9;
  }

  /**
   * Rounds before the number is brought to base 10, which takes a time that is quadratic in its
   * digits: squares of doubles have thousands. By way of a decimal number, as an {@code Apfloat} of
   * a {@code BigInteger} takes a hundred times as long.
   */
  private static Apfloat round(Num number, int digits) {
    BigDecimal numerator = new BigDecimal(number.numerator());
    return new Apfloat(
        number.isInteger()
            ? numerator
            : numerator.divide(new BigDecimal(number.denominator()), new MathContext(digits)),
        digits);
  }

  /** Returns the number rounded to the digits of the evaluation that it belongs to. */
  Apfloat toApfloat(int digits) {
    Apfloat value = rounded;
    if (value == null || (exact != null && value.precision() < digits)) {
      value = round(java.util.Objects.requireNonNull(exact), digits);
      rounded = value;
    }
    return value;
  }

  /** Returns the error of {@link #toApfloat}, as a decimal logarithm. */
  double error(int digits) {
    if (exact == null) {
      return error;
    }
    boolean whole = exact.isInteger() && exact.numerator().bitLength() < 3 * digits;
    return whole ? Double.NEGATIVE_INFINITY : lastDigit(toApfloat(digits), digits);
  }

  BigDecimal toBigDecimal(int digits) {
    Apfloat value = toApfloat(digits);
    return value.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(value.toString(false));
  }

  boolean isExactly(long value) {
    return exact != null && exact.is(value);
  }

  /** Returns whether the number is known to be 0. */
  boolean isZero() {
    return exact != null && exact.signum() == 0;
  }

  /** Returns the sign, or 0 where the error leaves it open or the number is exactly 0. */
  int sign() {
    if (exact != null) {
      return exact.signum();
    }
    Apfloat value = java.util.Objects.requireNonNull(rounded);
    return size(value) - 1 > error ? value.signum() : 0;
  }
}
