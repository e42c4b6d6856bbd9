package org.widelimit.training;

/**
 * A way of training a linear model, as it acts on one eigenmode of the kernel.
 *
 * <p>A mode of eigenvalue {@code lambda} has the rate {@code eta lambda/N}: the loss is {@code
 * 1/(2N) sum (f - y)^2}. Its residual {@code f - y} shrinks by {@link #residual}; {@link #learned}
 * is {@code (1 - residual)/rate}, which has a limit for a rate of 0, so that a singular kernel
 * needs no special care.
 */
public sealed interface Dynamics {

  /** Returns the factor by which the residual of a mode has changed. */
  double residual(double rate);

  /** Returns {@code (1 - residual)/rate}, without cancellation for small rates. */
  double learned(double rate);

  /**
   * Gradient flow: {@code exp(-rate time)} (Lee et al. 2019, eq. 8-9).
   *
   * @param time the training time, not negative
   */
  record GradientFlow(double time) implements Dynamics {
    /** Checks the time. */
    public GradientFlow {
      if (!(time >= 0)) {
        throw new IllegalArgumentException("the time must not be negative: " + time);
      }
    }

    @Override
    public double residual(double rate) {
      return rate == 0 ? 1 : Math.exp(-rate * time);
    }

    @Override
    public double learned(double rate) {
      return rate == 0 ? time : -Math.expm1(-rate * time) / rate;
    }
  }

  /**
   * Gradient descent: {@code (1 - rate)^steps}, which diverges beyond {@code rate = 2}.
   *
   * @param steps the number of steps, not negative
   */
  record GradientDescent(long steps) implements Dynamics {
    /** Checks the number of steps. */
    public GradientDescent {
      requireSteps(steps);
    }

    @Override
    public double residual(double rate) {
      return Math.pow(1 - rate, (double) steps);
    }

    @Override
    public double learned(double rate) {
      if (rate == 0) {
        return (double) steps;
      }
      return rate < 0.5
          ? -Math.expm1(steps * Math.log1p(-rate)) / rate
          : (1 - residual(rate)) / rate;
    }
  }

  /**
   * Gradient descent with Polyak's momentum: {@code v <- momentum v - gradient}, then {@code f <- f
   * + v}, from {@code v = 0}. Stable up to a rate of {@code 2 (1 + momentum)}.
   *
   * @param steps the number of steps, not negative
   * @param momentum the momentum, in {@code [0, 1)}
   */
  record Momentum(long steps, double momentum) implements Dynamics {
    /** Checks the parameters. */
    public Momentum {
      requireSteps(steps);
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("the momentum must be in [0, 1): " + momentum);
      }
    }

    @Override
    public double residual(double rate) {
      return 1 - rate * learned(rate);
    }

    @Override
    public double learned(double rate) {
      double learned = 0;
      double velocity = 0;
      for (long step = 0; step < steps; step++) {
        velocity = momentum * velocity + (1 - rate * learned);
        learned += velocity;
      }
      return learned;
    }
  }

  /** Gradient flow for an infinite time. */
  record Converged() implements Dynamics {
    @Override
    public double residual(double rate) {
      return rate > 0 ? 0 : 1;
    }

    @Override
    public double learned(double rate) {
      return rate > 0 ? 1 / rate : Double.POSITIVE_INFINITY;
    }
  }

  private static void requireSteps(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("the number of steps must not be negative: " + steps);
    }
  }
}
