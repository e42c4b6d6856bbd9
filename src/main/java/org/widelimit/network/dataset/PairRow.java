package org.widelimit.network.dataset;

/**
 * The kernels of one input with a chunk of others, as arrays that fit the first-level cache
 * together. A pair's covariance {@code r} is held by its gap {@code g = sqrt(p q) - r}, which keeps
 * its digits where pairs merge.
 */
final class PairRow {

  /** The most pairs of a row; loops over so many make vector instructions pay. */
  static final int SIZE = 256;

  /** How many pairs there are. */
  int count;

  /** In and out: {@code sqrt(p q) - r}. */
  final double[] gap = new double[SIZE];

  /** In and out: the neural tangent kernels. */
  final double[] tangent = new double[SIZE];

  /** Out of an activation: the dual of its slopes. */
  final double[] slope = new double[SIZE];

  /**
   * The least {@code 1 - rho} that a pair had where an activation computed its new gap as a
   * difference.
   */
  final double[] least = new double[SIZE];

  /** Rooms for intermediate results within a step. */
  final double[] first = new double[SIZE];

  /** Another. */
  final double[] second = new double[SIZE];

  /** Another. */
  final double[] third = new double[SIZE];

  /** Cuts a vector over all inputs into chunks of at most {@link #SIZE}. */
  static double[][] chunks(double[] values) {
    double[][] chunks = new double[(values.length + SIZE - 1) / SIZE][];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] =
          java.util.Arrays.copyOfRange(values, c * SIZE, Math.min(values.length, (c + 1) * SIZE));
    }
    return chunks;
  }

  /** Returns the element of a chunked vector. */
  static double at(double[][] chunks, int index) {
    return chunks[index / SIZE][index % SIZE];
  }
}
