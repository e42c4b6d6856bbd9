package org.widelimit.verification.derive.inequality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.derive.GaussianMeasure;

/**
 * Averages as numbers of which no more is known than their signs, and what Cauchy's and Schwarz'
 * inequality says of them: the square of the average of a product is at most the product of the
 * averages of the squares.
 */
final class UnknownAverages {

  private final Assumptions outside;
  private final List<Expr> formulas;
  private final List<ProofStep> steps;
  private final Map<Call, Sym> numbers = new LinkedHashMap<>();
  private Assumptions known;

  /**
   * Names all averages in the formulas.
   *
   * @param formulas formulas whose expectations have canonical names
   * @param assumptions what is assumed of the symbols
   * @param steps receives what is known of each average
   */
  UnknownAverages(List<Expr> formulas, Assumptions assumptions, List<ProofStep> steps) {
    this.outside = assumptions;
    this.formulas = List.copyOf(formulas);
    this.steps = steps;
    this.known = assumptions;
    formulas.forEach(formula -> Averages.expectations(formula).forEach(this::name));
    List.copyOf(numbers.keySet()).forEach(this::bound);
  }

  /** Returns what is assumed, and what is known of the averages. */
  Assumptions known() {
    return known;
  }

  /** Returns a formula with numbers for the averages. */
  Expr in(Expr formula) {
    return formula.transform(
        node -> node instanceof Call call && numbers.containsKey(call) ? numbers.get(call) : node);
  }

  private void name(Call average) {
    if (numbers.containsKey(average)) {
      return;
    }
    Sym number = ClaimAssumptions.fresh("average", known, formulas.toArray(Expr[]::new));
    numbers.put(average, number);
    steps.add(new ProofStep("substitution", average, number, "it is a number, whatever its value"));
    known = known.with(number.name(), Interval.REALS);
    SignOfAverage found = SignOfAverage.of(average.arg(0), average, outside);
    Sign sign = found.average();
    if (sign != Sign.UNKNOWN) {
      steps.addAll(found.steps(number));
      known =
          sign.isNonnegative()
              ? known.with(
                  number.name(), sign.isStrict() ? Interval.POSITIVE : Interval.NONNEGATIVE)
              : known.with(SignSteps.relation(number, sign));
    }
  }

  private void bound(Call average) {
    secondMoments(average)
        .map(this::in)
        .filter(Elementary::isFormula)
        .ifPresent(
            bound -> {
              Expr inequality =
                  Expressions.call("LessEqual", Expressions.square(numbers.get(average)), bound);
              steps.add(SignSteps.statement("Cauchy-Schwarz inequality", inequality, ""));
              known = known.with(inequality);
            });
  }

  /**
   * The product of the averages of the squares of two factors, each of one variable, or of an
   * average of one variable that of its square.
   */
  private static Optional<Expr> secondMoments(Call average) {
    if (average.arg(1) instanceof Sym z) {
      return Optional.of(secondMoment(average.arg(0), z, Expressions.ONE));
    }
    List<Expr> names = ((Call) average.arg(1)).args();
    List<Expr> rows = ((Call) average.arg(2)).args();
    Sym u = (Sym) names.get(0);
    Sym v = (Sym) names.get(1);
    List<Expr> ofFirst = new ArrayList<>();
    List<Expr> ofSecond = new ArrayList<>();
    Expr body = average.arg(0);
    for (Expr factor : Expressions.factors(body)) {
      if (!factor.symbols().contains(v.name())) {
        ofFirst.add(factor);
      } else if (!factor.symbols().contains(u.name())) {
        ofSecond.add(factor);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        Expressions.times(
            secondMoment(Expressions.times(ofFirst), u, ((Call) rows.get(0)).arg(0)),
            secondMoment(Expressions.times(ofSecond), v, ((Call) rows.get(1)).arg(1))));
  }

  private static Expr secondMoment(Expr factor, Sym variable, Expr variance) {
    Expr scaled = Expressions.times(Expressions.sqrt(variance), variable);
    Expr square = Expressions.square(factor.substitute(variable.name(), scaled));
    return GaussianMeasure.canonicalOrder(Expressions.call("E", square, variable));
  }
}
