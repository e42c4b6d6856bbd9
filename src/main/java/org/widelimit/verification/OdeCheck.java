package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.Derivatives;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Controls.Mutant;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Point;
import org.widelimit.verification.Evidence.Witness;

/**
 * Initial value problems: the claimed solution's residual and initial value symbolically, and the
 * solution against a numerical integration of the equation.
 */
final class OdeCheck {

  private static final int MUTANTS = 8;
  private static final int POINTS = 16;
  private static final int SAMPLE = 8;

  /** The last time of a problem whose variable has no declared domain. */
  private static final double HORIZON = 3;

  private final Subject subject;

  OdeCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(OdeClaim claim) {
    List<Evidence> evidence = new ArrayList<>();
    if (subject.climbs(Rung.DERIVE)) {
      evidence.add(derive(claim));
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Trial> trials = trials(claim);
    RandomGenerator random = subject.streams().child("times").generator();
    double[] times = trials.stream().mapToDouble(t -> time(claim, t, random)).toArray();
    List<Optional<Quantity>> exact = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      exact.add(OdeIntegration.of(claim, trials.get(i).evaluator(), times[i]));
    }
    Evidence.Integrated seen = examine(claim, claim.solution(), trials, times, exact);
    evidence.add(seen);
    if (seen.witness() != null || seen.points() == 0) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Mutant> mutants = new ArrayList<>();
    for (Mutations.Mutation mutation :
        Mutations.of(claim.solution(), claim.discrepancy(), MUTANTS)) {
      Evidence.Integrated mutated = examine(claim, mutation.formula(), trials, times, exact);
      boolean killed = mutated.witness() != null;
      if (mutated.points() == 0) {
        // Of no value anywhere, such as a vector less in a product.
        continue;
      }
      boolean equivalent =
          !killed
              && new Derivation(subject)
                  .equivalent(new Equality(claim.solution(), mutation.formula()));
      mutants.add(
          new Mutant(
              mutation.description(), WolframWriter.write(mutation.formula()), killed, equivalent));
    }
    return new Findings(evidence, Controls.of(mutants), null);
  }

  private List<Trial> trials(OdeClaim claim) {
    List<Expr> formulas =
        List.of(
            claim.left(),
            claim.right(),
            claim.initialPoint(),
            claim.initialValue(),
            claim.solution());
    TrialSource source = TrialSource.ofNumbers(subject, formulas);
    return new Integration(source, claim.discrepancy(), subject.streams(), POINTS).trials();
  }

  /** The time of a trial: a declared variable's value, otherwise random up to the horizon. */
  private static double time(OdeClaim claim, Trial trial, RandomGenerator random) {
    Double declared = trial.values().get(claim.variable());
    double drawn = Math.round(random.nextDouble() * HORIZON * 100) / 100.0;
    return declared != null
        ? declared
        : trial.evaluator().evaluate(claim.initialPoint()).value() + drawn;
  }

  private Evidence.Derived derive(OdeClaim claim) {
    if (SpectralCalculus.applies(claim.solution(), subject.theorem())
        || SpectralCalculus.applies(claim.right(), subject.theorem())) {
      return spectral(claim);
    }
    return scalar(claim);
  }

  private Evidence.Derived scalar(OdeClaim claim) {
    List<ProofStep> steps = new ArrayList<>();
    Expr t = Expressions.sym(claim.variable());
    Expr slope = Derivatives.almostEverywhere(claim.solution(), claim.variable());
    steps.add(
        new ProofStep(
            "differentiation", derivative(claim.function(), t), slope, "of the claimed solution"));
    Expr left = inserted(claim.left(), claim, slope);
    Expr right = inserted(claim.right(), claim, slope);
    Derivation derivation = new Derivation(subject);
    Evidence.Derived equation = derivation.derive(List.of(new Equality(left, right)));
    steps.addAll(equation.steps());
    if (!equation.proved()) {
      return new Evidence.Derived(
          false, "the residual of the equation did not reduce to 0: " + equation.summary(), steps);
    }
    steps.add(
        new ProofStep(
            "residual",
            Expressions.minus(left, right),
            Expressions.ZERO,
            "the claimed solution put into the equation leaves nothing"));
    Optional<String> obstacle = new OdeHypotheses(subject, claim).obstacle(steps);
    if (obstacle.isPresent()) {
      return new Evidence.Derived(false, obstacle.get(), steps);
    }
    Expr start = claim.solution().substitute(claim.variable(), claim.initialPoint());
    Evidence.Derived initial =
        derivation.derive(List.of(new Equality(start, claim.initialValue())));
    steps.addAll(initial.steps());
    if (!initial.proved()) {
      return new Evidence.Derived(
          false, "the initial value did not come out: " + initial.summary(), steps);
    }
    steps.add(
        new ProofStep(
            "initial value",
            Expressions.call(Expressions.sym(claim.function()), List.of(claim.initialPoint())),
            claim.initialValue(),
            "of the claimed solution"));
    return new Evidence.Derived(
        true, "the claimed solution satisfies the equation and the initial value", steps);
  }

  /** The same for vectors and one matrix: a problem for numbers, for each part. */
  private Evidence.Derived spectral(OdeClaim claim) {
    SpectralCalculus calculus = new SpectralCalculus(subject.theorem());
    List<ProofStep> steps = new ArrayList<>();
    try {
      List<OdeClaim> problems = calculus.reduce(claim);
      steps.add(calculus.step(claim.left(), claim.right()));
      for (OdeClaim problem : problems) {
        Evidence.Derived derived = scalar(problem);
        steps.addAll(derived.steps());
        if (!derived.proved()) {
          return new Evidence.Derived(false, derived.summary(), steps);
        }
      }
      return new Evidence.Derived(
          true, "the claimed solution satisfies the equation and the initial value", steps);
    } catch (SpectralCalculus.NotSpectralException other) {
      return new Evidence.Derived(false, String.valueOf(other.getMessage()), steps);
    }
  }

  static Expr derivative(String function, Expr argument) {
    return Expressions.call(
        Expressions.call(
            Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.ONE)),
            List.of(Expressions.sym(function))),
        List.of(argument));
  }

  /** Replaces the unknown function and its derivative by the claimed solution and its slope. */
  private static Expr inserted(Expr side, OdeClaim claim, Expr slope) {
    Expr unknown = Expressions.sym(claim.function());
    return side.transform(
        node -> {
          if (!(node instanceof Call call) || call.arity() != 1) {
            return node;
          }
          if (call.head().equals(unknown)) {
            return claim.solution().substitute(claim.variable(), call.arg(0));
          }
          return call.equals(derivative(claim.function(), call.arg(0)))
              ? slope.substitute(claim.variable(), call.arg(0))
              : node;
        });
  }

  private Evidence.Integrated examine(
      OdeClaim claim,
      Expr solution,
      List<Trial> trials,
      double[] times,
      List<Optional<Quantity>> exact) {
    List<Point> points = new ArrayList<>();
    Witness witness = null;
    double largest = 0;
    double bound = 0;
    int counted = 0;
    for (int i = 0; i < times.length; i++) {
      Trial trial = trials.get(i);
      java.util.Map<String, Double> values = new java.util.LinkedHashMap<>(trial.values());
      values.put(claim.variable(), times[i]);
      Equality.Comparison comparison;
      try {
        Quantity claimed =
            trial.evaluator().with(claim.variable(), Quantity.of(times[i])).evaluate(solution);
        if (exact.get(i).isEmpty()) {
          continue;
        }
        comparison = Equality.compare(exact.get(i).get(), claimed, claim.discrepancy());
      } catch (UndefinedValueException undefined) {
        points.add(Point.undefined(values, undefined));
        continue;
      }
      points.add(
          new Point(
              values,
              comparison.left(),
              comparison.right(),
              comparison.error(),
              comparison.agreement()));
      if (comparison.agreement() == Agreement.UNDECIDED) {
        continue;
      }
      counted++;
      largest = Math.max(largest, comparison.relativeDifference());
      bound = Math.max(bound, comparison.relativeBound());
      if (comparison.agreement() == Agreement.DIFFER && witness == null) {
        witness =
            new Witness(
                values,
                comparison.left(),
                comparison.right(),
                comparison.error(),
                "left: the equation integrated numerically; right: the claimed solution");
      }
    }
    double digits = counted == 0 ? 0 : Math.max(0, -Math.log10(Math.max(bound, 1e-17)));
    String summary =
        witness != null
            ? "the claimed solution is not the solution that integration of the equation gives"
            : String.format(
                java.util.Locale.ROOT,
                "the claimed solution is the integrated one at all %d points to %.1f digits",
                counted,
                digits);
    return new Evidence.Integrated(
        counted,
        points.size() - counted,
        largest,
        digits,
        witness,
        points.subList(0, Math.min(SAMPLE, points.size())),
        summary);
  }
}
