package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.special.SpecialFunctions;

/** The dual of {@code erf} (Williams 1997, eq. 11). */
record ErfDual() implements NumericalDual {

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    double covariance = correlation.rho() * Math.sqrt(p) * Math.sqrt(q);
    double root = Math.sqrt(determinant(p, q, correlation));
    return Bounded.rounded(2 / Math.PI * Math.atan2(2 * covariance, root), 12);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    return Bounded.rounded(4 / Math.PI / Math.sqrt(determinant(p, q, correlation)), 8);
  }

  /** Returns {@code (1 + 2p)(1 + 2q) - 4r^2} as a sum of positive terms. */
  private static double determinant(double p, double q, Correlation correlation) {
    return 1 + 2 * p + 2 * q + 4 * p * q * correlation.squaredSine();
  }

  @Override
  public Bounded defect(double p, double q, Correlation correlation) {
    if (p != q || correlation.rho() < 0) {
      return NumericalDual.super.defect(p, q, correlation);
    }
    // arcsin(a) - arcsin(b) by its sine, with a - b known without cancellation.
    double a = 2 * p / (1 + 2 * p);
    double b = a * correlation.rho();
    double cosineA = Math.sqrt(1 + 4 * p) / (1 + 2 * p);
    double cosineB = Math.sqrt(determinant(p, p, correlation)) / (1 + 2 * p);
    double sine = a * correlation.defect() * (a + b) / (a * cosineB + b * cosineA);
    return Bounded.rounded(p == 0 ? 0 : 2 / Math.PI * Math.asin(Math.min(sine, 1)), 24);
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(SpecialFunctions::erf, p, q);
  }
}
