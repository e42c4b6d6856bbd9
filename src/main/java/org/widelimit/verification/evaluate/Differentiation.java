package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Primed;

/**
 * Derivatives {@code D[f, x]} and {@code D[f, {x, n}]}: Price's theorem for a covariance, the rules
 * of calculus for formulas, and differences as numbers.
 */
public final class Differentiation {

  /** Each order takes a table of differences of the one below. */
  private static final int HIGHEST_NUMERIC_ORDER = 2;

  private static final int HIGHEST_FORMAL_ORDER = 8;

  /** Below this size of the point, steps do not shrink with it. */
  private static final int SMALLEST_EXPONENT = -10;

  /**
   * The error of the width between two points {@code x + h} and {@code x - h}: x is below 2^(e+1),
   * so that each is rounded by at most 2^(e-52), and h is at least 2^(e-15).
   */
  private static final double WIDTH_ROUNDING = 0x1p-37;

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
  public static Expr price(Expr expr, List<ProofStep> steps) {
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
        first = primed(factor);
      } else if (isApplication(factor, names.get(1)) && second.isInteger(1)) {
        second = primed(factor);
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

  private static Expr primed(Expr application) {
    Call call = (Call) application;
    return Expressions.call(Primed.of(call.head()).differentiated().expr(), call.args());
  }

  /** Differentiates a formula that is elementary; other derivatives stay. */
  public static Expr formal(Expr node, Assumptions assumptions, List<ProofStep> steps) {
    Optional<Derivative> derivative = Derivative.of(node);
    if (derivative.isEmpty()
        || derivative.get().order() > HIGHEST_FORMAL_ORDER
        || !Elementary.isFormula(derivative.get().body())) {
      return node;
    }
    Believed result = Believed.own(derivative.get().body());
    for (int i = 0; i < derivative.get().order(); i++) {
      result = Proposer.here().derivative(result.value(), derivative.get().variable(), assumptions);
    }
    steps.add(result.step("differentiation", node, "by the rules of calculus"));
    return result.value();
  }

  /** Differentiates a formula in the sense of distributions; other derivatives stay. */
  public static Expr distributional(Expr node, List<ProofStep> steps) {
    Optional<Derivative> derivative = Derivative.of(node);
    if (derivative.isEmpty()
        || derivative.get().order() > HIGHEST_FORMAL_ORDER
        || !Elementary.isFormula(derivative.get().body())) {
      return node;
    }
    Expr result = derivative.get().body();
    try {
      for (int i = 0; i < derivative.get().order(); i++) {
        result = Derivatives.distributional(result, derivative.get().variable());
      }
    } catch (IllegalArgumentException noRule) {
      return node;
    }
    steps.add(
        new ProofStep(
            "differentiation", node, result, "by the rules of calculus, a jump gives a delta"));
    return result;
  }

  /**
   * Returns the derivative at a point: of a formula by the rules of calculus, which differences of
   * its values must not contradict, of anything else by {@link Differences}.
   *
   * @throws UndefinedValueException if the order is too high, there are no values around the point,
   *     or a formula has a jump or a kink at it
   */
  static Quantity numeric(Call node, Evaluator at) {
    Derivative derivative =
        Derivative.of(node)
            .orElseThrow(() -> new UndefinedValueException("not a derivative: " + node));
    Expr body = at.activations().inline(derivative.body());
    Optional<Expr> formula =
        Elementary.isFormula(body) && derivative.order() <= HIGHEST_FORMAL_ORDER
            ? almostEverywhere(body, derivative)
            : Optional.empty();
    if (formula.isPresent()) {
      DerivativeGaps.require(body, derivative.variable(), derivative.order(), at);
      Quantity value = at.evaluate(formula.get());
      return differences(derivative, at)
          .filter(
              seen -> DerivativeGaps.isFar(body, derivative.variable(), step(derivative, at), at))
          .filter(seen -> Math.abs(seen.value() - value.value()) > seen.error() + value.error())
          .orElse(value);
    }
    return differencesOf(derivative, at);
  }

  private static Optional<Expr> almostEverywhere(Expr body, Derivative derivative) {
    try {
      Expr slope = body;
      for (int i = 0; i < derivative.order(); i++) {
        slope = Derivatives.almostEverywhere(slope, derivative.variable());
      }
      return Optional.of(slope).filter(Elementary::isFormula);
    } catch (IllegalArgumentException noRule) {
      return Optional.empty();
    }
  }

  private static Optional<Quantity> differences(Derivative derivative, Evaluator at) {
    try {
      return Optional.of(differencesOf(derivative, at));
    } catch (UndefinedValueException none) {
      return Optional.empty();
    }
  }

  private static Quantity differencesOf(Derivative derivative, Evaluator at) {
    if (derivative.order() > HIGHEST_NUMERIC_ORDER) {
      throw new UndefinedValueException("a derivative of order above " + HIGHEST_NUMERIC_ORDER);
    }
    return numeric(derivative, derivative.order(), at);
  }

  private static Quantity numeric(Derivative derivative, int order, Evaluator at) {
    if (order == 0) {
      return Quantity.of(at.evaluate(derivative.body()).bounded());
    }
    double point = at.evaluate(Expressions.sym(derivative.variable())).value();
    double firstStep = step(derivative, at);
    Quantity slope =
        Differences.derivative(
            h ->
                numeric(
                    derivative, order - 1, at.with(derivative.variable(), Quantity.of(point + h))),
            firstStep);
    return Quantity.of(slope.value(), slope.error() + WIDTH_ROUNDING * Math.abs(slope.value()));
  }

  /** The largest step of differences around a point: a power of two, so that steps are exact. */
  private static double step(Derivative derivative, Evaluator at) {
    double point = at.evaluate(Expressions.sym(derivative.variable())).value();
    return Math.scalb(1.0, Math.max(Math.getExponent(point), SMALLEST_EXPONENT) - 4);
  }
}
