package org.widelimit.simulation.training;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.NeuralTangentKernel;

/**
 * The linear model {@code f_0 + grad f_0 . (theta - theta_0)} of a finite network in training, in
 * terms of its kernel at initialization (Lee et al. 2019, eqs. 6 to 9).
 */
final class LinearizedNetwork {

  private final Matrix kernel;
  private final Matrix start;
  private final TrainingPlan plan;
  private final int[] trained;

  /**
   * @param kernel of size outputs x inputs, in the order of {@link NeuralTangentKernel}
   * @param start the outputs at initialization
   * @param plan what is trained
   */
  LinearizedNetwork(Matrix kernel, Matrix start, TrainingPlan plan) {
    this.kernel = kernel;
    this.start = start;
    this.plan = plan;
    trained = KernelModes.trained(plan, start.columns(), start.rows());
  }

  /** The outputs at these times: numbers of steps, or times of the flow. */
  List<Matrix> outputs(List<Double> times) {
    return plan.method() instanceof TrainingMethod.GradientDescent descent
        ? descend(descent, times)
        : flow(plan.method().learningRate(), times);
  }

  private List<Matrix> descend(TrainingMethod.GradientDescent method, List<Double> times) {
    List<Matrix> result = new ArrayList<>();
    double[] f = flat(start);
    double[] velocity = new double[f.length];
    int step = 0;
    for (double time : times) {
      for (; step < time; step++) {
        double[] residuals = flat(Matrix.wrap(start.rows(), plan.residuals(matrix(f))));
        for (int i = 0; i < f.length; i++) {
          double force = 0;
          for (int j : trained) {
            force += kernel.get(i, j) * residuals[j];
          }
          velocity[i] =
              method.momentum() * velocity[i] - method.learningRate() * force / plan.count();
        }
        for (int i = 0; i < f.length; i++) {
          f[i] += velocity[i];
        }
      }
      result.add(matrix(f));
    }
    return result;
  }

  private List<Matrix> flow(double learningRate, List<Double> times) {
    KernelModes modes = new KernelModes(kernel, trained, learningRate / plan.count());
    double[] all = flat(Matrix.wrap(start.rows(), plan.residuals(start)));
    double[] residuals = new double[trained.length];
    for (int i = 0; i < trained.length; i++) {
      residuals[i] = all[trained[i]];
    }
    double[] f = flat(start);
    List<Matrix> result = new ArrayList<>();
    for (double time : times) {
      double[] learned = modes.learned(time, residuals);
      double[] moved = f.clone();
      for (int i = 0; i < moved.length; i++) {
        for (int j = 0; j < trained.length; j++) {
          moved[i] -= kernel.get(i, trained[j]) * learned[j];
        }
      }
      result.add(matrix(moved));
    }
    return result;
  }

  private double[] flat(Matrix outputs) {
    double[] result = new double[outputs.rows() * outputs.columns()];
    for (int n = 0; n < outputs.columns(); n++) {
      for (int a = 0; a < outputs.rows(); a++) {
        result[a * outputs.columns() + n] = outputs.get(a, n);
      }
    }
    return result;
  }

  private Matrix matrix(double[] flat) {
    double[][] columns = new double[start.columns()][start.rows()];
    for (int n = 0; n < columns.length; n++) {
      for (int a = 0; a < columns[n].length; a++) {
        columns[n][a] = flat[a * columns.length + n];
      }
    }
    return Matrix.wrap(start.rows(), columns);
  }
}
