package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Grade;

/**
 * The dual of {@code phi(x) = right x^k} for {@code x > 0} and {@code left (-x)^k} for {@code x <
 * 0}: ReLU and its powers, leaky ReLU, absolute value, step and sign, through the arc-cosine
 * kernels (Cho and Saul 2009, eq. 3-6).
 *
 * @param power the exponent {@code k}, at least 0
 * @param right the factor on the right
 * @param left the factor on the left
 */
record RectifiedDual(int power, double right, double left) implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    double scale = scale(p, q);
    double same = right * right + left * left;
    double opposite = 2 * right * left;
    if (power == 0 && same + opposite == 0) {
      // The sign function: pi - 2 theta without cancellation at small correlations.
      double arcsine = Math.atan2(correlation.rho(), correlation.sine());
      return Bounded.rounded(same * arcsine / Math.PI, 8);
    }
    double aligned = same * ArcCosineKernel.value(power, correlation);
    double opposed = opposite * ArcCosineKernel.value(power, correlation.negate());
    return bounded(
        scale * (aligned + opposed), roundings(), scale * (Math.abs(aligned) + Math.abs(opposed)));
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    if (power == 0) {
      double jump = right - left;
      double density = 1 / (2 * Math.PI * Math.sqrt(p) * Math.sqrt(q) * correlation.sine());
      return jump == 0 ? Bounded.ZERO : Bounded.rounded(jump * jump * density, 8);
    }
    return new RectifiedDual(power - 1, power * right, -power * left).value(p, q, correlation);
  }

  @Override
  public Bounded defect(double p, double q, Correlation correlation) {
    double scale = scale(p, q);
    double same = right * right + left * left;
    double opposite = 2 * right * left;
    double aligned = same * ArcCosineKernel.defect(power, correlation);
    double opposed = opposite * ArcCosineKernel.value(power, correlation.negate());
    return bounded(
        Math.max(0, scale * (aligned - opposed)),
        roundings(),
        scale * (Math.abs(aligned) + Math.abs(opposed)));
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return Bounded.ZERO;
  }

  private double scale(double p, double q) {
    return (power == 0 ? 1 : Math.pow(Math.sqrt(p) * Math.sqrt(q), power)) / (2 * Math.PI);
  }

  private double roundings() {
    return 16 + 8.0 * power;
  }

  private static Bounded bounded(double value, double roundings, double magnitude) {
    double size = Math.max(Math.abs(value), magnitude);
    return new Bounded(value, size * roundings * Bounded.ROUNDING, Grade.RIGOROUS);
  }
}
