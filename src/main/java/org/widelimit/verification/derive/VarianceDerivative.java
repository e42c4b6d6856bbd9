package org.widelimit.verification.derive;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.gaussian.certificate.HeatEquation;
import org.widelimit.verification.claim.Affine;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.Elementary;

/**
 * Derivatives by a variance of formulas that are linear in averages of it, such as the slope of a
 * length map: an average is differentiated by the heat equation, what stands before and beside it
 * by the rules of calculus.
 */
final class VarianceDerivative {

  private final Assumptions assumptions;
  private final SignDecider signs;

  VarianceDerivative(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.signs = new SignDecider(assumptions);
  }

  /**
   * Returns the derivative that a node {@code D[formula, q]} stands for, or the node where q is not
   * positive or the heat equation is not known to hold.
   */
  Expr of(Expr node, List<ProofStep> steps) {
    if (!node.isCall("D", 2)
        || !(((Call) node).arg(1) instanceof Sym variance)
        || signs.of(variance) != Sign.POSITIVE) {
      return node;
    }
    Optional<Expr> derivative = derivative(((Call) node).arg(0), variance, steps);
    derivative.ifPresent(
        result ->
            steps.add(
                new ProofStep(
                    "heat equation",
                    node,
                    result,
                    "the derivative of an average by the variance is half that of the second"
                        + " derivative")));
    return derivative.orElse(node);
  }

  private Optional<Expr> derivative(Expr formula, Sym variance, List<ProofStep> steps) {
    Expr rest = formula;
    Expr sum = Expressions.ZERO;
    for (Call average : Averages.expectations(formula)) {
      Optional<Affine> affine = Affine.of(rest, average);
      Optional<Expr> slope = ofAverage(average, variance);
      if (affine.isEmpty() || slope.isEmpty() || !Elementary.isFormula(affine.get().slope())) {
        return Optional.empty();
      }
      rest = affine.get().rest();
      sum =
          Expressions.plus(
              sum,
              Expressions.times(plain(affine.get().slope(), variance, steps), average),
              Expressions.times(affine.get().slope(), slope.get()));
    }
    return Elementary.isFormula(rest)
        ? Optional.of(Expressions.plus(sum, plain(rest, variance, steps)))
        : Optional.empty();
  }

  private Expr plain(Expr formula, Sym variance, List<ProofStep> steps) {
    if (!formula.symbols().contains(variance.name())) {
      return Expressions.ZERO;
    }
    Believed slope = Proposer.here().derivative(formula, variance.name(), assumptions);
    if (!slope.isOwn()) {
      steps.add(
          slope.step("differentiation", Expressions.call("D", formula, variance), "of a formula"));
    }
    return slope.value();
  }

  private static Optional<Expr> ofAverage(Call average, Sym variance) {
    if (!average.symbols().contains(variance.name())) {
      return Optional.of(Expressions.ZERO);
    }
    if (average.arity() != 2
        || !(average.arg(1) instanceof Sym normal)
        || average.symbols().contains(Activation.VARIABLE)
        || !Elementary.isFormula(average.arg(0))) {
      return Optional.empty();
    }
    Set<String> variances = new LinkedHashSet<>();
    Expr function = AverageReader.unscaled(average.arg(0), normal, variances);
    if (!variances.equals(Set.of(variance.name()))
        || function.symbols().contains(variance.name())
        || function.symbols().contains(normal.name())) {
      return Optional.empty();
    }
    Expr scaled = Expressions.times(Expressions.sqrt(variance), normal);
    return HeatEquation.halfCurvature(function, Activation.VARIABLE)
        .map(half -> Expressions.call("E", half.substitute(Activation.VARIABLE, scaled), normal));
  }
}
