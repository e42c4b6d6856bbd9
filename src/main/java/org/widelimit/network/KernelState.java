package org.widelimit.network;

import org.widelimit.gaussian.Correlation;

/**
 * The kernels of a pair of inputs at one place of an infinitely wide network.
 *
 * @param p the first input's variance (NNGP kernel with itself)
 * @param q the second input's variance
 * @param correlation the correlation of the two, with its complement
 * @param tangentP the first input's neural tangent kernel with itself
 * @param tangentQ the second input's neural tangent kernel with itself
 * @param tangent the neural tangent kernel of the two
 */
public record KernelState(
    double p, double q, Correlation correlation, double tangentP, double tangentQ, double tangent) {

  /**
   * Returns the state at the input: {@code p = |x|^2/d}, {@code q = |x'|^2/d}, and no parameters
   * yet.
   */
  public static KernelState input(double p, double q, Correlation correlation) {
    return new KernelState(p, q, correlation, 0, 0, 0);
  }

  /**
   * Returns the state of two input vectors. The complement of their correlation comes from the
   * distance of the unit vectors, so near duplicates keep their digits.
   *
   * @throws IllegalArgumentException if the vectors differ in length or are empty
   */
  public static KernelState ofInputs(double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "two inputs need the same dimension, not " + x.length + " and " + y.length);
    }
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx = Math.fma(x[i], x[i], xx);
      yy = Math.fma(y[i], y[i], yy);
    }
    double normX = Math.sqrt(xx);
    double normY = Math.sqrt(yy);
    Correlation correlation = Correlation.ONE;
    if (normX > 0 && normY > 0) {
      double far = 0;
      double near = 0;
      for (int i = 0; i < x.length; i++) {
        double a = x[i] / normX;
        double b = y[i] / normY;
        near += (a - b) * (a - b);
        far += (a + b) * (a + b);
      }
      // near = 2 (1 - rho), far = 2 (1 + rho): the smaller is the more accurate.
      correlation =
          near <= far
              ? Correlation.ofDefect(near / 2)
              : Correlation.ofComplement(Math.min(far / 2, 1), true);
    }
    return input(xx / x.length, yy / y.length, correlation);
  }

  /** Returns the NNGP kernel of the two inputs, their covariance. */
  public double covariance() {
    return correlation.rho() * Math.sqrt(p) * Math.sqrt(q);
  }

  /** Returns {@code sqrt(p q) - covariance} without cancellation. */
  double gap() {
    return correlation.defect() * Math.sqrt(p) * Math.sqrt(q);
  }
}
