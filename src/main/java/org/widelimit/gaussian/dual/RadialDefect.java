package org.widelimit.gaussian.dual;

import java.util.function.DoubleUnaryOperator;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.gaussian.quadrature.ScaledFunction;
import org.widelimit.numeric.Bounded;

/** The defect of a dual at correlation 1 between unequal variances, as a mean of squares. */
final class RadialDefect {

  /** Half the relative distance of the deviations below which the defect is quadratic. */
  private static final double NEAR = 0x1p-10;

  /** The same for an activation with kinks, whose defect has a term of third order. */
  private static final double NEAR_KINKS = 1e-5;

  /** Roundings of the two values and of their factors, twice for the square of the gap. */
  private static final double GAP_ROUNDINGS = 32;

  private RadialDefect() {}

  /**
   * Returns {@code sqrt(E phi(sqrt(p) z)^2 E phi(sqrt(q) z)^2) - E[phi(sqrt(p) z) phi(sqrt(q) z)]}.
   *
   * @param phi the activation
   * @param p the first variance
   * @param q the second variance
   * @param breakpoints where the activation is not smooth, in its own argument
   */
  static Bounded of(DoubleUnaryOperator phi, double p, double q, double... breakpoints) {
    double a = Math.sqrt(p);
    double b = Math.sqrt(q);
    double middle = (a + b) / 2;
    double half = p == q ? 0 : (p - q) / (4 * middle);
    if (half == 0) {
      return Bounded.ZERO;
    }
    boolean kinked = breakpoints.length > 0;
    if (Math.abs(half) >= (kinked ? NEAR_KINKS : NEAR) * middle) {
      return direct(phi, p, q, breakpoints);
    }
    // Nearer than this the gap drowns in rounding.
    double t = half / middle;
    if (kinked) {
      Bounded curvature = curvature(phi, middle, NEAR_KINKS, breakpoints);
      return new Bounded(curvature.value(), curvature.error() + NEAR_KINKS * curvature.value())
          .times(t * t);
    }
    // The defect over t^2 is even in t: a + b t^2 from two values, and a third for the error.
    Bounded one = curvature(phi, middle, NEAR);
    Bounded two = curvature(phi, middle, 2 * NEAR);
    Bounded four = curvature(phi, middle, 4 * NEAR);
    double quartic = (two.value() - one.value()) / (3 * NEAR * NEAR);
    double quadratic = one.value() - quartic * NEAR * NEAR;
    double left = Math.abs(four.value() - quadratic - 16 * quartic * NEAR * NEAR);
    return new Bounded(quadratic + quartic * t * t, left + 2 * one.error() + two.error())
        .times(t * t);
  }

  /**
   * Returns the defect of deviations {@code middle (1 + t)} and {@code middle (1 - t)}, over t^2.
   */
  private static Bounded curvature(
      DoubleUnaryOperator phi, double middle, double t, double... breakpoints) {
    double upper = middle * (1 + t);
    double lower = middle * (1 - t);
    return direct(phi, upper * upper, lower * lower, breakpoints).times(1 / (t * t));
  }

  private static Bounded direct(
      DoubleUnaryOperator phi, double p, double q, double... breakpoints) {
    ScaledFunction first = ScaledFunction.of(phi, p, breakpoints);
    ScaledFunction second = ScaledFunction.of(phi, q, breakpoints);
    double a = GaussianQuadrature.expectation(first.squared(), first.breakpoints()).value();
    double b = GaussianQuadrature.expectation(second.squared(), second.breakpoints()).value();
    if (a == 0 || b == 0) {
      return Bounded.ZERO;
    }
    double ratio = Math.pow(b / a, 0.25);
    // The gap is the smaller, and noisier, the nearer the two deviations are.
    double distance = Math.abs(Math.sqrt(p) - Math.sqrt(q)) / (Math.sqrt(p) + Math.sqrt(q));
    double[] all = ScaledFunction.union(first.breakpoints(), second.breakpoints());
    return GaussianQuadrature.noisyExpectation(
            z -> {
              double gap =
                  ratio * first.function().applyAsDouble(z)
                      - second.function().applyAsDouble(z) / ratio;
              return gap * gap;
            },
            GAP_ROUNDINGS * Bounded.ROUNDING / distance,
            all)
        .times(0.5);
  }
}
