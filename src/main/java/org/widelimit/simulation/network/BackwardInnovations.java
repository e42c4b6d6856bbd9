package org.widelimit.simulation.network;

import java.util.Arrays;
import org.widelimit.simulation.matrix.Arena;
import org.widelimit.simulation.matrix.Columns;

/**
 * What is random about a backward pass through one layer, as numbers of expectation 0.
 *
 * <p>Given the forward pass and the layers above, the part of {@code W^T delta} that is orthogonal
 * to the layer's h has independent Gaussian columns of covariance {@code |delta|^2 (I - H)}, H the
 * projection on the inputs' h. So the weighted mean of its products, less that covariance, has
 * expectation 0; the weights are the slopes, as in the norm of the next delta.
 */
final class BackwardInnovations {
  private final double[][] slopes;
  private final double[][] basis;

  /** The diagonal of {@code I - H}. */
  private final double[] free;

  /**
   * Prepares a layer.
   *
   * @param h the layer below, one column an input
   * @param slopes its slopes, one column an input
   */
  BackwardInnovations(double[][] h, double[][] slopes) {
    this.slopes = slopes;
    basis = orthonormal(h);
    free = Arena.take(h[0].length);
    Arrays.fill(free, 1);
    for (double[] q : basis) {
      for (int i = 0; i < free.length; i++) {
        free[i] -= q[i] * q[i];
      }
    }
  }

  /** The slopes of the layer below, one column an input. */
  double[][] slopes() {
    return slopes;
  }

  /**
   * Returns the innovations of the products by each pair of inputs.
   *
   * @param above the deltas, one column each
   * @param products {@code W^T delta}, not scaled
   * @param inputOf the input of each delta
   */
  double[] of(double[][] above, double[][] products, int[] inputOf) {
    double[][] fresh = Columns.copy(products);
    if (basis.length > 0) {
      double[][] along = Columns.innerProducts(basis, basis.length, fresh, fresh.length);
      Columns.addCombination(basis, basis.length, along, -1, fresh);
    }
    int inputs = slopes.length;
    double[] result = new double[inputs * (inputs + 1) / 2];
    int next = 0;
    for (int a = 0; a < inputs; a++) {
      for (int b = a; b < inputs; b++) {
        result[next++] = weighted(above, fresh, inputOf, a, b);
      }
    }
    return result;
  }

  /** Over the pairs of the k-th delta at input a with the k-th at input b. */
  private double weighted(double[][] above, double[][] fresh, int[] inputOf, int a, int b) {
    double[] products = new double[0];
    double covariance = 0;
    double size = 0;
    int d = 0;
    for (int c = 0; c < inputOf.length; c++) {
      if (inputOf[c] != a) {
        continue;
      }
      while (d < inputOf.length && inputOf[d] != b) {
        d++;
      }
      if (d == inputOf.length) {
        break;
      }
      covariance += Columns.innerProduct(above[c], above[d]);
      size +=
          Math.sqrt(
              Columns.innerProduct(above[c], above[c]) * Columns.innerProduct(above[d], above[d]));
      if (products.length == 0) {
        products = Arena.take(free.length);
        Arrays.fill(products, 0);
      }
      addProducts(fresh[c], fresh[d], products);
      d++;
    }
    if (!(size > 0)) {
      return 0;
    }
    double[] weights = Arena.take(free.length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = slopes[a][i] * slopes[b][i];
    }
    double excess =
        Columns.innerProduct(weights, products) - covariance * Columns.innerProduct(weights, free);
    return excess / (size * free.length);
  }

  private static void addProducts(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += a[i] * b[i];
    }
  }

  /** An orthonormal basis of the columns' span, by Gram and Schmidt, twice for good measure. */
  private static double[][] orthonormal(double[][] columns) {
    double[][] basis = new double[columns.length][];
    int size = 0;
    double[][] rests = Columns.copy(columns);
    for (int j = 0; j < columns.length; j++) {
      double square = Columns.innerProduct(columns[j], columns[j]);
      double[] rest = rests[j];
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < size; k++) {
          Columns.add(basis[k], -Columns.innerProduct(basis[k], rest), rest, 0, rest.length);
        }
      }
      double left = Columns.innerProduct(rest, rest);
      if (left > Innovations.DEPENDENT * square) {
        double scale = 1 / Math.sqrt(left);
        for (int i = 0; i < rest.length; i++) {
          rest[i] *= scale;
        }
        basis[size++] = rest;
      }
    }
    return Arrays.copyOf(basis, size);
  }
}
