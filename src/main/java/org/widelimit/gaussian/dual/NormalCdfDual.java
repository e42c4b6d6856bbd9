package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.special.SpecialFunctions;

/**
 * The dual of the standard normal distribution function, the probability of a quadrant: {@code 1/4
 * + arcsin(r/sqrt((1+p)(1+q)))/(2 pi)} (Williams 1997).
 */
record NormalCdfDual() implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    double covariance = correlation.rho() * Math.sqrt(p) * Math.sqrt(q);
    return Bounded.rounded(Math.atan2(root(p, q, correlation), -covariance) / (2 * Math.PI), 16);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    return Bounded.rounded(1 / (2 * Math.PI * root(p, q, correlation)), 8);
  }

  private static double root(double p, double q, Correlation correlation) {
    return Math.sqrt(1 + p + q + p * q * correlation.squaredSine());
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(x -> SpecialFunctions.erfc(-x / Math.sqrt(2)) / 2, p, q);
  }
}
