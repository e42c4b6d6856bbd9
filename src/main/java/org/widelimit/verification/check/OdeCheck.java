package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.derive.OdeDerivation;
import org.widelimit.verification.derive.OdeDerivation.Derived;
import org.widelimit.verification.enclose.DomainCheck;
import org.widelimit.verification.evaluate.SlopeRules;
import org.widelimit.verification.ode.OdeIntegration;
import org.widelimit.verification.ode.OdeProblem;
import org.widelimit.verification.ode.OdeResidual;
import org.widelimit.verification.ode.OdeTimes;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.Integration;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Rung;

/**
 * Initial value problems: the claimed solution put into the equation, symbolically and at many
 * times of the whole interval, its initial value, and beside them an integration of the equation.
 *
 * <p>What decides is the residual: a solution stays one where there is another, and where an
 * integration gets lost.
 */
public final class OdeCheck {

  private static final int MUTANTS = 8;
  private static final int MUTANTS_OF_THE_EQUATION = 4;
  private static final int TRIALS = 12;
  private static final int INTEGRATIONS = 4;

  /** Where nothing but the time varies. */
  private static final int TRIALS_ALIKE = 2;

  private final Subject subject;

  public OdeCheck(Subject subject) {
    this.subject = subject;
  }

  public Findings run(OdeClaim claim) {
    OdeProblem problem = OdeProblem.of(claim, subject.theorem());
    List<Evidence> evidence = new ArrayList<>();
    Derived derived = Derived.NONE;
    if (subject.climbs(Rung.DERIVE)) {
      derived = new OdeDerivation(subject).derive(problem);
      evidence.add(derived.evidence());
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Trial> trials = trials(claim);
    if (problem.residual().isEmpty() || trials.isEmpty()) {
      evidence.add(
          open(
              trials.isEmpty()
                  ? "no admissible point was found"
                  : "the derivative of the claimed solution is not known"));
      return new Findings(evidence, Controls.NONE, null);
    }
    OdeResidual residual = new OdeResidual(subject, problem, trials);
    OdeResidual.Seen seen = residual.examine(problem);
    OdeIntegration.Outcome integrated = OdeIntegration.Outcome.NONE;
    if (seen.witness() == null) {
      for (OdeTimes times : residual.first(INTEGRATIONS)) {
        integrated = integrated.plus(OdeIntegration.of(problem, times));
      }
    }
    Optional<Evidence.Enclosed> enclosed =
        derived.evidence().proved() ? Optional.empty() : enclosed(problem, seen);
    enclosed.ifPresent(evidence::add);
    boolean satisfies =
        derived.satisfies() || enclosed.filter(Evidence.Enclosed::covered).isPresent();
    Integrated numbers =
        conclusion(seen, integrated, new Derived(derived.evidence(), satisfies, derived.others()));
    evidence.add(numbers);
    boolean holds =
        numbers.witness() == null
            && numbers.points() > 0
            && enclosed.filter(boxes -> boxes.witness() != null).isEmpty();
    return new Findings(evidence, holds ? controls(problem, residual) : Controls.NONE, null);
  }

  /**
   * Encloses the residual and the initial value on the whole interval. Formulas that choose
   * branches are left out: where one is chosen the equation holds almost everywhere only. So is an
   * interval on which the solution is not defined throughout, as it is no solution there.
   */
  private Optional<Evidence.Enclosed> enclosed(OdeProblem problem, OdeResidual.Seen seen) {
    Equality residual = problem.residual().orElseThrow();
    List<Expr> formulas = List.of(residual.left(), residual.right(), problem.claim().solution());
    boolean smooth =
        formulas.stream()
            .map(subject.activations()::inline)
            .allMatch(side -> Elementary.isFormula(side) && !OdeResidual.hasSwitch(side));
    if (seen.witness() != null
        || seen.undefined().isPresent()
        || !smooth
        || !subject.theorem().symbols().containsKey(problem.claim().variable())) {
      return Optional.empty();
    }
    Expr solution = problem.claim().solution();
    // Beside itself it is seen to have a value throughout.
    Equality defined = new Equality(solution, solution);
    return Optional.of(
            new DomainCheck(subject).equations(List.of(residual, problem.initial(), defined)))
        .filter(boxes -> boxes.undefined().isEmpty());
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
    boolean alike =
        source.symbols().stream()
            .allMatch(
                symbol ->
                    symbol.name().equals(claim.variable())
                        || (symbol.kind() == Values.REALS && symbol.values().size() == 1));
    int wanted = alike ? TRIALS_ALIKE : TRIALS;
    return new Integration(source, claim.discrepancy(), subject.streams(), wanted).trials();
  }

  /** Says what the residual and the integration saw; a lost point counts against the claim. */
  private static Integrated conclusion(
      OdeResidual.Seen seen, OdeIntegration.Outcome integrated, Derived derived) {
    if (seen.witness() != null) {
      return new Integrated(
          seen.compared(),
          0,
          seen.undecided(),
          seen.largest(),
          seen.digits(),
          seen.witness(),
          seen.sample(),
          seen.against());
    }
    Optional<Point> undefined = seen.undefined();
    if (undefined.isPresent()) {
      return open(
          "the claimed solution is not seen to be one on the whole interval: "
              + undefined.get().why()
              + where(undefined.get()));
    }
    if (integrated.differing() > 0 && !derived.satisfies()) {
      return open(
          "the claimed solution satisfies the equation at all %d points, but the integration of"
                  .formatted(seen.compared())
              + " the equation gives another one ("
              + integrated.why().orElse("")
              + "): there may be more than one, or the equation changes between the points");
    }
    return new Integrated(
        seen.compared(),
        0,
        seen.undecided(),
        seen.largest(),
        seen.digits(),
        null,
        seen.sample(),
        OdeResidual.words(seen) + words(integrated, derived));
  }

  private static String where(Point point) {
    StringBuilder text = new StringBuilder();
    point
        .values()
        .forEach(
            (name, value) ->
                text.append(text.isEmpty() ? " at " : ", ")
                    .append(name)
                    .append(" = ")
                    .append(String.format(java.util.Locale.ROOT, "%.6g", value)));
    return text.toString();
  }

  private static String words(OdeIntegration.Outcome integrated, Derived derived) {
    StringBuilder text = new StringBuilder();
    if (integrated.differing() > 0) {
      text.append("; it is not the only one: the integration of the equation follows another (")
          .append(integrated.why().orElse(""))
          .append(")");
    } else if (integrated.lost() > 0) {
      text.append(
              "; the integration of the equation reaches %d of %d times"
                  .formatted(integrated.agreeing(), integrated.agreeing() + integrated.lost()))
          .append(integrated.why().map(why -> " (" + why + ")").orElse(""));
    } else if (integrated.agreeing() > 0) {
      text.append(
          "; the integration of the equation agrees at %d times".formatted(integrated.agreeing()));
    }
    if (integrated.differing() == 0) {
      derived.others().ifPresent(others -> text.append("; ").append(others));
    }
    return text.toString();
  }

  /** Numbers that decide nothing, and why. */
  private static Integrated open(String why) {
    Point point =
        new Point(java.util.Map.of(), Double.NaN, Double.NaN, Double.NaN, Agreement.UNDECIDED, why);
    return new Integrated(0, 0, 1, 0, 0, null, List.of(point), why);
  }

  private Controls controls(OdeProblem problem, OdeResidual residual) {
    List<Mutant> mutants = new ArrayList<>();
    OdeClaim claim = problem.claim();
    for (Mutations.Mutation mutation : mutations(claim)) {
      OdeProblem wrong = problem.withSolution(mutation.formula(), subject.theorem());
      mutant(wrong, residual, mutation.description(), mutation.formula()).ifPresent(mutants::add);
    }
    for (Mutations.Mutation mutation :
        Mutations.of(claim.right(), claim.discrepancy(), MUTANTS_OF_THE_EQUATION)) {
      OdeProblem wrong = problem.withRight(mutation.formula());
      mutant(wrong, residual, "in the equation: " + mutation.description(), mutation.formula())
          .ifPresent(mutants::add);
    }
    return Controls.of(mutants);
  }

  /** Changes of the solution, one of them with the same initial value. */
  private List<Mutations.Mutation> mutations(OdeClaim claim) {
    List<Mutations.Mutation> mutations =
        new ArrayList<>(Mutations.of(claim.solution(), claim.discrepancy(), MUTANTS));
    if (new SlopeRules(subject.theorem(), claim.variable()).ofNumbers(claim.solution())) {
      Expr since = Expressions.minus(Expressions.sym(claim.variable()), claim.initialPoint());
      Expr drift =
          Expressions.times(
              Expressions.decimal(java.math.BigDecimal.valueOf(claim.discrepancy())), since);
      mutations.add(
          new Mutations.Mutation(
              "added term " + WolframWriter.write(drift),
              Expressions.plus(claim.solution(), drift)));
    }
    return mutations;
  }

  /** Returns a control, or empty if the mutant has no value anywhere. */
  private Optional<Mutant> mutant(
      OdeProblem wrong, OdeResidual residual, String description, Expr formula) {
    if (wrong.residual().isEmpty()) {
      return Optional.empty();
    }
    OdeResidual.Seen seen = residual.glance(wrong);
    boolean killed = seen.witness() != null;
    // Of no value somewhere, it would not pass, but nothing refutes it.
    if (!killed && (seen.compared() == 0 || seen.undefined().isPresent())) {
      return Optional.empty();
    }
    boolean equivalent =
        !killed
            && new Derivation(subject)
                .derive(List.of(wrong.residual().orElseThrow(), wrong.initial()))
                .proved();
    return Optional.of(new Mutant(description, WolframWriter.write(formula), killed, equivalent));
  }
}
