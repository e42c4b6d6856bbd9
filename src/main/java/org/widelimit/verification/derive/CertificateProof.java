package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.budget.RandomChoices;
import org.widelimit.gaussian.certificate.CertificateResult.Extent;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;

/**
 * Claims in which one Gaussian expectation has a value, proved by a certificate for that value: no
 * integral is taken but where the variables are independent or without variance.
 *
 * <p>It serves equations {@code A E[...] + B == 0} with one expectation, A and B elementary, such
 * as the length map, chi and the correlation map at a claimed form. The value {@code -B/A}, numbers
 * put for what the expectation does not depend on, is certified ({@link CertifiedAverage}) and then
 * put into the equation, whose residual must vanish. The certificate must reach to the ends of the
 * domain that the claim declares.
 */
final class CertificateProof {

  private final Subject subject;
  private final Assumptions assumptions;
  private ScalarProof.@Nullable Reduction reduction;

  CertificateProof(Subject subject, Assumptions assumptions) {
    this.subject = subject;
    this.assumptions = assumptions;
  }

  /**
   * An equation solved for its one expectation.
   *
   * @param expectation the expectation
   * @param factor what stands before it
   * @param rest what stands beside it: {@code factor expectation + rest == 0}
   */
  private record Solved(Call expectation, Expr factor, Expr rest) {}

  /**
   * Returns the steps of a proof that both sides are equal, or empty where the equation is not of
   * this kind or the certificate does not close.
   *
   * @param left the one side, definitions put in
   * @param right the other side
   */
  Optional<List<ProofStep>> prove(Expr left, Expr right) {
    reduction = null;
    return solved(Expressions.minus(left, right))
        .flatMap(
            solved ->
                CertifiedAverage.of(solved.expectation(), subject.activations())
                    .flatMap(average -> prove(solved, average, new Equality(left, right))));
  }

  /** Returns what the sides come to with the certified value, where that makes them differ. */
  Optional<ScalarProof.Reduction> reduction() {
    return Optional.ofNullable(reduction);
  }

  private Optional<Solved> solved(Expr difference) {
    Set<Expr> expectations = new LinkedHashSet<>();
    collect(difference, expectations);
    if (expectations.size() != 1) {
      return Optional.empty();
    }
    Call expectation = (Call) expectations.iterator().next();
    String unknown = InternalNames.symbol("average").name();
    Expr formula =
        subject
            .activations()
            .inline(
                difference.transform(
                    node -> node.equals(expectation) ? Expressions.sym(unknown) : node));
    if (!Elementary.isFormula(formula) || !formula.symbols().contains(unknown)) {
      return Optional.empty();
    }
    try {
      Expr factor = Derivatives.almostEverywhere(formula, unknown);
      // A formula may bend where its derivative does not show it, but none that is a polynomial.
      return factor.symbols().contains(unknown) || !isPolynomialIn(formula, unknown)
          ? Optional.empty()
          : Optional.of(
              new Solved(expectation, factor, formula.substitute(unknown, Expressions.ZERO)));
    } catch (IllegalArgumentException noRule) {
      return Optional.empty();
    }
  }

  private static boolean isPolynomialIn(Expr expr, String unknown) {
    return !(expr instanceof Call call)
        || !expr.symbols().contains(unknown)
        || ((call.isCall("Plus") || call.isCall("Times"))
            && call.args().stream().allMatch(arg -> isPolynomialIn(arg, unknown)));
  }

  private static void collect(Expr expr, Set<Expr> expectations) {
    if (expr.isCall("E") && ((Call) expr).arity() > 1) {
      expectations.add(expr);
    } else if (expr instanceof Call call) {
      collect(call.head(), expectations);
      call.args().forEach(arg -> collect(arg, expectations));
    }
  }

  private Optional<List<ProofStep>> prove(Solved solved, CertifiedAverage average, Equality sides) {
    Optional<Expr> value = value(solved, average.names());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Expr claimed = Expressions.divide(value.get(), average.factor());
    // What a certificate does not settle is left to the derivation, which needs time as well.
    Duration budget = subject.options().budget().derivation().dividedBy(2);
    if (!(average.certify(claimed, budget) instanceof Proved proved)) {
      return Optional.empty();
    }
    Extent needed = average.needed(new SignDecider(assumptions));
    if (needed.compareTo(proved.extent()) > 0) {
      return Optional.empty();
    }
    List<ProofStep> steps = new ArrayList<>(proved.steps());
    steps.add(
        new ProofStep(
            average.rule(),
            solved.expectation(),
            value.get(),
            average.because() + reach(average, needed)));
    return substituted(solved, value.get(), sides, steps) ? Optional.of(steps) : Optional.empty();
  }

  private static String reach(CertifiedAverage average, Extent needed) {
    if (average instanceof CertifiedAverage.Single) {
      return needed == Extent.INSIDE ? "" : ", and by continuity at variance 0";
    }
    return switch (needed) {
      case INSIDE -> "";
      case CORRELATED -> ", and by continuity at full correlation";
      case CLOSED -> ", and by continuity at full correlation and at variance 0";
    };
  }

  /**
   * Returns the value that the equation claims, where it claims one: at numbers for the symbols
   * that the expectation does not depend on.
   */
  private Optional<Expr> value(Solved solved, Set<String> names) {
    Set<String> others = new LinkedHashSet<>(solved.factor().symbols());
    others.addAll(solved.rest().symbols());
    others.removeAll(names);
    others.removeAll(Assumptions.CONSTANTS);
    Expr factor = solved.factor();
    Expr rest = solved.rest();
    for (Map.Entry<String, Num> other : numbers(others).entrySet()) {
      factor = factor.substitute(other.getKey(), other.getValue());
      rest = rest.substitute(other.getKey(), other.getValue());
    }
    return factor.isInteger(0)
        ? Optional.empty()
        : Optional.of(Expressions.negate(Expressions.divide(rest, factor)));
  }

  private Map<String, Num> numbers(Set<String> names) {
    SplittableRandom random = RandomChoices.generator("certificate");
    Map<String, Num> numbers = new LinkedHashMap<>();
    for (String name : names) {
      Interval domain = assumptions.domain(name);
      numbers.put(name, domain.contains(Expressions.ONE) ? Expressions.ONE : domain.sample(random));
    }
    return numbers;
  }

  /**
   * Puts the certified value into the equation: with numbers for symbols it was claimed at these
   * numbers only, and the equation is about all others as well.
   */
  private boolean substituted(Solved solved, Expr value, Equality sides, List<ProofStep> steps) {
    Expr residual = Expressions.plus(Expressions.times(solved.factor(), value), solved.rest());
    ZeroDecision decision =
        ZeroDecider.decide(residual, assumptions, subject.options().budget().derivation());
    if (decision instanceof ZeroDecision.Nonzero nonzero) {
      reduction =
          new ScalarProof.Reduction(
              new Equality(
                  with(sides.left(), solved.expectation(), value),
                  with(sides.right(), solved.expectation(), value)),
              nonzero.witness());
    }
    if (!(decision instanceof ZeroDecision.Zero zero)) {
      return false;
    }
    if (residual.isInteger(0)) {
      return true;
    }
    steps.addAll(zero.steps());
    steps.add(
        new ProofStep(
            "substitution",
            residual,
            Expressions.ZERO,
            "the certified value put into the equation leaves nothing, as " + zero.reason()));
    return true;
  }

  private Expr with(Expr side, Call expectation, Expr value) {
    return subject
        .activations()
        .inline(side.transform(node -> node.equals(expectation) ? value : node));
  }
}
