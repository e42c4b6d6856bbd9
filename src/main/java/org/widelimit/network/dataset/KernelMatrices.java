package org.widelimit.network.dataset;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;

/**
 * The NNGP and neural tangent kernel matrices of a network on a data set, in parallel and for the
 * lower triangle only.
 *
 * <p>Errors are those of rounding, about {@code 1e-16} a layer relative to the kernels of the two
 * inputs with themselves, and those of the products {@code x_i . x_j}. Where the correlation is
 * near 1, these come from the difference of the inputs. A chaotic network magnifies the error of
 * {@code 1 - rho} by at most its growth, so pairs that grew more than {@value #GROWTH} times apart
 * are computed one by one by {@link KernelRecursion}, and so are inputs that are nearly opposite.
 * Entries by Hermite expansion have a truncation error of at most {@code 1e-13} a layer. Where an
 * activation without a closed form meets variances above {@value #LARGEST_EXPANDED}, it looks like
 * a step: pairs that its expansion does not cover are computed one by one as well, which may take
 * seconds a pair, and entries by expansion hold {@code 1e-12} up to variances of some thousands
 * only; beyond ten thousand they lose more.
 */
public final class KernelMatrices {

  /** Rows that are computed together: their products are one call of OpenBLAS. */
  private static final int PANEL = 64;

  /** The largest variance at which gaps of activations without a closed form hold their digits. */
  static final double LARGEST_EXPANDED = 100;

  /** Below this {@code 1 - rho} of the inputs it comes from their difference. */
  private static final double NEAR = 1e-2;

  /** Below this {@code 1 + rho} of the inputs the pair is computed on its own. */
  private static final double OPPOSITE = 1e-3;

  /** The growth of {@code 1 - rho} that magnifies a rounding to {@code 1e-13}. */
  private static final double GROWTH = 1e3;

  private final double[][] nngp;
  private final double[][] tangent;

  private KernelMatrices(double[][] nngp, double[][] tangent) {
    this.nngp = nngp;
    this.tangent = tangent;
  }

  /**
   * Computes both kernels of a fully connected network in NTK parameterization.
   *
   * @param activation the activation of every hidden layer
   * @param hidden the number of hidden layers
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param inputs N inputs of one dimension d, a row each
   * @throws IllegalArgumentException if there are no inputs, or their dimensions differ
   * @throws org.widelimit.numeric.DivergentExpectationException if a kernel diverges
   */
  public static KernelMatrices of(
      Activation activation, int hidden, double sigmaW2, double sigmaB2, double[][] inputs) {
    return of(Architecture.dense(activation, hidden, sigmaW2, sigmaB2), inputs);
  }

  /**
   * Computes both kernels.
   *
   * @param architecture the network
   * @param inputs N inputs of one dimension d, a row each
   * @throws IllegalArgumentException if there are no inputs, or their dimensions differ
   * @throws ArithmeticException if a layer norm meets a preactivation that is zero
   * @throws org.widelimit.numeric.DivergentExpectationException if a kernel diverges
   */
  public static KernelMatrices of(Architecture architecture, double[][] inputs) {
    requireRectangular(inputs);
    int size = inputs.length;
    double[] norms =
        Arrays.stream(inputs).parallel().mapToDouble(KernelMatrices::squaredNorm).toArray();
    Computation computation =
        new Computation(
            inputs,
            norms,
            KernelSteps.of(architecture, norms),
            KernelRecursion.of(architecture),
            new double[size][size],
            new double[size][size]);
    computation.run();
    return new KernelMatrices(computation.nngp, computation.tangent);
  }

  private static double squaredNorm(double[] input) {
    double sum = 0;
    for (double component : input) {
      sum = Math.fma(component, component, sum);
    }
    return sum / input.length;
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

  /** One computation: what its threads share, and the matrices that they fill. */
  private static final class Computation {
    private final double[][] inputs;
    private final double[][] inputRoots;
    private final KernelSteps steps;
    private final KernelRecursion single;
    private final double[][] nngp;
    private final double[][] tangent;

    Computation(
        double[][] inputs,
        double[] norms,
        KernelSteps steps,
        KernelRecursion single,
        double[][] nngp,
        double[][] tangent) {
      this.inputs = inputs;
      this.inputRoots = PairRow.chunks(Arrays.stream(norms).map(Math::sqrt).toArray());
      this.steps = steps;
      this.single = single;
      this.nngp = nngp;
      this.tangent = tangent;
    }

    void run() {
      int panels = (inputs.length + PANEL - 1) / PANEL;
      AtomicInteger left = new AtomicInteger(panels);
      int workers = Math.min(panels, ForkJoinPool.getCommonPoolParallelism() + 1);
      try (InputProducts products = new InputProducts(inputs)) {
        // The longest panels go first, each to whoever is free.
        IntStream.range(0, workers).parallel().forEach(worker -> work(products, left));
      }
    }

    private void work(InputProducts products, AtomicInteger left) {
      PairRow pairs = new PairRow();
      try (InputProducts.Panel panel = products.room(PANEL)) {
        for (int next = left.decrementAndGet(); next >= 0; next = left.decrementAndGet()) {
          int first = next * PANEL;
          int last = Math.min(first + PANEL, inputs.length);
          products.compute(first, last, panel);
          for (int i = first; i < last; i++) {
            for (int chunk = 0; chunk * PairRow.SIZE < i; chunk++) {
              int from = chunk * PairRow.SIZE;
              pairs.count = Math.min(PairRow.SIZE, i - from);
              panel.copy(i - first, from, pairs.gap, pairs.count);
              fill(i, chunk, pairs);
            }
            nngp[i][i] = steps.variance(i);
            tangent[i][i] = steps.tangent(i);
          }
          mirror(nngp, first, last);
          mirror(tangent, first, last);
        }
      }
    }

    private void fill(int row, int chunk, PairRow pairs) {
      enter(row, chunk, pairs);
      boolean opposite = refine(row, chunk, pairs);
      steps.apply(row, chunk, pairs);
      int from = chunk * PairRow.SIZE;
      double[] others = steps.outputRoots()[chunk];
      double root = PairRow.at(steps.outputRoots(), row);
      double[] kernel = pairs.first;
      boolean grown = leave(root, others, pairs, kernel);
      if (opposite || grown) {
        recompute(row, chunk, pairs, root, others);
      }
      System.arraycopy(kernel, 0, nngp[row], from, pairs.count);
      System.arraycopy(pairs.tangent, 0, tangent[row], from, pairs.count);
    }

    /** From scalar products to the gaps at the input. */
    private void enter(int row, int chunk, PairRow pairs) {
      double root = PairRow.at(inputRoots, row);
      double[] others = inputRoots[chunk];
      double[] gap = pairs.gap;
      for (int j = 0; j < pairs.count; j++) {
        gap[j] = Math.max(0, Math.fma(root, others[j], -gap[j]));
      }
      Arrays.fill(pairs.tangent, 0);
      Arrays.fill(pairs.least, 2);
    }

    /** Takes small gaps from the inputs' difference; returns whether some are nearly opposite. */
    private boolean refine(int row, int chunk, PairRow pairs) {
      double root = PairRow.at(inputRoots, row);
      double[] others = inputRoots[chunk];
      boolean opposite = false;
      for (int j = 0; j < pairs.count; j++) {
        double scale = root * others[j];
        if (pairs.gap[j] < NEAR * scale) {
          KernelState state = KernelState.ofInputs(inputs[row], inputs[chunk * PairRow.SIZE + j]);
          pairs.gap[j] = state.correlation().defect() * scale;
        } else if (pairs.gap[j] > (2 - OPPOSITE) * scale) {
          opposite = true;
          // Marks the pair as grown apart without bounds.
          pairs.least[j] = 0;
        }
      }
      return opposite;
    }

    /** Fills in the covariances; returns whether some pair grew too far apart. */
    private static boolean leave(double root, double[] others, PairRow pairs, double[] kernel) {
      double most = 0;
      for (int j = 0; j < pairs.count; j++) {
        double scale = root * others[j];
        kernel[j] = scale - pairs.gap[j];
        most = Math.max(most, pairs.gap[j] - GROWTH * pairs.least[j] * scale);
      }
      return most > 0;
    }

    private void recompute(int row, int chunk, PairRow pairs, double root, double[] others) {
      for (int j = 0; j < pairs.count; j++) {
        if (pairs.gap[j] > GROWTH * pairs.least[j] * root * others[j] || pairs.least[j] == 0) {
          int column = chunk * PairRow.SIZE + j;
          KernelState state = single.output(KernelState.ofInputs(inputs[row], inputs[column]));
          pairs.first[j] = state.covariance();
          pairs.tangent[j] = state.tangent();
        }
      }
    }

    /** Copies a panel to its columns above the diagonal, in squares that stay in the cache. */
    private static void mirror(double[][] matrix, int first, int last) {
      for (int from = 0; from < last; from += PANEL) {
        int to = Math.min(from + PANEL, last);
        for (int j = from; j < to; j++) {
          double[] target = matrix[j];
          for (int i = Math.max(first, j + 1); i < last; i++) {
            target[i] = matrix[i][j];
          }
        }
      }
    }
  }

  /** Returns a row of the NNGP kernel, for matrices that should not be copied as a whole. */
  public double[] nngpRow(int index) {
    return nngp[index].clone();
  }

  /** Returns a row of the neural tangent kernel. */
  public double[] neuralTangentKernelRow(int index) {
    return tangent[index].clone();
  }

  /** Returns the N x N NNGP kernel; the caller owns the array. */
  public double[][] nngp() {
    return Arrays.stream(nngp).map(double[]::clone).toArray(double[][]::new);
  }

  /** Returns the N x N neural tangent kernel; the caller owns the array. */
  public double[][] neuralTangentKernel() {
    return Arrays.stream(tangent).map(double[]::clone).toArray(double[][]::new);
  }
}
