package org.widelimit.network;

import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas;
import org.widelimit.gaussian.Activation;

/**
 * The NNGP and neural tangent kernel matrices of a fully connected network on a data set, in
 * parallel and for the lower triangle only.
 *
 * <p>Near duplicates, whose correlation is within {@code 1e-5} of 1 (and ReLU pairs that merge on
 * the way), are computed one by one by {@link KernelRecursion} from the distance of the inputs.
 */
public final class KernelMatrices {

  private static final double NEAR = 1e-5;

  /** A ReLU pair that ends nearer than this has lost digits of its angle on the way. */
  private static final double MERGED = 1 - 1e-8;

  private final double[][] nngp;
  private final double[][] tangent;

  private KernelMatrices(double[][] nngp, double[][] tangent) {
    this.nngp = nngp;
    this.tangent = tangent;
  }

  /**
   * Computes both kernels.
   *
   * @param activation the activation of every hidden layer
   * @param hidden the number of hidden layers
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param inputs N inputs of one dimension d, a row each
   * @throws IllegalArgumentException if there are no inputs, or their dimensions differ
   * @throws org.widelimit.gaussian.DivergentExpectationException if a kernel diverges
   */
  public static KernelMatrices of(
      Activation activation, int hidden, double sigmaW2, double sigmaB2, double[][] inputs) {
    requireRectangular(inputs);
    int size = inputs.length;
    double[][] kernel = inputProducts(inputs);
    double[] norms = new double[size];
    for (int i = 0; i < size; i++) {
      norms[i] = Math.sqrt(kernel[i][i]);
    }
    boolean[][] near = nearDuplicates(kernel, norms);
    RowRecursion rows = rows(activation, sigmaW2, sigmaB2);
    double[][] variances = new double[hidden + 1][size];
    double[] tangents = new double[size];
    for (int i = 0; i < size; i++) {
      variances[0][i] = sigmaW2 * kernel[i][i] + sigmaB2;
      tangents[i] = variances[0][i];
    }
    for (int layer = 0; layer < hidden; layer++) {
      int at = layer;
      IntStream.range(0, size)
          .parallel()
          .forEach(
              i -> {
                double p = variances[at][i];
                double above = sigmaW2 * rows.secondMoment(p) + sigmaB2;
                tangents[i] = above + sigmaW2 * tangents[i] * rows.slopeMoment(p);
                variances[at + 1][i] = above;
              });
    }
    if (rows instanceof HermiteRows expansion) {
      expansion.prepare(java.util.Arrays.copyOf(variances, hidden));
    }
    KernelRecursion single =
        KernelRecursion.of(Architecture.dense(activation, hidden, sigmaW2, sigmaB2));
    double[][] tangent = new double[size][size];
    IntStream.range(0, size)
        .parallel()
        .forEach(
            i -> {
              double[] row = kernel[i];
              double[] own = tangent[i];
              for (int j = 0; j < i; j++) {
                row[j] = sigmaW2 * row[j] + sigmaB2;
                own[j] = row[j];
              }
              for (int layer = 0; layer < hidden; layer++) {
                rows.advance(i, i, variances[layer], variances[layer + 1], row, own, layer);
              }
              for (int j = 0; j < i; j++) {
                boolean merged =
                    rows instanceof ClosedRows.Relu
                        && row[j] > MERGED * Math.sqrt(variances[hidden][i] * variances[hidden][j]);
                if (merged || (near[i] != null && near[i][j])) {
                  KernelState state = single.output(KernelState.ofInputs(inputs[i], inputs[j]));
                  row[j] = state.covariance();
                  own[j] = state.tangent();
                }
              }
              row[i] = variances[hidden][i];
              own[i] = tangents[i];
            });
    mirror(kernel);
    mirror(tangent);
    return new KernelMatrices(kernel, tangent);
  }

  private static RowRecursion rows(Activation activation, double sigmaW2, double sigmaB2) {
    if (activation.equals(Activation.named("relu"))) {
      return new ClosedRows.Relu(sigmaW2, sigmaB2);
    }
    if (activation.equals(Activation.named("erf"))) {
      return new ClosedRows.Erf(sigmaW2, sigmaB2);
    }
    return activation.equals(Activation.named("gelu"))
        ? new ClosedRows.Gelu(sigmaW2, sigmaB2)
        : new HermiteRows(activation, sigmaW2, sigmaB2);
  }

  private static void requireRectangular(double[][] inputs) {
    if (inputs.length == 0 || inputs[0].length == 0) {
      throw new IllegalArgumentException("there are no inputs");
    }
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].length != inputs[0].length) {
        throw new IllegalArgumentException(
            "input %d has %d components, and input 1 has %d"
                .formatted(i + 1, inputs[i].length, inputs[0].length));
      }
      for (double component : inputs[i]) {
        if (!Double.isFinite(component)) {
          throw new IllegalArgumentException("input " + (i + 1) + " holds " + component);
        }
      }
    }
  }

  /** Returns {@code x_i . x_j/d}, the lower triangle. */
  private static double[][] inputProducts(double[][] inputs) {
    int size = inputs.length;
    int dimension = inputs[0].length;
    double[] flat = new double[Math.multiplyExact(size, dimension)];
    for (int i = 0; i < size; i++) {
      System.arraycopy(inputs[i], 0, flat, i * dimension, dimension);
    }
    double[] products = new double[Math.multiplyExact(size, size)];
    openblas.cblas_dsyrk(
        openblas.CblasRowMajor,
        openblas.CblasLower,
        openblas.CblasNoTrans,
        size,
        dimension,
        1.0 / dimension,
        flat,
        dimension,
        0,
        products,
        size);
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = java.util.Arrays.copyOfRange(products, i * size, (i + 1) * size);
    }
    return rows;
  }

  private static boolean[][] nearDuplicates(double[][] kernel, double[] norms) {
    boolean[][] near = new boolean[kernel.length][];
    for (int i = 0; i < kernel.length; i++) {
      for (int j = 0; j < i; j++) {
        if (kernel[i][j] > (1 - NEAR) * norms[i] * norms[j]) {
          if (near[i] == null) {
            near[i] = new boolean[i];
          }
          near[i][j] = true;
        }
      }
    }
    return near;
  }

  private static void mirror(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
  }

  /** Returns the N x N NNGP kernel; the caller owns the array. */
  public double[][] nngp() {
    return java.util.Arrays.stream(nngp).map(double[]::clone).toArray(double[][]::new);
  }

  /** Returns the N x N neural tangent kernel; the caller owns the array. */
  public double[][] neuralTangentKernel() {
    return java.util.Arrays.stream(tangent).map(double[]::clone).toArray(double[][]::new);
  }
}
