package org.widelimit.gaussian.quadrature;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Gaussian expectations by the rules of Hipparchus, of orders that are raised until two agree: the
 * Gauss-Hermite rule on the whole line, or the Gauss-Legendre rule on pieces between kinks.
 *
 * <p>This is a second route beside {@link GaussianQuadrature}, with other nodes and weights of
 * another author.
 */
public final class PlainRoute {

  private static final int[] HERMITE = {32, 48, 72};
  private static final int[] LEGENDRE = {12, 20, 32};

  /** A piece is no longer than this. */
  private static final double LONGEST = 3;

  /** Two orders that agree to this have converged. */
  private static final double AGREE = 1e-11;

  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

  private PlainRoute() {}

  /**
   * Returns the expectation at a standard normal variable.
   *
   * @param f the function
   * @param reach how far out its mass lies
   * @param breakpoints where it has kinks or jumps
   * @return the value to about ten digits, or empty if no two orders agree
   */
  public static OptionalDouble expectation(
      DoubleUnaryOperator f, Reach reach, double... breakpoints) {
    double[] ends = GaussianQuadrature.pieces(-reach.left(), reach.right(), breakpoints);
    double last = Double.NaN;
    for (int i = 0; i < HERMITE.length; i++) {
      double value = ends.length == 2 ? hermite(f, HERMITE[i]) : legendre(f, LEGENDRE[i], ends);
      if (Math.abs(value - last) <= AGREE * Math.max(Math.abs(value), AGREE)) {
        return OptionalDouble.of(value);
      }
      last = value;
    }
    return OptionalDouble.empty();
  }

  private static double hermite(DoubleUnaryOperator f, int order) {
    GaussIntegrator rule = RULES.hermite(order);
    double root = Math.sqrt(2);
    return rule.integrate(x -> f.applyAsDouble(root * x)) / Math.sqrt(Math.PI);
  }

  private static double legendre(DoubleUnaryOperator f, int order, double... ends) {
    GaussIntegrator rule = RULES.legendre(order);
    double sum = 0;
    for (int i = 0; i + 1 < ends.length; i++) {
      int parts = (int) Math.ceil((ends[i + 1] - ends[i]) / LONGEST);
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
