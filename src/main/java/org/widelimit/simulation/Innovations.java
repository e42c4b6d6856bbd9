package org.widelimit.simulation;

import java.util.Arrays;

/**
 * What was random about the passes through one network, as numbers whose expectation is exactly 0
 * at every width: control variates of whatever the passes measure.
 *
 * <p><em>Forward.</em> Given the layer below, the preactivations of a layer are, neuron by neuron,
 * independent Gaussian vectors over the inputs, with the covariance {@code K = weightScale^2 h^T h
 * + biasScale^2} of that sample. So the mean over neurons of a function of the standardized
 * preactivations, less its Gaussian expectation, has expectation 0: here Hermite polynomials and
 * half-lines and waves, and for two inputs their products and arc-cosine kernels (Cho and Saul
 * 2009), whose expectations are textbook constants: bounded activations are no polynomials, and
 * unbounded ones no waves. None comes from the program's own Gaussian calculus, so that a
 * simulation stays a judge of that calculus. The products of the preactivations themselves, less K,
 * come as well: a covariance is measured with K's own size, and with them the last layer's noise
 * leaves it whatever K is, not to leading order only.
 *
 * <p><em>Backward.</em> Given the forward pass and the layers above, the part of {@code W^T delta}
 * that is orthogonal to the layer's h has independent Gaussian columns of covariance {@code
 * |delta|^2 (I - H)}, H the projection on the inputs' h. So the weighted mean of its products, less
 * that covariance, has expectation 0; the weights are the slopes, as in the norm of the next delta.
 *
 * <p>Their number depends on the architecture, on the number of inputs and on what is sent
 * backward, not on the width. Only the first pass in each direction counts. A direction without
 * spread (a dead layer, parallel inputs) gives zeros.
 */
final class Innovations {
  /** The highest Hermite polynomial of one input. */
  private static final int DEGREE = 6;

  /** The highest total degree of a product over two inputs. */
  private static final int MIXED_DEGREE = 4;

  /** Below this share of its square a direction counts as dependent on others. */
  private static final double DEPENDENT = 1e-9;

  private static final double[] ROOT_FACTORIALS = rootFactorials();

  private double[] values = new double[64];
  private int count;
  private int forwardLayers;
  private int lowestBackward = Integer.MAX_VALUE;

  /** All innovations so far, of the forward pass from the input on, then of the backward pass. */
  double[] values() {
    return Arrays.copyOf(values, count);
  }

  private void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /**
   * Notes a layer of a forward pass.
   *
   * @param layer the layer
   * @param h the layer below, one column an input
   * @param u the layer's preactivations, without a residual branch
   * @param weightScale standard deviation of a weight
   * @param biasScale standard deviation of a bias
   */
  void forward(int layer, double[][] h, double[][] u, double weightScale, double biasScale) {
    if (layer <= forwardLayers) {
      return;
    }
    forwardLayers = layer;
    int inputs = h.length;
    double[][] covariance = Columns.innerProducts(h, inputs, h, inputs);
    double[][] standardized = new double[inputs][];
    for (int a = 0; a < inputs; a++) {
      for (int b = 0; b < inputs; b++) {
        covariance[a][b] = weightScale * weightScale * covariance[a][b] + biasScale * biasScale;
      }
    }
    for (int a = 0; a < inputs; a++) {
      double scale = covariance[a][a] > 0 ? 1 / Math.sqrt(covariance[a][a]) : 0;
      standardized[a] = u[a].clone();
      for (int i = 0; i < u[a].length; i++) {
        standardized[a][i] *= scale;
      }
      single(standardized[a], scale > 0);
      product(u[a], u[a], covariance[a][a]);
    }
    for (int a = 0; a < inputs; a++) {
      for (int b = a + 1; b < inputs; b++) {
        double norms = Math.sqrt(covariance[a][a] * covariance[b][b]);
        pair(standardized[a], standardized[b], norms > 0 ? covariance[a][b] / norms : 1);
        product(u[a], u[b], covariance[a][b]);
      }
    }
  }

  private void product(double[] u, double[] other, double covariance) {
    add(Columns.innerProduct(u, other) / u.length - covariance);
  }

  private void single(double[] v, boolean alive) {
    double[] hermite = new double[DEGREE + 1];
    double steps = 0;
    double ramps = 0;
    double squares = 0;
    double[] waves = new double[4];
    for (double x : v) {
      double cos = Math.cos(x);
      double sin = Math.sin(x);
      waves[0] += cos;
      waves[1] += sin;
      waves[2] += cos * cos - sin * sin;
      waves[3] += sin * cos;
      double before = 1;
      double now = x;
      for (int k = 1; k <= DEGREE; k++) {
        hermite[k] += now;
        double next = x * now - k * before;
        before = now;
        now = next;
      }
      double ramp = Math.max(x, 0);
      steps += x > 0 ? 1 : 0;
      ramps += ramp;
      squares += ramp * ramp;
    }
    double share = alive ? 1.0 / v.length : 0;
    for (int k = 1; k <= DEGREE; k++) {
      add(hermite[k] * share / ROOT_FACTORIALS[k]);
    }
    add(alive ? steps * share - 0.5 : 0);
    add(alive ? ramps * share - 1 / Math.sqrt(2 * Math.PI) : 0);
    add(alive ? squares * share - 0.5 : 0);
    // E cos(k x) = exp(-k^2/2), the characteristic function.
    add(alive ? waves[0] * share - Math.exp(-0.5) : 0);
    add(waves[1] * share);
    add(alive ? waves[2] * share - Math.exp(-2) : 0);
    add(waves[3] * share);
  }

  private void pair(double[] v, double[] other, double rho) {
    double rest = 1 - rho * rho;
    boolean alive = rest > DEPENDENT;
    double scale = alive ? 1 / Math.sqrt(rest) : 0;
    double[][] products = new double[MIXED_DEGREE][MIXED_DEGREE];
    double[] first = new double[MIXED_DEGREE];
    double[] second = new double[MIXED_DEGREE];
    double steps = 0;
    double ramps = 0;
    double sums = 0;
    double differences = 0;
    for (int i = 0; i < v.length; i++) {
      double x = v[i];
      sums += Math.cos(x + other[i]);
      differences += Math.cos(x - other[i]);
      double w = (other[i] - rho * x) * scale;
      hermite(x, first);
      hermite(w, second);
      for (int j = 1; j < MIXED_DEGREE; j++) {
        for (int k = 1; j + k <= MIXED_DEGREE; k++) {
          products[j][k] += first[j] * second[k];
        }
      }
      if (x > 0 && other[i] > 0) {
        steps++;
        ramps += x * other[i];
      }
    }
    double share = alive ? 1.0 / v.length : 0;
    for (int j = 1; j < MIXED_DEGREE; j++) {
      for (int k = 1; j + k <= MIXED_DEGREE; k++) {
        add(products[j][k] * share / (ROOT_FACTORIALS[j] * ROOT_FACTORIALS[k]));
      }
    }
    double angle = Math.PI - Math.acos(Math.max(-1, Math.min(1, rho)));
    add(alive ? steps * share - angle / (2 * Math.PI) : 0);
    add(alive ? ramps * share - (Math.sqrt(rest) + rho * angle) / (2 * Math.PI) : 0);
    add(alive ? sums * share - Math.exp(-1 - rho) : 0);
    add(alive ? differences * share - Math.exp(-1 + rho) : 0);
  }

  private static void hermite(double x, double[] out) {
    out[0] = 1;
    out[1] = x;
    for (int k = 1; k + 1 < out.length; k++) {
      out[k + 1] = x * out[k] - k * out[k - 1];
    }
  }

  /**
   * Notes a layer of a backward pass.
   *
   * @param layer the layer whose weights are applied
   * @param above the deltas of this layer, one column each
   * @param products {@code W^T delta}, not scaled
   * @param h the layer below, one column an input
   * @param slopes the slopes of the layer below, one column an input
   * @param inputOf the input of each delta
   */
  void backward(
      int layer,
      double[][] above,
      double[][] products,
      double[][] h,
      double[][] slopes,
      int[] inputOf) {
    if (layer >= lowestBackward) {
      return;
    }
    lowestBackward = layer;
    double[][] basis = orthonormal(h);
    double[] leverage = new double[h[0].length];
    for (double[] q : basis) {
      for (int i = 0; i < leverage.length; i++) {
        leverage[i] += q[i] * q[i];
      }
    }
    double[][] fresh = Columns.copy(products);
    if (basis.length > 0) {
      double[][] along = Columns.innerProducts(basis, basis.length, fresh, fresh.length);
      Columns.addCombination(basis, basis.length, along, -1, fresh);
    }
    int inputs = h.length;
    for (int a = 0; a < inputs; a++) {
      for (int b = a; b < inputs; b++) {
        add(weighted(above, fresh, slopes, leverage, inputOf, a, b));
      }
    }
  }

  /** Over the pairs of the k-th delta at input a with the k-th at input b. */
  private static double weighted(
      double[][] above,
      double[][] fresh,
      double[][] slopes,
      double[] leverage,
      int[] inputOf,
      int a,
      int b) {
    double sum = 0;
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
      double covariance = Columns.innerProduct(above[c], above[d]);
      size +=
          Math.sqrt(
              Columns.innerProduct(above[c], above[c]) * Columns.innerProduct(above[d], above[d]));
      for (int i = 0; i < leverage.length; i++) {
        sum +=
            slopes[a][i]
                * slopes[b][i]
                * (fresh[c][i] * fresh[d][i] - covariance * (1 - leverage[i]));
      }
      d++;
    }
    return size > 0 ? sum / (size * leverage.length) : 0;
  }

  /** An orthonormal basis of the columns' span, by Gram and Schmidt, twice for good measure. */
  private static double[][] orthonormal(double[][] columns) {
    double[][] basis = new double[columns.length][];
    int size = 0;
    for (double[] column : columns) {
      double square = Columns.innerProduct(column, column);
      double[] rest = column.clone();
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < size; k++) {
          Columns.add(basis[k], -Columns.innerProduct(basis[k], rest), rest, 0, rest.length);
        }
      }
      double left = Columns.innerProduct(rest, rest);
      if (left > DEPENDENT * square) {
        double scale = 1 / Math.sqrt(left);
        for (int i = 0; i < rest.length; i++) {
          rest[i] *= scale;
        }
        basis[size++] = rest;
      }
    }
    return Arrays.copyOf(basis, size);
  }

  private static double[] rootFactorials() {
    double[] roots = new double[DEGREE + 1];
    double factorial = 1;
    roots[0] = 1;
    for (int k = 1; k < roots.length; k++) {
      factorial *= k;
      roots[k] = Math.sqrt(factorial);
    }
    return roots;
  }
}
