package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Sharing;
import org.widelimit.algebra.UndefinedValueException;

/**
 * Values of expressions to many digits.
 *
 * <p>Every number carries a bound on its error through the evaluation. Where cancellation eats too
 * many digits, the evaluation is repeated at two and four times the precision. Rational numbers are
 * carried exactly, so that a comparison or a root of them is never at the mercy of rounding.
 */
public final class HighPrecision {

  private static final int GUARD = 20;

  private HighPrecision() {}

  /**
   * A value and how far off it may be.
   *
   * @param value the value
   * @param error a bound on its error, 0 only for an exact value
   */
  public record Estimate(BigDecimal value, BigDecimal error) {
    /** Returns whether the value is certainly not 0. */
    public boolean isNonzero() {
      return value.abs().compareTo(error) > 0;
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
   *
   * @param expr an expression of real value
   * @param point the exact value of each of its symbols
   * @param digits the significant digits wanted, at least 1; where cancellation eats more than four
   *     times as many there are fewer, as the error says
   * @return the value and a bound on its error, or empty where {@link #evaluate} is
   */
  public static Optional<Estimate> estimate(Expr expr, Map<String, Num> point, int digits) {
    Optional<Estimate> best = Optional.empty();
    for (int times = 1; times <= 4; times *= 2) {
      Optional<Estimate> finer = evaluateAt(expr, point, times * (digits + GUARD));
      if (times > 1 && finer.isEmpty()) {
        return best;
      }
      best = finer;
      if (best.isPresent()
          && best.get().error().compareTo(Decimals.shifted(best.get().value().abs(), digits))
              <= 0) {
        return best;
      }
    }
    return best;
  }

  /** Evaluates an expression once, with no more precision where digits cancel. */
  public static Optional<Estimate> glance(Expr expr, Map<String, Num> point, int digits) {
    return evaluateAt(expr, point, digits + GUARD);
  }

  private static Optional<Estimate> evaluateAt(
      Expr expr, Map<String, Num> point, int workingDigits) {
    try {
      PreciseNumber number = new Evaluation(point, workingDigits).of(Sharing.of(expr));
      double error = number.error(workingDigits);
      return Optional.of(
          new Estimate(
              number.toBigDecimal(workingDigits),
              error == Double.NEGATIVE_INFINITY
                  ? BigDecimal.ZERO
                  : BigDecimal.ONE.scaleByPowerOfTen((int) Math.ceil(error))));
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  /**
   * Decides a comparison, or a combination of comparisons, at a point.
   *
   * @return empty where a side is undefined or both sides are too close to tell apart
   */
  public static Optional<Boolean> holds(Expr condition, Map<String, Num> point, int digits) {
    try {
      return Optional.of(new Evaluation(point, digits + GUARD).holds(condition));
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }
}
