package org.widelimit.verification.ode;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.FreeSymbols;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Precise;

/**
 * Values of expressions at one trial as time goes: to many digits with a bound where they are
 * formulas of numbers, otherwise in doubles.
 */
final class TimedValues {

  private static final int DIGITS = 40;

  /** A difference of sides that cancel to less than this of their size elsewhere counts as 0. */
  private static final double VANISHING = 1e-9;

  private final Trial trial;
  private final String variable;
  private final Map<String, Num> point = new HashMap<>();

  TimedValues(Trial trial, String variable) {
    this.trial = trial;
    this.variable = variable;
    trial.values().forEach((name, value) -> point.put(name, exact(value)));
  }

  /** Returns a double as the rational number that it is. */
  static Num exact(double value) {
    return Expressions.decimal(new BigDecimal(value));
  }

  Trial trial() {
    return trial;
  }

  String variable() {
    return variable;
  }

  /** Returns the value in doubles. */
  Quantity rough(Expr expr, Num time) {
    return at(time.doubleValue()).evaluate(expr);
  }

  /** Returns the value of a number in doubles, or not a number where it has none. */
  double rough(Expr expr, double time) {
    try {
      Quantity value = at(time).evaluate(expr);
      return value.isScalar() ? value.value() : Double.NaN;
    } catch (UndefinedValueException undefined) {
      return Double.NaN;
    }
  }

  Evaluator at(double time) {
    return trial.evaluator().with(variable, Quantity.of(time));
  }

  /** Returns the value of a formula to many digits, or empty if there is none. */
  Optional<Estimate> fine(Expr expr, Num time, int digits) {
    if (!isFormula(expr)) {
      return Optional.empty();
    }
    Map<String, Num> there = new HashMap<>(point);
    there.put(variable, time);
    return HighPrecision.estimate(expr, there, digits);
  }

  /** Returns whether an expression is a formula of the trial's numbers. */
  boolean isFormula(Expr expr) {
    return Elementary.isFormula(expr)
        && FreeSymbols.of(expr).stream()
            .allMatch(
                name ->
                    name.equals(variable)
                        || point.containsKey(name)
                        || name.equals("Pi")
                        || name.equals("E")
                        || name.equals("True")
                        || name.equals("False"));
  }

  /** Returns an expression with the numbers of the trial put in, the time left. */
  Expr inTime(Expr expr) {
    Expr result = expr;
    for (Map.Entry<String, Num> value : point.entrySet()) {
      if (!value.getKey().equals(variable)) {
        result = result.substitute(value.getKey(), value.getValue());
      }
    }
    return result;
  }

  /**
   * Two sides at a time.
   *
   * @param agreement what they say
   * @param left the left side, the entry that differs most
   * @param right the right side there
   * @param error a bound on the error of their difference
   * @param scale the size of the larger side
   * @param grade what the bound is worth
   * @param precise both sides to many digits, of formulas
   * @param why why a side has no value, if that is so
   */
  record Sides(
      Agreement agreement,
      double left,
      double right,
      double error,
      double scale,
      Grade grade,
      @Nullable Precise precise,
      @Nullable String why) {

    private static Sides undefined(@Nullable String why) {
      return new Sides(
          Agreement.UNDEFINED, Double.NaN, Double.NaN, Double.NaN, 0, Grade.RIGOROUS, null, why);
    }

    /** Returns the same where sides that cancel count as equal next to their size elsewhere. */
    Sides beside(double scaleElsewhere) {
      return agreement == Agreement.UNDECIDED && error <= VANISHING * scaleElsewhere
          ? new Sides(Agreement.AGREE, left, right, error, scaleElsewhere, grade, precise, why)
          : this;
    }
  }

  /** Compares two sides at a time. */
  Sides compare(Equality sides, Num time, double discrepancy) {
    if (isFormula(sides.left()) && isFormula(sides.right())) {
      return finely(sides, time, discrepancy);
    }
    try {
      Quantity left = rough(sides.left(), time);
      Quantity right = rough(sides.right(), time);
      return of(
          Equality.compare(shaped(left, right), shaped(right, left), discrepancy),
          left.grade().weaker(right.grade()));
    } catch (UndefinedValueException undefined) {
      return Sides.undefined(undefined.getMessage());
    }
  }

  private static Sides of(Equality.Comparison seen, Grade grade) {
    return new Sides(
        seen.agreement(),
        seen.left(),
        seen.right(),
        seen.error(),
        seen.scale(),
        grade,
        null,
        seen.why());
  }

  /** The derivative of a constant vector is the number 0; beside a vector it is one of zeros. */
  private static Quantity shaped(Quantity side, Quantity other) {
    return side.isScalar() && side.value() == 0 && side.error() == 0 && !other.isScalar()
        ? other.times(Quantity.of(0))
        : side;
  }

  private Sides finely(Equality sides, Num time, double discrepancy) {
    Optional<Estimate> left = fine(sides.left(), time, DIGITS);
    Optional<Estimate> right = fine(sides.right(), time, DIGITS);
    if (left.isEmpty() || right.isEmpty()) {
      Expr without = left.isEmpty() ? sides.left() : sides.right();
      return Sides.undefined(
          "there is no value of "
              + org.widelimit.algebra.syntax.wolfram.WolframWriter.write(without));
    }
    BigDecimal error = Decimals.sumOfBounds(left.get().error(), right.get().error());
    BigDecimal difference = Decimals.minus(left.get().value(), right.get().value());
    Precise precise =
        new Precise(left.get().value(), right.get().value(), difference, error, false);
    double scale = left.get().value().abs().max(right.get().value().abs()).doubleValue();
    Agreement agreement =
        precise.differs()
            ? Agreement.DIFFER
            : error.doubleValue() <= discrepancy * scale / 4 || error.signum() == 0
                ? Agreement.AGREE
                : Agreement.UNDECIDED;
    return new Sides(
        agreement,
        precise.left().doubleValue(),
        precise.right().doubleValue(),
        error.doubleValue(),
        scale,
        Grade.RIGOROUS,
        precise,
        null);
  }
}
