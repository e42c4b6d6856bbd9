package org.widelimit.simulation.chain;

import org.widelimit.simulation.matrix.Columns;

/**
 * The expansion to second order of a number in the innovations of a chain of layers, and what it
 * takes out of samples.
 *
 * <p>Let {@code eps_l} be a layer's innovations, the deviations of its sums from their expectation
 * given the layer below: means over M neurons. To second order the number is {@code Y = Y_0 + g .
 * eps + eps . H eps/2}. At every width {@code E eps_l = 0}, {@code E eps_l eps_m = 0} between
 * layers, and {@code E eps_l eps_l = C_l/M} given the layer below, with {@code C_l} the covariance
 * of a single neuron's summands. So
 *
 * <pre>{@code g . eps + eps . H eps/2 - sum_l tr(H_ll C_l)/(2 M)}</pre>
 *
 * has expectation 0 exactly, whatever g and H are: their errors cost precision, not truth. A sample
 * of Y less this fluctuates with {@code M^(-3/2)}, while the bias is of order 1/M: the wider the
 * networks, the better it is seen.
 */
final class SecondOrder {
  /** Of a fluctuation at width 1: small against nonlinearities, large against rounding. */
  private static final double STEP = 1e-3;

  private final double limit;
  private final double[] gradient;
  private final double[][] hessian;
  private final int perLayer;

  /** The number at width infinity, its sums off by given amounts. */
  @FunctionalInterface
  interface Limit {
    /**
     * Returns the number.
     *
     * @param innovations one row a layer
     */
    double of(double[][] innovations);
  }

  /**
   * Expands a number about the limit.
   *
   * @param limit the number
   * @param covariances {@code C_l} at the limit, from which the steps of differences are taken
   */
  SecondOrder(Limit limit, double[][][] covariances) {
    perLayer = covariances[0].length;
    int layers = covariances.length;
    int size = layers * perLayer;
    double[] steps = new double[size];
    for (int i = 0; i < size; i++) {
      double variance = covariances[i / perLayer][i % perLayer][i % perLayer];
      steps[i] = STEP * Math.sqrt(Math.max(variance, 0));
    }
    this.limit = limit.of(new double[layers][perLayer]);
    gradient = new double[size];
    hessian = new double[size][size];
    double[] sums = new double[size];
    for (int i = 0; i < size; i++) {
      if (steps[i] > 0) {
        double up = shifted(limit, layers, i, steps[i], i, 0);
        double down = shifted(limit, layers, i, -steps[i], i, 0);
        gradient[i] = (up - down) / (2 * steps[i]);
        sums[i] = up + down - 2 * this.limit;
        hessian[i][i] = sums[i] / (steps[i] * steps[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        if (steps[i] > 0 && steps[j] > 0) {
          double both =
              shifted(limit, layers, i, steps[i], j, steps[j])
                  + shifted(limit, layers, i, -steps[i], j, -steps[j])
                  - 2 * this.limit;
          hessian[i][j] = (both - sums[i] - sums[j]) / (2 * steps[i] * steps[j]);
          hessian[j][i] = hessian[i][j];
        }
      }
    }
  }

  private double shifted(Limit limit, int layers, int i, double stepI, int j, double stepJ) {
    double[][] shift = new double[layers][perLayer];
    shift[i / perLayer][i % perLayer] += stepI;
    shift[j / perLayer][j % perLayer] += stepJ;
    return limit.of(shift);
  }

  /** The number at width infinity. */
  double limit() {
    return limit;
  }

  /** Returns what has expectation 0. */
  double noise(double[][] innovations, double[][][] covariances, double reciprocalWidth) {
    double[] eps = new double[gradient.length];
    for (int i = 0; i < eps.length; i++) {
      eps[i] = innovations[i / perLayer][i % perLayer];
    }
    double noise = 0;
    for (int i = 0; i < eps.length; i++) {
      noise += gradient[i] * eps[i] + eps[i] * Columns.innerProduct(hessian[i], eps) / 2;
    }
    return noise - reciprocalWidth * curvature(covariances);
  }

  /** Returns {@code sum_l tr(H_ll C_l)/2}. */
  double curvature(double[][][] covariances) {
    double trace = 0;
    for (int l = 0; l < covariances.length; l++) {
      for (int i = 0; i < perLayer; i++) {
        for (int j = 0; j < perLayer; j++) {
          trace += hessian[l * perLayer + i][l * perLayer + j] * covariances[l][i][j];
        }
      }
    }
    return trace / 2;
  }
}
