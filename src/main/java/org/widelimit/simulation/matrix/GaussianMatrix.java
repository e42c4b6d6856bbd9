package org.widelimit.simulation.matrix;

import java.util.random.RandomGenerator;

/**
 * A weight matrix that starts with independent standard normal entries and can only be asked for
 * products with vectors, and for products of its transpose. Training adds low-rank updates.
 *
 * <p>{@link DenseMatrix} holds all entries; {@link RevealedMatrix} none: conditioned on the
 * products asked for so far, it draws only what a new product needs. The law of all answers is the
 * same. Not safe for use by several threads.
 */
public interface GaussianMatrix extends AutoCloseable {

  /**
   * Returns the number of rows.
   *
   * @return the length of {@code W h}
   */
  int rows();

  /**
   * Returns the number of columns.
   *
   * @return the length of {@code W^T d}
   */
  int columns();

  /**
   * Returns {@code W H} for the matrix as it is now.
   *
   * @param vectors H, of shape columns x N
   * @return the product, of shape rows x N
   */
  Matrix times(Matrix vectors);

  /**
   * Returns {@code W^T D} for the matrix as it is now.
   *
   * @param vectors D, of shape rows x N
   * @return the product, of shape columns x N
   */
  Matrix transposeTimes(Matrix vectors);

  /**
   * Moves the matrix by a velocity that remembers: {@code V <- momentum V + left diag(weights)
   * right^T}, then {@code W <- W + V}. With momentum 0 this is a plain low-rank update.
   *
   * @param momentum the factor of the last move, 0 for none
   * @param left of shape rows x N
   * @param weights N numbers
   * @param right of shape columns x N
   */
  void move(double momentum, Matrix left, double[] weights, Matrix right);

  /**
   * Returns the squared Frobenius norm of everything added by {@link #move}.
   *
   * @return {@code |W - W_0|^2}
   */
  double squaredDistance();

  /**
   * Returns the squared Frobenius norm of the matrix as it was drawn. A matrix that was not
   * materialized draws its unseen part here, exactly in law: ask at the end, for no product with a
   * new direction can be had afterwards.
   *
   * @return {@code |W_0|^2}
   */
  double squaredNormAtStart();

  /** Releases what is held outside the heap. */
  @Override
  default void close() {}

  /** Makes Gaussian matrices; {@link MatrixKind} has the two of the house. */
  @FunctionalInterface
  interface Factory {

    /**
     * Draws a matrix.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param generator the stream of this matrix alone
     * @return the matrix
     */
    GaussianMatrix create(int rows, int columns, RandomGenerator generator);
  }
}
