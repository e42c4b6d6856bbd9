package org.widelimit.algebra.decide;

import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * Whether a formula, wherever the parts of it without a variable are defined, is defined and
 * smooth, or continuous, in that variable.
 */
public final class Regularity {

  private static final Set<String> SMOOTH = FunctionTable.smooth();

  private static final Set<String> CONTINUOUS = Set.of("Abs", "Max", "Min");

  private final String variable;
  private final SignDecider there;

  /**
   * Asks of one variable.
   *
   * @param variable its name
   * @param there signs on the domain that matters
   */
  public Regularity(String variable, SignDecider there) {
    this.variable = variable;
    this.there = there;
  }

  /** Returns whether the formula is known to be smooth. */
  public boolean isSmooth(Expr formula) {
    return holds(formula, true);
  }

  /** Returns whether the formula is known to be continuous. */
  public boolean isContinuous(Expr formula) {
    return holds(formula, false);
  }

  private boolean holds(Expr formula, boolean smooth) {
    if (!(formula instanceof Call call) || !formula.symbols().contains(variable)) {
      return true;
    }
    if (!call.args().stream().allMatch(arg -> holds(arg, smooth))) {
      return false;
    }
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus", "Times" -> true;
      case "Power" -> ofPower(call.arg(0), call.arg(1), smooth);
      case "Log" -> call.arity() == 1 && there.of(call.arg(0)) == Sign.POSITIVE;
      case "ArcSin", "ArcCos" -> call.arity() == 1 && isWithinOne(call.arg(0), smooth);
      default ->
          (!smooth && CONTINUOUS.contains(head))
              || (call.arity() == 1 && SMOOTH.contains(head))
              || FunctionTable.definition(call).filter(same -> holds(same, smooth)).isPresent();
    };
  }

  private boolean ofPower(Expr base, Expr exponent, boolean smooth) {
    if (exponent instanceof Num num && num.isInteger()) {
      return num.signum() >= 0 || there.of(base).isStrict();
    }
    Sign sign = there.of(base);
    boolean rootAtZero = !smooth && exponent instanceof Num num && num.signum() > 0;
    return sign == Sign.POSITIVE || (rootAtZero && sign.isNonnegative());
  }

  /** Whether the inverse sine is defined: smooth strictly between -1 and 1. */
  private boolean isWithinOne(Expr expr, boolean strictly) {
    Sign below = there.of(Expressions.minus(Expressions.ONE, expr));
    Sign above = there.of(Expressions.plus(Expressions.ONE, expr));
    return strictly
        ? below == Sign.POSITIVE && above == Sign.POSITIVE
        : below.isNonnegative() && above.isNonnegative();
  }
}
