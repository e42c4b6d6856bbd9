package org.widelimit.verification.derive.inequality;

import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.decide.Monotonicity;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.Affine;

/**
 * Proves signs of elementary formulas with absolute values, maxima and minima: by the squares of
 * both terms of a difference, or in each of the cases that they distinguish; and those of smooth
 * formulas by their derivatives.
 */
final class SignCases {

  /** Cases of cases; each doubles the work. */
  private static final int DEEPEST = 4;

  private SignCases() {}

  /**
   * Returns what is proved of the sign at all admissible points at which the formula is defined.
   *
   * @param formula an elementary formula of real value
   * @param assumptions what is assumed of its symbols, any real number where nothing is
   */
  static Sign of(Expr formula, Assumptions assumptions) {
    Sign sign = of(formula, assumptions, 0);
    if (sign == Sign.UNKNOWN) {
      sign = Monotonicity.of(formula, assumptions);
    }
    return sign != Sign.UNKNOWN
        ? sign
        : BoundedPowers.of(formula, assumptions)
            .map(powers -> of(powers.formula(), powers.assumptions(), 0))
            .orElse(sign);
  }

  private static Sign of(Expr formula, Assumptions assumptions, int depth) {
    SignDecider test = new SignDecider(assumptions);
    Sign sign = test.of(formula);
    if (sign != Sign.UNKNOWN || depth == DEEPEST) {
      return sign;
    }
    Optional<Call> choice = innermostChoice(formula);
    if (choice.isEmpty()) {
      return sign;
    }
    if (choice.get().isCall("Abs", 1)) {
      sign = bySquares(formula, choice.get(), test, depth);
    }
    return sign != Sign.UNKNOWN ? sign : inBothCases(formula, choice.get(), assumptions, depth);
  }

  /** A call that chooses a branch and whose arguments choose none. */
  private static Optional<Call> innermostChoice(Expr expr) {
    if (!(expr instanceof Call call)) {
      return Optional.empty();
    }
    for (Expr arg : call.args()) {
      Optional<Call> inside = innermostChoice(arg);
      if (inside.isPresent()) {
        return inside;
      }
    }
    boolean choice = call.isCall("Abs", 1) || call.isCall("Max", 2) || call.isCall("Min", 2);
    return choice ? Optional.of(call) : Optional.empty();
  }

  /** A difference of terms that are not negative has the sign of that of their squares. */
  private static Sign bySquares(Expr formula, Call absolute, SignDecider test, int depth) {
    Optional<Affine> affine = Affine.of(formula, absolute);
    if (affine.isEmpty()) {
      return Sign.UNKNOWN;
    }
    Expr slope = affine.get().slope();
    Expr rest = affine.get().rest();
    Sign direction = test.of(slope);
    // With one sign, the terms add up, and the test has seen that.
    if (!direction.isStrict() || !test.of(rest).times(direction).isNonpositive()) {
      return Sign.UNKNOWN;
    }
    Expr squares =
        Expressions.minus(
            Expressions.times(Expressions.square(slope), Expressions.square(absolute.arg(0))),
            Expressions.square(rest));
    return of(squares, test.assumptions(), depth + 1).times(direction);
  }

  private static Sign inBothCases(Expr formula, Call choice, Assumptions assumptions, int depth) {
    Expr difference = Switches.of(choice).get(0);
    Expr first = choice.arg(0);
    Expr second = choice.isCall("Abs") ? Expressions.negate(first) : choice.arg(1);
    boolean smaller = choice.isCall("Min");
    Sign above =
        of(
            replaced(formula, choice, smaller ? second : first),
            assumptions.with(Expressions.call("GreaterEqual", difference, Expressions.ZERO)),
            depth + 1);
    if (above == Sign.UNKNOWN) {
      return above;
    }
    Sign below =
        of(
            replaced(formula, choice, smaller ? first : second),
            assumptions.with(Expressions.call("LessEqual", difference, Expressions.ZERO)),
            depth + 1);
    return above.or(below);
  }

  private static Expr replaced(Expr formula, Call part, Expr by) {
    return formula.transform(node -> node.equals(part) ? by : node);
  }
}
