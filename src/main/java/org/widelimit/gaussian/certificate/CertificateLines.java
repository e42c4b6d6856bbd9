package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.minus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.certificate.CertificateResult.NotProved;
import org.widelimit.gaussian.certificate.CertificateResult.Refuted;

/** The lines of a certificate: equalities, each decided by {@link ZeroDecider}. */
final class CertificateLines {

  static final Set<String> BIVARIATE = Set.of("BivariateNormalCDF");

  static final Set<String> TRANSCENDENTAL = Set.of("ArcSin", "Erf", "Erfi", "BivariateNormalCDF");

  private final Assumptions assumptions;
  private final Duration budget;
  private final List<ProofStep> steps = new ArrayList<>();

  CertificateLines(Assumptions assumptions, Duration budget) {
    this.assumptions = assumptions;
    this.budget = budget;
  }

  /** Returns the lines so far. */
  List<ProofStep> steps() {
    return steps;
  }

  /** Returns the reason why both sides are not known to be equal, or null where they are. */
  @Nullable CertificateResult compare(String rule, Expr claimed, Expr derived) {
    ZeroDecision decision = ZeroDecider.decide(minus(claimed, derived), assumptions, budget);
    if (decision instanceof ZeroDecision.Zero zero) {
      steps.addAll(zero.steps());
      steps.add(new ProofStep(rule, claimed, derived, "equal, as " + zero.reason()));
      return null;
    }
    return decision instanceof ZeroDecision.Nonzero nonzero
        ? new Refuted(
            "%s: %s is not %s, for example at %s, where they differ by %s"
                .formatted(
                    rule,
                    WolframWriter.write(claimed),
                    WolframWriter.write(derived),
                    nonzero.witness(),
                    nonzero.value()))
        : new NotProved(
            "%s: the sides are not seen to be equal: %s"
                .formatted(rule, ((ZeroDecision.Unknown) decision).reason()));
  }

  /** Returns the derivative of a claim; where it is proposed, the line says so. */
  Expr slope(Expr claim, String variable) {
    Expr own = Derivatives.almostEverywhere(claim, variable);
    Believed slope = Proposer.here().derivative(claim, variable, own, assumptions).in(own);
    if (!slope.isOwn()) {
      steps.add(
          slope.step(
              "differentiation",
              Expressions.call("D", claim, Expressions.sym(variable)),
              "of the claim"));
    }
    return own;
  }

  /** Returns whether an expression is algebraic or exponential. */
  static boolean isElementary(Expr value) {
    return isFreeOf(value, TRANSCENDENTAL);
  }

  static boolean isFreeOf(Expr value, Set<String> others) {
    return !(value instanceof Call call)
        || (!others.contains(call.headName().orElse(""))
            && call.args().stream().allMatch(arg -> isFreeOf(arg, others)));
  }
}
