package org.widelimit.enclosure.box;

import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * A sum {@code Sum[c_k rho^k]} of few powers of {@code rho - m} for correlations near m, by the
 * binomial formula.
 *
 * <p>The coefficients {@code Sum[c_k Binomial[k, j] m^(k-j)]} cost no product of polynomials. Of
 * each power of rho the terms above the order J are left out: by Lagrange's form of the remainder
 * at most {@code Binomial[k, J+1] r^(k-J-1) d^(J+1)}, with correlations up to r in size and up to d
 * from m, and never more than {@code r^k + (|m| + d)^k}.
 */
final class CorrelationPowers {

  /** More than the relative errors of the weights: two powers, and quotients of few numbers. */
  private static final double RELATIVE = 0x1p-46;

  /** More than what powers that underflow lose, times any binomial coefficient here. */
  private static final double ABSOLUTE = 0x1p-800;

  /** What is left out beside the sum, if it is as small as that, decides nothing. */
  private static final double NEGLIGIBLE = 1e-17;

  private final TaylorModel[] coefficients;
  private final double middle;
  private final double distance;
  private final double[] sizes;
  private final double[] powers;
  private final double[] direct;

  /**
   * Creates the sum.
   *
   * @param coefficients the coefficients {@code c_k}, fewer than a few thousand
   * @param possible the correlations, a part of [-1, 1]
   */
  CorrelationPowers(TaylorModel[] coefficients, RealInterval possible) {
    this.coefficients = coefficients;
    this.middle = possible.middle();
    this.distance =
        Math.max(
            RealInterval.sumUp(possible.hi(), -middle), RealInterval.sumUp(middle, -possible.lo()));
    int length = coefficients.length;
    double reach = possible.magnitude();
    double farther = RealInterval.sumUp(Math.abs(middle), distance);
    this.sizes = new double[length];
    this.powers = new double[length];
    this.direct = new double[length];
    for (int k = 0; k < length; k++) {
      sizes[k] = TaylorModel.up(coefficients[k].norm() + coefficients[k].remainder());
      powers[k] = TaylorModel.up(Math.pow(reach, k));
      direct[k] =
          middle == 0
              ? powers[k]
              : TaylorModel.up(powers[k] + TaylorModel.up(Math.pow(farther, k)));
    }
  }

  /** The number that powers are taken around. */
  double middle() {
    return middle;
  }

  /**
   * The order and what is left out above it.
   *
   * @param order J
   * @param error a bound of all that is left out
   */
  private record Cut(int order, double error) {}

  private Cut cut(int highest) {
    double whole = 0;
    for (int k = 0; k < sizes.length; k++) {
      whole += sizes[k] * powers[k];
    }
    Cut best = new Cut(0, Double.POSITIVE_INFINITY);
    double[] binomials = new double[sizes.length];
    java.util.Arrays.fill(binomials, 1);
    double power = 1;
    for (int order = 0; order <= highest; order++) {
      power = TaylorModel.up(power * distance);
      double error = 0;
      for (int k = order + 1; k < sizes.length; k++) {
        binomials[k] = TaylorModel.up(binomials[k] * (k - order) / (order + 1));
        double lagrange = binomials[k] * powers[k - order - 1] * power;
        error += sizes[k] * TaylorModel.up(Math.min(lagrange, direct[k]));
      }
      error = TaylorModel.up(error);
      if (error < best.error()) {
        best = new Cut(order, error);
      }
      if (error <= NEGLIGIBLE * whole) {
        break;
      }
    }
    return best;
  }

  /**
   * Returns the sum, or null where no order has a bounded remainder.
   *
   * @param step the correlation without its middle
   * @param places the number there of each variable of the coefficients
   */
  @Nullable TaylorModel at(TaylorModel step, int[] places, Effort effort) {
    ModelSpace space = step.space();
    Cut cut = cut(space.degree());
    if (!Double.isFinite(cut.error())) {
      return null;
    }
    double[][] weights = weights(cut.order());
    TaylorModel total = null;
    for (int j = cut.order(); j >= 0; j--) {
      effort.step();
      TaylorModel coefficient =
          TaylorModel.weighted(
                  coefficients[0].space(), weights[j], coefficients, RELATIVE, ABSOLUTE)
              .embedded(space, places);
      total = total == null ? coefficient : total.times(step).plus(coefficient);
    }
    return total == null ? null : total.enlarged(cut.error());
  }

  /** {@code Binomial[k, j] m^(k-j)} for each j and k. */
  private double[][] weights(int order) {
    int length = coefficients.length;
    double[] power = new double[length];
    for (int k = 0; k < length; k++) {
      power[k] = Math.pow(middle, k);
    }
    double[][] weights = new double[order + 1][length];
    for (int k = 0; k < length; k++) {
      double binomial = 1;
      for (int j = 0; j <= Math.min(k, order); j++) {
        weights[j][k] = binomial * power[k - j];
        binomial = binomial * (k - j) / (j + 1);
      }
    }
    return weights;
  }
}
