package org.widelimit.gaussian.quadrature;

import java.util.function.DoubleUnaryOperator;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * How far out the mass of a Gaussian integrand lies: outside {@code [-left, right]} it is below
 * {@code 1e-19} of its largest value.
 *
 * <p>An integrand that is zero up to far out, where its kink lies, may have its mass at the end of
 * the range. It is tiny then, and what lies beyond is bounded by the tail.
 *
 * @param left how far the mass reaches to the left of zero
 * @param right how far the mass reaches to the right of zero
 * @param tail a bound of the mass outside, 0 where it is negligible
 */
public record Reach(double left, double right, double tail) {

  /** Beyond this the standard normal density is no longer a normal double. */
  static final double FARTHEST = 37.5;

  /** The density is 1e-18 here, so functions of polynomial growth need no more. */
  private static final double NEAREST = 9.25;

  private static final double STEP = 0.5;

  /** ln(1e-19). */
  private static final double NEGLIGIBLE = -43.75;

  /**
   * Below {@code exp} of this at the end, {@code |f(z)|} is less than {@code exp(z^2/4)} there: the
   * integrand does not diverge, as far as can be seen.
   */
  private static final double DEEP = -FARTHEST * FARTHEST / 4;

  /**
   * Scans the integrand {@code f(z) exp(-z^2/2)} outwards.
   *
   * @throws DivergentExpectationException if the integrand does not die out or is undefined
   */
  static Reach of(DoubleUnaryOperator f) {
    int count = (int) Math.round(FARTHEST / STEP);
    double[] right = logarithms(f, count, STEP);
    double[] left = logarithms(f, count, -STEP);
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= count; i++) {
      highest = Math.max(highest, Math.max(finite(right[i]), finite(left[i])));
    }
    return new Reach(
        reach(left, highest, "-"),
        reach(right, highest, ""),
        tail(left, highest) + tail(right, highest));
  }

  private static double finite(double logarithm) {
    return logarithm == Double.POSITIVE_INFINITY ? Double.NEGATIVE_INFINITY : logarithm;
  }

  private static double[] logarithms(DoubleUnaryOperator f, int count, double step) {
    double[] logarithms = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      // Off the round numbers, where functions like to be zero.
      double z = step * (i + 0.0137);
      double value = Math.abs(f.applyAsDouble(z));
      logarithms[i] = Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.log(value) - z * z / 2;
    }
    return logarithms;
  }

  /** Returns a bound of the mass beyond the end of the range; the density there counts 1/37. */
  private static double tail(double[] logarithms, double highest) {
    double end = logarithms[logarithms.length - 1];
    return end <= highest + NEGLIGIBLE || end > DEEP ? 0 : Math.exp(end);
  }

  private static double reach(double[] logarithms, double highest, String sign) {
    int last = logarithms.length - 1;
    int overflow = 0;
    while (overflow <= last && logarithms[overflow] < Double.POSITIVE_INFINITY) {
      overflow++;
    }
    int end = Math.min(overflow - 1, last);
    if (end < 0) {
      throw new DivergentExpectationException("the integrand is undefined or infinite near z = 0");
    }
    boolean diedOut = logarithms[end] <= highest + NEGLIGIBLE;
    if (!diedOut && (end < last || logarithms[end] > DEEP)) {
      boolean grows = end > 4 && logarithms[end] >= logarithms[end - 4];
      String where = sign + "infinity";
      throw new DivergentExpectationException(
          grows
              ? "the expectation diverges: the integrand f(z) exp(-z^2/2) grows as z -> " + where
              : "the expectation diverges, or cannot be told from a divergent one in double"
                  + " precision: the integrand f(z) exp(-z^2/2) has not died out at z = "
                  + sign
                  + STEP * end);
    }
    int needed = end;
    while (diedOut && needed > 0 && logarithms[needed - 1] <= highest + NEGLIGIBLE) {
      needed--;
    }
    return Math.min(Math.max(NEAREST, STEP * needed), STEP * end);
  }

  /**
   * Returns how far out the mass of a product lies: what moves the mass of either moves that of the
   * product as well.
   */
  Reach withThatOf(Reach other) {
    double both = Math.max(left, right) + Math.max(other.left, other.right) - NEAREST + STEP;
    return new Reach(both, both, tail + other.tail);
  }

  /** Returns whether the mass lies so far out that pieces of a usual length are many. */
  boolean isFar() {
    return Math.max(left, right) > 2 * NEAREST;
  }
}
