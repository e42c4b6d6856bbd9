package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Allowance;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Sign;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * The first rung for inequalities: the sign of the difference of the sides.
 *
 * <p>An average has the sign of what is averaged where that has one sign for all values of the
 * Gaussian variables. If the whole difference is no such average, those in it are numbers of which
 * little is known ({@link UnknownAverages}), or have closed forms; what is left is a formula whose
 * sign {@link SignCases} proves from the domains and the conditions.
 */
final class InequalityProof {

  private final Subject subject;
  private final Derivation derivation;

  InequalityProof(Subject subject) {
    this.subject = subject;
    this.derivation = new Derivation(subject);
  }

  /** Derives the whole chain within one budget, or says which relation stayed open. */
  Evidence.Derived derive(InequalityClaim claim) {
    List<ProofStep> steps = new ArrayList<>();
    Allowance allowance = new Allowance(subject.options().budget().derivation());
    for (int i = 0; i < claim.relations().size(); i++) {
      Relation relation = claim.relations().get(i);
      boolean rising = relation.isRising();
      Expr larger = claim.sides().get(rising ? i + 1 : i);
      Expr smaller = claim.sides().get(rising ? i : i + 1);
      boolean strict = relation.isStrict();
      Optional<String> open =
          Derivation.within(allowance, steps, found -> prove(larger, smaller, strict, found));
      if (open.isPresent()) {
        return new Evidence.Derived(false, open.get(), steps);
      }
    }
    return Evidence.Derived.closed(steps, new Definedness(subject).undefined(claim.sides()));
  }

  private Optional<String> prove(Expr larger, Expr smaller, boolean strict, List<ProofStep> steps) {
    Expr difference = Expressions.minus(larger, smaller);
    Assumptions assumptions = ClaimAssumptions.of(subject);
    if (SpectralCalculus.applies(difference, subject.theorem())) {
      try {
        Sign sign = new SpectralInequality(subject).sign(difference, assumptions, steps);
        return answer(sign, strict);
      } catch (SpectralCalculus.NotSpectralException other) {
        return Optional.of(String.valueOf(other.getMessage()));
      }
    }
    Expr formula = inlined(derivation.formula(difference, steps));
    Problem problem = new Problem(formula, conditions(), assumptions);
    if (!derivation.isOfNumbers(formula)) {
      problem = problem.ofNumbers(derivation::normalized, steps);
      if (!derivation.isOfNumbers(problem.formula())) {
        return Optional.of("no order of vectors is derived");
      }
    }
    for (Route route : List.<Route>of(this::ofWhole, this::ofParts, this::ofClosedForms)) {
      List<ProofStep> found = new ArrayList<>();
      Sign sign = route.sign(problem, found);
      if (isEnough(sign, strict)) {
        steps.addAll(found);
        return Optional.empty();
      }
    }
    return answer(Sign.UNKNOWN, strict);
  }

  private static Optional<String> answer(Sign sign, boolean strict) {
    return isEnough(sign, strict)
        ? Optional.empty()
        : Optional.of("the sign of the difference of the sides is not proved");
  }

  private static boolean isEnough(Sign sign, boolean strict) {
    return strict ? sign == Sign.POSITIVE : sign.isNonnegative();
  }

  /**
   * A formula whose sign is asked for.
   *
   * @param formula the formula
   * @param conditions those of the claim that hold words of networks, vectors or averages: the
   *     domains know nothing of them
   * @param assumptions what is known of the numbers
   */
  private record Problem(Expr formula, List<Expr> conditions, Assumptions assumptions) {

    /** Takes inner products for numbers. */
    Problem ofNumbers(UnaryOperator<Expr> normal, List<ProofStep> steps) {
      List<Expr> formulas = new ArrayList<>(conditions.stream().map(normal).toList());
      formulas.add(normal.apply(formula));
      InnerProducts products = new InnerProducts(formulas, assumptions, steps);
      List<Expr> numbers = formulas.stream().map(products::in).toList();
      int last = numbers.size() - 1;
      return new Problem(numbers.get(last), numbers.subList(0, last), products.known());
    }
  }

  /** A way to a sign, which it explains. */
  private interface Route {
    Sign sign(Problem problem, List<ProofStep> steps);
  }

  private Expr inlined(Expr expr) {
    return subject.activations().inline(expr);
  }

  /** The difference as one average, what stands beside the average as one, too: of 1, or of z^2. */
  private Sign ofWhole(Problem problem, List<ProofStep> steps) {
    Expr named = GaussianMeasure.canonicalOrder(problem.formula());
    Optional<Averages> averages = Averages.of(named);
    if (averages.isEmpty() || averages.get().integrands().size() != 1) {
      return Sign.UNKNOWN;
    }
    Assumptions known = problem.assumptions();
    Map.Entry<Call, Expr> only = averages.get().integrands().entrySet().iterator().next();
    Expr rest = averages.get().rest();
    Sign sign = ofAverage(named, Expressions.plus(only.getValue(), rest), known, steps);
    if (sign == Sign.UNKNOWN && only.getKey().arg(1) instanceof Sym z && !rest.isInteger(0)) {
      Expr square = Expressions.times(rest, Expressions.square(z));
      steps.add(
          new ProofStep(
              "variance of a standard normal", rest, Expressions.call("E", square, z), ""));
      sign = ofAverage(named, Expressions.plus(only.getValue(), square), known, steps);
    }
    return sign;
  }

  private static Sign ofAverage(
      Expr average, Expr integrand, Assumptions known, List<ProofStep> steps) {
    SignOfAverage found = SignOfAverage.of(integrand, average, known);
    if (found.average() != Sign.UNKNOWN) {
      steps.addAll(found.steps(average));
    }
    return found.average();
  }

  /** Averages as numbers of which little is known. */
  private Sign ofParts(Problem problem, List<ProofStep> steps) {
    Expr named = GaussianMeasure.canonicalOrder(problem.formula());
    List<Expr> formulas = new ArrayList<>(problem.conditions());
    formulas.add(named);
    UnknownAverages averages = new UnknownAverages(formulas, problem.assumptions(), steps);
    Expr general = averages.in(named);
    if (!Elementary.isFormula(general)) {
      return Sign.UNKNOWN;
    }
    Assumptions known = averages.known();
    for (Expr condition : problem.conditions()) {
      Expr plain = averages.in(condition);
      if (Elementary.isFormula(plain) && isOfKnown(plain, known)) {
        known = known.with(plain);
      }
    }
    Sign sign = SignCases.of(general, known);
    steps.add(SignSteps.of(general, sign));
    return sign;
  }

  private static boolean isOfKnown(Expr condition, Assumptions known) {
    return condition.symbols().stream()
        .allMatch(
            name -> Assumptions.CONSTANTS.contains(name) || known.domains().containsKey(name));
  }

  private List<Expr> conditions() {
    return subject.claim().where().stream()
        .filter(condition -> !Elementary.isFormula(condition))
        .filter(condition -> !SpectralCalculus.applies(condition, subject.theorem()))
        .map(condition -> inlined(derivation.formula(condition, new ArrayList<>())))
        .map(GaussianMeasure::canonicalOrder)
        .toList();
  }

  /** The formula and the conditions with closed forms put in. */
  private Sign ofClosedForms(Problem problem, List<ProofStep> steps) {
    ScalarProof forms = new ScalarProof(subject, problem.assumptions());
    List<ProofStep> found = new ArrayList<>();
    List<Expr> conditions =
        problem.conditions().stream().map(condition -> forms.closed(condition, found)).toList();
    Expr closed = forms.closed(problem.formula(), found);
    // What the conditions hold and the sides as well is derived once.
    found.stream().distinct().forEach(steps::add);
    return ofParts(new Problem(closed, conditions, problem.assumptions()), steps);
  }
}
