package org.widelimit.gaussian.dual;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * Expansions of an activation in normalized Hermite polynomials: {@code phi(sqrt(p) z) = sum a_k(p)
 * He_k(z)/sqrt(k!)}, so that {@code E[phi(u) phi(v)] = sum a_k(p) a_k(q) rho^k} (Daniely, Frostig
 * and Singer 2016) and, by Price's theorem, {@code sqrt(p q) E[phi'(u) phi'(v)] = sum k a_k(p)
 * a_k(q) rho^(k-1)}.
 *
 * <p>What is left out after {@code n} terms is at most {@code |rho|^n sqrt(t(p) t(q))} with {@code
 * t(p) = E phi^2 - sum a_k(p)^2}, and {@code |rho|^(n-1) sqrt(s(p) s(q))} with {@code s(p) = p E
 * phi'^2 - sum k a_k(p)^2}, by Cauchy and Schwarz. The moments come from elsewhere, so what the
 * coefficients' quadrature misses shows in {@code t} and {@code s} as well.
 */
public final class HermiteExpansion {

  /**
   * Orders tried one after the other, each with the spacing of its quadrature. The last resolves
   * activations as steep as tanh at variances of some thousands.
   */
  private static final int[] ORDERS = {64, 128, 256, 512, 1024};

  private static final double[] SPACINGS = {1.0 / 16, 1.0 / 32, 1.0 / 32, 1.0 / 64, 1.0 / 256};

  /** Beyond it the weight times any polynomial that counts is below {@code 1e-27}. */
  private static final double REACH = 16;

  /** The tail that lets every correlation pass, relative to the moment. */
  private static final double SETTLED = 5e-14;

  /** The rounding of a moment less a sum of squares, relative to the moment. */
  private static final double FLOOR = 64 * Bounded.ROUNDING;

  /** The interpolation error allowed to a coefficient, relative to the root of {@code E phi^2}. */
  private static final double TOLERANCE = 1e-17;

  private final UnaryFunction phi;
  private final double[] breakpoints;
  private final NumericalDual dual;

  private HermiteExpansion(UnaryFunction phi, double[] breakpoints, NumericalDual dual) {
    this.phi = phi;
    this.breakpoints = breakpoints;
    this.dual = dual;
  }

  /** Returns the expansions of an activation. */
  public static HermiteExpansion of(Activation activation) {
    return new HermiteExpansion(
        activation.function(), activation.breakpoints(), NumericalDual.of(activation, activation));
  }

  /**
   * The coefficients at many variances.
   *
   * @param coefficients the coefficients: of order {@code k} at variance {@code i} in row {@code k}
   * @param valueTails bounds of {@code t(p)/E phi^2}, NaN where nothing is known
   * @param slopeTails bounds of {@code s(p)/(p E phi'^2)}, NaN where nothing is known
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Table(double[][] coefficients, double[] valueTails, double[] slopeTails) {

    /** Returns how many terms there are. */
    public int count() {
      return coefficients.length;
    }

    /** Returns whether both tails of all variances let every correlation pass. */
    public boolean isComplete() {
      return settled(valueTails) && settled(slopeTails);
    }

    /**
     * Returns a bound of the truncation errors of the dual and of its derivative, relative to the
     * geometric means of the second moments.
     *
     * @param i the first variance's index
     * @param j the second variance's index
     * @param rho the size of the correlation
     */
    public double truncation(int i, int j, double rho) {
      double power = Math.pow(rho, count() - 1.0);
      double value = power * rho * Math.sqrt(valueTails[i] * valueTails[j]);
      return Math.max(value, power * Math.sqrt(slopeTails[i] * slopeTails[j]));
    }
  }

  /**
   * Expands the activation.
   *
   * @param variances the variances {@code p}
   * @param values {@code E phi^2} at each
   * @param slopes {@code E phi'^2} at each
   */
  public Table at(double[] variances, double[] values, double[] slopes) {
    Table table = at(variances, values, slopes, 0);
    for (int level = 1; level < ORDERS.length && !table.isComplete(); level++) {
      table = at(variances, values, slopes, level);
    }
    return table;
  }

  private Table at(double[] variances, double[] values, double[] slopes, int level) {
    int order = ORDERS[level];
    double[][] rows = rows(variances, values, level);
    double[][] coefficients = new double[order][variances.length];
    double[] valueTails = new double[variances.length];
    double[] slopeTails = new double[variances.length];
    for (int i = 0; i < variances.length; i++) {
      double value = values[i];
      double slope = variances[i] * slopes[i];
      for (int k = 0; k < order; k++) {
        double a = rows[i][k];
        coefficients[k][i] = a;
        value -= a * a;
        slope -= k * a * a;
      }
      valueTails[i] = tail(value, values[i]);
      slopeTails[i] = tail(slope, variances[i] * slopes[i]);
    }
    int needed = order;
    while (needed > 2 && negligible(needed - 1, coefficients, values)) {
      needed--;
    }
    return new Table(Arrays.copyOf(coefficients, needed), valueTails, slopeTails);
  }

  /**
   * Returns the coefficients at each variance, interpolated in the variance if that is less work.
   */
  private double[][] rows(double[] variances, double[] values, int level) {
    int lower = -1;
    int upper = -1;
    for (int i = 0; i < variances.length; i++) {
      if (variances[i] > 0) {
        lower = lower < 0 || variances[i] < variances[lower] ? i : lower;
        upper = upper < 0 || variances[i] > variances[upper] ? i : upper;
      }
    }
    double[][] rows = new double[variances.length][];
    HermiteNodes nodes = HermiteNodes.of(phi, breakpoints, REACH, SPACINGS[level], ORDERS[level]);
    if (lower >= 0 && values[lower] > 0 && values[upper] > 0) {
      double p = variances[lower];
      double q = variances[upper];
      double least = Math.log(TOLERANCE) + (Math.log(values[lower]) + Math.log(p / q) / 2) / 2;
      double power = p == q ? 0 : Math.log(values[upper] / values[lower]) / Math.log(q / p) / 2;
      VarianceInterpolation interpolation =
          VarianceInterpolation.between(p, q, power, e -> logBound(e, ORDERS[level]), least);
      if (interpolation.count() < variances.length) {
        double[][] known = new double[interpolation.count()][];
        IntStream.range(0, known.length)
            .parallel()
            .forEach(i -> known[i] = nodes.coefficients(Math.sqrt(interpolation.node(i))));
        IntStream.range(0, rows.length)
            .parallel()
            .filter(i -> variances[i] > 0)
            .forEach(i -> rows[i] = combined(interpolation.weights(variances[i]), known));
      }
    }
    IntStream.range(0, rows.length)
        .parallel()
        .filter(i -> rows[i] == null)
        .forEach(i -> rows[i] = nodes.coefficients(Math.sqrt(variances[i])));
    return rows;
  }

  /**
   * Bounds all coefficients on an ellipse. With {@code t = arg p} and {@code P = |p|/cos t}, by
   * Cauchy and Schwarz {@code |a_k(p)|^2 cos t <= E phi(sqrt(P) z)^2 E|He_k(c z)|^2/k!}, where
   * {@code c^2 = 1 - i tan t}; by the generating function the last factor is a sum of multinomial
   * terms below {@code (1/cos t + tan t)^k}.
   */
  private double logBound(VarianceInterpolation.Ellipse ellipse, int order) {
    double square =
        ellipse.logBound(dual.value(ellipse.top(), ellipse.top(), Correlation.ONE).value());
    double growth = Math.log(Math.tan(Math.PI / 4 + ellipse.height() / 2));
    return (square - Math.log(Math.cos(ellipse.height())) / 2 + order * growth) / 2;
  }

  private static double[] combined(double[] weights, double[][] rows) {
    double[] sum = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      double weight = weights[i];
      double[] row = rows[i];
      for (int k = 0; k < sum.length; k++) {
        sum[k] = Math.fma(weight, row[k], sum[k]);
      }
    }
    return sum;
  }

  private static double tail(double difference, double moment) {
    return moment == 0 ? 0 : Math.max(Math.abs(difference) / moment, FLOOR);
  }

  private static boolean settled(double[] tails) {
    for (double tail : tails) {
      if (!(tail <= SETTLED)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the terms of an order are far below rounding, also times the order. */
  private static boolean negligible(int k, double[][] coefficients, double[] values) {
    for (int i = 0; i < values.length; i++) {
      double a = coefficients[k][i];
      if (!(k * a * a <= 1e-20 * values[i])) {
        return false;
      }
    }
    return true;
  }
}
