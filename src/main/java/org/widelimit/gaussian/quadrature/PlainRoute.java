package org.widelimit.gaussian.quadrature;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.Grade;

/**
 * Gaussian expectations by the rules of Hipparchus, of orders that are raised until two agree: the
 * Gauss-Hermite rule on the whole line, or the Gauss-Legendre rule on pieces between kinks and of
 * what the former is too coarse for.
 *
 * <p>This is a second route beside {@link GaussianQuadrature}, with other nodes and weights of
 * another author. Its errors are estimates: a thousand times what two orders may differ by,
 * relative to the expectation of the absolute value.
 */
public final class PlainRoute {

  private static final int[] HERMITE = {32, 48, 72};
  private static final int[] LEGENDRE = {12, 20, 32};

  /** A piece is no longer than this, or than the next where no two orders agree. */
  private static final double[] LONGEST = {3, 1};

  /** Two orders that agree to this, relative to the absolute value's, have converged. */
  private static final double AGREE = 1e-11;

  /** Between what two orders differ by, and what the latter may be off by. */
  private static final double RESERVE = 1000;

  /** Given the first of two variables this close, a kink of the second is a steep flank. */
  private static final double NARROW = 0.05;

  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

  private PlainRoute() {}

  /**
   * Returns the expectation at a standard normal variable.
   *
   * @param f the function
   * @param reach how far out its mass lies
   * @param breakpoints where it has kinks or jumps
   * @return the value with an estimate of its error, or empty if no two orders agree
   */
  public static Optional<Bounded> expectation(
      DoubleUnaryOperator f, Reach reach, double... breakpoints) {
    return expectation(f, reach, 0, breakpoints);
  }

  /** The same, to digits relative to a size at least. */
  private static Optional<Bounded> expectation(
      DoubleUnaryOperator f, Reach reach, double size, double... breakpoints) {
    double[] ends = GaussianQuadrature.pieces(-reach.left(), reach.right(), breakpoints);
    Optional<Bounded> whole = ends.length == 2 ? onTheLine(f, size) : Optional.empty();
    if (whole.isPresent()) {
      return whole;
    }
    double scale = Math.max(size, legendre(absolute(f), LEGENDRE[0], LONGEST[0], ends));
    return Arrays.stream(LONGEST)
        .mapToObj(longest -> agreed(LEGENDRE, order -> legendre(f, order, longest, ends), scale))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Bounded> onTheLine(DoubleUnaryOperator f, double size) {
    double scale = Math.max(size, hermite(absolute(f), HERMITE[0]));
    return agreed(HERMITE, order -> hermite(f, order), scale);
  }

  private static DoubleUnaryOperator absolute(DoubleUnaryOperator f) {
    return z -> Math.abs(f.applyAsDouble(z));
  }

  /** Returns the value at the first order that agrees with the one before. */
  private static Optional<Bounded> agreed(int[] orders, IntToDoubleFunction rule, double scale) {
    double last = Double.NaN;
    for (int order : orders) {
      double value = rule.applyAsDouble(order);
      if (Math.abs(value - last) <= AGREE * scale) {
        return Optional.of(new Bounded(value, RESERVE * AGREE * scale, Grade.ESTIMATE));
      }
      last = value;
    }
    return Optional.empty();
  }

  /**
   * Returns the expectation of the product of two functions of standard normal variables, the rule
   * for the second within that for the first.
   *
   * @param first the first function
   * @param second the second function
   * @param correlation the correlation of the two variables
   * @return the value with an estimate of its error; empty if no two orders agree, or if a function
   *     has kinks and mass far out, or kinks and the two variables are almost one
   */
  public static Optional<Bounded> product(
      ScaledFunction first, ScaledFunction second, Correlation correlation) {
    DoubleUnaryOperator f = first.function();
    DoubleUnaryOperator g = second.function();
    Reach reach;
    try {
      reach = GaussianQuadrature.reach(f).withThatOf(GaussianQuadrature.reach(g));
    } catch (DivergentExpectationException infinite) {
      return Optional.empty();
    }
    double[] breaks = first.breakpoints();
    double[] others = second.breakpoints();
    boolean kinks = breaks.length + others.length > 0;
    boolean far = reach.isFar();
    double rho = correlation.rho();
    double sine = correlation.sine();
    if (kinks && (far || (sine > 0 && sine < NARROW))) {
      return Optional.empty();
    }
    if (sine == 0) {
      DoubleUnaryOperator both = z -> f.applyAsDouble(z) * g.applyAsDouble(rho * z);
      return far
          ? onTheLine(both, 0)
          : expectation(both, reach, ScaledFunction.union(breaks, placed(others, 0, rho)));
    }
    double size = Math.sqrt(hermite(second.squared(), HERMITE[0]));
    double inherited = RESERVE * AGREE * size * Math.sqrt(hermite(first.squared(), HERMITE[0]));
    DoubleUnaryOperator given =
        z -> {
          DoubleUnaryOperator moved = w -> g.applyAsDouble(rho * z + sine * w);
          Optional<Bounded> inner =
              far
                  ? onTheLine(moved, 0)
                  : expectation(moved, reach, size, placed(others, rho * z, sine));
          return f.applyAsDouble(z) * inner.map(Bounded::value).orElse(Double.NaN);
        };
    return (far ? onTheLine(given, 0) : expectation(given, reach, 0, breaks))
        .map(value -> value.widened(inherited));
  }

  /** Returns where {@code mean + scale w} is at the breakpoints. */
  private static double[] placed(double[] breakpoints, double mean, double scale) {
    return Arrays.stream(breakpoints).map(at -> (at - mean) / scale).toArray();
  }

  private static double hermite(DoubleUnaryOperator f, int order) {
    GaussIntegrator rule = RULES.hermite(order);
    double root = Math.sqrt(2);
    return rule.integrate(x -> f.applyAsDouble(root * x)) / Math.sqrt(Math.PI);
  }

  private static double legendre(DoubleUnaryOperator f, int order, double longest, double... ends) {
    GaussIntegrator rule = RULES.legendre(order);
    double sum = 0;
    for (int i = 0; i + 1 < ends.length; i++) {
      int parts = (int) Math.ceil((ends[i + 1] - ends[i]) / longest);
      double half = (ends[i + 1] - ends[i]) / parts / 2;
      for (int part = 0; part < parts; part++) {
        double middle = ends[i] + (2 * part + 1) * half;
        sum +=
            half
                * rule.integrate(
                    x -> {
                      double z = middle + half * x;
                      return f.applyAsDouble(z) * GaussianQuadrature.density(z);
                    });
      }
    }
    return sum;
  }
}
