package org.widelimit.simulation.observable;

import java.util.List;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.training.TrainingRun;

/** Observables of a trained network. */
public sealed interface TrainingObservable extends Observable {

  /**
   * The output at the end of training.
   *
   * @param input which input
   */
  record TrainedOutput(int input) implements TrainingObservable {
    @Override
    public double[] measure(Sample sample) {
      int n = Observable.input(sample, input);
      return new double[] {sample.training().end().outputs().get(0, n)};
    }
  }

  /** The loss {@code 1/(2N) sum_n |f(x_n) - y_n|^2} at the end of training. */
  record Loss() implements TrainingObservable {
    @Override
    public double[] measure(Sample sample) {
      return new double[] {sample.training().loss()};
    }
  }

  /**
   * How much training changed the neural tangent kernel on the inputs, {@code |Theta_t - Theta_0| /
   * |Theta_0|} in Frobenius norm: the largest over the course of a flow, and the last under
   * gradient descent (Lee et al. 2019, theorem 2.1). It is 0 where rounding alone changed it.
   */
  record KernelDrift() implements TrainingObservable {
    @Override
    public double biasExponent(int outputs) {
      return 0.5;
    }

    @Override
    public double[] measure(Sample sample) {
      double[][] before = sample.kernel().raw();
      List<Matrix> kernels = sample.training().kernels();
      double largest = 0;
      for (Matrix kernel : kernels.isEmpty() ? List.of(sample.trainedKernel()) : kernels) {
        double[][] after = Columns.copy(kernel.raw());
        for (int j = 0; j < after.length; j++) {
          Columns.add(before[j], -1, after[j], 0, after[j].length);
        }
        largest = Math.max(largest, Columns.squaredNorm(after));
      }
      double change = Math.sqrt(largest / Columns.squaredNorm(before));
      return new double[] {change <= TrainingRun.ROUNDING ? 0 : change};
    }
  }

  /**
   * How far training moved the parameters relative to their size, {@code |theta_t - theta_0| /
   * |theta_0|}. It draws the norm of what a revealed matrix never showed, exactly in law, so that
   * this observable is the last that can be asked of a sample.
   */
  record ParameterDistance() implements TrainingObservable {
    @Override
    public double biasExponent(int outputs) {
      return 0.5;
    }

    @Override
    public double[] measure(Sample sample) {
      double distance = squaredDistance(sample);
      return new double[] {Math.sqrt(distance / sample.network().squaredParameterNormAtStart())};
    }
  }

  /** How far training moved the parameters, {@code |theta_t - theta_0|}. */
  record AbsoluteParameterDistance() implements TrainingObservable {
    @Override
    public double[] measure(Sample sample) {
      return new double[] {Math.sqrt(squaredDistance(sample))};
    }
  }

  /** The squared distance that training moved the parameters, {@code |theta_t - theta_0|^2}. */
  record SquaredParameterMove() implements TrainingObservable {
    @Override
    public double[] measure(Sample sample) {
      return new double[] {squaredDistance(sample)};
    }
  }

  /**
   * The largest distance of any output from the linearized network's, over inputs and over the
   * course of training (Lee et al. 2019).
   */
  record LinearizationError() implements TrainingObservable {
    @Override
    public double biasExponent(int outputs) {
      return 0.5;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {sample.training().linearizationError(sample.kernel())};
    }
  }

  private static double squaredDistance(Sample sample) {
    TrainingRun run = sample.training();
    return run.times().size() < 2 ? 0 : sample.network().squaredParameterDistance();
  }
}
