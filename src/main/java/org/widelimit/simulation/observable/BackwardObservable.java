package org.widelimit.simulation.observable;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;

/** Observables of gradients at initialization. */
public sealed interface BackwardObservable extends Observable {

  /**
   * The neural tangent kernel of the first output.
   *
   * @param a one input
   * @param b another, or the same
   */
  record EmpiricalNTK(int a, int b) implements BackwardObservable {
    @Override
    public int inputs(int all) {
      return Math.max(a, b);
    }

    @Override
    public double[] measure(Sample sample) {
      int i = Observable.input(sample, a);
      int j = Observable.input(sample, b);
      return new double[] {sample.kernel().get(i, j)};
    }
  }

  /** The neural tangent kernel of all inputs and outputs, row by row. */
  record KernelMatrix() implements BackwardObservable {
    @Override
    public double[] measure(Sample sample) {
      Matrix kernel = sample.kernel();
      double[] entries = new double[kernel.rows() * kernel.columns()];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = kernel.get(i / kernel.columns(), i % kernel.columns());
      }
      return entries;
    }
  }

  /** The smallest eigenvalue of the neural tangent kernel on all inputs and outputs. */
  record SmallestEigenvalue() implements BackwardObservable {
    @Override
    public double biasExponent(int outputs) {
      return outputs > 1 ? 0.5 : 1;
    }

    @Override
    public double[] measure(Sample sample) {
      double[] eigenvalues = eigenvalues(sample);
      return new double[] {eigenvalues[eigenvalues.length - 1]};
    }
  }

  /**
   * The nonzero eigenvalues of the Fisher information {@code (1/N) sum_n grad f_n grad f_n^T},
   * which are those of the kernel over N, in descending order (Karakida et al. 2019, section 3.1).
   */
  record FisherSpectrum() implements BackwardObservable {
    @Override
    public double biasExponent(int outputs) {
      return outputs > 1 ? 0.5 : 1;
    }

    @Override
    public double[] measure(Sample sample) {
      double[] eigenvalues = eigenvalues(sample);
      for (int i = 0; i < eigenvalues.length; i++) {
        eigenvalues[i] /= sample.pass().inputs();
      }
      return eigenvalues;
    }
  }

  /**
   * One of those eigenvalues.
   *
   * @param rank from 1, the largest, to outputs times N
   */
  record FisherEigenvalue(int rank) implements BackwardObservable {
    @Override
    public double biasExponent(int outputs) {
      return outputs > 1 ? 0.5 : 1;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {Observable.ranked(new FisherSpectrum().measure(sample), rank)};
    }
  }

  /** The trace of the Fisher information, {@code (1/N) sum_n Theta(x_n, x_n)} over all outputs. */
  record FisherTrace() implements BackwardObservable {
    @Override
    public double[] measure(Sample sample) {
      Matrix kernel = sample.kernel();
      double trace = 0;
      for (int i = 0; i < kernel.rows(); i++) {
        trace += kernel.get(i, i);
      }
      return new double[] {trace / sample.pass().inputs()};
    }
  }

  /**
   * The squared norm of the output's gradient in a layer's preactivations, {@code |delta^l|^2}, at
   * the first input.
   *
   * @param layer l, from 1 to L
   */
  record GradientSize(int layer) implements BackwardObservable {
    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {squaredDelta(sample, layer)};
    }
  }

  /**
   * The squared Frobenius norm of the output's gradient in a layer's trained weights, at the first
   * input.
   *
   * @param layer l, from 1 to L + 1
   */
  record WeightGradientNorm(int layer) implements BackwardObservable {
    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      double delta = squaredDelta(sample, layer);
      double[] h = sample.pass().activation(layer - 1).raw()[0];
      double gain = sample.network().spec().weightGain(layer);
      return new double[] {gain * Columns.innerProduct(h, h) * delta};
    }
  }

  private static double squaredDelta(Sample sample, int layer) {
    Observable.layer(sample, layer, 1, sample.network().spec().depth() + 1);
    return Columns.squaredNorm(sample.gradient(layer).raw());
  }

  private static double[] eigenvalues(Sample sample) {
    double[] eigenvalues =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(sample.kernel().toRows()))
            .getEigenvalues();
    Arrays.sort(eigenvalues);
    for (int i = 0; i < eigenvalues.length / 2; i++) {
      double swapped = eigenvalues[i];
      eigenvalues[i] = eigenvalues[eigenvalues.length - 1 - i];
      eigenvalues[eigenvalues.length - 1 - i] = swapped;
    }
    return eigenvalues;
  }
}
