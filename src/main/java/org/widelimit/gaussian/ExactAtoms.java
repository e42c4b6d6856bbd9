package org.widelimit.gaussian;

import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;

/**
 * Values of {@code ArcSin}, {@code Erf} and {@code Erfi} in one form: odd, and exact where they are
 * known.
 */
final class ExactAtoms {

  private ExactAtoms() {}

  /** Returns {@code Erf[argument]}, with a sign of the argument taken out. */
  static ExactSum erf(ExactSum argument) {
    if (argument.isZero()) {
      return ExactSum.ZERO;
    }
    return ExactWriter.leadsNegative(argument)
        ? ExactSum.atom("Erf", argument.negate()).negate()
        : ExactSum.atom("Erf", argument);
  }

  /** Returns {@code Erfi[argument]}, with a sign of the argument taken out. */
  static ExactSum erfi(ExactSum argument) {
    if (argument.isZero()) {
      return ExactSum.ZERO;
    }
    return ExactWriter.leadsNegative(argument)
        ? ExactSum.atom("Erfi", argument.negate()).negate()
        : ExactSum.atom("Erfi", argument);
  }

  /** Returns {@code ArcSin[argument]}, exact at 0, 1/2, Sqrt[1/2], Sqrt[3]/2 and 1. */
  static ExactSum arcSin(ExactSum argument, PolynomialField field) {
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
