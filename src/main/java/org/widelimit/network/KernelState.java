package org.widelimit.network;

import org.widelimit.numeric.Correlation;

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
   * difference of the vectors, so near duplicates keep their digits.
   *
   * @throws IllegalArgumentException if the vectors differ in length or are empty
   */
  public static KernelState ofInputs(double[] x, double[] y) {
    return new InputPair(x, y).state();
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
