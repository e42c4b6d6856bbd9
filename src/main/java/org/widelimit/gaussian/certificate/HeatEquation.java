package org.widelimit.gaussian.certificate;

import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.calculus.TameGrowth;

/**
 * The derivative of an average by its variance: {@code d/dq E[g(Sqrt[q] z)] = E[g''(Sqrt[q] z)]/2}
 * for {@code q > 0}.
 *
 * <p>The density of {@code x = Sqrt[q] z} satisfies the heat equation {@code dp/dq = p''/2}. Where
 * g has a locally integrable second derivative in the sense of distributions, so that neither g nor
 * g' jumps, and g, g' and g'' grow more slowly than every {@code Exp[a x^2]}, the average may be
 * differentiated under the integral and both derivatives moved to g by parts, without terms at
 * infinity.
 */
public final class HeatEquation {

  private HeatEquation() {}

  /**
   * Returns g''/2, or empty where the equation is not known to hold for g.
   *
   * @param function g, an expression in elementary functions of the variable
   * @param variable the name of the variable
   */
  public static Optional<Expr> halfCurvature(Expr function, String variable) {
    try {
      Expr slope = Derivatives.distributional(function, variable);
      if (hasDelta(slope)) {
        return Optional.empty();
      }
      Expr curvature = Derivatives.distributional(slope, variable);
      boolean holds =
          !hasDelta(curvature)
              && TameGrowth.of(function, variable)
              && TameGrowth.of(slope, variable)
              && TameGrowth.of(curvature, variable);
      return holds ? Optional.of(Expressions.times(Expressions.HALF, curvature)) : Optional.empty();
    } catch (IllegalArgumentException noRule) {
      return Optional.empty();
    }
  }

  private static boolean hasDelta(Expr expr) {
    return expr instanceof Call call
        && (call.isCall("DiracDelta") || call.args().stream().anyMatch(HeatEquation::hasDelta));
  }
}
