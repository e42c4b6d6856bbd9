package org.widelimit.verification.claim;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * The kernels of a uniform network at a layer with a small number, as expressions: the recursion of
 * Lee et al. (2018) and Jacot et al. (2018), written out.
 */
final class KernelDefinitions {

  /** Deeper recursions are formulas that nobody reads. */
  private static final int DEEPEST = 4;

  private final Expr phi;
  private final Expr sigmaW;
  private final Expr sigmaB;
  private final Expr q;
  private final Expr c;

  private KernelDefinitions(Call map, Call call) {
    this.phi = map.arg(0);
    this.sigmaW = map.arg(1);
    this.sigmaB = map.arg(2);
    this.q = call.arg(1);
    this.c = call.arg(2);
  }

  /** Returns what a word means at a layer from 1 to 4, or empty. */
  static Optional<Expr> of(String word, Call map, Call call) {
    if (!(call.arg(0) instanceof Num number)
        || !number.isInteger()
        || !(number.doubleValue() >= 1 && number.doubleValue() <= DEEPEST)) {
      return Optional.empty();
    }
    KernelDefinitions kernels = new KernelDefinitions(map, call);
    int layer = number.numerator().intValue();
    return Optional.of(
        switch (word) {
          case "CovarianceAt" -> kernels.covariance(layer);
          case "TangentKernelAt" -> kernels.tangent(layer);
          case "CorrelationAt" -> kernels.correlation(layer);
          default -> Expressions.minus(Expressions.ONE, kernels.correlation(layer));
        });
  }

  private Expr variance(int layer) {
    return layer == 1 ? q : Definitions.lengthMap(phi, sigmaW, sigmaB, variance(layer - 1));
  }

  private Expr covariance(int layer) {
    return layer == 1
        ? Expressions.times(c, q)
        : Expressions.plus(
            Expressions.times(Expressions.square(sigmaW), dual(phi, layer - 1)),
            Expressions.square(sigmaB));
  }

  private Expr correlation(int layer) {
    return layer == 1 ? c : Expressions.divide(covariance(layer), variance(layer));
  }

  private Expr tangent(int layer) {
    if (layer == 1) {
      return covariance(1);
    }
    Expr slope = Primed.of(phi).differentiated().expr();
    return Expressions.plus(
        covariance(layer),
        Expressions.times(Expressions.square(sigmaW), tangent(layer - 1), dual(slope, layer - 1)));
  }

  /** The dual of a function with itself at a layer; on the diagonal a single expectation. */
  private Expr dual(Expr function, int layer) {
    Expr variance = variance(layer);
    return Definitions.dual(List.of(function, function), variance, variance, covariance(layer));
  }
}
