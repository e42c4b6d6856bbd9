package org.widelimit.simulation.training;

import java.io.Serializable;
import java.util.List;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.Inputs;

/**
 * What a network is trained on and how. The loss is {@code 1/(2N) sum_n |f(x_n) - y_n|^2} over the
 * N inputs that have a target; inputs beyond are test points.
 *
 * @param targets for each of the first N inputs, its target, one number for each output
 * @param method how to descend
 * @param readoutOnly whether only the readout's weights and biases move
 */
public record TrainingPlan(List<List<Double>> targets, TrainingMethod method, boolean readoutOnly)
    implements Serializable {

  /** Copies the targets. */
  public TrainingPlan {
    targets = targets.stream().map(List::copyOf).toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("no target");
    }
  }

  /**
   * Returns a plan for scalar targets that trains all parameters.
   *
   * @param method how to descend
   * @param targets one number for each training input
   * @return the plan
   */
  public static TrainingPlan of(TrainingMethod method, double... targets) {
    return of(method, false, targets);
  }

  /**
   * Returns a plan for scalar targets.
   *
   * @param method how to descend
   * @param readoutOnly whether only the readout's weights and biases move
   * @param targets one number for each training input
   * @return the plan
   */
  public static TrainingPlan of(TrainingMethod method, boolean readoutOnly, double... targets) {
    double[][] columns = new double[targets.length][];
    for (int n = 0; n < targets.length; n++) {
      columns[n] = new double[] {targets[n]};
    }
    return new TrainingPlan(Inputs.lists(columns), method, readoutOnly);
  }

  /**
   * Returns the number of inputs that are trained on.
   *
   * @return N
   */
  public int count() {
    return targets.size();
  }

  /** Returns {@code f(x_n) - y_n} for training inputs and zero for test points. */
  double[][] residuals(Matrix outputs) {
    if (count() > outputs.columns() || targets.get(0).size() != outputs.rows()) {
      throw new IllegalArgumentException(
          "%d targets of %d numbers for %d inputs with %d outputs"
              .formatted(count(), targets.get(0).size(), outputs.columns(), outputs.rows()));
    }
    double[][] result = new double[outputs.columns()][outputs.rows()];
    for (int n = 0; n < count(); n++) {
      for (int a = 0; a < outputs.rows(); a++) {
        result[n][a] = outputs.get(a, n) - targets.get(n).get(a);
      }
    }
    return result;
  }

  /**
   * Returns the loss of some outputs.
   *
   * @param outputs f, of shape outputs x inputs
   * @return {@code 1/(2N) sum_n |f(x_n) - y_n|^2}
   */
  public double loss(Matrix outputs) {
    return Columns.squaredNorm(residuals(outputs)) / (2 * count());
  }
}
