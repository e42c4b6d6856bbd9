package org.widelimit.gaussian.dual;

import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.GaussLegendre;
import org.widelimit.numeric.Grade;

/**
 * The dual activation {@code E[phi(u) psi(v)]} of two activations as a number with an error bound,
 * for {@code (u, v)} centred Gaussian of variances {@code p} and {@code q} and of any correlation
 * (Daniely, Frostig and Singer 2016).
 *
 * <p>A variance of 0 stands for the limit of a small variance at the given correlation. For
 * activations that are continuous at 0 this is the value at 0; for a jump there it is the mean over
 * the signs of {@code u} and {@code v}. So the dual of a homogeneous activation depends on the
 * variances through their powers alone, and {@code chi} at {@code q = 0} is its limit.
 */
public interface NumericalDual {

  /** Below this defect, {@code defect} is integrated from the derivative instead of subtracted. */
  double SMALL_DEFECT = 0.05;

  /**
   * Returns the dual of two activations: the closed form where there is one, evaluated in an order
   * that does not cancel, and otherwise quadrature.
   */
  static NumericalDual of(Activation phi, Activation psi) {
    return NumericalDuals.of(phi, psi);
  }

  /**
   * Returns whether a closed form is evaluated, a matter of nanoseconds, and nothing integrated.
   */
  default boolean isClosed() {
    return true;
  }

  /**
   * Returns {@code E[phi(u) psi(v)]}.
   *
   * @param p the variance of {@code u}, not negative
   * @param q the variance of {@code v}, not negative
   * @param correlation the correlation of {@code u} and {@code v}
   * @throws DivergentExpectationException if the expectation diverges
   */
  Bounded value(double p, double q, Correlation correlation);

  /**
   * Returns {@code E[phi'(u) psi'(v)]}, the derivative of the dual by the covariance {@code r}
   * (Price 1958). The derivative of a jump is a delta, so a pair of jumps at the same place makes
   * this {@code +-Infinity} at correlation 1 (and at variance 0).
   *
   * @param p the variance of {@code u}, not negative
   * @param q the variance of {@code v}, not negative
   * @param correlation the correlation of {@code u} and {@code v}
   * @throws DivergentExpectationException if the expectation diverges
   */
  Bounded derivative(double p, double q, Correlation correlation);

  /**
   * Returns {@code sqrt(E phi(u)^2 E phi(v)^2) - E[phi(u) phi(v)]}, not negative, without the
   * cancellation of that difference for near duplicates. Only for {@code phi = psi}.
   *
   * <p>By Price's theorem the part that is due to the correlation is the integral of {@link
   * #derivative} over the covariance; the part due to unequal variances is the mean square {@code
   * E[(phi(sqrt(p) z) sqrt(b/a) - phi(sqrt(q) z) sqrt(a/b))^2]/2} with {@code a^2} and {@code b^2}
   * the two second moments.
   */
  default Bounded defect(double p, double q, Correlation correlation) {
    Bounded first = value(p, p, Correlation.ONE);
    Bounded second = value(q, q, Correlation.ONE);
    double defect = correlation.defect();
    if (defect > SMALL_DEFECT) {
      double scale = Math.sqrt(first.value()) * Math.sqrt(second.value());
      double error = scale * (first.relativeError() + second.relativeError()) / 2;
      Bounded difference =
          new Bounded(
                  scale, error + scale * 2 * Bounded.ROUNDING, first.grade().weaker(second.grade()))
              .minus(value(p, q, correlation));
      return new Bounded(Math.max(difference.value(), 0), difference.error(), difference.grade());
    }
    // With s = t^2 the integrand is smooth even where the derivative has a square root at s = 0.
    double integral =
        GaussLegendre.RULE.integrate(
            t -> 2 * t * derivative(p, q, Correlation.ofDefect(t * t)).value(), Math.sqrt(defect));
    Bounded tangential =
        Bounded.rounded(Math.sqrt(p) * Math.sqrt(q) * integral, 64).atMost(Grade.ESTIMATE);
    return p == q ? tangential : tangential.plus(radialDefect(p, q));
  }

  /**
   * Returns {@code sqrt(E phi(u)^2 E phi(v)^2) - E[phi(u) phi(v)]} at correlation 1, which is not
   * zero when the variances differ. Only for {@code phi = psi}.
   */
  Bounded radialDefect(double p, double q);
}
