package org.widelimit.simulation;

import java.io.Serializable;

/** How a network is trained on all data at once. */
public sealed interface TrainingMethod extends Serializable {

  /**
   * Returns the factor of the gradient.
   *
   * @return eta
   */
  double learningRate();

  /**
   * Gradient descent with heavy-ball momentum: {@code v <- momentum v - learningRate grad}, {@code
   * theta <- theta + v}.
   *
   * @param learningRate eta, positive
   * @param momentum from 0, for plain gradient descent, to below 1
   * @param steps number of steps
   */
  record GradientDescent(double learningRate, double momentum, int steps)
      implements TrainingMethod {

    /** Checks the ranges. */
    public GradientDescent {
      requirePositive(learningRate, "learning rate");
      if (!(momentum >= 0 && momentum < 1) || steps < 0) {
        throw new IllegalArgumentException("momentum %s, %d steps".formatted(momentum, steps));
      }
    }
  }

  /**
   * Gradient flow {@code d theta/dt = -learningRate grad}, by the classical Runge-Kutta method of
   * order four. Its step h keeps {@code z = learningRate h lambda / N} at the fourth root of {@code
   * 120 tolerance}, with lambda the largest eigenvalue of the neural tangent kernel at that step:
   * an eigenmode of the flow then errs by about {@code z^5/120} of its amplitude a step, and by the
   * tolerance over its decay.
   *
   * @param learningRate eta, positive
   * @param time when to end, positive
   * @param tolerance relative error of a mode, such as 1e-6
   */
  record GradientFlow(double learningRate, double time, double tolerance)
      implements TrainingMethod {

    /** Checks the ranges. */
    public GradientFlow {
      requirePositive(learningRate, "learning rate");
      requirePositive(time, "time");
      requirePositive(tolerance, "tolerance");
    }
  }

  private static void requirePositive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " " + value);
    }
  }
}
