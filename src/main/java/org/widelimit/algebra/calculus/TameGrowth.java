package org.widelimit.algebra.calculus;

import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Smoothness;

/**
 * Proves that a function grows more slowly than every {@code Exp[a x^2]} with a positive, from how
 * it is composed; other symbols are real numbers.
 *
 * <p>Polynomials and exponentials of linear functions do, with them sums, products, kinks and
 * bounded functions of real values, and quotients and logarithms of {@code c + Exp[...] + ...} with
 * c positive, which is at least c.
 */
public final class TameGrowth {

  /** Bounded functions with a value at every real number. */
  private static final Set<String> BOUNDED =
      FunctionTable.names(f -> f.shape().bounded() && f.shape().smoothness() != Smoothness.ENDS);

  private static final Set<String> COMPOSED = Set.of("Plus", "Times", "Abs", "Max", "Min");

  private TameGrowth() {}

  public static boolean of(Expr expr, String variable) {
    if (!(expr instanceof Call call) || !expr.symbols().contains(variable)) {
      return true;
    }
    String head = call.headName().orElse("");
    if (BOUNDED.contains(head)) {
      return isReal(call.arg(0));
    }
    if (COMPOSED.contains(head)) {
      return call.args().stream().allMatch(arg -> of(arg, variable));
    }
    if (call.isCall("Log", 1)) {
      return isAwayFromZero(call.arg(0)) && of(call.arg(0), variable);
    }
    if (!call.isCall("Power", 2)) {
      return false;
    }
    if (call.arg(0).equals(Expressions.EULER)) {
      return isTameExponent(call.arg(1), variable);
    }
    return call.arg(1) instanceof Num exponent
        && (exponent.signum() < 0
            ? isAwayFromZero(call.arg(0))
            : exponent.isInteger() && of(call.arg(0), variable));
  }

  /** A function of real values, smooth or not: no pole and no root of a negative number. */
  private static boolean isReal(Expr expr) {
    if (!(expr instanceof Call call)) {
      return true;
    }
    String head = call.headName().orElse("");
    if (BOUNDED.contains(head) || COMPOSED.contains(head)) {
      return call.args().stream().allMatch(TameGrowth::isReal);
    }
    if (call.isCall("Log", 1)) {
      return isAwayFromZero(call.arg(0));
    }
    return call.isCall("Power", 2) && isRealPower(call.arg(0), call.arg(1));
  }

  private static boolean isRealPower(Expr base, Expr exponent) {
    if (base.equals(Expressions.EULER) || isPositiveNumber(base)) {
      return isReal(exponent);
    }
    if (!(exponent instanceof Num number)) {
      return false;
    }
    boolean natural = number.isInteger() && number.signum() > 0;
    return natural ? isReal(base) : isAwayFromZero(base);
  }

  /** Whether it is at least a positive number: one plus terms that are positive. */
  private static boolean isAwayFromZero(Expr expr) {
    return expr.isCall("Plus")
        ? ((Call) expr).args().stream().anyMatch(TameGrowth::isPositiveNumber)
            && ((Call) expr).args().stream().allMatch(TameGrowth::isNonnegative)
        : isPositiveNumber(expr);
  }

  private static boolean isPositiveNumber(Expr expr) {
    return expr instanceof Num number && number.signum() > 0;
  }

  private static boolean isNonnegative(Expr term) {
    if (term instanceof Num number) {
      return number.signum() >= 0;
    }
    if (term.isCall("Times") || term.isCall("Plus")) {
      return ((Call) term).args().stream().allMatch(TameGrowth::isNonnegative);
    }
    return term instanceof Call power
        && power.isCall("Power", 2)
        && (power.arg(0).equals(Expressions.EULER)
            ? isReal(power.arg(1))
            : power.arg(1) instanceof Num exponent
                && exponent.isInteger()
                && exponent.numerator().signum() > 0
                && !exponent.numerator().testBit(0)
                && isReal(power.arg(0)));
  }

  /** Linear, or of a square with a negative number before it: then it is bounded above. */
  private static boolean isTameExponent(Expr exponent, String variable) {
    if (exponent.isCall("Plus")) {
      return ((Call) exponent).args().stream().allMatch(term -> isTameExponent(term, variable));
    }
    if (!exponent.symbols().contains(variable) || exponent.equals(Expressions.sym(variable))) {
      return true;
    }
    if (exponent.isCall("Times")) {
      long linear =
          ((Call) exponent).args().stream().filter(arg -> arg.symbols().contains(variable)).count();
      boolean plain =
          ((Call) exponent)
              .args().stream()
                  .allMatch(
                      arg ->
                          !arg.symbols().contains(variable)
                              || arg.equals(Expressions.sym(variable)));
      return (linear == 1 && plain) || isNegativeSquare((Call) exponent, variable);
    }
    return false;
  }

  private static boolean isNegativeSquare(Call product, String variable) {
    return product.arity() == 2
        && product.arg(0) instanceof Num number
        && number.signum() < 0
        && product.arg(1).equals(Expressions.square(Expressions.sym(variable)));
  }
}
