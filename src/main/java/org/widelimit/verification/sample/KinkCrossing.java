package org.widelimit.verification.sample;

import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.gaussian.dual.Branches;
import org.widelimit.verification.claim.Subject;

/**
 * What neurons add to a training when their preactivations cross a kink of the activation.
 *
 * <p>Training moves preactivations by {@code O(M^(-1/2))}, so that a part {@code O(M^(-1/2))} of
 * the neurons crosses a kink, where the slope jumps by O(1) (the patterns counted by Du et al. 2019
 * and Arora et al. 2019). Each adds O(1/M) to a kernel. Their signs are random but for a remainder:
 * a neuron on one side of the kink is moved by one more residual than a neuron on the other, so
 * that more go one way than the other. The random signs add up to {@code O(M^(-3/4))}, the
 * remainder to {@code O(M^(-1/2))} with a small factor, and what smooth activations have, too, is
 * O(1/M) (Dyer and Gur-Ari 2019, Huang and Yau 2020). The slowest term may so be hidden up to
 * widths of 10^5. The same holds for the distance from the linearization.
 */
public final class KinkCrossing {

  /** The exponent of what crossings leave. */
  private static final double SLOWEST = -0.5;

  private KinkCrossing() {}

  /**
   * Returns the exponent of the slowest term that may be hidden in the size of an expression,
   * negative infinity where there is none and positive infinity where it is not known.
   */
  public static double slowest(Expr expr, Ensemble ensemble, Subject subject) {
    if (!happens(ensemble, subject)
        || Observables.in(expr).stream().noneMatch(KinkCrossing::shows)) {
      return Double.NEGATIVE_INFINITY;
    }
    return power(expr) * SLOWEST;
  }

  /** Returns whether training moves preactivations across kinks. */
  public static boolean happens(Ensemble ensemble, Subject subject) {
    return !Ensemble.training(subject).lastLayerOnly()
        && ensemble.network().activations().stream().anyMatch(Branches::hasKink);
  }

  private static boolean shows(Call call) {
    return call.isCall("KernelDrift") || call.isCall("LinearizationError");
  }

  /** The power of the observable in the expression; negative infinity for none. */
  private static double power(Expr expr) {
    if (expr instanceof Call call) {
      if (shows(call)) {
        return 1;
      }
      if (call.isCall("Power") && call.arg(1) instanceof Num power && power.signum() > 0) {
        return power.doubleValue() * power(call.arg(0));
      }
    }
    return Double.NEGATIVE_INFINITY;
  }
}
