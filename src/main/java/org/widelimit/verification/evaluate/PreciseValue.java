package org.widelimit.verification.evaluate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.verification.claim.Elementary;

/**
 * The value of a formula beyond the precision of doubles, with a bound on its error. The symbols of
 * a trial have doubles for values, which are exact rational numbers.
 *
 * @param value the value
 * @param error a bound on its error
 */
public record PreciseValue(BigDecimal value, BigDecimal error) {

  /** Digits of a double and one more, so that rounding to a double is the only rounding left. */
  private static final int DIGITS_OF_A_DOUBLE = 18;

  /** Enough for what cancels down to the least double. */
  private static final int DIGITS_OF_A_TAIL = 100;

  /** The relative error of quadratures: a formula that is worse would hide their digits. */
  private static final double POOR = 1e-13;

  /** Returns whether doubles know the value to fewer digits than a quadrature would. */
  static boolean isNeeded(Quantity rough) {
    return rough.isScalar() && !(rough.error() <= POOR * Math.abs(rough.value()));
  }

  /** Returns the value of a formula to the digits of a double. */
  static Optional<PreciseValue> of(Expr formula, Evaluator at) {
    Optional<PreciseValue> value = of(formula, at, DIGITS_OF_A_DOUBLE);
    boolean lost =
        value
            .filter(v -> v.error().compareTo(Decimals.shifted(v.value().abs(), 13)) > 0)
            .isPresent();
    return lost ? of(formula, at, DIGITS_OF_A_TAIL).or(() -> value) : value;
  }

  /**
   * Returns the value of an expression.
   *
   * @param expr the expression, activations put in already
   * @param digits the digits wanted
   * @return empty if it is no formula of numbers that are known exactly, or has no value
   */
  static Optional<PreciseValue> of(Expr expr, Evaluator at, int digits) {
    if (!Elementary.isFormula(expr)) {
      return Optional.empty();
    }
    Map<String, Num> point = new HashMap<>();
    for (String name : expr.symbols()) {
      if (at.values().containsKey(name)) {
        Optional<Num> value = at.exactValue(name);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        point.put(name, value.get());
      }
    }
    return at(expr, point, digits);
  }

  /** Returns the value of a formula at an exact point, or empty if it has none. */
  public static Optional<PreciseValue> at(Expr formula, Map<String, Num> point, int digits) {
    return HighPrecision.estimate(formula, point, digits)
        .map(estimate -> new PreciseValue(estimate.value(), estimate.error()));
  }

  /** Returns the nearest double. */
  public Quantity rounded() {
    double nearest = value.doubleValue();
    double off = Math.ulp(nearest) + Math.nextUp(error.doubleValue());
    return Quantity.of(nearest, off, Grade.RIGOROUS);
  }
}
