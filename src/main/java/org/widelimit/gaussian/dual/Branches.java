package org.widelimit.gaussian.dual;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.gaussian.quadrature.ScaledFunction;
import org.widelimit.numeric.Bounded;

/** A piecewise smooth activation: its values, its slopes, where it breaks and how far it jumps. */
public final class Branches {

  /**
   * A difference across a breakpoint below this part of the values around it is no jump: the two
   * sides of a kink at 0 may be {@code 1/2 - 1/2} and differ by the rounding of the halves.
   */
  private static final double JUMP = 0x1p-40;

  /** A relative error of a mean from which on the closed form is evaluated. */
  private static final double FEW_DIGITS = 0x1p-46;

  private final DoubleUnaryOperator function;
  private final DoubleUnaryOperator slope;
  private final double[] breakpoints;
  private final double[] jumps;
  private final @Nullable ClosedMean closedMean;

  Branches(DoubleUnaryOperator function, DoubleUnaryOperator slope, double... breakpoints) {
    this(null, function, slope, breakpoints);
  }

  private Branches(
      @Nullable ClosedMean closedMean,
      DoubleUnaryOperator function,
      DoubleUnaryOperator slope,
      double... breakpoints) {
    this.closedMean = closedMean;
    this.function = function;
    this.slope = slope;
    this.breakpoints = breakpoints.clone();
    this.jumps = Arrays.stream(breakpoints).map(this::jump).toArray();
  }

  /** Returns an activation's, with its mean in closed form where it has kinks. */
  static Branches of(Activation phi) {
    double[] breakpoints = phi.breakpoints();
    ClosedMean mean = breakpoints.length == 0 ? null : new ClosedMean(phi);
    return new Branches(mean, phi.function(), phi.slope(), breakpoints);
  }

  /**
   * Returns whether the slope of an activation jumps somewhere, as that of {@code relu} does at 0
   * and that of {@code elu}, of which only the curvature jumps, does not.
   *
   * @throws IllegalStateException if the activation has symbolic parameters
   */
  public static boolean hasKink(Activation phi) {
    return new Branches(phi.slope(), phi.slope(), phi.breakpoints()).hasJump();
  }

  private double jump(double at) {
    double right = function.applyAsDouble(Math.nextUp(at));
    double left = function.applyAsDouble(Math.nextDown(at));
    double scale = Math.abs(right) + Math.abs(left) + around(at + 1) + around(at - 1);
    return Math.abs(right - left) <= JUMP * scale + Double.MIN_NORMAL ? 0 : right - left;
  }

  private double around(double x) {
    double value = Math.abs(function.applyAsDouble(x));
    return Double.isFinite(value) ? value : 0;
  }

  DoubleUnaryOperator function() {
    return function;
  }

  ScaledFunction values(double variance) {
    return ScaledFunction.of(function, variance, breakpoints);
  }

  ScaledFunction slopes(double variance) {
    return ScaledFunction.of(slope, variance, breakpoints);
  }

  /** Returns {@code E[phi(u)]} for a variance, by quadrature unless that has too few digits. */
  Bounded mean(double variance) {
    ScaledFunction values = values(variance);
    Bounded mean = GaussianQuadrature.expectation(values.function(), values.breakpoints());
    return closedMean == null || variance == 0 || mean.relativeError() <= FEW_DIGITS
        ? mean
        : closedMean.at(variance).orElse(mean);
  }

  /** Returns {@code E[phi'(mean + deviation z)]} of the ordinary part of the derivative. */
  Bounded meanSlope(double mean, double deviation) {
    if (deviation == 0) {
      return Bounded.rounded(slope.applyAsDouble(mean), 4);
    }
    return GaussianQuadrature.expectation(
        z -> slope.applyAsDouble(mean + deviation * z),
        Arrays.stream(breakpoints).map(b -> (b - mean) / deviation).toArray());
  }

  int count() {
    return breakpoints.length;
  }

  double breakpoint(int index) {
    return breakpoints[index];
  }

  /** Returns whether the function jumps at a breakpoint. */
  boolean hasJump() {
    return Arrays.stream(jumps).anyMatch(jump -> jump != 0);
  }

  double jump(int index) {
    return jumps[index];
  }

  double[] breakpoints() {
    return breakpoints.clone();
  }
}
