package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.special.SpecialFunctions;

/**
 * The dual of {@code x Phi(x)}, the GELU (Tsuchida et al. 2020), and of {@code x erf(x)}, which is
 * twice the GELU's part of even symmetry at {@code sqrt(2) x}.
 *
 * @param linear whether the odd part {@code x/2} of the GELU belongs to the activation
 */
record SmoothRectifierDual(boolean linear) implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    Terms terms = new Terms(stretched(p), stretched(q), correlation);
    double even = terms.square / (terms.product * terms.root);
    double odd = terms.covariance * angle(terms);
    double scale = linear ? 0.5 : 1;
    return bounded(scale / Math.PI * (even + odd), scale / Math.PI * (even + Math.abs(odd)));
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    Terms terms = new Terms(stretched(p), stretched(q), correlation);
    double cube = terms.root * terms.root * terms.root;
    double even =
        terms.covariance
            * (terms.root * terms.root * (3 + stretched(p) + stretched(q))
                + terms.covariance * terms.covariance)
            / (terms.product * cube);
    double angle = angle(terms);
    double scale = (linear ? 0.5 : 2) / Math.PI;
    return bounded(scale * (angle + even), scale * (Math.abs(angle) + Math.abs(even)));
  }

  private double stretched(double variance) {
    return linear ? variance : 2 * variance;
  }

  /** The GELU's angle is {@code pi/2 + arctan(r/Delta)}, taken without cancellation. */
  private double angle(Terms terms) {
    return linear
        ? Math.atan2(terms.root, -terms.covariance)
        : Math.atan2(terms.covariance, terms.root);
  }

  private static Bounded bounded(double value, double magnitude) {
    return new Bounded(value, 16 * Bounded.ROUNDING * magnitude, Grade.RIGOROUS);
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(
        linear
            ? x -> x / 2 * SpecialFunctions.erfc(-x / Math.sqrt(2))
            : x -> x * SpecialFunctions.erf(x),
        p,
        q);
  }

  /** {@code P = (1+p)(1+q)}, {@code Delta^2 = P - r^2}, {@code r^2 + pq Delta^2}. */
  private static final class Terms {
    final double product;
    final double root;
    final double covariance;
    final double square;

    Terms(double p, double q, Correlation correlation) {
      product = (1 + p) * (1 + q);
      covariance = correlation.rho() * Math.sqrt(p) * Math.sqrt(q);
      double squared = 1 + p + q + p * q * correlation.squaredSine();
      root = Math.sqrt(squared);
      square = covariance * covariance + p * q * squared;
    }
  }
}
