package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.StepForm;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.functions.Smoothness;
import org.widelimit.algebra.precise.HighPrecision;

/**
 * Equality almost everywhere of formulas with steps and kinks in one variable: in each of the cases
 * that the signs of what they ask for may have.
 *
 * <p>What is asked for its sign is meromorphic and not 0 at some point, so that it is 0 at isolated
 * points only; inner steps come first. A case that no point belongs to is asked for nevertheless.
 */
final class StepCases {

  /** Signs that are told apart one within the other; each doubles the work. */
  private static final int DEEPEST = 6;

  private static final int DIGITS = 20;

  private static final Num SOMEWHERE = Expressions.num(5, 7);

  /** Functions without poles but those of quotients. */
  private static final Set<String> MEROMORPHIC =
      Heads.union(
          FunctionTable.smooth(),
          FunctionTable.names(f -> f.shape().smoothness() == Smoothness.POLES),
          Set.of("Plus", "Times"));

  private final String variable;
  private final Assumptions assumptions;
  private final Duration budget;

  private StepCases(String variable, Assumptions assumptions, Duration budget) {
    this.variable = variable;
    this.assumptions = assumptions;
    this.budget = budget;
  }

  /**
   * Returns whether a difference is proved to be 0 at all but isolated points.
   *
   * @param budget the time of the processor for each case
   */
  static boolean isZero(
      Expr difference, String variable, Assumptions assumptions, Duration budget) {
    Expr steps = difference.transform(StepForm::of);
    return new StepCases(variable, assumptions, budget).isZero(steps, new LinkedHashMap<>());
  }

  /** Decides with some signs known: of each switch whether it is positive. */
  private boolean isZero(Expr expr, Map<Expr, Boolean> known) {
    Call step = innermost(expr);
    if (step == null) {
      return isZero(expr);
    }
    Expr argument = step.arg(0);
    if (argument instanceof Num number) {
      return number.signum() != 0 && isZero(with(expr, step, number.signum() > 0), known);
    }
    Optional<Boolean> sign = sign(argument, known);
    if (sign.isPresent()) {
      return isZero(with(expr, step, sign.get()), known);
    }
    if (known.size() == DEEPEST || !hasIsolatedZeros(argument)) {
      return false;
    }
    for (boolean positive : new boolean[] {true, false}) {
      Map<Expr, Boolean> more = new LinkedHashMap<>(known);
      more.put(argument, positive);
      if (!isZero(with(expr, step, positive), more)) {
        return false;
      }
    }
    return true;
  }

  /** The sign of a multiple of what has a known one. */
  private Optional<Boolean> sign(Expr argument, Map<Expr, Boolean> known) {
    for (Map.Entry<Expr, Boolean> entry : known.entrySet()) {
      for (Num ratio : ratios(argument, entry.getKey())) {
        if (isZero(Expressions.minus(argument, Expressions.times(ratio, entry.getKey())))) {
          return Optional.of(entry.getValue() == ratio.signum() > 0);
        }
      }
    }
    return Optional.empty();
  }

  /** What one function may be of another: by a rational value of their quotient, or 1 or -1. */
  private List<Num> ratios(Expr argument, Expr other) {
    Expr plain = Expressions.divide(argument, other);
    Expr there = plain.substitute(variable, SOMEWHERE);
    return there instanceof Num number && number.signum() != 0
        ? List.of(number)
        : List.of(Expressions.ONE, Expressions.MINUS_ONE);
  }

  private boolean isZero(Expr expr) {
    return expr.isInteger(0)
        || ZeroDecider.decide(expr, assumptions, budget) instanceof ZeroDecision.Zero;
  }

  private boolean hasIsolatedZeros(Expr function) {
    return isMeromorphic(function)
        && HighPrecision.estimate(function, Map.of(variable, SOMEWHERE), DIGITS)
            .filter(HighPrecision.Estimate::isNonzero)
            .isPresent();
  }

  private static boolean isMeromorphic(Expr expr) {
    if (!(expr instanceof Call call)) {
      return true;
    }
    boolean power =
        call.isCall("Power", 2)
            && (call.arg(0).equals(Expressions.EULER)
                || (call.arg(1) instanceof Num exponent && exponent.isInteger())
                || (call.arg(0) instanceof Num base && base.signum() > 0)
                || Assumptions.CONSTANTS.containsAll(call.arg(0).symbols()));
    return (power || call.headName().filter(MEROMORPHIC::contains).isPresent())
        && call.args().stream().allMatch(StepCases::isMeromorphic);
  }

  private static Expr with(Expr expr, Call step, boolean positive) {
    Expr value = positive ? Expressions.ONE : Expressions.ZERO;
    return expr.transform(node -> node.equals(step) ? value : distributed(node));
  }

  /** Multiplies a number into a sum, so that what cancels is gone. */
  private static Expr distributed(Expr node) {
    if (node instanceof Call call
        && call.isCall("Times", 2)
        && call.arg(0) instanceof Num number
        && call.arg(1).isCall("Plus")) {
      return Expressions.plus(
          ((Call) call.arg(1))
              .args().stream().map(term -> Expressions.times(number, term)).toList());
    }
    return node;
  }

  private static @Nullable Call innermost(Expr expr) {
    if (!(expr instanceof Call call)) {
      return null;
    }
    for (Expr arg : call.args()) {
      Call inside = innermost(arg);
      if (inside != null) {
        return inside;
      }
    }
    return call.isCall("HeavisideTheta", 1) ? call : null;
  }
}
