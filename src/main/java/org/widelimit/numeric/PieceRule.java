package org.widelimit.numeric;

/** A quadrature rule for any interval. */
public interface PieceRule {

  /** Returns the number of nodes. */
  int size();

  /**
   * Writes the nodes in an interval in ascending order, none of them at an end unless it is too
   * short for doubles between, and their weights, which add up to its length.
   *
   * @param lower the lower end
   * @param upper the upper end
   * @param nodeBuffer where the nodes are written, of at least {@link #size}
   * @param weightBuffer where the weights are written, of at least {@link #size}
   */
  void place(double lower, double upper, double[] nodeBuffer, double[] weightBuffer);
}
