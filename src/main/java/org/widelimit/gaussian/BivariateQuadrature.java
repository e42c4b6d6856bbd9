package org.widelimit.gaussian;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Expectations {@code E[f(x, y)]} of standard normal {@code x} and {@code y} of a given
 * correlation, with an error bound.
 *
 * <p>Smooth integrands are integrated by the trapezoid rule over the independent coordinates along
 * {@code x + y} and {@code x - y}, so that near duplicates cost little in the second. With
 * breakpoints, the rule is tanh-sinh in {@code x} outside and in {@code y} given {@code x} inside,
 * cut at the breakpoints of both: a kink in {@code y} leaves a boundary layer of width {@code
 * sqrt(1 - rho^2)} in {@code x}, at whose place the outer integral is cut as well. The bound is
 * made as in {@link GaussianQuadrature}.
 */
public final class BivariateQuadrature {

  private static final double SHRINK = (Math.sqrt(5) - 1) / 2;
  private static final double FIRST_STEP = 0.5;
  private static final int TRAPEZOID_LEVELS = 9;
  private static final int FIRST_LEVEL = 3;
  private static final int LAST_LEVEL = 7;

  /** Below this relative change a refinement has converged: the next change is far smaller. */
  private static final double CONVERGED = 0x1p-46;

  private static final int DIRECTIONS = 24;
  private static final double[] NONE = {};

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
    return integrate(new General(f), xBreakpoints, yBreakpoints, correlation, false);
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
        new Product(f, g),
        fBreakpoints,
        gBreakpoints,
        correlation,
        f == g && correlation.rho() > 0);
  }

  private static Bounded integrate(
      Integrand f,
      double[] xBreakpoints,
      double[] yBreakpoints,
      Correlation correlation,
      boolean symmetric) {
    if (correlation.complement() == 0) {
      double sign = correlation.rho();
      double[] both = Arrays.copyOf(xBreakpoints, xBreakpoints.length + yBreakpoints.length);
      for (int i = 0; i < yBreakpoints.length; i++) {
        both[xBreakpoints.length + i] = sign * yBreakpoints[i];
      }
      return GaussianQuadrature.expectation(x -> f.factor(x) * f.value(x, sign * x), both);
    }
    Rotation rotation = new Rotation(correlation);
    double radius = Reach.of(r -> envelope(f, rotation, r)).right();
    return xBreakpoints.length + yBreakpoints.length == 0
        ? trapezoid(f, rotation, radius, symmetric)
        : tanhSinh(f, xBreakpoints, yBreakpoints, correlation, radius);
  }

  private static double envelope(Integrand f, Rotation rotation, double radius) {
    if (radius < 0) {
      return 0;
    }
    double most = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = (i + 0.25) * 2 * Math.PI / DIRECTIONS;
      double a = radius * Math.cos(angle);
      double b = radius * Math.sin(angle);
      double x = rotation.x(a, b);
      double value = Math.abs(f.factor(x) * f.value(x, rotation.y(a, b)));
      if (Double.isNaN(value)) {
        return value;
      }
      most = Math.max(most, value);
    }
    return most;
  }

  private static Bounded trapezoid(
      Integrand f, Rotation rotation, double radius, boolean symmetric) {
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
      if (change <= Math.max(sum.rounding(), CONVERGED * sum.magnitude())
          || level == TRAPEZOID_LEVELS) {
        double error = level == TRAPEZOID_LEVELS ? Math.max(change, lastChange) : change;
        return new Bounded(sum.value(), error + sum.rounding());
      }
      last = sum.value();
      lastChange = change;
    }
  }

  private static Bounded tanhSinh(
      Integrand f, double[] xBreaks, double[] yBreaks, Correlation correlation, double radius) {
    double[] layers =
        Math.abs(correlation.rho()) < 0.1
            ? NONE
            : Arrays.stream(yBreaks).map(b -> b / correlation.rho()).toArray();
    double[] cuts = Arrays.copyOf(xBreaks, xBreaks.length + layers.length);
    System.arraycopy(layers, 0, cuts, xBreaks.length, layers.length);
    double[] ends = GaussianQuadrature.pieces(-radius, radius, cuts);
    double last = Double.NaN;
    for (int level = FIRST_LEVEL; ; level++) {
      Cubature sum = new Cubature();
      DoubleExponential rule = DoubleExponential.ofLevel(level);
      Nested nested = new Nested(f, yBreaks, correlation, radius, rule, sum);
      for (int piece = 0; piece + 1 < ends.length; piece++) {
        double lower = ends[piece];
        double upper = ends[piece + 1];
        double half = (upper - lower) / 2;
        for (int i = rule.size() - 1; i > 0; i--) {
          double weight = half * rule.weight(i);
          nested.add(DoubleExponential.fromLower(lower, half * rule.distance(i)), weight);
        }
        for (int i = 0; i < rule.size(); i++) {
          double weight = half * rule.weight(i);
          nested.add(DoubleExponential.fromUpper(upper, half * rule.distance(i)), weight);
        }
      }
      sum.column(0);
      double change = Math.abs(sum.value() - last);
      if (change <= Math.max(sum.rounding(), CONVERGED * sum.magnitude()) || level == LAST_LEVEL) {
        return new Bounded(sum.value(), change + sum.rounding());
      }
      last = sum.value();
    }
  }

  /** The integrand as a factor that depends on {@code x} alone and the rest. */
  private interface Integrand {
    double factor(double x);

    double value(double x, double y);
  }

  private record General(DoubleBinaryOperator f) implements Integrand {
    @Override
    public double factor(double x) {
      return 1;
    }

    @Override
    public double value(double x, double y) {
      return f.applyAsDouble(x, y);
    }
  }

  private record Product(DoubleUnaryOperator f, DoubleUnaryOperator g) implements Integrand {
    @Override
    public double factor(double x) {
      return f.applyAsDouble(x);
    }

    @Override
    public double value(double x, double y) {
      return g.applyAsDouble(y);
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
  }

  /** The inner integral over {@code y = rho x + sine z} given {@code x}. */
  private static final class Nested {
    private final Integrand f;
    private final double[] yBreaks;
    private final Correlation correlation;
    private final double radius;
    private final DoubleExponential rule;
    private final Cubature sum;

    Nested(
        Integrand f,
        double[] yBreaks,
        Correlation correlation,
        double radius,
        DoubleExponential rule,
        Cubature sum) {
      this.f = f;
      this.yBreaks = yBreaks;
      this.correlation = correlation;
      this.radius = radius;
      this.rule = rule;
      this.sum = sum;
    }

    void add(double x, double outerWeight) {
      double factor = f.factor(x);
      sum.column(x);
      if (factor == 0) {
        return;
      }
      double sine = correlation.sine();
      double center = correlation.rho() * x;
      double reach = Math.sqrt(Math.max(radius * radius - x * x, 1));
      double[] cuts = new double[yBreaks.length];
      for (int i = 0; i < cuts.length; i++) {
        cuts[i] = (yBreaks[i] - center) / sine;
      }
      double[] ends = GaussianQuadrature.pieces(-reach, reach, cuts);
      double weight = outerWeight * GaussianQuadrature.density(x);
      for (int piece = 0; piece + 1 < ends.length; piece++) {
        double lower = ends[piece];
        double upper = ends[piece + 1];
        double half = (upper - lower) / 2;
        for (int i = rule.size() - 1; i > 0; i--) {
          double z = DoubleExponential.fromLower(lower, half * rule.distance(i));
          addInner(x, factor, center + sine * z, z, weight * half * rule.weight(i));
        }
        for (int i = 0; i < rule.size(); i++) {
          double z = DoubleExponential.fromUpper(upper, half * rule.distance(i));
          addInner(x, factor, center + sine * z, z, weight * half * rule.weight(i));
        }
      }
    }

    private void addInner(double x, double factor, double y, double z, double weight) {
      sum.add(z, factor * f.value(x, y), weight * GaussianQuadrature.density(z));
    }
  }

  /** Sums a double integral column by column, with what rounding can amount to. */
  private static final class Cubature {
    private final CompensatedSum total = new CompensatedSum();
    private double magnitude;
    private double rounding;
    private double outer;
    private double inner = Double.NaN;
    private double innerValue;

    /** Starts the column at a value of the outer variable. */
    void column(double node) {
      outer = node;
      inner = Double.NaN;
    }

    void add(double node, double value, double weight) {
      if (Double.isNaN(value) || (Double.isInfinite(value) && weight > Double.MIN_NORMAL)) {
        throw new DivergentExpectationException(
            "the integrand is " + value + " near " + outer + ", so the expectation is undefined");
      }
      if (Double.isInfinite(value)) {
        return;
      }
      double term = weight * value;
      total.add(term);
      double size = Math.abs(term);
      magnitude += size;
      rounding += size * (10 + outer * outer + node * node);
      if (!Double.isNaN(inner) && node != inner) {
        double slope = Math.abs((value - innerValue) / (node - inner));
        double reach = Math.abs(node) + Math.abs(outer);
        rounding += 2 * weight * Math.min(slope * reach, 64 * Math.abs(value));
      }
      inner = node;
      innerValue = value;
    }

    double value() {
      return total.value();
    }

    double magnitude() {
      return magnitude;
    }

    double rounding() {
      return rounding * Bounded.ROUNDING;
    }
  }
}
