package org.widelimit.simulation.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.widelimit.simulation.matrix.Columns;

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
 * <p><em>Readout.</em> Given the last hidden layer, the outputs are Gaussian as well, with the
 * covariance K of that sample. So {@code f}, {@code f^2 - K}, {@code f^3 - 3 K f} and {@code f^4 -
 * 6 K f^2 + 3 K^2} have expectation 0, and products of the outputs at two inputs less their K:
 * taking them out leaves the conditional expectation given that layer (Rao and Blackwell), which is
 * a mean over neurons. They are for observables that look at outputs; to others they are noise.
 *
 * <p><em>Backward.</em> See {@link BackwardInnovations}.
 *
 * <p>Their number depends on the architecture, on the number of inputs and on what is sent
 * backward, not on the width. Only the first pass in each direction counts. A direction without
 * spread (a dead layer, parallel inputs) gives zeros.
 */
public final class Innovations {
  /** The highest total degree of a product over two inputs. */
  private static final int MIXED_DEGREE = 4;

  /** Below this share of its square a direction counts as dependent on others. */
  static final double DEPENDENT = 1e-9;

  private static final double[] ROOT_FACTORIALS = rootFactorials();

  /** The forward pass's, shared with all that follow the same pass. */
  private final List<Double> forward;

  /** The readout's, shared likewise. */
  private final List<Double> readout;

  private final TreeMap<Integer, double[]> backward = new TreeMap<>(Collections.reverseOrder());

  /** What backward passes need of a layer and its inputs, whatever is sent. */
  private final Map<Integer, BackwardInnovations> layers;

  private int forwardLayers;

  /** Records from a forward pass on. */
  public Innovations() {
    this(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), 0);
  }

  private Innovations(
      List<Double> forward,
      List<Double> readout,
      Map<Integer, BackwardInnovations> layers,
      int forwardLayers) {
    this.forward = forward;
    this.readout = readout;
    this.layers = layers;
    this.forwardLayers = forwardLayers;
  }

  /** Records another backward pass after the same forward pass. */
  public Innovations afterForward() {
    return new Innovations(forward, readout, layers, forwardLayers);
  }

  /** Takes over what another record has of the backward pass from the top to a layer. */
  public void recall(Innovations other, int lowest) {
    other.backward.headMap(lowest, false).forEach(backward::putIfAbsent);
  }

  /**
   * Returns all innovations so far, of the forward pass from the input on, then of the backward
   * pass.
   *
   * @param outputs whether those of the readout are among them
   */
  public double[] values(boolean outputs) {
    List<Double> values = new ArrayList<>(forward);
    if (outputs) {
      values.addAll(readout);
    }
    for (double[] part : backward.values()) {
      for (double value : part) {
        values.add(value);
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void add(double value) {
    forward.add(value);
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
    double[][] covariance = covariance(h, weightScale, biasScale);
    double[][] standardized = Columns.copy(u);
    for (int a = 0; a < inputs; a++) {
      double scale = covariance[a][a] > 0 ? 1 / Math.sqrt(covariance[a][a]) : 0;
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

  private static double[][] covariance(double[][] h, double weightScale, double biasScale) {
    double[][] covariance = Columns.gram(h);
    for (double[] row : covariance) {
      for (int b = 0; b < row.length; b++) {
        row[b] = weightScale * weightScale * row[b] + biasScale * biasScale;
      }
    }
    return covariance;
  }

  /**
   * Notes the readout of a forward pass.
   *
   * @param h the last hidden layer, one column an input
   * @param f the outputs
   * @param weightScale standard deviation of a weight
   * @param biasScale standard deviation of a bias
   */
  void readout(double[][] h, double[][] f, double weightScale, double biasScale) {
    if (!readout.isEmpty()) {
      return;
    }
    double[][] covariance = covariance(h, weightScale, biasScale);
    int outputs = f[0].length;
    outputs(f, outputs, covariance);
    if (outputs > 1) {
      outputs(f, 1, covariance);
    }
  }

  /** Means over the first few outputs. */
  private void outputs(double[][] f, int count, double[][] covariance) {
    for (int a = 0; a < f.length; a++) {
      double k = covariance[a][a];
      double[] sums = new double[4];
      for (int i = 0; i < count; i++) {
        double x = f[a][i];
        double second = x * x - k;
        sums[0] += x;
        sums[1] += second;
        sums[2] += x * (x * x - 3 * k);
        sums[3] += second * second - 4 * k * second - 2 * k * k;
      }
      for (double sum : sums) {
        readout.add(sum / count);
      }
      for (int b = a + 1; b < f.length; b++) {
        double product = 0;
        for (int i = 0; i < count; i++) {
          product += f[a][i] * f[b][i] - covariance[a][b];
        }
        readout.add(product / count);
      }
    }
  }

  private void product(double[] u, double[] other, double covariance) {
    add(Columns.innerProduct(u, other) / u.length - covariance);
  }

  private void single(double[] v, boolean alive) {
    double[] sums = LayerSums.own().single(v);
    double share = alive ? 1.0 / v.length : 0;
    int k = 1;
    for (; k <= LayerSums.DEGREE; k++) {
      add(sums[k - 1] * share / ROOT_FACTORIALS[k]);
    }
    add(alive ? sums[k - 1] * share - 0.5 : 0);
    add(alive ? sums[k] * share - 1 / Math.sqrt(2 * Math.PI) : 0);
    add(alive ? sums[k + 1] * share - 0.5 : 0);
    // E cos(k x) = exp(-k^2/2), the characteristic function.
    add(alive ? sums[k + 2] * share - Math.exp(-0.5) : 0);
    add(sums[k + 3] * share);
    add(alive ? sums[k + 4] * share - Math.exp(-2) : 0);
    add(sums[k + 5] * share);
  }

  private void pair(double[] v, double[] other, double rho) {
    double rest = 1 - rho * rho;
    boolean alive = rest > DEPENDENT;
    double[] sums = LayerSums.own().pair(v, other, rho, alive ? 1 / Math.sqrt(rest) : 0);
    double share = alive ? 1.0 / v.length : 0;
    int next = 0;
    for (int j = 1; j < MIXED_DEGREE; j++) {
      for (int k = 1; j + k <= MIXED_DEGREE; k++) {
        add(sums[next++] * share / (ROOT_FACTORIALS[j] * ROOT_FACTORIALS[k]));
      }
    }
    double angle = Math.PI - Math.acos(Math.max(-1, Math.min(1, rho)));
    add(alive ? sums[next++] * share - angle / (2 * Math.PI) : 0);
    add(alive ? sums[next++] * share - (Math.sqrt(rest) + rho * angle) / (2 * Math.PI) : 0);
    add(alive ? sums[next++] * share - Math.exp(-1 - rho) : 0);
    add(alive ? sums[next] * share - Math.exp(-1 + rho) : 0);
  }

  /**
   * Returns what backward passes need of the layer below, computed once for all of them.
   *
   * @param layer the layer whose weights are applied
   * @param h the layer below, one column an input
   * @param slopes its slopes, one column an input
   */
  BackwardInnovations below(int layer, double[][] h, Supplier<double[][]> slopes) {
    return layers.computeIfAbsent(layer, l -> new BackwardInnovations(h, slopes.get()));
  }

  /**
   * Notes a layer of a backward pass.
   *
   * @param layer the layer whose weights are applied
   * @param below the layer below
   * @param above the deltas of this layer, one column each
   * @param products {@code W^T delta}, not scaled
   * @param inputOf the input of each delta
   */
  void backward(
      int layer, BackwardInnovations below, double[][] above, double[][] products, int[] inputOf) {
    if (backward.isEmpty() || layer < backward.lastKey()) {
      backward.put(layer, below.of(above, products, inputOf));
    }
  }

  private static double[] rootFactorials() {
    double[] roots = new double[LayerSums.DEGREE + 1];
    double factorial = 1;
    roots[0] = 1;
    for (int k = 1; k < roots.length; k++) {
      factorial *= k;
      roots[k] = Math.sqrt(factorial);
    }
    return roots;
  }
}
