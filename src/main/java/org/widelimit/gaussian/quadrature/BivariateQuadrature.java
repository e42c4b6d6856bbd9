package org.widelimit.gaussian.quadrature;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * Expectations {@code E[f(x, y)]} of standard normal {@code x} and {@code y} of a given
 * correlation, with an error bound.
 *
 * <p>Smooth integrands are integrated by the trapezoid rule over the independent coordinates along
 * {@code x + y} and {@code x - y}, so that near duplicates cost little in the second. With
 * breakpoints, {@link NestedQuadrature} cuts the plane at them. The bound is made as in {@link
 * GaussianQuadrature}.
 */
public final class BivariateQuadrature {

  private static final double SHRINK = (Math.sqrt(5) - 1) / 2;
  private static final double FIRST_STEP = 0.5;
  private static final int TRAPEZOID_LEVELS = 9;

  /** Below this relative change a refinement has converged: the next change is far smaller. */
  private static final double CONVERGED = 0x1p-46;

  private static final int DIRECTIONS = 24;

  /** A relative error from which on another rule is tried. */
  private static final double STEEP = 1e-10;

  private BivariateQuadrature() {}

  /**
   * Returns {@code E[f(x, y)]}.
   *
   * @param f the function of two standard normal variables
   * @param xBreakpoints the values of {@code x} at which {@code f} is not smooth
   * @param yBreakpoints the values of {@code y} at which {@code f} is not smooth
   * @param correlation the correlation of {@code x} and {@code y}
   * @throws DivergentExpectationException if the expectation diverges, or is undefined
   */
  public static Bounded expectation(
      DoubleBinaryOperator f,
      double[] xBreakpoints,
      double[] yBreakpoints,
      Correlation correlation) {
    return noisyExpectation(f, xBreakpoints, yBreakpoints, correlation, value -> 0);
  }

  /**
   * Returns {@code E[f(x, y)]} of a function whose values carry errors beyond rounding: refinement
   * stops once the change is below what they make of the expectation.
   *
   * @param noise the error that comes with an expectation; the result's bound leaves it out
   */
  public static Bounded noisyExpectation(
      DoubleBinaryOperator f,
      double[] xBreakpoints,
      double[] yBreakpoints,
      Correlation correlation,
      DoubleUnaryOperator noise) {
    return integrate(
        new Integrand.General(f), xBreakpoints, yBreakpoints, correlation, false, noise);
  }

  /**
   * Returns {@code E[f(x) g(y)]}.
   *
   * @param f the function of {@code x}
   * @param fBreakpoints where {@code f} is not smooth
   * @param g the function of {@code y}
   * @param gBreakpoints where {@code g} is not smooth
   * @param correlation the correlation of {@code x} and {@code y}
   * @throws DivergentExpectationException if the expectation diverges, or is undefined
   */
  public static Bounded product(
      DoubleUnaryOperator f,
      double[] fBreakpoints,
      DoubleUnaryOperator g,
      double[] gBreakpoints,
      Correlation correlation) {
    if (correlation.rho() == 0) {
      return GaussianQuadrature.expectation(f, fBreakpoints)
          .times(GaussianQuadrature.expectation(g, gBreakpoints));
    }
    return integrate(
        new Integrand.Product(f, g),
        fBreakpoints,
        gBreakpoints,
        correlation,
        f == g && correlation.rho() > 0,
        value -> 0);
  }

  private static Bounded integrate(
      Integrand f,
      double[] xBreakpoints,
      double[] yBreakpoints,
      Correlation correlation,
      boolean symmetric,
      DoubleUnaryOperator noise) {
    if (correlation.complement() == 0) {
      double sign = correlation.rho();
      double[] both = Arrays.copyOf(xBreakpoints, xBreakpoints.length + yBreakpoints.length);
      for (int i = 0; i < yBreakpoints.length; i++) {
        both[xBreakpoints.length + i] = sign * yBreakpoints[i];
      }
      return GaussianQuadrature.expectation(x -> f.factor(x) * f.value(x, sign * x), both);
    }
    Rotation rotation = new Rotation(correlation);
    double radius = Reach.of(r -> r < 0 ? 0 : rotation.largest(f, r)).right();
    double[] xBreaks = within(radius, xBreakpoints);
    double[] yBreaks = within(radius, yBreakpoints);
    return xBreaks.length + yBreaks.length == 0
        ? smooth(f, rotation, radius, symmetric, correlation, noise)
        : new NestedQuadrature(f, xBreaks, yBreaks, correlation, radius, noise).expectation();
  }

  private static double[] within(double radius, double... breakpoints) {
    return Arrays.stream(breakpoints).filter(b -> Math.abs(b) <= radius).toArray();
  }

  /**
   * What is smooth may be as steep as a jump: an activation at a large variance is so at 0, where
   * the tanh-sinh rule is dense.
   */
  private static Bounded smooth(
      Integrand f,
      Rotation rotation,
      double radius,
      boolean symmetric,
      Correlation correlation,
      DoubleUnaryOperator noise) {
    Bounded even = trapezoid(f, rotation, radius, symmetric, noise);
    if (even.error() <= STEEP * Math.abs(even.value())) {
      return even;
    }
    double[] zero = new double[1];
    Bounded cut = new NestedQuadrature(f, zero, zero, correlation, radius, noise).expectation();
    return cut.error() < even.error() ? cut : even;
  }

  private static Bounded trapezoid(
      Integrand f, Rotation rotation, double radius, boolean symmetric, DoubleUnaryOperator noise) {
    double hidden = NarrowMass.of(r -> r * rotation.mean(f, r));
    double ratio = rotation.minor / rotation.major;
    double last = Double.NaN;
    double lastChange = Double.POSITIVE_INFINITY;
    for (int level = 0; ; level++) {
      double step = FIRST_STEP * Math.pow(SHRINK, level);
      // The integrand is smoother across the diagonal by the ratio of the two scales; the last
      // summand keeps the step moving, so that a refinement tests this direction too.
      double relative = FIRST_STEP / step;
      double across =
          FIRST_STEP / Math.sqrt(1 + ratio * ratio * (relative * relative - 1) + 0.3 * level);
      Cubature sum = new Cubature();
      int columns = (int) (radius / step);
      for (int i = -columns; i <= columns; i++) {
        double a = i * step;
        int rows = (int) (Math.sqrt(Math.max(0, radius * radius - a * a)) / across);
        sum.column(a);
        double weight = step * across * GaussianQuadrature.density(a);
        for (int j = symmetric ? 0 : -rows; j <= rows; j++) {
          double b = j * across;
          double x = rotation.x(a, b);
          double value = f.factor(x) * f.value(x, rotation.y(a, b));
          double twice = symmetric && j > 0 ? 2 : 1;
          sum.add(b, value, twice * weight * GaussianQuadrature.density(b));
        }
      }
      sum.column(0);
      double change = Math.abs(sum.value() - last);
      boolean seen = sum.magnitude() >= NarrowMass.SEEN * hidden;
      double floor = Math.max(sum.rounding(), noise.applyAsDouble(sum.value()));
      boolean converged = change <= Math.max(floor, CONVERGED * sum.magnitude());
      if (converged && seen) {
        return new Bounded(sum.value(), change + sum.rounding());
      }
      if (level == TRAPEZOID_LEVELS) {
        double error = seen ? Math.max(change, lastChange) : Double.POSITIVE_INFINITY;
        return new Bounded(sum.value(), error + sum.rounding());
      }
      last = sum.value();
      lastChange = change;
    }
  }

  /** Independent coordinates: {@code x = major a + minor b}, {@code y = ±(major a - minor b)}. */
  private static final class Rotation {
    final double major;
    final double minor;
    final double sign;

    Rotation(Correlation correlation) {
      major = Math.sqrt(1 - correlation.complement() / 2);
      minor = Math.sqrt(correlation.complement() / 2);
      sign = correlation.rho() < 0 ? -1 : 1;
    }

    double x(double a, double b) {
      return major * a + minor * b;
    }

    double y(double a, double b) {
      return sign * (major * a - minor * b);
    }

    /** Returns the sizes of the integrand at points of a circle. */
    private double[] sizes(Integrand f, double radius) {
      double[] sizes = new double[DIRECTIONS];
      for (int i = 0; i < DIRECTIONS; i++) {
        double angle = (i + 0.25) * 2 * Math.PI / DIRECTIONS;
        double a = radius * Math.cos(angle);
        double b = radius * Math.sin(angle);
        double x = x(a, b);
        sizes[i] = Math.abs(f.factor(x) * f.value(x, y(a, b)));
      }
      return sizes;
    }

    /** Returns the largest size of the integrand on a circle, NaN where it has none. */
    double largest(Integrand f, double radius) {
      double most = 0;
      for (double size : sizes(f, radius)) {
        most = Math.max(most, size);
      }
      return most;
    }

    double mean(Integrand f, double radius) {
      double sum = 0;
      for (double size : sizes(f, radius)) {
        sum += size;
      }
      return sum / DIRECTIONS;
    }
  }
}
