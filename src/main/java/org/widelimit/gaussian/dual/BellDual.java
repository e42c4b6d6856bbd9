package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * The dual of {@code exp(-beta x^2)}: {@code ((1 + 2 beta p)(1 + 2 beta q) - 4 beta^2 r^2)^(-1/2)}
 * (Williams 1997).
 *
 * @param beta the positive rate
 */
record BellDual(double beta) implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    return Bounded.rounded(1 / Math.sqrt(determinant(p, q, correlation)), 8);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    double determinant = determinant(p, q, correlation);
    double covariance = correlation.rho() * Math.sqrt(p) * Math.sqrt(q);
    return Bounded.rounded(
        4 * beta * beta * covariance / (determinant * Math.sqrt(determinant)), 16);
  }

  private double determinant(double p, double q, Correlation correlation) {
    return 1 + 2 * beta * (p + q) + 4 * beta * beta * p * q * correlation.squaredSine();
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(x -> Math.exp(-beta * x * x), p, q);
  }
}
