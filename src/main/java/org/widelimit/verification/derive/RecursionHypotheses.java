package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.theorem.Claim.RecursionClaim;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;

/** What an induction needs beside its start and its step: that all has a value at every index. */
public final class RecursionHypotheses {

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofSeconds(2);

  private final Subject subject;

  public RecursionHypotheses(Subject subject) {
    this.subject = subject;
  }

  /** Returns why the solution or the step is not seen to be defined at every index, or empty. */
  public Optional<String> obstacle(RecursionClaim claim) {
    RealDomain domain =
        new RealDomain(new SignDecider(ClaimAssumptions.of(subject), BUDGET_OF_A_SIGN), false);
    for (Expr side : claim.statement()) {
      Expr formula = constantsNamed(subject.activations().inline(side), claim.variable());
      Optional<String> obstacle = domain.obstacle(formula);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  /**
   * Puts a real symbol for every word that does not depend on a variable.
   *
   * @param variable the variable, of time or an index
   */
  static Expr constantsNamed(Expr expr, String variable) {
    if (!(expr instanceof Call call) || Elementary.isFormula(expr)) {
      return expr;
    }
    if (!expr.symbols().contains(variable) && !Elementary.isElementary(call)) {
      return InternalNames.of("", WolframWriter.write(expr));
    }
    return Expressions.call(
        call.head(), call.args().stream().map(arg -> constantsNamed(arg, variable)).toList());
  }
}
