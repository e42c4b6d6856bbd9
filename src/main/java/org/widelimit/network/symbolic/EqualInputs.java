package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.sym;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * Kernels of equal inputs as limits of those of different ones: the second moment of a function is
 * what its dual tends to at equal variances, as the correlation tends to 1. The computer algebra
 * takes the limit; the moment, which was derived on its own, is the referee.
 */
final class EqualInputs {

  private EqualInputs() {}

  /**
   * Returns the step, or none where a kernel has no closed form or nothing is proposed.
   *
   * @param dual the dual of a function in p, q and r
   * @param moment its second moment in q
   * @param function the notation of the function
   */
  static List<ProofStep> limit(GaussianResult dual, GaussianResult moment, Expr function) {
    if (!(dual instanceof ClosedForm pair) || !(moment instanceof ClosedForm single)) {
      return List.of();
    }
    Expr q = sym("q");
    Expr r = sym("r");
    Expr equal = pair.value().substitute("p", q);
    Believed limit = Proposer.here().limit(equal, "r", q, single.value(), single.assumptions());
    Expr words = call(call("Dual", function, function), List.of(q, q, r));
    return limit.isOwn()
        ? List.of()
        : List.of(
            limit
                .in(single.value())
                .step(
                    "equal inputs",
                    call("Limit", words, call("Rule", r, q)),
                    "the dual is continuous where the second moment exists"));
  }
}
