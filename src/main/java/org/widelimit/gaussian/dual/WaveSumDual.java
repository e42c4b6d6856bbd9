package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * The dual of {@code sqrt(2) sin(sqrt(2 gamma) x + pi/4)}, which is the Gaussian (RBF) kernel
 * {@code exp(-gamma E[(u - v)^2])} (Rahimi and Recht 2007).
 *
 * @param gamma the rate
 */
record WaveSumDual(double gamma) implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    double difference = p == q ? 0 : (p - q) / (Math.sqrt(p) + Math.sqrt(q));
    double exponent =
        gamma * (difference * difference + 2 * Math.sqrt(p) * Math.sqrt(q) * correlation.defect());
    return Bounded.rounded(Math.exp(-exponent), 4 + 6 * exponent);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    return value(p, q, correlation).times(2 * gamma);
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return Bounded.exact(-Math.expm1(Math.log(value(p, q, Correlation.ONE).value())));
  }
}
