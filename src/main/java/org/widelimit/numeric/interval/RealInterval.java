package org.widelimit.numeric.interval;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A closed set of real numbers between two doubles, with outward rounding.
 *
 * <p>The contract. An interval stands for the set {@code {x real: lo <= x <= hi}}; an infinite end
 * means that the set is unbounded there, infinity itself belongs to no interval. The result of
 * every operation holds the value of the exact operation at every choice of real numbers from the
 * operands. Where the exact result is a double at an end, the end is that double; elsewhere an end
 * is at most one unit in the last place further out for {@code +, -, *, /} and roots. The empty set
 * has {@code lo} above {@code hi}, is unequal to no other empty set, and is the result of every
 * operation on it. An end is never not a number.
 *
 * @param lo the lower end; minus infinity where the set is unbounded below
 * @param hi the upper end; infinity where the set is unbounded above
 */
public record RealInterval(double lo, double hi) {

  /** All real numbers. */
  public static final RealInterval REALS =
      new RealInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** No number. */
  public static final RealInterval EMPTY =
      new RealInterval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** The number 0. */
  public static final RealInterval ZERO = new RealInterval(0, 0);

  /** The number 1. */
  public static final RealInterval ONE = new RealInterval(1, 1);

  /** The numbers from 0 to 1. */
  public static final RealInterval UNIT = new RealInterval(0, 1);

  /** The numbers from -1 to 1. */
  public static final RealInterval SYMMETRIC = new RealInterval(-1, 1);

  /** The numbers that are not negative. */
  public static final RealInterval NONNEGATIVE = new RealInterval(0, Double.POSITIVE_INFINITY);

  /** The circle constant, between two neighbouring doubles. */
  public static final RealInterval PI = new RealInterval(Math.PI, Math.nextUp(Math.PI));

  /** Euler's number, between two neighbouring doubles. */
  public static final RealInterval EULER = new RealInterval(Math.E, Math.nextUp(Math.E));

  /** Products below this may have lost digits to the subnormal numbers. */
  private static final double EXACT_PRODUCT = 0x1p-960;

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is not a number, or the set has no real number in
   *     spite of its ends
   */
  public RealInterval {
    if (Double.isNaN(lo) || Double.isNaN(hi)) {
      throw new IllegalArgumentException("an end is not a number");
    }
    if (lo <= hi && (lo == Double.POSITIVE_INFINITY || hi == Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("infinity alone is no set of real numbers");
    }
    // One zero, so that equal sets are equal records.
    lo += 0.0;
    hi += 0.0;
  }

  /** Returns the set of one number, which must be finite. */
  public static RealInterval of(double value) {
    return new RealInterval(value, value);
  }

  /** Returns the numbers between two. */
  public static RealInterval of(double lo, double hi) {
    return new RealInterval(lo, hi);
  }

  /** Returns the smallest interval that holds the exact fraction; the denominator is positive. */
  public static RealInterval of(BigInteger numerator, BigInteger denominator) {
    if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
      return of(numerator.doubleValue()).dividedBy(of(denominator.doubleValue()));
    }
    // Sixty bits beyond the leading one, the rest cut off: nearer than a unit in the last place.
    int shift = 120 - (numerator.bitLength() - denominator.bitLength());
    BigInteger[] parts =
        (shift >= 0 ? numerator.shiftLeft(shift) : numerator)
            .divideAndRemainder(shift >= 0 ? denominator : denominator.shiftLeft(-shift));
    BigDecimal cut = new BigDecimal(parts[0]);
    double near =
        shift >= 0
            ? cut.divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift))).doubleValue()
            : cut.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(-shift))).doubleValue();
    return of(down(near), up(near));
  }

  /** The next number below, where there is one. */
  static double down(double value) {
    return value == Double.POSITIVE_INFINITY ? Double.MAX_VALUE : Math.nextDown(value);
  }

  /** The next number above, where there is one. */
  static double up(double value) {
    return value == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : Math.nextUp(value);
  }

  /** Returns whether there is no number in the set. */
  public boolean isEmpty() {
    return lo > hi;
  }

  /** Returns whether the set is one number. */
  public boolean isPoint() {
    return lo == hi;
  }

  /** Returns whether the set is bounded, and not empty. */
  public boolean isBounded() {
    return lo > Double.NEGATIVE_INFINITY && hi < Double.POSITIVE_INFINITY;
  }

  /** Returns whether the number belongs to the set. */
  public boolean contains(double value) {
    return lo <= value && value <= hi && !Double.isInfinite(value);
  }

  /** Returns whether every number of the other set belongs to this one. */
  public boolean contains(RealInterval other) {
    return other.isEmpty() || (lo <= other.lo && other.hi <= hi);
  }

  /** Returns whether the sets have no number in common. */
  public boolean isDisjoint(RealInterval other) {
    return isEmpty() || other.isEmpty() || hi < other.lo || other.hi < lo;
  }

  /** Returns whether every number is positive. */
  public boolean isPositive() {
    return lo > 0;
  }

  /** Returns whether every number is negative. */
  public boolean isNegative() {
    return hi < 0;
  }

  /** Returns a bound on the width, infinite for an unbounded set, 0 for an empty one. */
  public double width() {
    return isEmpty() ? 0 : lo == hi ? 0 : up(hi - lo);
  }

  /** Returns a number of the set near its middle; of an unbounded one a finite number in it. */
  public double middle() {
    if (lo == Double.NEGATIVE_INFINITY) {
      return hi > 0 ? 0 : Math.max(-Double.MAX_VALUE, 2 * Math.min(hi, -1));
    }
    if (hi == Double.POSITIVE_INFINITY) {
      return lo < 0 ? 0 : Math.min(Double.MAX_VALUE, 2 * Math.max(lo, 1));
    }
    double middle = lo / 2 + hi / 2;
    return Math.max(lo, Math.min(hi, middle));
  }

  /** Returns the largest absolute value, 0 for an empty set. */
  public double magnitude() {
    return isEmpty() ? 0 : Math.max(Math.abs(lo), Math.abs(hi));
  }

  /** Returns the smallest absolute value, 0 for an empty set. */
  public double mignitude() {
    return isEmpty() ? 0 : lo > 0 ? lo : hi < 0 ? -hi : 0;
  }

  /** Returns the numbers that both sets have. */
  public RealInterval intersect(RealInterval other) {
    double low = Math.max(lo, other.lo);
    double high = Math.min(hi, other.hi);
    return low <= high ? new RealInterval(low, high) : EMPTY;
  }

  /** Returns the smallest interval that holds both sets. */
  public RealInterval hull(RealInterval other) {
    return isEmpty()
        ? other
        : other.isEmpty() ? this : new RealInterval(Math.min(lo, other.lo), Math.max(hi, other.hi));
  }

  /** Returns the negatives. */
  public RealInterval negate() {
    return isEmpty() ? EMPTY : new RealInterval(-hi, -lo);
  }

  /** Returns the sums. */
  public RealInterval plus(RealInterval other) {
    return isEmpty() || other.isEmpty()
        ? EMPTY
        : new RealInterval(sumDown(lo, other.lo), sumUp(hi, other.hi));
  }

  /** Returns the differences. */
  public RealInterval minus(RealInterval other) {
    return isEmpty() || other.isEmpty()
        ? EMPTY
        : new RealInterval(sumDown(lo, -other.hi), sumUp(hi, -other.lo));
  }

  /** Returns the products. */
  public RealInterval times(RealInterval other) {
    if (isEmpty() || other.isEmpty()) {
      return EMPTY;
    }
    if (lo >= 0) {
      return new RealInterval(
          productDown(other.lo >= 0 ? lo : hi, other.lo),
          productUp(other.hi >= 0 ? hi : lo, other.hi));
    }
    if (hi <= 0) {
      return new RealInterval(
          productDown(other.hi >= 0 ? lo : hi, other.hi),
          productUp(other.lo >= 0 ? hi : lo, other.lo));
    }
    if (other.lo >= 0) {
      return new RealInterval(productDown(lo, other.hi), productUp(hi, other.hi));
    }
    if (other.hi <= 0) {
      return new RealInterval(productDown(hi, other.lo), productUp(lo, other.lo));
    }
    return new RealInterval(
        Math.min(productDown(lo, other.hi), productDown(hi, other.lo)),
        Math.max(productUp(lo, other.lo), productUp(hi, other.hi)));
  }

  /**
   * Returns the quotients by the divisors that are not 0: empty where the only divisor is 0, all
   * numbers where 0 is strictly inside of the divisors.
   */
  public RealInterval dividedBy(RealInterval other) {
    if (isEmpty() || other.isEmpty() || (other.lo == 0 && other.hi == 0)) {
      return EMPTY;
    }
    if (lo == 0 && hi == 0) {
      return ZERO;
    }
    if (other.lo < 0 && other.hi > 0) {
      return REALS;
    }
    if (other.hi <= 0) {
      return negate().dividedBy(other.negate());
    }
    // The divisors are positive, perhaps down to 0.
    double low = lo >= 0 ? quotientDown(lo, other.hi) : quotientDown(lo, other.lo);
    double high = hi <= 0 ? quotientUp(hi, other.hi) : quotientUp(hi, other.lo);
    return new RealInterval(low, high);
  }

  /** Returns the squares. */
  public RealInterval square() {
    if (isEmpty()) {
      return EMPTY;
    }
    double small = mignitude();
    double large = magnitude();
    return new RealInterval(productDown(small, small), productUp(large, large));
  }

  /** Returns the absolute values. */
  public RealInterval abs() {
    return isEmpty() ? EMPTY : new RealInterval(mignitude(), magnitude());
  }

  /** Returns the larger of each pair. */
  public RealInterval max(RealInterval other) {
    return isEmpty() || other.isEmpty()
        ? EMPTY
        : new RealInterval(Math.max(lo, other.lo), Math.max(hi, other.hi));
  }

  /** Returns the smaller of each pair. */
  public RealInterval min(RealInterval other) {
    return isEmpty() || other.isEmpty()
        ? EMPTY
        : new RealInterval(Math.min(lo, other.lo), Math.min(hi, other.hi));
  }

  /** Returns the sum of two ends, rounded down unless it is exact. */
  public static double sumDown(double a, double b) {
    double sum = a + b;
    if (Double.isNaN(sum)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (sum == Double.POSITIVE_INFINITY) {
      return Double.isInfinite(a) || Double.isInfinite(b) ? sum : Double.MAX_VALUE;
    }
    return errorOfSum(a, b, sum) < 0 ? Math.nextDown(sum) : sum;
  }

  /** Returns the sum of two ends, rounded up unless it is exact. */
  public static double sumUp(double a, double b) {
    return -sumDown(-a, -b);
  }

  /** What must be added to the rounded sum: exact, as no sum of doubles underflows (Knuth). */
  private static double errorOfSum(double a, double b, double sum) {
    if (Double.isInfinite(sum)) {
      return 0;
    }
    double part = sum - a;
    double error = (a - (sum - part)) + (b - part);
    // Intermediate overflow near the largest numbers leaves no number: then round anyway.
    return Double.isNaN(error) ? -1 : error;
  }

  /** Returns the product of two ends, rounded down unless it is exact; 0 times infinity is 0. */
  public static double productDown(double a, double b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    double product = a * b;
    if (product == Double.POSITIVE_INFINITY) {
      return Double.isInfinite(a) || Double.isInfinite(b) ? product : Double.MAX_VALUE;
    }
    if (product == Double.NEGATIVE_INFINITY) {
      return product;
    }
    return Math.abs(product) < EXACT_PRODUCT || Math.fma(a, b, -product) < 0
        ? Math.nextDown(product)
        : product;
  }

  /** Returns the product of two ends, rounded up unless it is exact; 0 times infinity is 0. */
  public static double productUp(double a, double b) {
    return -productDown(-a, b);
  }

  /** Returns the quotient of two ends rounded down; the divisor is at least 0, or infinite. */
  private static double quotientDown(double a, double b) {
    if (b == 0) {
      return a < 0 ? Double.NEGATIVE_INFINITY : a == 0 ? 0 : Double.MAX_VALUE;
    }
    if (b == Double.POSITIVE_INFINITY) {
      return a >= 0 ? 0 : a == Double.NEGATIVE_INFINITY ? a : -Double.MIN_VALUE;
    }
    if (Double.isInfinite(a) || a == 0) {
      return a;
    }
    double quotient = a / b;
    if (Double.isInfinite(quotient)) {
      return quotient > 0 ? Double.MAX_VALUE : quotient;
    }
    // The remainder a - q b tells on which side the rounded quotient lies.
    double remainder = Math.fma(-quotient, b, a);
    boolean exact =
        remainder == 0
            && Math.abs(quotient) > EXACT_PRODUCT
            && Math.abs(a) > EXACT_PRODUCT
            && Math.abs(b) > EXACT_PRODUCT;
    return exact ? quotient : Math.nextDown(quotient);
  }

  private static double quotientUp(double a, double b) {
    return -quotientDown(-a, b);
  }

  @Override
  public String toString() {
    return isEmpty() ? "{}" : "[" + lo + ", " + hi + "]";
  }
}
