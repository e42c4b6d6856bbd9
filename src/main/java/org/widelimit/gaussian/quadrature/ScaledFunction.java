package org.widelimit.gaussian.quadrature;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation as a function of a standard normal variable: {@code z -> phi(sqrt(q) z)} with its
 * breakpoints moved along. For {@code q = 0} it is the limit: the two one-sided values of {@code
 * phi} at 0.
 */
public final class ScaledFunction {

  private final DoubleUnaryOperator function;
  private final double[] breakpoints;

  private ScaledFunction(DoubleUnaryOperator function, double[] breakpoints) {
    this.function = function;
    this.breakpoints = breakpoints;
  }

  public static ScaledFunction of(DoubleUnaryOperator phi, double variance, double... breakpoints) {
    if (!(variance >= 0) || Double.isInfinite(variance)) {
      throw new IllegalArgumentException("a variance must be finite and not negative: " + variance);
    }
    if (variance == 0) {
      boolean broken = Arrays.stream(breakpoints).anyMatch(b -> b == 0);
      double right = withoutSubnormal(phi.applyAsDouble(broken ? Double.MIN_VALUE : 0));
      double left = withoutSubnormal(phi.applyAsDouble(broken ? -Double.MIN_VALUE : 0));
      return right == left
          ? new ScaledFunction(z -> right, new double[0])
          : new ScaledFunction(z -> z > 0 ? right : left, new double[1]);
    }
    double root = Math.sqrt(variance);
    return new ScaledFunction(
        z -> phi.applyAsDouble(root * z), Arrays.stream(breakpoints).map(b -> b / root).toArray());
  }

  /** What is left of a function that goes through 0. */
  private static double withoutSubnormal(double limit) {
    return Math.abs(limit) < Double.MIN_NORMAL ? 0 : limit;
  }

  public DoubleUnaryOperator function() {
    return function;
  }

  public DoubleUnaryOperator squared() {
    return z -> {
      double value = function.applyAsDouble(z);
      return value * value;
    };
  }

  public double[] breakpoints() {
    return breakpoints.clone();
  }

  public static double[] union(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
