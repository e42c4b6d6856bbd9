package org.widelimit.verification.derive.inequality;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.budget.Allowance;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.Definedness;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.derive.GaussianMeasure;
import org.widelimit.verification.derive.ScalarProof;
import org.widelimit.verification.derive.linear.SpectralCalculus;
import org.widelimit.verification.point.CandidatePoints;
import org.widelimit.verification.verdict.Evidence;

/**
 * The first rung for inequalities: the sign of the difference of the sides.
 *
 * <p>An average has the sign of what is averaged where that has one sign for all values of the
 * Gaussian variables. If the whole difference is no such average, those in it are numbers of which
 * little is known ({@link UnknownAverages}), or have closed forms; what is left is a formula whose
 * sign {@link SignCases} proves from the domains and the conditions.
 */
public final class InequalityProof {

  private static final int DIGITS = 50;
  private static final Duration BUDGET_AT_A_POINT = Duration.ofMillis(200);

  private final Subject subject;
  private final Derivation derivation;
  private @Nullable Map<String, BigDecimal> counterexample;

  public InequalityProof(Subject subject) {
    this.subject = subject;
    this.derivation = new Derivation(subject);
  }

  /** Derives the whole chain within one budget, or says which relation stayed open. */
  public Evidence.Derived derive(InequalityClaim claim) {
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
        return new Evidence.Derived(false, open.get(), steps, counterexample);
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
    Optional<Violation> violation = violation(problem, strict);
    counterexample = violation.map(Violation::point).orElse(null);
    return violation.map(Violation::text).or(() -> answer(Sign.UNKNOWN, strict));
  }

  /** A point at which the difference has the wrong sign by exact values. */
  private record Violation(Map<String, BigDecimal> point, String text) {}

  private Optional<Violation> violation(Problem problem, boolean strict) {
    Expr closed =
        new ScalarProof(subject, problem.assumptions())
            .closed(problem.formula(), new ArrayList<>());
    Set<String> names = new TreeSet<>(closed.symbols());
    names.removeAll(Assumptions.CONSTANTS);
    boolean read =
        Elementary.isFormula(closed)
            && problem.conditions().isEmpty()
            && ClaimAssumptions.of(subject).domains().keySet().containsAll(names)
            && names.stream().noneMatch(InternalNames::isInternal);
    return !read
        ? Optional.empty()
        : CandidatePoints.of(closed, problem.assumptions(), names, subject.seed("violations"))
            .stream()
            .flatMap(point -> violation(closed, point, strict).stream())
            .findFirst();
  }

  /** The sign of a number, by its digits or exactly. */
  private static Optional<Integer> sign(Expr value) {
    if (value instanceof Num number) {
      return Optional.of(number.signum());
    }
    Optional<Integer> digits =
        HighPrecision.estimate(value, Map.of(), DIGITS)
            .filter(HighPrecision.Estimate::isNonzero)
            .map(estimate -> estimate.value().signum());
    return digits.isPresent()
            || !(ZeroDecider.decide(value, Assumptions.none(), BUDGET_AT_A_POINT)
                instanceof ZeroDecision.Zero)
        ? digits
        : Optional.of(0);
  }

  private static Optional<Violation> violation(
      Expr formula, Map<String, Num> point, boolean strict) {
    Optional<Integer> sign = CandidatePoints.at(formula, point).flatMap(InequalityProof::sign);
    if (sign.isEmpty() || sign.get() > 0 || (sign.get() == 0 && !strict)) {
      return Optional.empty();
    }
    Map<String, BigDecimal> at = new TreeMap<>();
    for (Map.Entry<String, Num> entry : point.entrySet()) {
      try {
        at.put(
            entry.getKey(),
            new BigDecimal(entry.getValue().numerator())
                .divide(new BigDecimal(entry.getValue().denominator())));
      } catch (ArithmeticException noDecimal) {
        return Optional.empty(); // the point would be another one
      }
    }
    return Optional.of(
        new Violation(
            at,
            "the difference of the sides is "
                + (sign.get() == 0 ? "0" : "negative")
                + (at.isEmpty() ? "" : " at ")
                + at.entrySet().stream()
                    .map(entry -> entry.getKey() + " = " + entry.getValue().toPlainString())
                    .collect(Collectors.joining(", "))));
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
