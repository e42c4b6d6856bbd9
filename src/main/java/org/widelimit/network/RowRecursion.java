package org.widelimit.network;

/**
 * One layer of a kernel recursion for a whole row of a kernel matrix: in place, from the kernels
 * below the activation to those above the next linear layer.
 */
interface RowRecursion {

  /**
   * Advances one layer.
   *
   * @param row the index of the row's input
   * @param columns how many columns of the row, from 0 on
   * @param variances the variances {@code p} of all inputs below the activation
   * @param next the variances of all inputs above the next linear layer
   * @param kernel in: the covariances of the row; out: those above
   * @param tangent in: the neural tangent kernels of the row; out: those above
   * @param layer the layer's number, from 0 on
   */
  void advance(
      int row,
      int columns,
      double[] variances,
      double[] next,
      double[] kernel,
      double[] tangent,
      int layer);

  /** Returns the second moment {@code E[phi(sqrt(p) z)^2]}. */
  double secondMoment(double variance);

  /** Returns the second moment {@code E[phi'(sqrt(p) z)^2]} of the slope. */
  double slopeMoment(double variance);
}
