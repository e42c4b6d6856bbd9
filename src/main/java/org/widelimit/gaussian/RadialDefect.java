package org.widelimit.gaussian;

import java.util.function.DoubleUnaryOperator;

/** The defect of a dual at correlation 1 between unequal variances, as a mean of squares. */
final class RadialDefect {

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
    ScaledFunction first = ScaledFunction.of(phi, p, breakpoints);
    ScaledFunction second = ScaledFunction.of(phi, q, breakpoints);
    double a = GaussianQuadrature.expectation(first.squared(), first.breakpoints()).value();
    double b = GaussianQuadrature.expectation(second.squared(), second.breakpoints()).value();
    if (a == 0 || b == 0) {
      return Bounded.ZERO;
    }
    double ratio = Math.pow(b / a, 0.25);
    double[] all = ScaledFunction.union(first.breakpoints(), second.breakpoints());
    return GaussianQuadrature.expectation(
            z -> {
              double gap =
                  ratio * first.function().applyAsDouble(z)
                      - second.function().applyAsDouble(z) / ratio;
              return gap * gap;
            },
            all)
        .times(0.5);
  }
}
