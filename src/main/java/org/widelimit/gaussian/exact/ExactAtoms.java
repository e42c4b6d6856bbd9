package org.widelimit.gaussian.exact;

import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * Values of {@code ArcSin}, {@code Erf}, {@code Erfi} and {@code BivariateNormalCDF} in one form:
 * odd, and exact where they are known.
 */
public final class ExactAtoms {

  private ExactAtoms() {}

  /** Returns {@code Erf[argument]}, with a sign of the argument taken out. */
  public static ExactSum erf(ExactSum argument) {
    if (argument.isZero()) {
      return ExactSum.ZERO;
    }
    return ExactWriter.leadsNegative(argument)
        ? ExactSum.atom("Erf", argument.negate()).negate()
        : ExactSum.atom("Erf", argument);
  }

  /** Returns {@code Erfi[argument]}, with a sign of the argument taken out. */
  public static ExactSum erfi(ExactSum argument) {
    if (argument.isZero()) {
      return ExactSum.ZERO;
    }
    return ExactWriter.leadsNegative(argument)
        ? ExactSum.atom("Erfi", argument.negate()).negate()
        : ExactSum.atom("Erfi", argument);
  }

  /** Returns the distribution function of the standard normal. */
  static ExactSum normal(ExactSum x, PolynomialField field) {
    ExactSum scaled = x.times(ExactSum.squareRoot(RationalFunction.of(1, 2), field));
    return ExactSum.ONE.plus(erf(scaled)).times(RationalFunction.of(1, 2));
  }

  /**
   * Returns {@code BivariateNormalCDF[h, k, rho]}, with both bounds brought to a negative sign by
   * reflection: {@code P(X <= h, Y <= k) = P(Y <= k) - P(-X <= -h, Y <= k)}. So steps up at
   * positive thresholds and steps down at negative ones give one probability each.
   */
  public static ExactSum bivariateNormal(
      ExactSum h, ExactSum k, ExactSum rho, PolynomialField field) {
    if (rho.isZero()) {
      return normal(h, field).times(normal(k, field));
    }
    if (h.isZero() && k.isZero()) {
      RationalFunction twoPi =
          RationalFunction.of(Polynomial.variable("Pi").scale(Expressions.TWO)).inverse(field);
      return arcSin(rho, field).times(twoPi).plus(ExactSum.of(1, 4));
    }
    if (isReflected(h, rho)) {
      return normal(k, field).minus(bivariateNormal(h.negate(), k, rho.negate(), field));
    }
    if (isReflected(k, rho)) {
      return normal(h, field).minus(bivariateNormal(h, k.negate(), rho.negate(), field));
    }
    return ExactSum.atom("BivariateNormalCDF", h, k, rho);
  }

  private static boolean isReflected(ExactSum bound, ExactSum rho) {
    return bound.isZero() ? ExactWriter.leadsNegative(rho) : !ExactWriter.leadsNegative(bound);
  }

  /** Returns {@code ArcSin[argument]}, exact at 0, 1/2, Sqrt[1/2], Sqrt[3]/2 and 1. */
  public static ExactSum arcSin(ExactSum argument, PolynomialField field) {
    if (argument.isZero()) {
      return ExactSum.ZERO;
    }
    if (ExactWriter.leadsNegative(argument)) {
      return arcSin(argument.negate(), field).negate();
    }
    Optional<RationalFunction> square = argument.times(argument).rational();
    if (square.isPresent() && square.get().isConstant() && argument.sign(field) > 0) {
      Num value = square.get().numerator().constantValue();
      Map<String, Integer> parts = Map.of("1", 2, "1/4", 6, "1/2", 4, "3/4", 3);
      Integer part = parts.get(value.toString());
      if (part != null) {
        return ExactSum.of(RationalFunction.of(Polynomial.variable("Pi")))
            .times(RationalFunction.of(1, part));
      }
    }
    return ExactSum.atom("ArcSin", argument);
  }
}
