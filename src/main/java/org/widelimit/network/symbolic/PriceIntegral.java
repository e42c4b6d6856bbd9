package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.sym;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * Price's theorem read both ways: the dual of the derivative is the derivative of the dual in the
 * covariance r, and the dual is its antiderivative in r with the value at r = 0, where u and v are
 * independent (Price 1958). The computer algebra differentiates and integrates; each time the other
 * kernel, which was derived by moments, is the referee.
 */
final class PriceIntegral {

  private static final String COVARIANCE = "r";

  private PriceIntegral() {}

  /**
   * Returns the step from the dual to that of the derivative, or none where a kernel has no closed
   * form or nothing is proposed.
   *
   * @param kernels the kernels as they were derived by moments
   * @param dual the notation of the dual activation
   */
  static Optional<ProofStep> slope(SymbolicKernels kernels, Expr dual) {
    if (!(kernels.dual() instanceof ClosedForm whole)
        || !(kernels.derivativeDual() instanceof ClosedForm slope)) {
      return Optional.empty();
    }
    Believed derivative =
        Proposer.here().derivative(whole.value(), COVARIANCE, slope.value(), slope.assumptions());
    return derivative.isOwn()
        ? Optional.empty()
        : Optional.of(
            derivative
                .in(slope.value())
                .step(
                    "Price's theorem",
                    call("D", dual, sym(COVARIANCE)),
                    "the derivative by the covariance is the dual of the derivative"));
  }

  /**
   * Returns the steps, or none where a kernel has no closed form or nothing is proposed.
   *
   * @param kernels the kernels as they were derived by moments
   * @param dual the notation of the dual activation
   * @param derivativeDual the notation of the dual activation of the derivative
   */
  static List<ProofStep> steps(SymbolicKernels kernels, Expr dual, Expr derivativeDual) {
    if (!(kernels.dual() instanceof ClosedForm whole)
        || !(kernels.derivativeDual() instanceof ClosedForm slope)) {
      return List.of();
    }
    Expr r = sym(COVARIANCE);
    List<ProofStep> steps = new ArrayList<>();
    Proposer proposer = Proposer.here();
    slope(kernels, dual).ifPresent(steps::add);
    Optional<Believed> integral =
        proposer.integral(slope.value(), COVARIANCE, whole.value(), whole.assumptions());
    Expr atZero = whole.value().substitute(COVARIANCE, ZERO);
    integral.ifPresent(
        form ->
            steps.add(
                new ProofStep(
                    "Price's theorem, from the inside out",
                    minus(dual, atZero),
                    call("Integrate", derivativeDual, list(r, ZERO, r)),
                    "the dual of the derivative, integrated from covariance 0, where u and v are"
                        + " independent")));
    integral.ifPresent(
        form -> steps.add(form.step("integration", dual, "with the value at covariance 0")));
    return steps;
  }
}
