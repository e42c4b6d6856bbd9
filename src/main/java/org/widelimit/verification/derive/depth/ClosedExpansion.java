package org.widelimit.verification.derive.depth;

import java.time.Duration;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.network.symbolic.CornerSeries;
import org.widelimit.network.symbolic.SymbolicNetwork;
import org.widelimit.verification.derive.depth.DepthWord.Network;

/**
 * The expansion at correlation 1 of a correlation map in closed form: its Taylor series in {@code s
 * = Sqrt[(1 - c)/2]}, which the computer algebra proposes.
 */
final class ClosedExpansion {

  private static final Duration BUDGET = Duration.ofSeconds(3);

  private static final int ORDER = 4;

  private ClosedExpansion() {}

  /**
   * Returns a in {@code 1 - C(1 - e) = chi e - a e^(1 + order) + o(e^(1 + order))}, with who
   * proposed it; nothing where the map has no closed form or none in time.
   *
   * @param order 1 or 1/2
   */
  static Optional<Believed> of(Activation phi, Network network, Num order) {
    try {
      Allowance allowance = new Allowance(BUDGET);
      SymbolicNetwork wide = SymbolicNetwork.of(phi, SymbolicNetwork.Layers.DENSE, allowance);
      if (!(wide.kernels().correlatedDual() instanceof ClosedForm)) {
        return Optional.empty();
      }
      return allowance
          .run(() -> CornerSeries.atCorrelationOne(wide.correlationMap(), ORDER), "the expansion")
          .map(series -> series.in(placed(coefficient(series.value(), order), network)));
    } catch (BudgetExceededException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** As e is 2 s^2, a power e^(k/2) is 2^(k/2) s^k. */
  private static Expr coefficient(Expr series, Num order) {
    int power = order.isInteger() ? 4 : 3;
    Expr slope = series;
    Num factorial = Expressions.ONE;
    for (int k = 1; k <= power; k++) {
      slope = Derivatives.almostEverywhere(slope, "s");
      factorial = Expressions.multiply(factorial, Expressions.num(k));
    }
    return Expressions.divide(
        slope.substitute("s", Expressions.ZERO),
        Expressions.times(
            factorial, Expressions.power(Expressions.TWO, Expressions.num(power, 2))));
  }

  /** Puts the claim's scales and length for the letters of the map. */
  private static Expr placed(Expr formula, Network network) {
    Expr.Sym weight = InternalNames.symbol("weight");
    Expr.Sym bias = InternalNames.symbol("bias");
    Expr.Sym length = InternalNames.symbol("length");
    return formula
        .substitute("sigmaW", weight)
        .substitute("sigmaB", bias)
        .substitute("q", length)
        .substitute(weight.name(), network.sigmaW())
        .substitute(bias.name(), network.sigmaB())
        .substitute(length.name(), network.length());
  }
}
