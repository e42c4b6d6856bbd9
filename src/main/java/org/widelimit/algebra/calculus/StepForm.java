package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/** {@code Max}, {@code Min}, {@code Abs}, {@code Sign} and {@code Piecewise} with steps. */
public final class StepForm {

  /** Each piece doubles the length of what is written with steps. */
  private static final int MOST_PIECES = 10;

  private StepForm() {}

  /**
   * Rewrites one node, equal to the original at all but isolated points.
   *
   * @throws IllegalArgumentException if it is a {@code Piecewise} that cannot be written so
   */
  public static Expr of(Expr node) {
    if (!(node instanceof Call call) || !(call.head() instanceof Sym head)) {
      return node;
    }
    return switch (head.name()) {
      case "Max" ->
          call.args().stream()
              .reduce((a, b) -> plus(b, times(minus(a, b), theta(minus(a, b)))))
              .orElseThrow();
      case "Min" ->
          call.args().stream()
              .reduce((a, b) -> plus(b, times(minus(a, b), theta(minus(b, a)))))
              .orElseThrow();
      case "Abs" -> times(call.arg(0), plus(MINUS_ONE, times(TWO, theta(call.arg(0)))));
      case "Sign" -> plus(MINUS_ONE, times(TWO, theta(call.arg(0))));
      case "Piecewise" -> piecewise(call);
      default -> node;
    };
  }

  private static Expr piecewise(Call call) {
    Expr result = call.arity() > 1 ? call.arg(1) : ZERO;
    List<Expr> rows = ((Call) call.arg(0)).args();
    if (rows.size() > MOST_PIECES) {
      throw new IllegalArgumentException(
          "a Piecewise of more than " + MOST_PIECES + " pieces is not written with steps");
    }
    for (int i = rows.size() - 1; i >= 0; i--) {
      Expr value = ((Call) rows.get(i)).arg(0);
      Expr where = indicator(((Call) rows.get(i)).arg(1));
      result = plus(result, times(minus(value, result), where));
    }
    return result;
  }

  private static Expr indicator(Expr condition) {
    if (condition instanceof Sym sym && sym.name().equals("True")) {
      return ONE;
    }
    if (condition instanceof Call call && call.head() instanceof Sym head) {
      List<Expr> args = call.args();
      switch (head.name()) {
        case "Less", "LessEqual" -> {
          return chain(args, true);
        }
        case "Greater", "GreaterEqual" -> {
          return chain(args, false);
        }
        case "And" -> {
          return times(args.stream().map(StepForm::indicator).toList());
        }
        case "Or" -> {
          return minus(ONE, times(args.stream().map(arg -> minus(ONE, indicator(arg))).toList()));
        }
        case "Not" -> {
          return minus(ONE, indicator(args.get(0)));
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "a condition of Piecewise must be an inequality, And, Or or Not, not " + condition);
  }

  private static Expr chain(List<Expr> args, boolean increasing) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i + 1 < args.size(); i++) {
      Expr rise = minus(args.get(i + 1), args.get(i));
      factors.add(theta(increasing ? rise : negate(rise)));
    }
    return times(factors);
  }

  /** Writes kinks and signs with steps, and leaves what is written in pieces. */
  public static Expr ofKinks(Expr expr) {
    return expr.transform(node -> node.isCall("Piecewise") ? node : of(node));
  }

  private static Expr theta(Expr argument) {
    return Expressions.call("HeavisideTheta", argument);
  }
}
