package org.widelimit.gaussian;

import java.util.function.DoubleUnaryOperator;

/** The defect of a dual at correlation 1 between unequal variances, as a mean of squares. */
final class RadialDefect {

  /** Half the relative distance of the deviations below which the defect is quadratic. */
  private static final double NEAR = 1e-5;

  /** The relative noise of a squared gap of values {@link #NEAR} each other. */
  private static final double NOISE = 1e-10;

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
    if (Math.abs(half) >= NEAR * middle) {
      return direct(phi, p, q, breakpoints);
    }
    // Nearer than this the gap drowns in rounding; it is quadratic there, up to fourth order.
    double apart = NEAR * middle;
    double upper = (middle + apart) * (middle + apart);
    double lower = (middle - apart) * (middle - apart);
    Bounded reference = direct(phi, upper, lower, breakpoints);
    double scale = half / apart * (half / apart);
    return new Bounded(
        reference.value() * scale, (reference.error() + NEAR * reference.value()) * scale);
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
    double[] all = ScaledFunction.union(first.breakpoints(), second.breakpoints());
    return GaussianQuadrature.noisyExpectation(
            z -> {
              double gap =
                  ratio * first.function().applyAsDouble(z)
                      - second.function().applyAsDouble(z) / ratio;
              return gap * gap;
            },
            NOISE,
            all)
        .times(0.5);
  }
}
