package org.widelimit.numeric;

import java.io.Serializable;

/**
 * A number known to within an error: the true value lies in {@code [value - error, value + error]}.
 *
 * <p>The arithmetic below propagates errors of first and second order and adds the rounding of the
 * operation itself. An infinite value with error zero stands for an exact infinity.
 *
 * @param value the computed value, never NaN
 * @param error an upper bound of the absolute error, not negative and never NaN
 * @param grade what the bound is worth; of two numbers the weaker passes on to what they make
 */
public record Bounded(double value, double error, Grade grade) implements Serializable {

  /** Half a unit in the last place of 1: the relative error of one correctly rounded operation. */
  public static final double ROUNDING = 0x1p-53;

  /** Zero, exactly. */
  public static final Bounded ZERO = new Bounded(0, 0, Grade.RIGOROUS);

  /**
   * Checks the invariants.
   *
   * @throws IllegalArgumentException if the value or the error is NaN or the error negative
   */
  public Bounded {
    if (Double.isNaN(value) || !(error >= 0)) {
      throw new IllegalArgumentException("not a bounded number: " + value + " +- " + error);
    }
  }

  /** A number whose bound is an estimate. */
  public Bounded(double value, double error) {
    this(value, error, Grade.ESTIMATE);
  }

  /** Returns a number taken as exact. */
  public static Bounded exact(double value) {
    return new Bounded(value, 0, Grade.RIGOROUS);
  }

  /** Returns this number with a bound that is worth no more than a grade. */
  public Bounded atMost(Grade weakest) {
    return new Bounded(value, error, grade.weaker(weakest));
  }

  /** Returns this number with its bound widened by something of the same worth. */
  public Bounded widened(double more) {
    return new Bounded(value, error + more, grade);
  }

  /**
   * Returns a number that a short stable formula computed: its relative error is at most the given
   * number of roundings.
   */
  public static Bounded rounded(double value, double roundings) {
    return new Bounded(
        value,
        Double.isInfinite(value) ? 0 : Math.abs(value) * roundings * ROUNDING,
        Grade.RIGOROUS);
  }

  /** Returns the sum. */
  public Bounded plus(Bounded other) {
    return withRounding(value + other.value, error + other.error, grade.weaker(other.grade));
  }

  /** Returns the difference. */
  public Bounded minus(Bounded other) {
    return plus(other.times(-1));
  }

  /** Returns the product. */
  public Bounded times(Bounded other) {
    return withRounding(
        value * other.value,
        Math.abs(value) * other.error + Math.abs(other.value) * error + error * other.error,
        grade.weaker(other.grade));
  }

  /** Returns the product with an exact factor. */
  public Bounded times(double factor) {
    return withRounding(value * factor, error * Math.abs(factor), grade);
  }

  /** Returns the sum with an exact summand. */
  public Bounded plus(double summand) {
    return withRounding(value + summand, error, grade);
  }

  /**
   * Returns the quotient by a number whose interval excludes zero.
   *
   * @throws ArithmeticException if the divisor may be zero
   */
  public Bounded dividedBy(Bounded divisor) {
    double least = Math.abs(divisor.value) - divisor.error;
    if (!(least > 0)) {
      throw new ArithmeticException("division by a number that may be zero: " + divisor);
    }
    double quotient = value / divisor.value;
    return withRounding(
        quotient,
        (error + Math.abs(quotient) * divisor.error) / least,
        grade.weaker(divisor.grade));
  }

  private static Bounded withRounding(double value, double error, Grade grade) {
    return Double.isInfinite(value)
        ? new Bounded(value, 0, grade)
        : new Bounded(value, error + Math.abs(value) * ROUNDING, grade);
  }

  /** Returns the smallest number this may be. */
  public double lower() {
    return Math.nextDown(value - error);
  }

  /** Returns the largest number this may be. */
  public double upper() {
    return Math.nextUp(value + error);
  }

  /** Returns whether this may be the given number. */
  public boolean contains(double number) {
    return number == value || (lower() <= number && number <= upper());
  }

  /** Returns the error relative to the value, infinite for a value of zero with an error. */
  public double relativeError() {
    return error == 0 ? 0 : error / Math.abs(value);
  }

  @Override
  public String toString() {
    return value + " ± " + error;
  }
}
