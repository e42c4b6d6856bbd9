package org.widelimit.simulation.training;

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

  /**
   * The same gradient flow by the exponential midpoint rule, for wide networks: a step moves the
   * parameters as the linear model with the kernel at the middle of the step would, exactly. Where
   * the kernel stays constant there is no error at any length of a step; otherwise a step errs by
   * the kernel's change within it, to second order. So steps need not resolve the fastest mode but
   * only grow with the time: the first is half a time constant of the fastest mode, and each
   * further one as long as all before, or shorter where outputs miss what the step predicts by more
   * than {@link #MISS} of the residual at the start.
   *
   * @param learningRate eta, positive
   * @param time when to end, positive or infinite
   * @param lossFraction ends earlier, where the loss is this fraction of that at the start, to 1 %
   *     of itself at least; 0 for never, which needs a finite time
   */
  record ExponentialFlow(double learningRate, double time, double lossFraction)
      implements TrainingMethod {

    /** The largest miss of a step, relative to the residual at the start. */
    public static final double MISS = 0.05;

    /** Checks the ranges. */
    public ExponentialFlow {
      requirePositive(learningRate, "learning rate");
      if (!(time > 0) || !(lossFraction >= 0 && lossFraction < 1)) {
        throw new IllegalArgumentException(
            "time %s, fraction of the loss %s".formatted(time, lossFraction));
      }
      if (Double.isInfinite(time) && lossFraction == 0) {
        throw new IllegalArgumentException("a training without end");
      }
    }
  }

  private static void requirePositive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " " + value);
    }
  }
}
