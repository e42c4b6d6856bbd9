package org.widelimit.numeric.special;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The distribution function {@code P(X <= h, Y <= k)} of two standard normal variables of
 * correlation rho.
 *
 * <p>Its derivative by rho is the density at (h, k) (Plackett 1954), so that it is the value at rho
 * = 0 or at rho = -1 plus an integral of densities. Starting from 0 for rho of at least 0, and from
 * -1 below, <em>both are positive</em>: nothing cancels, in the tails neither. With {@code |rho| =
 * (1 - t^2)/(1 + t^2)} the integrand is {@code exp(-d^2 (t + 1/t)^2/8 - m (1 + t^2)/2)/(pi (1 +
 * t^2))}, where {@code d = h - k, m = h k} for rho of at least 0 and {@code d = h + k, m = -h k}
 * below. It has one maximum. Gauss-Legendre rules run over panels that are short where it is steep
 * and, unless d is 0, close to t = 0, which is where it is not analytic.
 */
public final class BivariateNormal {

  private static final double TWO_PI = 2 * Math.PI;

  /** Correlations beyond 1 by no more than this are rounded ones. */
  private static final double BEYOND_ONE = 0x1p-50;

  /**
   * The change of the exponent over a panel. Over half a bell {@code exp(-16 x^2)} on [0, 1], 20
   * nodes err by less than 1e-16, over exponentials by less.
   */
  private static final double MOST_CHANGE = 16;

  /** What lies this far below the maximum of the exponent is no part of the sum: e^-40 = 4e-18. */
  private static final double NEGLIGIBLE = 40;

  /** Below this exponent the density is 0 in doubles. */
  private static final double SMALLEST_EXPONENT = -760;

  /** The largest quotient of the ends of a panel: 20 nodes lose 3^-40 to the singularity at 0. */
  private static final double MOST_QUOTIENT = 4;

  /** Below this exponent the singularity at t = 0 is smaller than rounding errors. */
  private static final double REGULAR = 0x1p-56;

  private static final int DEEPEST = 60;

  /** Beyond this the distribution function of one variable is 0 or 1 in doubles. */
  private static final double FAR = 39;

  /** The roundings of a short sum, and those of the exponent for each unit of its size. */
  private static final double ROUNDINGS = 24;

  private static final double ROUNDINGS_OF_EXPONENT = 6;

  private static final double SMALLEST = 1e-290;

  private static final int NODES = 20;
  private static final double[] NODE = new double[NODES];
  private static final double[] WEIGHT = new double[NODES];

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, 1);
    for (int i = 0; i < NODES; i++) {
      NODE[i] = rule.getPoint(i);
      WEIGHT[i] = rule.getWeight(i);
    }
  }

  private BivariateNormal() {}

  /**
   * Returns the probability that X is at most h and Y at most k.
   *
   * @param h the first bound, infinite ones included
   * @param k the second bound, infinite ones included
   * @param rho the correlation in [-1, 1]; NaN is returned beyond, but for rounding
   */
  public static double cdf(double h, double k, double rho) {
    double complement = 1 - Math.abs(rho);
    return complement < -BEYOND_ONE ? Double.NaN : cdf(h, k, rho < 0, Math.max(complement, 0));
  }

  /**
   * Returns the probability that X is at most h and Y at most k, for a correlation that may be
   * closer to 1 or -1 than doubles are.
   *
   * @param h the first bound, infinite ones included
   * @param k the second bound, infinite ones included
   * @param negative whether the correlation is negative
   * @param complement {@code 1 - |rho|}, in [0, 1]
   */
  public static double cdf(double h, double k, boolean negative, double complement) {
    return scaled(0, h, k, negative, complement);
  }

  /**
   * Returns {@code Exp[exponent]} times the probability, which may be in range where neither factor
   * is.
   *
   * @param exponent the logarithm of the factor
   * @param h the first bound, infinite ones included
   * @param k the second bound, infinite ones included
   * @param negative whether the correlation is negative
   * @param complement {@code 1 - |rho|}, in [0, 1]
   */
  public static double scaled(
      double exponent, double h, double k, boolean negative, double complement) {
    if (Double.isNaN(exponent)
        || Double.isNaN(h)
        || Double.isNaN(k)
        || !(complement >= 0 && complement <= 1)) {
      return Double.NaN;
    }
    double least = Math.min(h, k);
    double most = Math.max(h, k);
    // What is left out, P(X > most), is to be small against the rest.
    boolean far = most > FAR && (exponent == 0 || most * most > least * least + 2 * NEGLIGIBLE);
    boolean vanishing = exponent == 0 && least < -FAR;
    if (far || vanishing || Double.isInfinite(least)) {
      return scaledNormal(exponent, least);
    }
    double start = Math.sqrt(complement / (2 - complement));
    if (negative) {
      double atEnd = h > -k ? interval(exponent, -k, h) : 0;
      return atEnd + new Densities(exponent, h + k, -h * k).integral(0, start) / TWO_PI;
    }
    if (complement == 0) {
      return scaledNormal(exponent, least);
    }
    return independent(exponent, h, k)
        + new Densities(exponent, h - k, h * k).integral(start, 1) / TWO_PI;
  }

  /** Returns the factor times the distribution function of one variable. */
  private static double scaledNormal(double exponent, double x) {
    return exponent == 0
        ? SpecialFunctions.normalCdf(x)
        : mantissa(x) * Math.exp(exponent + logarithm(x));
  }

  private static double independent(double exponent, double h, double k) {
    return exponent == 0
        ? SpecialFunctions.normalCdf(h) * SpecialFunctions.normalCdf(k)
        : mantissa(h) * mantissa(k) * Math.exp(exponent + logarithm(h) + logarithm(k));
  }

  /** The distribution function is this, of moderate size, times the exponential of the next. */
  private static double mantissa(double x) {
    return x < -1
        ? 0.5 * SpecialFunctions.erfcx(-x * Math.sqrt(0.5))
        : SpecialFunctions.normalCdf(x);
  }

  private static double logarithm(double x) {
    return x < -1 ? -0.5 * x * x : 0;
  }

  /**
   * Returns a bound on the error that {@link #cdf} makes for exact arguments: relative to the value
   * it is below 1e-14 down to 1e-4 and grows in the tails, as an exponential loses as many digits
   * as its argument has before the point. Below 1e-290, where doubles lose digits, it is absolute.
   *
   * @param value a value that {@link #cdf} returned
   */
  public static double error(double value) {
    double size = Math.max(value, SMALLEST);
    return (ROUNDINGS - ROUNDINGS_OF_EXPONENT * Math.log(size)) * 0x1p-53 * size;
  }

  /** Returns the probability of an interval, a at most b, accurate relative to its size. */
  private static double interval(double exponent, double a, double b) {
    if (a > 0) {
      return interval(exponent, -b, -a);
    }
    double length = b - a;
    if (length < 1 && length * -a < 8) {
      double sum = 0;
      for (int i = 0; i < NODES; i++) {
        double x = a + NODE[i] * length;
        sum += WEIGHT[i] * (exponent == 0 ? SpecialFunctions.normalPdf(x) : density(exponent, x));
      }
      return length * sum;
    }
    if (b <= 0) {
      return scaledNormal(exponent, b) - scaledNormal(exponent, a);
    }
    double root = Math.sqrt(0.5);
    double middle = 0.5 * (SpecialFunctions.erf(b * root) - SpecialFunctions.erf(a * root));
    return exponent == 0 ? middle : Math.exp(exponent) * middle;
  }

  private static double density(double exponent, double x) {
    return Math.exp(exponent - 0.5 * x * x) / Math.sqrt(TWO_PI);
  }

  /**
   * The densities at one point over t, the tangent of half the angle of the correlation, without
   * the factor {@code 1/(2 pi)}.
   */
  private static final class Densities {
    private final double shift;
    private final double quarter;
    private final double half;
    private double least;

    Densities(double shift, double difference, double product) {
      this.shift = shift;
      this.quarter = 0.125 * difference * difference;
      this.half = 0.5 * product;
    }

    private double exponent(double t) {
      double sum = t + 1 / t;
      return shift + ((quarter == 0 ? 0 : -quarter * sum * sum) - half * (1 + t * t));
    }

    /** Returns where the exponent is largest: {@code t^4 (quarter + half) == quarter}. */
    private double mode() {
      return half <= 0 ? 1 : Math.sqrt(Math.sqrt(quarter / (quarter + half)));
    }

    double integral(double from, double to) {
      if (!(from < to)) {
        return 0;
      }
      double mode = Math.min(Math.max(mode(), from), to);
      double largest = mode == 0 ? shift - half : exponent(mode);
      if (largest < SMALLEST_EXPONENT) {
        return 0;
      }
      least = largest - NEGLIGIBLE;
      // Below this t the exponent is less than the least, as -half (1 + t^2) is at most -2 half.
      double drop = NEGLIGIBLE - largest + shift + Math.max(0, -2 * half);
      double start = Math.max(from, Math.min(to, Math.sqrt(quarter / drop)));
      return panels(start, Math.max(start, mode), 0) + panels(Math.max(start, mode), to, 0);
    }

    /** Integrates over an interval on which the exponent is monotone. */
    private double panels(double from, double to, int depth) {
      if (!(from < to)) {
        return 0;
      }
      double atFrom = from == 0 ? shift - half : exponent(from);
      double atTo = exponent(to);
      if (Math.max(atFrom, atTo) < least) {
        return 0;
      }
      boolean singular = quarter > REGULAR * from * from && to > MOST_QUOTIENT * from;
      if (depth < DEEPEST && (singular || Math.abs(atFrom - atTo) > MOST_CHANGE)) {
        double middle = singular ? Math.sqrt(from * to) : 0.5 * (from + to);
        return panels(from, middle, depth + 1) + panels(middle, to, depth + 1);
      }
      double sum = 0;
      for (int i = 0; i < NODES; i++) {
        double t = from + NODE[i] * (to - from);
        sum += WEIGHT[i] * Math.exp(exponent(t)) / (1 + t * t);
      }
      return 2 * (to - from) * sum;
    }
  }
}
