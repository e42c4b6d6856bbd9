package org.widelimit.simulation.training;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.NeuralTangentKernel;

/** The eigenmodes of a neural tangent kernel on the training outputs, and the flow along them. */
final class KernelModes {

  private final double[] eigenvalues;
  private final double[][] vectors;
  private final double rate;

  /**
   * @param kernel of size outputs x inputs, in the order of {@link NeuralTangentKernel}
   * @param trained the indices of training outputs in it
   * @param rate the learning rate over the number of training inputs
   */
  KernelModes(Matrix kernel, int[] trained, double rate) {
    this.rate = rate;
    double[][] block = new double[trained.length][trained.length];
    for (int i = 0; i < trained.length; i++) {
      for (int j = 0; j < trained.length; j++) {
        block[i][j] = kernel.get(trained[i], trained[j]);
      }
    }
    EigenDecompositionSymmetric modes =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(block));
    eigenvalues = modes.getEigenvalues();
    vectors = new double[trained.length][];
    for (int k = 0; k < trained.length; k++) {
      vectors[k] = modes.getEigenvector(k).toArray();
    }
  }

  /** The indices of training outputs in a kernel over all inputs. */
  static int[] trained(TrainingPlan plan, int inputs, int outputs) {
    int[] result = new int[plan.count() * outputs];
    for (int a = 0; a < outputs; a++) {
      for (int n = 0; n < plan.count(); n++) {
        result[a * plan.count() + n] = a * inputs + n;
      }
    }
    return result;
  }

  double largestEigenvalue() {
    return eigenvalues[0];
  }

  /** The squared norm that the flow with this kernel leaves of residuals after a time. */
  double squaredRest(double time, double[] residuals) {
    double sum = 0;
    for (int k = 0; k < eigenvalues.length; k++) {
      double rest =
          Math.exp(-rate * eigenvalues[k] * time) * Columns.innerProduct(vectors[k], residuals);
      sum += rest * rest;
    }
    return sum;
  }

  /**
   * By how much the flow with this kernel moves the parameters in a time, in units of the outputs'
   * gradients: {@code theta - theta_0 = -J^T c}, {@code c = Theta^-1 (1 - e^(-rate Theta t)) r}.
   */
  double[] learned(double time, double[] residuals) {
    double[] result = new double[residuals.length];
    for (int k = 0; k < eigenvalues.length; k++) {
      double lambda = eigenvalues[k];
      // (1 - e^(-rate lambda t))/lambda, which tends to rate t as lambda does to 0
      double gain = lambda == 0 ? rate * time : -Math.expm1(-rate * lambda * time) / lambda;
      double amplitude = gain * Columns.innerProduct(vectors[k], residuals);
      for (int i = 0; i < result.length; i++) {
        result[i] += amplitude * vectors[k][i];
      }
    }
    return result;
  }
}
