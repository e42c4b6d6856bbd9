package org.widelimit.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.widelimit.algebra.UnaryFunction;

/**
 * Expansions of an activation in normalized Hermite polynomials: {@code phi(sqrt(p) z) = sum a_k(p)
 * He_k(z)/sqrt(k!)}, so that {@code E[phi(u) phi(v)] = sum a_k(p) a_k(q) rho^k} (Daniely, Frostig
 * and Singer 2016).
 *
 * <p>What is left out after {@code n} terms is at most {@code |rho|^n sqrt(t(p) t(q))}, where
 * {@code t(p) = E phi^2 - sum a_k(p)^2}, by Cauchy and Schwarz.
 */
public final class HermiteExpansion {

  /** Above this order the recursion of the polynomials is still accurate where the weight lives. */
  private static final int ORDER = 96;

  private static final double STEP = 1.0 / 32;
  private static final double REACH = 12.5;

  private final UnaryFunction phi;
  private final NumericalDual dual;

  private HermiteExpansion(UnaryFunction phi, NumericalDual dual) {
    this.phi = phi;
    this.dual = dual;
  }

  /** Returns the expansions of an activation. */
  public static HermiteExpansion of(Activation activation) {
    return new HermiteExpansion(activation.function(), NumericalDual.of(activation, activation));
  }

  /** The coefficients at many variances. */
  public static final class Table {
    private final double[][] coefficients;
    private final double[] tails;

    private Table(double[][] coefficients, double[] tails) {
      this.coefficients = coefficients;
      this.tails = tails;
    }

    /** Returns how many terms there are. */
    public int count() {
      return coefficients.length;
    }

    /** Returns the coefficients of order {@code k} at all variances; do not change them. */
    @SuppressWarnings("EI_EXPOSE_REP")
    public double[] coefficients(int k) {
      return coefficients[k];
    }

    /**
     * Returns a bound of the relative truncation error of the dual and of its derivative.
     *
     * @param i the first variance's index
     * @param j the second variance's index
     * @param rho the size of the correlation
     */
    public double truncation(int i, int j, double rho) {
      double tail = Math.sqrt(tails[i] * tails[j]);
      return tail == 0 ? 0 : count() * tail * Math.pow(rho, count() - 1.0);
    }
  }

  /**
   * Expands the activation.
   *
   * @param variances the variances {@code p}
   */
  public Table at(double[] variances) {
    double[][] coefficients = new double[ORDER][variances.length];
    double[] tails = new double[variances.length];
    IntStream.range(0, variances.length)
        .parallel()
        .forEach(i -> expand(variances[i], i, coefficients, tails));
    int needed = ORDER;
    while (needed > 2 && negligible(coefficients[needed - 1])) {
      needed--;
    }
    return new Table(Arrays.copyOf(coefficients, needed), tails);
  }

  private static boolean negligible(double[] row) {
    for (double value : row) {
      if (Math.abs(value) > 1e-18) {
        return false;
      }
    }
    return true;
  }

  private void expand(double variance, int index, double[][] coefficients, double[] tails) {
    double root = Math.sqrt(variance);
    int count = (int) (REACH / STEP);
    double[] a = new double[ORDER];
    for (int node = -count; node <= count; node++) {
      double z = node * STEP;
      double weighted =
          phi.applyAsDouble(root * z) * Math.exp(-z * z / 2) * STEP / Math.sqrt(2 * Math.PI);
      double last = 0;
      double current = 1;
      for (int k = 0; k < ORDER; k++) {
        a[k] += weighted * current;
        double following = (z * current - Math.sqrt(k) * last) / Math.sqrt(k + 1.0);
        last = current;
        current = following;
      }
    }
    double second = dual.value(variance, variance, Correlation.ONE).value();
    double tail = second;
    for (int k = 0; k < ORDER; k++) {
      coefficients[k][index] = a[k];
      tail -= a[k] * a[k];
    }
    // Below the rounding of the difference the tail is not known to be smaller.
    double floor = 64 * Bounded.ROUNDING * second;
    tails[index] = second == 0 ? 0 : Math.max(tail, floor) / second;
  }
}
