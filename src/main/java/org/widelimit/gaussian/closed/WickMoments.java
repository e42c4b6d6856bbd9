package org.widelimit.gaussian.closed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expressions;
import org.widelimit.budget.BoundedTask;
import org.widelimit.gaussian.exact.ExactSum;

/**
 * Moments of a Gaussian vector in one or two components by Wick's theorem (Isserlis 1918), without
 * the moments below.
 *
 * <p>The moment generating function {@code Exp[s m + t n + (s^2 p + 2 s t r + t^2 q)/2]} is a
 * product of one in s, one in t and {@code Exp[s t r]}, and so {@code E[x^i y^j]} is the sum over k
 * of {@code k! Binomial[i, k] Binomial[j, k] r^k h_(i - k)[m, p] h_(j - k)[n, q]} with {@code h_(k
 * + 1) = m h_k + k p h_(k - 1)} the moments of one variable.
 */
final class WickMoments {

  private WickMoments() {}

  /** Returns the moment of the given powers. */
  static ExactSum of(GaussianLaw law, List<Integer> powers) {
    List<ExactSum> first = univariate(law, 0, powers.get(0));
    if (law.dimension() == 1) {
      return first.get(powers.get(0));
    }
    if (law.dimension() != 2) {
      throw new IllegalArgumentException("a law of " + law.dimension() + " dimensions");
    }
    int i = powers.get(0);
    int j = powers.get(1);
    List<ExactSum> second = univariate(law, 1, j);
    ExactSum factor = ExactSum.ONE; // k! Binomial[i, k] Binomial[j, k] r^k
    ExactSum sum = ExactSum.ZERO;
    for (int k = 0; k <= Math.min(i, j) && !factor.isZero(); k++) {
      BoundedTask.checkpoint();
      sum = sum.plus(first.get(i - k).times(second.get(j - k)).times(factor));
      ExactSum ratio = ExactSum.of(Expressions.num(product(i - k, j - k), number(k + 1)));
      factor = factor.times(law.covariance(0, 1)).times(ratio);
    }
    return sum;
  }

  private static BigInteger product(int left, int right) {
    return number(left).multiply(number(right));
  }

  private static BigInteger number(int value) {
    return BigInteger.valueOf(value);
  }

  /** Returns the moments of one component from order 0. */
  private static List<ExactSum> univariate(GaussianLaw law, int component, int highest) {
    ExactSum mean = law.mean().get(component);
    ExactSum variance = law.covariance(component, component);
    List<ExactSum> moments = new ArrayList<>(List.of(ExactSum.ONE));
    for (int k = 0; k < highest; k++) {
      ExactSum next = mean.times(moments.get(k));
      if (k > 0) {
        ExactSum below = moments.get(k - 1).times(ExactSum.of(k, 1));
        next = next.plus(variance.times(below));
      }
      moments.add(next);
    }
    return moments;
  }
}
