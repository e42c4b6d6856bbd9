package org.widelimit.simulation.training;

import java.util.List;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.ForwardPass;

/**
 * The course of a training.
 *
 * @param plan what was done
 * @param times steps done, or time, at each record; the first is 0
 * @param outputs the outputs at these times, each of shape outputs x inputs
 * @param kernels under a flow the neural tangent kernels at these times, of the parameters that are
 *     trained; empty under gradient descent
 * @param start the forward pass at initialization
 * @param end the forward pass after training
 */
public record TrainingRun(
    TrainingPlan plan,
    List<Double> times,
    List<Matrix> outputs,
    List<Matrix> kernels,
    ForwardPass start,
    ForwardPass end) {

  /**
   * The share of a value that rounding may change in the course of a training; a difference below
   * it is none. That of real changes is 1/M at least, where wide networks are simulated.
   */
  public static final double ROUNDING = 1e-12;

  /** Copies the lists. */
  public TrainingRun {
    times = List.copyOf(times);
    outputs = List.copyOf(outputs);
    kernels = List.copyOf(kernels);
  }

  /**
   * Returns the loss at the end.
   *
   * @return {@code 1/(2N) sum_n |f(x_n) - y_n|^2}
   */
  public double loss() {
    return plan.loss(end.outputs());
  }

  /**
   * Returns how far the network was from its linearization, the linear model with the kernel of
   * initialization (Lee et al. 2019).
   *
   * @param kernel the neural tangent kernel at initialization, of the parameters that are trained
   * @return the largest distance of any output at any recorded time, 0 if it is that of rounding
   */
  public double linearizationError(Matrix kernel) {
    LinearizedNetwork linear = new LinearizedNetwork(kernel, start.outputs(), plan);
    List<Matrix> predicted = linear.outputs(times);
    double largest = 0;
    double size = 0;
    for (int t = 0; t < outputs.size(); t++) {
      double[][] actual = outputs.get(t).raw();
      double[][] expected = predicted.get(t).raw();
      for (int n = 0; n < actual.length; n++) {
        for (int a = 0; a < actual[n].length; a++) {
          largest = Math.max(largest, Math.abs(actual[n][a] - expected[n][a]));
          size = Math.max(size, Math.abs(expected[n][a]));
        }
      }
    }
    return largest <= ROUNDING * size ? 0 : largest;
  }
}
