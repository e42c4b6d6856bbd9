package org.widelimit.gaussian.closed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.TameGrowth;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * Averages that vanish as their integrand is odd, whatever functions it is made of: {@code
 * E[Tanh[Sqrt[q] z], z]} has no closed form to be derived from, and is 0. The integrand must grow
 * more slowly than every {@code Exp[a z^2]}, so that the average exists.
 */
final class OddAverage {

  private static final Duration BUDGET = Duration.ofSeconds(1);

  private OddAverage() {}

  /** Returns 0 with the step that says why, where the average of one variable is seen to be so. */
  static Optional<ClosedForm> of(GaussianQuestion question) {
    if (question.names().size() != 1) {
      return Optional.empty();
    }
    Sym variable = InternalNames.fresh(question.names().get(0), question.body());
    Expr body = question.body().substitute(question.names().get(0), variable);
    Expr mirrored = body.substitute(variable.name(), Expressions.negate(variable));
    if (!body.symbols().contains(variable.name())
        || !TameGrowth.of(along(body, variable.name(), new HashMap<>()), variable.name())
        || !(ZeroDecider.decide(Expressions.plus(body, mirrored), question.assumptions(), BUDGET)
            instanceof ZeroDecision.Zero)) {
      return Optional.empty();
    }
    ProofStep step =
        new ProofStep(
            "symmetry",
            question.integral(),
            Expressions.ZERO,
            "an odd function of a centered Gaussian variable averages to zero; it grows more slowly"
                + " than every Exp[a z^2], so that the average exists");
    return Optional.of(new ClosedForm(Expressions.ZERO, List.of(step), question.assumptions()));
  }

  /** Takes what is free of the variable for one number each: where it has a value, it is one. */
  private static Expr along(Expr expr, String variable, Map<Expr, Expr> numbers) {
    if (!expr.symbols().contains(variable)) {
      return expr instanceof Num || expr.equals(Expressions.EULER)
          ? expr
          : numbers.computeIfAbsent(expr, any -> InternalNames.symbol("number" + numbers.size()));
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    return Expressions.call(
        call.head(), call.args().stream().map(arg -> along(arg, variable, numbers)).toList());
  }
}
