package org.widelimit.gaussian.quadrature;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.DoubleExponential;

/**
 * Expectations {@code E[f(z)]} of a standard normal {@code z}, with an error bound.
 *
 * <p>A function that is smooth on the line is integrated by the trapezoid rule, whose error falls
 * exponentially with {@code 1/step} for analytic integrands (Trefethen and Weideman 2014). The
 * steps shrink by the golden ratio, not by 2: no oscillation is then in tune with two grids in a
 * row. A function with kinks or jumps is integrated piece by piece between its breakpoints by the
 * tanh-sinh rule.
 *
 * <p>The bound is the change of the result in the last refinement, plus the rounding of every term,
 * of the abscissas and of the density. It holds as long as a refinement at least halves the error;
 * a kink left out of the breakpoints only makes the bound wide. Both rules refine until the change
 * drowns in the rounding.
 */
public final class GaussianQuadrature {

  private static final double SHRINK = (Math.sqrt(5) - 1) / 2;
  private static final double FIRST_STEP = 0.5;
  private static final int TRAPEZOID_LEVELS = 18;

  /** The finest step beside the scale of a function: its error is below {@code exp(-20 Pi)}. */
  private static final double FINEST = 0.1;

  private static final int FIRST_LEVEL = 3;
  private static final int LAST_LEVEL = 10;

  /** A relative error from which on another rule is tried. */
  private static final double STEEP = 1e-10;

  private static final double NORMALIZATION = Math.sqrt(2 * Math.PI);

  private GaussianQuadrature() {}

  /**
   * Returns the expectation of a function of a standard normal variable.
   *
   * @param f the function of {@code z}
   * @param breakpoints where {@code f} has a kink, a jump or an integrable singularity, in any
   *     order; none if it is smooth
   * @throws DivergentExpectationException if the integrand does not die out within {@code |z| <
   *     37.5}, or is undefined at a node
   */
  public static Bounded expectation(DoubleUnaryOperator f, double... breakpoints) {
    return noisyExpectation(f, 0, breakpoints);
  }

  /**
   * Returns the expectation of a function whose values carry a relative noise beyond rounding:
   * refinement stops once the change is below the noise.
   */
  public static Bounded noisyExpectation(
      DoubleUnaryOperator f, double noise, double... breakpoints) {
    return noisyExpectation(f, noise, Reach.of(f), breakpoints);
  }

  /** Returns the expectation of a function whose reach is known. */
  public static Bounded noisyExpectation(
      DoubleUnaryOperator f, double noise, Reach reach, double... breakpoints) {
    return noisyExpectation(f, (DoubleUnaryOperator) size -> noise * size, reach, breakpoints);
  }

  /**
   * Returns the expectation of a function whose values are off by more than rounding.
   *
   * @param noise the error of the expectation that comes from there, as far as it is known when the
   *     function was last evaluated, given the expectation of the absolute value
   */
  public static Bounded noisyExpectation(
      DoubleUnaryOperator f, DoubleUnaryOperator noise, Reach reach, double... breakpoints) {
    double[] ends = pieces(-reach.left(), reach.right(), breakpoints);
    Bounded value = ends.length == 2 ? smooth(f, noise, reach) : tanhSinh(f, noise, ends);
    return new Bounded(value.value(), value.error() + reach.tail());
  }

  /**
   * Returns the expectation of a function that changes over no less than a scale, see {@link
   * #noisyExpectation(DoubleUnaryOperator, DoubleUnaryOperator, Reach, double...)}. Steps far below
   * the scale find rounding only, which may be large beside what cancels.
   *
   * @param scale the scale
   */
  public static Bounded noisyExpectation(
      DoubleUnaryOperator f,
      DoubleUnaryOperator noise,
      Reach reach,
      double scale,
      double[] breakpoints) {
    double[] ends = pieces(-reach.left(), reach.right(), breakpoints);
    int levels = (int) Math.ceil(Math.log(FINEST * scale / FIRST_STEP) / Math.log(SHRINK));
    Bounded value =
        ends.length == 2
            ? trapezoid(f, noise, reach, Math.max(1, Math.min(levels, TRAPEZOID_LEVELS))).value()
            : tanhSinh(f, noise, ends);
    return new Bounded(value.value(), value.error() + reach.tail());
  }

  /**
   * Returns how far out the mass of the integrand lies.
   *
   * @throws DivergentExpectationException if the integrand does not die out
   */
  public static Reach reach(DoubleUnaryOperator f) {
    return Reach.of(f);
  }

  /** Returns the standard normal density. */
  public static double density(double z) {
    return Math.exp(-z * z / 2) / NORMALIZATION;
  }

  /** Returns the ends of the pieces into which the breakpoints inside cut the interval. */
  public static double[] pieces(double lower, double upper, double... breakpoints) {
    double[] inside =
        Arrays.stream(breakpoints)
            .map(b -> b + 0.0) // -0.0 is no other breakpoint than 0.0
            .filter(b -> b > lower && b < upper)
            .sorted()
            .distinct()
            .toArray();
    double[] ends = new double[inside.length + 2];
    ends[0] = lower;
    System.arraycopy(inside, 0, ends, 1, inside.length);
    ends[ends.length - 1] = upper;
    return ends;
  }

  /** What is smooth may be as steep as a jump at 0, where the tanh-sinh rule is dense. */
  private static Bounded smooth(DoubleUnaryOperator f, DoubleUnaryOperator noise, Reach reach) {
    Even sum = trapezoid(f, noise, reach, TRAPEZOID_LEVELS);
    Bounded even = sum.value();
    // Of what is added, not of what is left: that of an odd function is 0.
    if (even.error() <= STEEP * sum.magnitude()) {
      return even;
    }
    Bounded cut = tanhSinh(f, noise, new double[] {-reach.left(), 0, reach.right()});
    return cut.error() < even.error() ? cut : even;
  }

  /**
   * What the trapezoidal rule came to.
   *
   * @param value the expectation
   * @param magnitude that of the absolute value
   */
  private record Even(Bounded value, double magnitude) {}

  private static Even trapezoid(
      DoubleUnaryOperator f, DoubleUnaryOperator noise, Reach reach, int levels) {
    double hidden =
        NarrowMass.of(r -> Math.abs(f.applyAsDouble(r)) + Math.abs(f.applyAsDouble(-r)));
    double step = FIRST_STEP;
    Accumulator last = trapezoid(f, reach, step);
    double lastChange = Double.POSITIVE_INFINITY;
    for (int level = 1; ; level++) {
      step *= SHRINK;
      Accumulator next = trapezoid(f, reach, step);
      double change = Math.abs(next.value() - last.value());
      double floor = next.rounding() + noise.applyAsDouble(next.magnitude());
      boolean seen = next.magnitude() >= NarrowMass.SEEN * hidden;
      if (change <= floor && seen) {
        return new Even(new Bounded(next.value(), change + floor), next.magnitude());
      }
      if (level == levels) {
        // Not smooth after all: the error wobbles as it falls, so one change may be small by luck.
        double error = Math.max(change, lastChange) + floor;
        return new Even(
            new Bounded(next.value(), seen ? error : Double.POSITIVE_INFINITY), next.magnitude());
      }
      last = next;
      lastChange = change;
    }
  }

  private static Accumulator trapezoid(DoubleUnaryOperator f, Reach reach, double step) {
    Patience.ask();
    Accumulator sum = new Accumulator();
    int left = (int) (reach.left() / step);
    int right = (int) (reach.right() / step);
    sum.add(f, 0, step);
    // In pairs, so that the two sides of an odd function cancel exactly.
    for (int i = 1; i <= Math.min(left, right); i++) {
      sum.add(f, i * step, step, true);
    }
    for (int i = right + 1; i <= left; i++) {
      sum.add(f, -i * step, step);
    }
    for (int i = left + 1; i <= right; i++) {
      sum.add(f, i * step, step);
    }
    return sum;
  }

  private static Bounded tanhSinh(DoubleUnaryOperator f, DoubleUnaryOperator noise, double[] ends) {
    boolean mirrored = isMirrored(ends);
    double value = 0;
    double error = 0;
    for (int i = mirrored ? ends.length / 2 - 1 + ends.length % 2 : 0; i + 1 < ends.length; i++) {
      Bounded piece = tanhSinh(f, noise, new Piece(ends[i], ends[i + 1], mirrored));
      value += piece.value();
      error += piece.error() + Math.abs(value) * Bounded.ROUNDING;
    }
    return new Bounded(value, error);
  }

  private static boolean isMirrored(double[] ends) {
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] != -ends[ends.length - 1 - i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A piece of the line.
   *
   * @param mirrored whether its mirror image is to be integrated with it; the two sides of an odd
   *     function then cancel exactly
   */
  private record Piece(double lower, double upper, boolean mirrored) {
    boolean isSymmetric() {
      return lower == -upper;
    }
  }

  private static Bounded tanhSinh(DoubleUnaryOperator f, DoubleUnaryOperator noise, Piece piece) {
    Accumulator last = tanhSinh(f, piece, FIRST_LEVEL);
    for (int level = FIRST_LEVEL + 1; ; level++) {
      Accumulator next = tanhSinh(f, piece, level);
      double change = Math.abs(next.value() - last.value());
      double floor = next.rounding() + noise.applyAsDouble(next.magnitude());
      if (change <= floor || level == LAST_LEVEL) {
        return new Bounded(next.value(), change + floor);
      }
      last = next;
    }
  }

  private static Accumulator tanhSinh(DoubleUnaryOperator f, Piece piece, int level) {
    Patience.ask();
    DoubleExponential rule = DoubleExponential.ofLevel(level);
    Accumulator sum = new Accumulator();
    double lower = piece.lower;
    double upper = piece.upper;
    double half = (upper - lower) / 2;
    if (!piece.isSymmetric()) {
      for (int i = rule.half() - 1; i > 0; i--) {
        double node = DoubleExponential.fromLower(lower, half * rule.distance(i));
        sum.add(f, node, half * rule.weight(i), piece.mirrored);
      }
    }
    sum.add(f, lower + half, half * rule.weight(0), piece.mirrored && !piece.isSymmetric());
    for (int i = 1; i < rule.half(); i++) {
      double node = DoubleExponential.fromUpper(upper, half * rule.distance(i));
      sum.add(f, node, half * rule.weight(i), piece.mirrored || piece.isSymmetric());
    }
    return sum;
  }

  /** Sums weighted values of the integrand and what their rounding can amount to. */
  private static final class Accumulator {
    private final CompensatedSum sum = new CompensatedSum();
    private final Side left = new Side();
    private final Side right = new Side();

    void add(DoubleUnaryOperator f, double node, double weight) {
      sum.add((node < 0 ? left : right).term(f, node, weight));
    }

    void add(DoubleUnaryOperator f, double node, double weight, boolean withMirrorImage) {
      if (withMirrorImage) {
        sum.add(left.term(f, -node, weight) + right.term(f, node, weight));
      } else {
        add(f, node, weight);
      }
    }

    double value() {
      return sum.value();
    }

    double magnitude() {
      return left.magnitude + right.magnitude;
    }

    double rounding() {
      return (left.rounding + right.rounding + Math.abs(sum.value())) * Bounded.ROUNDING;
    }
  }

  /** The terms of one side of zero. */
  private static final class Side {
    private double magnitude;
    private double rounding;
    private double lastNode = Double.NaN;
    private double lastValue;

    double term(DoubleUnaryOperator f, double node, double weight) {
      double value = f.applyAsDouble(node);
      double measure = weight * density(node);
      if (Double.isNaN(value) || (Double.isInfinite(value) && measure > Double.MIN_NORMAL)) {
        throw new DivergentExpectationException(
            "the integrand is " + value + " at z = " + node + ", so the expectation is undefined");
      }
      if (Double.isInfinite(value)) {
        return 0;
      }
      double term = measure * value;
      magnitude += Math.abs(term);
      // Four roundings of the term and two of the function; the density magnifies the rounding of
      // its exponent z^2/2, and the function that of its argument by z f'(z)/f(z).
      rounding += Math.abs(term) * (6 + node * node);
      if (!Double.isNaN(lastNode) && node != lastNode) {
        double slope = Math.abs((value - lastValue) / (node - lastNode));
        double variation = measure * Math.min(slope * Math.abs(node), 64 * Math.abs(value));
        rounding += 2 * variation;
      }
      lastNode = node;
      lastValue = value;
      return term;
    }
  }
}
