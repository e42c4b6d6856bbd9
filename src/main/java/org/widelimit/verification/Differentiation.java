package org.widelimit.verification;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.SymjaKernel;
import org.widelimit.gaussian.Bounded;

/**
 * Derivatives {@code D[f, x]} and {@code D[f, {x, n}]}: Price's theorem for a covariance, the rules
 * of calculus for formulas, and differences as numbers.
 */
final class Differentiation {

  private static final int HIGHEST_ORDER = 4;

  /** The first step of the differences, relative to the point. */
  private static final double FIRST_STEP = 0.05;

  private static final double SHRINK = 1.5;

  private static final int ROWS = 12;

  /** Safety over the best agreement of two extrapolations. */
  private static final double SAFETY = 4;

  private Differentiation() {}

  /** A derivative, taken apart. */
  private record Derivative(Expr body, String variable, int order) {
    static Optional<Derivative> of(Expr node) {
      if (!node.isCall("D", 2)) {
        return Optional.empty();
      }
      Call call = (Call) node;
      if (call.arg(1) instanceof Sym variable) {
        return Optional.of(new Derivative(call.arg(0), variable.name(), 1));
      }
      if (call.arg(1).isCall("List", 2)
          && ((Call) call.arg(1)).arg(0) instanceof Sym variable
          && ((Call) call.arg(1)).arg(1) instanceof Num order
          && order.isInteger()
          && order.signum() > 0
          && order.numerator().bitLength() < 8) {
        return Optional.of(
            new Derivative(call.arg(0), variable.name(), order.numerator().intValue()));
      }
      return Optional.empty();
    }
  }

  /**
   * Applies Price's theorem (1958): the derivative of {@code E[f(u) g(v)]} by the covariance of
   * {@code u} and {@code v} is {@code E[f'(u) g'(v)]}.
   */
  static Expr price(Expr expr, List<ProofStep> steps) {
    return expr.transform(
        node -> {
          Optional<Derivative> derivative = Derivative.of(node);
          if (derivative.isEmpty()) {
            return node;
          }
          Expr result = derivative.get().body();
          for (int i = 0; i < derivative.get().order(); i++) {
            Optional<Expr> next = price(result, derivative.get().variable());
            if (next.isEmpty()) {
              return node;
            }
            result = next.get();
          }
          steps.add(
              new ProofStep(
                  "Price's theorem",
                  node,
                  result,
                  "the derivative by a covariance differentiates both factors"));
          return result;
        });
  }

  private static Optional<Expr> price(Expr body, String covariance) {
    if (!body.isCall("E", 3)) {
      return Optional.empty();
    }
    Call expectation = (Call) body;
    List<Expr> names = ((Call) expectation.arg(1)).args();
    Call top = (Call) ((Call) expectation.arg(2)).arg(0);
    Call bottom = (Call) ((Call) expectation.arg(2)).arg(1);
    boolean isCovariance =
        top.arg(1).equals(Expressions.sym(covariance))
            && !top.arg(0).symbols().contains(covariance)
            && !bottom.arg(1).symbols().contains(covariance)
            && !expectation.arg(0).symbols().contains(covariance);
    if (!isCovariance) {
      return Optional.empty();
    }
    List<Expr> factors =
        expectation.arg(0).isCall("Times")
            ? ((Call) expectation.arg(0)).args()
            : List.of(expectation.arg(0));
    Expr first = Expressions.ONE;
    Expr second = Expressions.ONE;
    Expr constant = Expressions.ONE;
    for (Expr factor : factors) {
      if (isApplication(factor, names.get(0)) && first.isInteger(1)) {
        first = primed((Call) factor);
      } else if (isApplication(factor, names.get(1)) && second.isInteger(1)) {
        second = primed((Call) factor);
      } else if (names.stream().noneMatch(name -> mentions(factor, name))) {
        constant = Expressions.times(constant, factor);
      } else {
        return Optional.empty();
      }
    }
    if (first.isInteger(1) || second.isInteger(1)) {
      return Optional.empty();
    }
    return Optional.of(
        Expressions.times(
            constant,
            Expressions.call(
                "E", Expressions.times(first, second), expectation.arg(1), expectation.arg(2))));
  }

  private static boolean mentions(Expr factor, Expr name) {
    return factor.symbols().contains(((Sym) name).name());
  }

  /** Returns whether a factor is a function, or its derivative, of the variable alone. */
  private static boolean isApplication(Expr factor, Expr variable) {
    return factor instanceof Call call
        && call.arity() == 1
        && call.arg(0).equals(variable)
        && !Elementary.isElementary(call);
  }

  private static Call primed(Call application) {
    Expr function = application.head();
    int order = 1;
    if (function instanceof Call outer
        && outer.arity() == 1
        && outer.head() instanceof Call inner
        && inner.isCall("Derivative", 1)
        && inner.arg(0) instanceof Num below
        && below.isInteger()) {
      order = below.numerator().intValue() + 1;
      function = outer.arg(0);
    }
    Expr prime = Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.num(order)));
    return (Call) Expressions.call(Expressions.call(prime, List.of(function)), application.args());
  }

  /** Differentiates a formula that is elementary; other derivatives stay. */
  static Expr formal(Expr node, List<ProofStep> steps) {
    Optional<Derivative> derivative = Derivative.of(node);
    if (derivative.isEmpty()
        || derivative.get().order() > HIGHEST_ORDER
        || !ScalarProof.isElementary(derivative.get().body())) {
      return node;
    }
    Expr result = derivative.get().body();
    for (int i = 0; i < derivative.get().order(); i++) {
      result = SymjaKernel.shared().differentiate(result, derivative.get().variable());
    }
    steps.add(new ProofStep("differentiation", node, result, "by the rules of calculus"));
    return result;
  }

  /**
   * Returns the derivative at a point by differences, extrapolated to a step of 0 (Ridders 1982).
   * The error is a stated estimate: what the two best extrapolations disagree by, with a safety
   * factor, and the errors of the values over the step.
   *
   * @throws UndefinedValueException if no step gives values on both sides
   */
  static Quantity numeric(Call node, Evaluator at) {
    Derivative derivative =
        Derivative.of(node)
            .orElseThrow(() -> new UndefinedValueException("not a derivative: " + node));
    if (derivative.order() > HIGHEST_ORDER) {
      throw new UndefinedValueException("a derivative of order above " + HIGHEST_ORDER);
    }
    return numeric(derivative.body(), derivative.variable(), derivative.order(), at);
  }

  private static Quantity numeric(Expr body, String variable, int order, Evaluator at) {
    if (order == 0) {
      return at.evaluate(body);
    }
    double point = at.evaluate(Expressions.sym(variable)).value();
    double step = FIRST_STEP * Math.max(Math.abs(point), 1e-3);
    double[] below = new double[0];
    double best = Double.NaN;
    double bestError = Double.POSITIVE_INFINITY;
    for (int row = 0; row < ROWS; row++, step /= SHRINK) {
      double[] current = new double[below.length + 1];
      double valueError;
      try {
        double h = step;
        Quantity up = numeric(body, variable, order - 1, at.with(variable, Quantity.of(point + h)));
        Quantity down =
            numeric(body, variable, order - 1, at.with(variable, Quantity.of(point - h)));
        double width = (point + h) - (point - h);
        current[0] = (up.value() - down.value()) / width;
        valueError =
            (up.error() + down.error()) / width
                + Bounded.ROUNDING * (Math.abs(up.value()) + Math.abs(down.value())) / width;
      } catch (UndefinedValueException outside) {
        below = new double[0];
        continue;
      }
      double factor = SHRINK * SHRINK;
      // The extrapolation adds up values with weights whose sum grows by this much a column.
      double growth = 1;
      for (int k = 1; k < current.length; k++) {
        current[k] = (factor * current[k - 1] - below[k - 1]) / (factor - 1);
        growth *= (factor + 1) / (factor - 1);
        double disagreement =
            Math.max(Math.abs(current[k] - current[k - 1]), Math.abs(current[k] - below[k - 1]));
        double error = SAFETY * disagreement + growth * valueError;
        if (error < bestError) {
          bestError = error;
          best = current[k];
        }
        factor *= SHRINK * SHRINK;
      }
      below = current;
    }
    if (Double.isNaN(best)) {
      throw new UndefinedValueException(
          "no derivative by differences at " + variable + " = " + point);
    }
    return Quantity.of(best, bestError);
  }
}
