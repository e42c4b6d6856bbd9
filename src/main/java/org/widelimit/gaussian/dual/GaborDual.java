package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * The dual of {@code exp(-x^2) sin(x)}: under the weight {@code exp(-u^2 - v^2)} the pair is again
 * Gaussian, of covariance {@code (S^-1 + 2)^-1}, and the sines have their characteristic function.
 */
record GaborDual() implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    Weighted pair = new Weighted(p, q, correlation);
    return Bounded.rounded(pair.scale * Math.sinh(pair.covariance), 40);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    Weighted pair = new Weighted(p, q, correlation);
    double r = pair.covariance * pair.determinant;
    double squared = pair.determinant * pair.determinant;
    double odd = 4 * r / pair.determinant + 4 * r * (1 + p + q) / squared;
    double even = 1 / pair.determinant + 8 * r * r / squared;
    return Bounded.rounded(
        pair.scale * (odd * Math.sinh(pair.covariance) + even * Math.cosh(pair.covariance)), 48);
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(x -> Math.exp(-x * x) * Math.sin(x), p, q);
  }

  /** The pair under the weight: exponents stay below 1/2, as the weight cuts variances to 1/2. */
  private static final class Weighted {
    final double determinant;
    final double covariance;
    final double scale;

    Weighted(double p, double q, Correlation correlation) {
      double product = p * q * correlation.squaredSine();
      determinant = 1 + 2 * (p + q) + 4 * product;
      covariance = correlation.rho() * Math.sqrt(p) * Math.sqrt(q) / determinant;
      double exponent = (p + q + 4 * product) / (2 * determinant);
      scale = Math.exp(-exponent) / Math.sqrt(determinant);
    }
  }
}
