package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Growth;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/**
 * Why an integrand has no Gaussian expectation at any variance: it grows faster than every Gaussian
 * density falls, or has a pole that is not integrable.
 *
 * <p>Nothing is said where neither is seen: an expectation without an obstacle may still diverge.
 */
final class Integrability {

  /** Poles are looked for between minus and plus this. */
  private static final double FARTHEST = 10;

  private static final int CELLS = 4000;

  /** Distances from a root at which the order of a pole is read off. */
  private static final double NEAR = 0x1p-16;

  private static final double NEARER = 0x1p-20;

  /** An order is a rational number of small denominator; so far may the one read off be from it. */
  private static final double ORDER_ERROR = 0.02;

  private final Expr function;
  private final String variable;

  private Integrability(Expr function, String variable) {
    this.function = function;
    this.variable = variable;
  }

  /** Returns why the expectation asked for exists at no variance, if that is seen. */
  static Optional<String> obstacle(GaussianQuestion question) {
    for (String name : question.names()) {
      Expr part = question.names().size() == 1 ? question.body() : part(question, name);
      if (part.symbols().contains(name)) {
        Optional<String> why = new Integrability(part, name).obstacle();
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the factors of a product that are functions of one variable alone. */
  private static Expr part(GaussianQuestion question, String name) {
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : Expressions.factors(question.body())) {
      List<String> others = new ArrayList<>(question.names());
      others.remove(name);
      if (factor.isCall("Power", 2) && ((Call) factor).arg(0).equals(Expressions.EULER)) {
        Expr exponent = ((Call) factor).arg(1);
        List<Expr> terms = exponent.isCall("Plus") ? ((Call) exponent).args() : List.of(exponent);
        if (terms.stream().allMatch(term -> !term.symbols().containsAll(question.names()))) {
          factors.add(
              Expressions.exp(
                  Expressions.plus(
                      terms.stream().filter(term -> term.symbols().contains(name)).toList())));
        }
      } else if (factor.symbols().contains(name)
          && others.stream().noneMatch(factor.symbols()::contains)) {
        factors.add(factor);
      }
    }
    return Expressions.times(factors);
  }

  private Optional<String> obstacle() {
    Expr mirrored = function.substitute(variable, Expressions.negate(Expressions.sym(variable)));
    for (boolean right : new boolean[] {true, false}) {
      if (Growth.of(right ? function : mirrored, variable).outgrowsEveryGaussian()) {
        return Optional.of(
            "%s grows faster as %s tends to %sinfinity than any Gaussian density falls: the integral diverges at every variance"
                .formatted(WolframWriter.write(function), variable, right ? "" : "-"));
      }
    }
    return pole();
  }

  private Optional<String> pole() {
    List<Expr> bases = new ArrayList<>();
    function.transform(
        node -> {
          if (node.isCall("Power", 2)
              && ((Call) node).arg(1) instanceof Num exponent
              && exponent.signum() < 0) {
            bases.add(((Call) node).arg(0));
          } else if (node.isCall("Tan", 1)) {
            bases.add(Expressions.call("Cos", ((Call) node).arg(0)));
          }
          return node;
        });
    bases.removeIf(base -> !base.symbols().contains(variable));
    for (Expr base : bases) {
      UnaryFunction denominator = compiled(base);
      UnaryFunction whole = compiled(function);
      for (double root : roots(denominator)) {
        double order = Math.min(order(whole, root, 1), order(whole, root, -1));
        if (order > 1 - ORDER_ERROR) {
          return Optional.of(
              "%s has a pole of order %s where %s == 0, and the Gaussian density is positive there: the integral diverges"
                  .formatted(
                      WolframWriter.write(function),
                      Math.abs(order - Math.rint(order)) < ORDER_ERROR
                          ? String.valueOf((int) Math.rint(order))
                          : "above 1",
                      WolframWriter.write(base)));
        }
      }
    }
    return Optional.empty();
  }

  /** Puts 1 for the other symbols, which are variances and scales. */
  private UnaryFunction compiled(Expr expr) {
    Expr result = expr;
    for (String name : expr.symbols()) {
      if (!name.equals(variable) && !Assumptions.CONSTANTS.contains(name)) {
        result = result.substitute(name, Expressions.ONE);
      }
    }
    try {
      return ExpressionCompiler.compileUnary(result, variable);
    } catch (IllegalArgumentException e) {
      // A delta or an integral has no values to look for poles of.
      return x -> Double.NaN;
    }
  }

  /** Returns the roots at which the sign changes or that are a minimum of the absolute value. */
  private static List<Double> roots(UnaryFunction f) {
    List<Double> roots = new ArrayList<>();
    double step = 2 * FARTHEST / CELLS;
    for (int i = 0; i < CELLS; i++) {
      double a = -FARTHEST + i * step;
      double b = a + step;
      double atA = f.applyAsDouble(a);
      double atB = f.applyAsDouble(b);
      if (atA == 0) {
        roots.add(a);
      } else if (atA * atB < 0) {
        for (int k = 0; k < 60; k++) {
          double middle = (a + b) / 2;
          if (f.applyAsDouble(middle) * atA > 0) {
            a = middle;
          } else {
            b = middle;
          }
        }
        roots.add((a + b) / 2);
      }
    }
    return roots;
  }

  private static double order(UnaryFunction f, double root, int side) {
    double near = Math.abs(f.applyAsDouble(root + side * NEAR));
    double nearer = Math.abs(f.applyAsDouble(root + side * NEARER));
    double order = Math.log(nearer / near) / Math.log(NEAR / NEARER);
    return nearer > near && !Double.isInfinite(order) && !Double.isNaN(order)
        ? order
        : Double.NEGATIVE_INFINITY;
  }
}
