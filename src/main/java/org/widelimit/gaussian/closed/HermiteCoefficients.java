package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationNames;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Interval;

/**
 * Coefficients of an activation in normalized probabilists' Hermite polynomials: {@code a_k(q) =
 * E[phi(Sqrt[q] z) He_k(z)]/Sqrt[k!]}. They give the dual activation as the series {@code sum_k
 * a_k(p) a_k(q) rho^k} in the correlation (Daniely et al. 2016).
 */
public final class HermiteCoefficients {

  private HermiteCoefficients() {}

  /**
   * Derives one coefficient as an expression in the variance q.
   *
   * @param phi the activation
   * @param order the order k, from 0 to 63
   * @throws IllegalArgumentException if the order is out of range
   */
  public static GaussianResult of(Activation phi, int order) {
    Expr polynomial = ActivationNames.folded(call("HermiteHe", num(order), sym("z")));
    Expr norm = sqrt(ActivationNames.folded(call("Factorial", num(order))));
    Expr scaled = phi.at(times(sqrt(sym("q")), sym("z")));
    return GaussianCalculus.expectation(
        divide(times(scaled, polynomial), norm),
        "z",
        new Assumptions(Map.of("q", Interval.POSITIVE), java.util.List.of()));
  }
}
