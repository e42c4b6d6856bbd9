package org.widelimit.gaussian.dual;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * Chebyshev interpolation in the logarithm of a variance. A Gaussian expectation is an analytic
 * function of its variance {@code p} for {@code |arg p| < pi/2}, whatever is averaged, as {@code E
 * f(sqrt(p) z) = int f(x) exp(-x^2/(2p))/sqrt(2 pi p) dx}. So the number of nodes follows from a
 * bound on an ellipse around the variances (Trefethen 2013, theorem 8.2).
 */
final class VarianceInterpolation {

  private static final int MOST_NODES = 400;

  /** Half the heights of the ellipses tried, all below {@code pi/2}. */
  private static final double[] HEIGHTS = {0.15, 0.3, 0.45, 0.6, 0.9, 1.2, 1.4};

  private final double middle;
  private final double half;
  private final double power;
  private final int count;

  private VarianceInterpolation(double lower, double upper, double power, int count) {
    this.power = power;
    this.middle = Math.log(lower) / 2 + Math.log(upper) / 2;
    this.half = Math.log(upper / lower) / 2;
    this.count = count;
  }

  /**
   * An ellipse in the plane of {@code log p} with the variances between its foci.
   *
   * @param height the largest {@code |arg p|} on it
   * @param bottom the least {@code |p|} on it
   * @param top a bound of {@code |p|/cos(arg p)} on it
   */
  record Ellipse(double height, double bottom, double top) {

    /**
     * Returns the logarithm of a bound of {@code |E f(sqrt(p) z)|} on the ellipse, for {@code f >=
     * 0}: there {@code |exp(-x^2/(2p))/sqrt(2 pi p)|} is at most the density of variance {@code P =
     * |p|/cos(arg p)} over {@code sqrt(cos(arg p))}, and that density at most {@code sqrt(top/P)}
     * times the one of variance {@code top}.
     *
     * @param atTop the expectation at variance {@link #top}
     */
    double logBound(double atTop) {
      return Math.log(atTop) + (Math.log(top / bottom) - Math.log(Math.cos(height))) / 2;
    }
  }

  /**
   * Returns the interpolation between two variances.
   *
   * @param power {@code s} such that {@code f(p) p^-s} is of one size; it is what is interpolated,
   *     so that large values do not drown small ones in their rounding
   * @param logBound the logarithm of a bound of the function on an ellipse; may be infinite, or
   *     throw {@link DivergentExpectationException}
   * @param logTolerance the logarithm of the error allowed to {@code f}
   * @return the interpolation, with an unreasonable number of nodes if none was found
   */
  static VarianceInterpolation between(
      double lower,
      double upper,
      double power,
      ToDoubleFunction<Ellipse> logBound,
      double logTolerance) {
    double fewest = lower == upper ? 1 : Double.POSITIVE_INFINITY;
    if (lower < upper) {
      for (double height : HEIGHTS) {
        fewest = Math.min(fewest, nodes(lower, upper, power, height, logBound, logTolerance));
      }
    }
    int count = fewest < MOST_NODES ? (int) fewest : Integer.MAX_VALUE;
    return new VarianceInterpolation(lower, upper, power, count);
  }

  private static double nodes(
      double lower,
      double upper,
      double power,
      double height,
      ToDoubleFunction<Ellipse> logBound,
      double logTolerance) {
    double half = Math.log(upper / lower) / 2;
    double ratio = height / half;
    double width = half * Math.hypot(1, ratio);
    double middle = Math.sqrt(lower) * Math.sqrt(upper);
    double rho = ratio + Math.hypot(1, ratio);
    double bound;
    try {
      bound =
          logBound.applyAsDouble(
              new Ellipse(
                  height, middle * Math.exp(-width), middle * Math.exp(width) / Math.cos(height)));
    } catch (DivergentExpectationException e) {
      return Double.POSITIVE_INFINITY;
    }
    // 4 M rho^-n/(rho - 1) is below the tolerance, for degree n; the power of p is at most
    // exp(s width) on the ellipse and exp(s half) where it is undone.
    double powers = Math.abs(power) * (width + half);
    double degree = (Math.log(4 / (rho - 1)) + bound + powers - logTolerance) / Math.log(rho);
    return Double.isNaN(degree) ? Double.POSITIVE_INFINITY : Math.max(2, Math.ceil(degree) + 1);
  }

  /** Returns the number of nodes. */
  int count() {
    return count;
  }

  /** Returns a node, a variance. */
  double node(int index) {
    return Math.exp(middle + half * Math.cos(Math.PI * (index + 0.5) / count));
  }

  /**
   * Returns the weights of the values at the nodes in the interpolant at a variance, by the
   * barycentric formula (Berrut and Trefethen 2004, eq. 5.4).
   */
  double[] weights(double variance) {
    double[] weights = new double[count];
    double x = half == 0 ? 0 : (Math.log(variance) - middle) / half;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double angle = Math.PI * (i + 0.5) / count;
      double distance = x - Math.cos(angle);
      if (distance == 0) {
        Arrays.fill(weights, 0);
        weights[i] = 1;
        return weights;
      }
      weights[i] = (i % 2 == 0 ? 1 : -1) * Math.sin(angle) / distance;
      sum += weights[i];
    }
    for (int i = 0; i < count; i++) {
      double ratio = Math.exp(power * half * (x - Math.cos(Math.PI * (i + 0.5) / count)));
      weights[i] *= ratio / sum;
    }
    return weights;
  }
}
