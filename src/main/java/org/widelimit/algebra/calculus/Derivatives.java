package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * Derivatives of expressions with kinks and jumps, almost everywhere or in the sense of
 * distributions.
 *
 * <p>Almost everywhere, a step is constant, so its derivative is 0; in the sense of distributions
 * it is {@code DiracDelta}. Kinks ({@code Max}, {@code Min}, {@code Abs}) are continuous, so both
 * agree on them. A {@code Piecewise} is taken to be continuous at its seams almost everywhere; its
 * distributional derivative keeps the jumps, because {@link #asSteps} rewrites it first.
 */
public final class Derivatives {

  private Derivatives() {}

  /**
   * Returns the derivative that holds at all but isolated points.
   *
   * @param expr an expression in elementary functions, steps and kinks
   * @param variable the name of the variable
   * @throws IllegalArgumentException if a head has no known derivative
   */
  public static Expr almostEverywhere(Expr expr, String variable) {
    return new DerivativeRules(variable, false).derivative(expr);
  }

  /**
   * Returns the derivative in the sense of distributions: a jump of height h at a gives {@code h
   * DiracDelta[x - a]}.
   *
   * @param expr an expression in elementary functions, steps and kinks
   * @param variable the name of the variable
   * @throws IllegalArgumentException if a head has no known derivative
   */
  public static Expr distributional(Expr expr, String variable) {
    Expr continuousKinks =
        expr.transform(node -> node.isCall("Piecewise") ? StepForm.of(node) : node);
    return sift(new DerivativeRules(variable, true).derivative(continuousKinks), variable);
  }

  /** Applies {@code f[x] DiracDelta[x - a] = f[a] DiracDelta[x - a]} where f is continuous at a. */
  private static Expr sift(Expr expr, String variable) {
    if (expr.isCall("Plus")) {
      return plus(((Call) expr).args().stream().map(term -> sift(term, variable)).toList());
    }
    if (!expr.isCall("Times")) {
      return expr;
    }
    for (Expr factor : ((Call) expr).args()) {
      if (factor.isCall("DiracDelta", 1)) {
        Num root = Breakpoints.linearRoot(((Call) factor).arg(0), variable);
        if (root != null) {
          List<Expr> rest = new ArrayList<>(((Call) expr).args());
          rest.remove(factor);
          Expr at = times(rest).substitute(variable, root);
          boolean continuous =
              !isSingular(foldSteps(at))
                  && !at.contains(theta(ZERO))
                  && !at.contains(call("Sign", ZERO))
                  && !at.contains(call("DiracDelta", ZERO));
          return continuous ? times(foldSteps(at), factor) : expr;
        }
      }
    }
    return expr;
  }

  /** Returns whether a value divides by zero or takes its logarithm, or a power that may. */
  private static boolean isSingular(Expr value) {
    boolean[] singular = {false};
    value.transform(
        node -> {
          boolean power = node.isCall("Power", 2) && ((Call) node).arg(0).isInteger(0);
          singular[0] |= power || (node.isCall("Log", 1) && ((Call) node).arg(0).isInteger(0));
          return node;
        });
    return singular[0];
  }

  /** Evaluates steps and kinks of numbers. */
  public static Expr foldSteps(Expr expr) {
    return expr.transform(
        node -> {
          if (node instanceof Call call && call.arity() == 1 && call.arg(0) instanceof Num num) {
            if (node.isCall("HeavisideTheta") && num.signum() != 0) {
              return num(Math.max(0, num.signum()));
            }
            if (node.isCall("Sign")) {
              return num(num.signum());
            }
            if (node.isCall("Abs")) {
              return num.signum() < 0 ? negate(num) : num;
            }
            if (num.signum() == 0) {
              return FunctionTable.atZero(call).orElse(node);
            }
          }
          if (node.isCall("Power", 2)
              && ((Call) node).arg(0).equals(EULER)
              && ((Call) node).arg(1).isInteger(0)) {
            return ONE;
          }
          return node;
        });
  }

  /**
   * Rewrites {@code Max}, {@code Min}, {@code Abs}, {@code Sign} and {@code Piecewise} of real
   * arguments with {@code HeavisideTheta}, equal to the original at all but isolated points.
   *
   * @throws IllegalArgumentException if a condition of a {@code Piecewise} is not built from
   *     inequalities, {@code And}, {@code Or} and {@code Not}
   */
  public static Expr asSteps(Expr expr) {
    return expr.transform(StepForm::of);
  }

  static Expr theta(Expr argument) {
    return call("HeavisideTheta", argument);
  }
}
