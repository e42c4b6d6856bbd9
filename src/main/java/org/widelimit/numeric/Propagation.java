package org.widelimit.numeric;

import java.util.function.Function;

/**
 * Carries the errors of arguments through a smooth function, so that a number computed at a fixed
 * point is bounded for every place that the fixed point may have.
 *
 * <p>An argument known to within {@code d} changes the value by at most {@code d} times the
 * steepest slope nearby. The slope is read off to both sides over a step that is large against
 * rounding and small against the scale on which Gaussian expectations vary, and counts twice for
 * its own change over that step.
 */
public final class Propagation {

  /** The step relative to the argument: differences over it keep eleven digits. */
  private static final double STEP = 1e-5;

  private static final double SAFETY = 2;

  private Propagation() {}

  /**
   * Returns a function's value with the errors of its arguments included.
   *
   * @param function the function; where it throws {@link IllegalArgumentException} or {@link
   *     ArithmeticException} it is undefined, and the other side of the argument decides
   * @param arguments the arguments
   * @throws ArithmeticException if an inexact argument has no neighbours at which the function is
   *     defined
   */
  public static Bounded of(Function<double[], Bounded> function, Bounded... arguments) {
    double[] values = new double[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i].value();
    }
    Bounded at = function.apply(values);
    if (Double.isInfinite(at.value())) {
      return at;
    }
    double error = at.error();
    Grade grade = at.grade();
    for (int i = 0; i < values.length; i++) {
      if (arguments[i].error() > 0) {
        error += SAFETY * change(function, values, i, arguments[i].error(), at);
        // A slope seen at two places is no bound of the slopes between them.
        grade = grade.weaker(arguments[i].grade()).weaker(Grade.CONDITIONAL);
      }
    }
    return new Bounded(at.value(), error, grade);
  }

  private static double change(
      Function<double[], Bounded> function, double[] values, int index, double error, Bounded at) {
    double step = Math.max(error, STEP * Math.abs(values[index]));
    double change = 0;
    int defined = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] moved = values.clone();
      moved[index] += sign * step;
      try {
        Bounded there = function.apply(moved);
        double noise = at.error() + there.error();
        change = Math.max(change, (Math.abs(there.value() - at.value()) + noise) * error / step);
        defined++;
      } catch (IllegalArgumentException | ArithmeticException outside) {
        // One side may lie outside the domain: a correlation of 1 has no larger one.
      }
    }
    if (defined == 0) {
      throw new ArithmeticException("the value has no neighbours to bound its error by");
    }
    return change;
  }
}
