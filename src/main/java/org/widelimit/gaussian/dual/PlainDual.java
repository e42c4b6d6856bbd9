package org.widelimit.gaussian.dual;

import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.quadrature.PlainRoute;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * Dual activations by the rules of Hipparchus, one in the other: a second route beside {@link
 * NumericalDual}, which takes closed forms, Hermite series and quadratures of its own.
 */
public final class PlainDual {

  /** Activations of larger variances are steep beside the nodes of the rules. */
  private static final double LARGEST_VARIANCE = 100;

  private PlainDual() {}

  /**
   * Returns {@code E[phi(u) psi(v)]}, or that of the derivatives.
   *
   * @param derivative whether the derivatives are meant
   * @param p the variance of {@code u}
   * @param q the variance of {@code v}
   * @return the value with an estimate of its error; empty if no two orders of a rule agree, a
   *     variance is above 100, or a derivative has a delta
   */
  public static Optional<Bounded> of(
      Activation phi,
      Activation psi,
      boolean derivative,
      double p,
      double q,
      Correlation correlation) {
    Branches first = Branches.of(phi);
    Branches second = Branches.of(psi);
    if (!(Math.max(p, q) <= LARGEST_VARIANCE)
        || (derivative && (first.hasJump() || second.hasJump()))) {
      return Optional.empty();
    }
    return PlainRoute.product(
        derivative ? first.slopes(p) : first.values(p),
        derivative ? second.slopes(q) : second.values(q),
        correlation);
  }
}
