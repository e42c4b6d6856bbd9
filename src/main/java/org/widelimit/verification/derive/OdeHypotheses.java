package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.ode.OdeProblem;

/**
 * What makes a function of zero residual and right initial value the solution of an initial value
 * problem: it is smooth on an interval that holds the initial point, as a jump or a pole has no
 * residual, and the right side is continuously differentiable in the unknown along it, as otherwise
 * there may be another solution (Picard and Lindeloef).
 */
final class OdeHypotheses {

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofSeconds(2);

  private final Subject subject;
  private final OdeProblem problem;
  private final OdeClaim claim;
  private final RealDomain domain;

  OdeHypotheses(Subject subject, OdeProblem problem) {
    this.subject = subject;
    this.problem = problem;
    this.claim = problem.claim();
    this.domain = new RealDomain(new SignDecider(assumptions(), BUDGET_OF_A_SIGN));
  }

  /** Returns why the claimed solution is not seen to be smooth on the whole interval, or empty. */
  Optional<String> roughness() {
    return domain
        .obstacle(constantsNamed(subject.activations().inline(claim.solution())))
        .map(obstacle -> "the claimed solution is not seen to be smooth: " + obstacle);
  }

  /** Returns why there may be another solution, or empty; then the hypotheses become a step. */
  Optional<String> alternative(List<ProofStep> steps) {
    Expr right = problem.right();
    if (right == null) {
      return Optional.of("the equation is not linear in the derivative");
    }
    Optional<Expr> slope = slope(right);
    if (slope.isEmpty()) {
      return Optional.of("the right side has no known derivative by the unknown");
    }
    Optional<String> obstacle = domain.obstacle(constantsNamed(slope.get()));
    if (obstacle.isPresent()) {
      return Optional.of("the solution is not seen to be the only one: " + obstacle.get());
    }
    steps.add(
        new ProofStep(
            "uniqueness",
            right,
            right,
            "The solution is smooth on an interval that holds the initial point, and the right side"
                + " is differentiable in the unknown along it."));
    return Optional.empty();
  }

  /** The derivative of the right side by the unknown, at the claimed solution. */
  private Optional<Expr> slope(Expr solved) {
    String unknown = InternalNames.symbol("unknown").name();
    Expr t = Expressions.sym(claim.variable());
    Expr right =
        subject
            .activations()
            .inline(solved)
            .transform(
                node ->
                    node instanceof Call call
                            && call.head().equals(Expressions.sym(claim.function()))
                            && call.args().equals(List.of(t))
                        ? Expressions.sym(unknown)
                        : node);
    if (mentions(right, claim.function())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Derivatives.almostEverywhere(right, unknown)
              .substitute(unknown, subject.activations().inline(claim.solution())));
    } catch (IllegalArgumentException noRule) {
      return Optional.empty();
    }
  }

  private Expr constantsNamed(Expr expr) {
    return RecursionHypotheses.constantsNamed(expr, claim.variable());
  }

  private static boolean mentions(Expr expr, String function) {
    return expr instanceof Call call
        && (call.head().equals(Expressions.sym(function))
            || mentions(call.head(), function)
            || call.args().stream().anyMatch(arg -> mentions(arg, function)));
  }

  /** The claim's own, with the variable in an interval that holds the initial point. */
  private Assumptions assumptions() {
    Assumptions declared = ClaimAssumptions.of(subject);
    Interval domain = declared.domains().get(claim.variable());
    Interval hull =
        domain == null
            ? claim.initialPoint() instanceof Num start
                ? new Interval(Optional.of(start), true, Optional.empty(), false, false)
                : Interval.REALS
            : claim.initialPoint() instanceof Num start ? hull(domain, start) : Interval.REALS;
    Set<String> variable = Set.of(claim.variable());
    return ClaimAssumptions.within(declared, claim.solution(), variable)
        .with(claim.variable(), hull);
  }

  private static Interval hull(Interval domain, Num start) {
    boolean below = domain.lower().map(low -> start.compareTo(low) <= 0).orElse(false);
    boolean above = domain.upper().map(high -> start.compareTo(high) >= 0).orElse(false);
    return new Interval(
        below ? Optional.of(start) : domain.lower(),
        below || domain.lowerClosed(),
        above ? Optional.of(start) : domain.upper(),
        above || domain.upperClosed(),
        false);
  }
}
