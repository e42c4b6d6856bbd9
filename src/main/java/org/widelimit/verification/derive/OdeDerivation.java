package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.InitialValueProblem;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.linear.SpectralCalculus;
import org.widelimit.verification.ode.OdeProblem;
import org.widelimit.verification.verdict.Evidence;

/**
 * The first rung of initial value problems: the residual of the claimed solution and its initial
 * value are shown to vanish, the solution to be smooth on the whole interval and to be the only
 * one.
 */
public final class OdeDerivation {

  private final Subject subject;

  public OdeDerivation(Subject subject) {
    this.subject = subject;
  }

  /**
   * What a derivation says.
   *
   * @param evidence whether it closed
   * @param satisfies whether the claimed solution was shown to be a solution, if not the only one
   * @param others why there may be others
   */
  public record Derived(Evidence.Derived evidence, boolean satisfies, Optional<String> others) {

    /** No derivation was tried. */
    public static final Derived NONE =
        new Derived(new Evidence.Derived(false, "", List.of()), false, Optional.empty());
  }

  /** Derives that the claimed solution is one, and that it is the only one. */
  public Derived derive(OdeProblem problem) {
    OdeClaim claim = problem.claim();
    if (SpectralCalculus.applies(claim.solution(), subject.theorem())
        || SpectralCalculus.applies(claim.left(), subject.theorem())
        || SpectralCalculus.applies(claim.right(), subject.theorem())) {
      return spectral(problem);
    }
    return scalar(problem);
  }

  private Derived scalar(OdeProblem problem) {
    OdeClaim claim = problem.claim();
    List<ProofStep> steps = new ArrayList<>();
    Expr t = Expressions.sym(claim.variable());
    if (problem.residual().isEmpty()) {
      return open("the derivative of the claimed solution is not known", steps);
    }
    Proposer proposer = Proposer.here();
    Assumptions given = ClaimAssumptions.of(subject);
    steps.add(
        proposer
            .derivative(
                claim.solution(), claim.variable(), Objects.requireNonNull(problem.slope()), given)
            .step(
                "differentiation",
                OdeProblem.derivative(claim.function(), t),
                "of the claimed solution"));
    proposer
        .solution(
            new InitialValueProblem(
                claim.left(),
                claim.right(),
                claim.function(),
                claim.variable(),
                claim.initialPoint(),
                claim.initialValue()),
            given)
        .ifPresent(
            found ->
                steps.add(
                    found.step(
                        "a solution of the equation",
                        Expressions.call(Expressions.sym(claim.function()), List.of(t)),
                        "found beside the claimed one, with the same initial value")));
    Equality residual = problem.residual().get();
    Derivation derivation = new Derivation(subject);
    Evidence.Derived equation = derivation.derive(List.of(residual));
    steps.addAll(equation.steps());
    if (!equation.proved()) {
      return open("the residual of the equation did not reduce to 0: " + equation.summary(), steps);
    }
    steps.add(
        new ProofStep(
            "residual",
            Expressions.minus(residual.left(), residual.right()),
            Expressions.ZERO,
            "the claimed solution put into the equation leaves nothing"));
    OdeHypotheses hypotheses = new OdeHypotheses(subject, problem);
    Optional<String> rough = hypotheses.roughness();
    if (rough.isPresent()) {
      return open(rough.get(), steps);
    }
    Optional<String> others = hypotheses.alternative(steps);
    Evidence.Derived initial = derivation.derive(List.of(problem.initial()));
    steps.addAll(initial.steps());
    if (!initial.proved()) {
      return open("the initial value did not come out: " + initial.summary(), steps);
    }
    steps.add(
        new ProofStep(
            "initial value",
            Expressions.call(Expressions.sym(claim.function()), List.of(claim.initialPoint())),
            claim.initialValue(),
            "of the claimed solution"));
    return new Derived(
        new Evidence.Derived(
            others.isEmpty(),
            others.orElse("the claimed solution satisfies the equation and the initial value"),
            steps),
        true,
        others);
  }

  private static Derived open(String why, List<ProofStep> steps) {
    return new Derived(new Evidence.Derived(false, why, steps), false, Optional.empty());
  }

  /** The same for vectors and one matrix: a problem for numbers, for each part. */
  private Derived spectral(OdeProblem problem) {
    Optional<OdeClaim> solved = problem.solvedClaim();
    List<ProofStep> steps = new ArrayList<>();
    if (solved.isEmpty()) {
      return open("the equation is not linear in the derivative", steps);
    }
    SpectralCalculus calculus = new SpectralCalculus(subject.theorem());
    try {
      List<OdeClaim> parts = calculus.reduce(solved.get());
      steps.add(calculus.step(problem.claim().left(), problem.claim().right()));
      for (OdeClaim part : parts) {
        Derived derived = scalar(OdeProblem.of(part, subject.theorem()));
        steps.addAll(derived.evidence().steps());
        if (!derived.evidence().proved()) {
          return new Derived(
              new Evidence.Derived(false, derived.evidence().summary(), steps),
              derived.satisfies(),
              derived.others());
        }
      }
      return new Derived(
          new Evidence.Derived(
              true, "the claimed solution satisfies the equation and the initial value", steps),
          true,
          Optional.empty());
    } catch (SpectralCalculus.NotSpectralException other) {
      return open(String.valueOf(other.getMessage()), steps);
    }
  }
}
