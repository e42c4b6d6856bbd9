package org.widelimit.meanfield;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Extrapolation;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Roots;

/**
 * Depth laws of residual networks {@code u + W phi(u) + b} (Yang and Schoenholz 2017), which an
 * activation's behaviour at infinity decides.
 *
 * <p>With limits {@code l} and {@code r} at the two infinities each block adds {@code a = sigmaW^2
 * (l^2 + r^2)/2 + sigmaB^2} to the length in the end, and moves the correlation by {@code (M(c) -
 * c)/depth}, where {@code 1 - M(c) = k arccos(c)} and {@code k = sigmaW^2 (r - l)^2/(2 pi a)}. So
 * the correlation approaches the root of {@code M(c) = c} like the depth to the power {@code -(1 -
 * M'(c))}, at an angle {@code t} to the power {@code tan(t/2)/t - 1}. That is above -1/2, so that
 * it matters not that {@code M} itself is approached like {@code depth^(-1/2)}. As {@code E phi'^2}
 * falls like {@code B/sqrt(q)}, squared gradients grow like {@code exp(g sqrt(depth))} with {@code
 * g = 2 sigmaW^2 B/sqrt(a)}.
 *
 * <p>With slopes {@code s} and {@code t} at the infinities each block multiplies lengths and
 * squared gradients by {@code f = 1 + sigmaW^2 (s^2 + t^2)/2} in the end, and by the expansion of
 * the arc-cosine kernel (Cho and Saul 2009) {@code 1 - c} loses {@code m (1 - c)^(3/2)}, {@code m =
 * sigmaW^2 (s - t)^2 sqrt(2)/(3 pi f)}, so that it falls like {@code 4/(m depth)^2}.
 *
 * @param growth how lengths grow
 * @param lengthRate what a block adds to the length, or multiplies it by
 * @param gradientRate what a block multiplies squared gradients by, or {@code g}; infinite for an
 *     activation with a jump. {@code B} is extrapolated, and its error a stated estimate
 * @param correlation the correlation that two inputs approach
 * @param exponent the power of the depth with which they do
 * @param coefficient with exponential growth, {@code (1 - c) depth^2} in the limit
 */
public record ResidualLaws(
    Growth growth,
    Optional<Bounded> lengthRate,
    Optional<Bounded> gradientRate,
    Optional<Bounded> correlation,
    Optional<Bounded> exponent,
    Optional<Bounded> coefficient) {

  /** How lengths grow with the depth. */
  public enum Growth {
    /** By the same amount a block. */
    LINEAR,
    /** By the same factor a block. */
    EXPONENTIAL,
    /** The activation has neither limits nor slopes at infinity: no law is claimed. */
    UNKNOWN
  }

  /** Where the activation is taken to have reached its limit. */
  private static final double FAR = 0x1p50;

  /** How much a limit may still change from half as far, relative. */
  private static final double REACHED = 1e-12;

  /** The standard deviations at which the fall of {@code E phi'^2} is extrapolated. */
  private static final long LARGEST_ROOT = 1024;

  private static final double NEAREST = 1e-14;

  private static ResidualLaws unknown() {
    return new ResidualLaws(
        Growth.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Finds the laws.
   *
   * @param sigmaW2 the variance of the branch's weights times the width
   * @param sigmaB2 the variance of its biases
   */
  public static ResidualLaws of(Activation activation, double sigmaW2, double sigmaB2) {
    DoubleUnaryOperator f = activation.function();
    Optional<Bounded> right = limit(f, 1);
    Optional<Bounded> left = limit(f, -1);
    if (right.isPresent() && left.isPresent()) {
      return bounded(activation, left.get(), right.get(), sigmaW2, sigmaB2);
    }
    Optional<Bounded> slope = limit(x -> f.applyAsDouble(x) / x, 1);
    Optional<Bounded> otherSlope = limit(x -> f.applyAsDouble(x) / x, -1);
    if (slope.isPresent() && otherSlope.isPresent()) {
      return linear(otherSlope.get(), slope.get(), sigmaW2);
    }
    return unknown();
  }

  private static Optional<Bounded> limit(DoubleUnaryOperator f, double sign) {
    double far = f.applyAsDouble(sign * FAR);
    double half = f.applyAsDouble(sign * FAR / 2);
    double change = Math.abs(far - half);
    return change <= REACHED * (1 + Math.abs(far)) && Math.abs(far) < 1 / REACHED
        ? Optional.of(new Bounded(far, 2 * change + 2 * Bounded.ROUNDING * Math.abs(far)))
        : Optional.empty();
  }

  private static Bounded meanSquare(Bounded left, Bounded right) {
    return left.times(left).plus(right.times(right)).times(0.5);
  }

  private static ResidualLaws linear(Bounded left, Bounded right, double sigmaW2) {
    Bounded factor = meanSquare(left, right).times(sigmaW2).plus(1);
    if (!(factor.lower() > 1)) {
      return unknown();
    }
    Bounded kink = right.minus(left);
    Bounded loss =
        kink.times(kink)
            .times(sigmaW2)
            .times(Bounded.rounded(Math.sqrt(2) / (3 * Math.PI), 4))
            .dividedBy(factor);
    boolean closes = loss.lower() > 0;
    return new ResidualLaws(
        Growth.EXPONENTIAL,
        Optional.of(factor),
        Optional.of(factor),
        closes ? Optional.of(Bounded.exact(1)) : Optional.empty(),
        closes ? Optional.of(Bounded.exact(2)) : Optional.empty(),
        closes ? Optional.of(Bounded.exact(4).dividedBy(loss.times(loss))) : Optional.empty());
  }

  private static ResidualLaws bounded(
      Activation activation, Bounded left, Bounded right, double sigmaW2, double sigmaB2) {
    Bounded limit = meanSquare(left, right);
    Bounded added = limit.times(sigmaW2).plus(sigmaB2);
    if (!(added.lower() > 0)) {
      return unknown();
    }
    NumericalDual dual = NumericalDual.of(activation, activation);
    Bounded jump = right.minus(left);
    Bounded pull =
        jump.times(jump)
            .times(sigmaW2)
            .times(Bounded.rounded(1 / (2 * Math.PI), 2))
            .dividedBy(added);
    Optional<Bounded> defect = pull.lower() > 0 ? Optional.of(root(pull)) : Optional.empty();
    Optional<Bounded> exponent =
        defect.map(d -> Propagation.of(x -> exponent(x[0], x[1]), d, pull));
    return new ResidualLaws(
        Growth.LINEAR,
        Optional.of(added),
        Optional.of(gradient(dual, sigmaW2, added)),
        defect.map(d -> Bounded.exact(1).minus(d)),
        exponent,
        Optional.empty());
  }

  /** Returns {@code 1 - M'(c)}. */
  private static Bounded exponent(double defect, double pull) {
    return Bounded.rounded(-pull / Correlation.ofDefect(defect).sine(), 8).plus(1);
  }

  /** Returns the root of {@code k arccos(c) = 1 - c} other than {@code c = 1}, which repels. */
  private static Bounded root(Bounded pull) {
    return Roots.enclose(
        defect ->
            pull.times(Bounded.rounded(Correlation.ofDefect(defect).angle(), 4)).plus(-defect),
        NEAREST,
        2,
        1);
  }

  private static Bounded gradient(NumericalDual dual, double sigmaW2, Bounded added) {
    long[] roots = Extrapolation.arguments(LARGEST_ROOT);
    double[] values = new double[roots.length];
    double[] errors = new double[roots.length];
    for (int i = 0; i < roots.length; i++) {
      double q = (double) roots[i] * roots[i];
      Bounded slopes = dual.derivative(q, q, Correlation.ONE).times((double) roots[i]);
      if (Double.isInfinite(slopes.value())) {
        return slopes;
      }
      values[i] = slopes.value();
      errors[i] = slopes.error();
    }
    Bounded fall = Extrapolation.limit(roots, values, errors);
    return Propagation.of(
        x -> Bounded.rounded(2 * sigmaW2 * x[0] / Math.sqrt(x[1]), 8), fall, added);
  }
}
