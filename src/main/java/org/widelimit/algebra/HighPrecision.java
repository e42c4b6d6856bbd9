package org.widelimit.algebra;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;

/**
 * Values of expressions to many digits.
 *
 * <p>An expression is evaluated at two working precisions, the second more than twice the first.
 * Digits on which both agree are taken as correct; where cancellation eats too many of them, a
 * third evaluation follows at four times the precision. Rational numbers are carried exactly, so
 * that a comparison or a root of them is never at the mercy of rounding.
 */
public final class HighPrecision {

  private static final int GUARD = 20;

  private HighPrecision() {}

  /**
   * A value and how far off it may be.
   *
   * @param value the value
   * @param error the difference between evaluations at different precisions, at least the last
   *     digit kept
   */
  record Estimate(BigDecimal value, BigDecimal error) {
    /** Returns whether the value is certainly not 0. */
    boolean isNonzero() {
      return value.abs().compareTo(error.multiply(BigDecimal.valueOf(1000))) > 0;
    }
  }

  /**
   * Evaluates an expression of real value.
   *
   * @param expr an expression in elementary functions, {@code Erf}, steps and the like
   * @param point the value of each of its symbols
   * @param digits the significant digits wanted, at least 1
   * @return the value rounded to that many digits, exactly 0 where it is smaller than its own
   *     rounding error at four times the digits; or empty where the expression is undefined or not
   *     real (a logarithm of a negative number, a division by zero), holds a symbol without value
   *     or a head without value, or jumps too close to the point
   */
  public static Optional<BigDecimal> evaluate(
      Expr expr, Map<String, BigDecimal> point, int digits) {
    Map<String, Num> exact = new HashMap<>();
    point.forEach((name, value) -> exact.put(name, Expressions.decimal(value)));
    return estimate(expr, exact, digits)
        .map(
            estimate ->
                estimate.isNonzero()
                    ? estimate.value().round(new MathContext(digits))
                    : BigDecimal.ZERO);
  }

  /**
   * Evaluates an expression at a rational point; digits count from the first nonzero one, or, where
   * the value is numerically 0, after the decimal point.
   */
  static Optional<Estimate> estimate(Expr expr, Map<String, Num> point, int digits) {
    Optional<BigDecimal> first = evaluateAt(expr, point, digits + GUARD);
    Optional<BigDecimal> second = evaluateAt(expr, point, 2 * digits + 2 * GUARD);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Estimate estimate = compare(first.get(), second.get(), digits + GUARD);
    BigDecimal wanted = estimate.value().abs().movePointLeft(digits);
    if (estimate.error().compareTo(wanted) <= 0) {
      return Optional.of(estimate);
    }
    return evaluateAt(expr, point, 4 * digits + 4 * GUARD)
        .map(third -> compare(second.get(), third, 2 * digits + 2 * GUARD));
  }

  private static Estimate compare(BigDecimal rough, BigDecimal fine, int roughDigits) {
    BigDecimal difference = rough.subtract(fine, new MathContext(5)).abs();
    BigDecimal lastDigit = fine.abs().round(new MathContext(5)).movePointLeft(roughDigits - 5);
    return new Estimate(fine, difference.max(lastDigit));
  }

  private static Optional<BigDecimal> evaluateAt(
      Expr expr, Map<String, Num> point, int workingDigits) {
    try {
      return Optional.of(new Evaluation(point, workingDigits).of(expr).toBigDecimal(workingDigits));
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  /**
   * Decides a comparison, or a combination of comparisons, at a point.
   *
   * @return empty where a side is undefined or both sides are too close to tell apart
   */
  static Optional<Boolean> holds(Expr condition, Map<String, Num> point, int digits) {
    try {
      return Optional.of(new Evaluation(point, digits + GUARD).holds(condition));
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }
}
