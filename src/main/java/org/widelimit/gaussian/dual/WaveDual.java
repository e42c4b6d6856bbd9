package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * The duals of {@code sin}, {@code cos} and {@code exp}: {@code exp(-(p+q)/2)} times {@code sinh r}
 * or {@code cosh r}, and {@code exp((p+q)/2 + r)}, from the characteristic function.
 *
 * @param wave which of the three
 */
record WaveDual(Wave wave) implements NumericalDual {

  /** An activation whose dual is an exponential of the covariance. */
  enum Wave {
    SINE,
    COSINE,
    EXPONENTIAL
  }

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    double scale = Math.sqrt(p) * Math.sqrt(q);
    double covariance = scale * correlation.rho();
    if (wave == Wave.EXPONENTIAL) {
      double exponent = (p + q) / 2 + covariance;
      double value = Math.exp(exponent);
      if (value == Double.POSITIVE_INFINITY) {
        throw new DivergentExpectationException(
            "the expectation exp(" + exponent + ") exceeds the largest double");
      }
      return Bounded.rounded(value, 4 + 3 * (p + q));
    }
    // (p + q)/2 - |r| as a sum of squares.
    double difference = p == q ? 0 : (p - q) / (Math.sqrt(p) + Math.sqrt(q));
    double exponent = difference * difference / 2 + scale * correlation.complement();
    double decay = Math.exp(-exponent) / 2;
    double size = Math.abs(covariance);
    double value =
        wave == Wave.COSINE
            ? decay * (1 + Math.exp(-2 * size))
            : -Math.signum(covariance) * decay * Math.expm1(-2 * size);
    return Bounded.rounded(value, 10 + 6 * exponent);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    Wave slope =
        switch (wave) {
          case SINE -> Wave.COSINE;
          case COSINE -> Wave.SINE;
          case EXPONENTIAL -> Wave.EXPONENTIAL;
        };
    return new WaveDual(slope).value(p, q, correlation);
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return switch (wave) {
      case SINE -> RadialDefect.of(Math::sin, p, q);
      case COSINE -> RadialDefect.of(Math::cos, p, q);
      case EXPONENTIAL -> RadialDefect.of(Math::exp, p, q);
    };
  }
}
