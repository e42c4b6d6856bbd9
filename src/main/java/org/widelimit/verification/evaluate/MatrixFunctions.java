package org.widelimit.verification.evaluate;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Elementary;

/** Functions of small square matrices with bounds on their errors. */
final class MatrixFunctions {

  /** With a norm of at most 1/2, what the series leaves out after this term is below 1e-24. */
  /** More than what the roundings in the bound itself come to, relative to it. */
  private static final double ROUNDINGS_OF_A_BOUND = 1e-12;

  private static final int TERMS = 18;

  private static final double REMAINDER = 1e-24;

  private static final int MOST_SQUARINGS = 20;

  private static final int LARGEST_POWER = 4096;

  private static final int LARGEST_IDENTITY = 1024;

  private MatrixFunctions() {}

  static Quantity identity(int size) {
    if (size < 1 || size > LARGEST_IDENTITY) {
      throw new UndefinedValueException("an identity with " + size + " rows");
    }
    double[] ones = new double[size];
    java.util.Arrays.fill(ones, 1);
    return Quantity.vector(ones, 0).diagonal();
  }

  private static void requireSquare(Quantity matrix) {
    if (matrix.rows() != matrix.columns()) {
      throw new UndefinedValueException(
          "a square matrix is needed, not %d x %d".formatted(matrix.rows(), matrix.columns()));
    }
  }

  private static double[][] rows(Quantity matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.entry(i, j);
      }
    }
    return rows;
  }

  /** The largest sum of absolute entries of a row, errors included. */
  private static double rowNorm(Quantity matrix) {
    double norm = 0;
    for (int i = 0; i < matrix.rows(); i++) {
      double sum = 0;
      for (int j = 0; j < matrix.columns(); j++) {
        sum += Math.abs(matrix.entry(i, j)) + matrix.error();
      }
      norm = Math.max(norm, sum);
    }
    return norm;
  }

  /**
   * Returns the inverse. With X the computed one and {@code R = 1 - A X}, the true one is {@code X
   * (1 - R)^-1}, off by at most {@code |X| |R|/(1 - |R|)}.
   */
  static Quantity inverse(Quantity matrix) {
    requireSquare(matrix);
    if (matrix.isScalar()) {
      return matrix.reciprocal();
    }
    Quantity computed;
    try {
      computed =
          Quantity.matrix(
              new LUDecomposition(new Array2DRowRealMatrix(rows(matrix)), 0)
                  .getSolver()
                  .getInverse()
                  .getData(),
              0);
    } catch (MathIllegalArgumentException | UndefinedValueException singular) {
      throw new UndefinedValueException("the inverse of a singular matrix");
    }
    double residual = rowNorm(identity(matrix.rows()).minus(matrix.times(computed)));
    if (!(residual < 0.5)) {
      throw new UndefinedValueException("the inverse of a matrix that may be singular");
    }
    return Quantity.matrix(
        rows(computed), rowNorm(computed) * residual / (1 - residual), matrix.grade());
  }

  /** Returns the exponential, by its series at a norm of at most 1/2 and repeated squaring. */
  static Quantity exponential(Quantity matrix) {
    requireSquare(matrix);
    if (matrix.isScalar()) {
      return Elementary.exponential(matrix);
    }
    int squarings = Math.max(0, Math.getExponent(rowNorm(matrix)) + 2);
    if (squarings > MOST_SQUARINGS) {
      throw new UndefinedValueException("the exponential of a matrix of norm " + rowNorm(matrix));
    }
    Quantity small = matrix.times(Quantity.of(Math.scalb(1.0, -squarings)));
    Quantity sum = identity(matrix.rows());
    Quantity term = sum;
    for (int k = 1; k <= TERMS; k++) {
      term = term.times(small).times(Quantity.of(k).reciprocal());
      sum = sum.plus(term);
    }
    Quantity result = sum.widened(REMAINDER);
    for (int i = 0; i < squarings; i++) {
      result = result.times(result);
    }
    return result;
  }

  /** Returns an integer power, by repeated squaring. */
  static Quantity power(Quantity matrix, int exponent) {
    requireSquare(matrix);
    if (Math.abs(exponent) > LARGEST_POWER) {
      throw new UndefinedValueException("a matrix to the power " + exponent);
    }
    Quantity base = exponent < 0 ? inverse(matrix) : matrix;
    Quantity result = identity(matrix.rows());
    for (int left = Math.abs(exponent); left > 0; left /= 2) {
      result = left % 2 == 1 ? result.times(base) : result;
      base = left > 1 ? base.times(base) : base;
    }
    return result;
  }

  /** Returns the largest eigenvalue of a symmetric matrix; it errs by no more than the matrix. */
  static Quantity largestEigenvalue(Quantity matrix) {
    requireSquare(matrix);
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < i; j++) {
        if (!(Math.abs(matrix.entry(i, j) - matrix.entry(j, i)) <= 2 * matrix.error())) {
          throw new UndefinedValueException("the largest eigenvalue of an asymmetric matrix");
        }
      }
    }
    // Moved away from 0: the iteration may not end on a large matrix of small rank, whose other
    // eigenvalues are rounding.
    double[][] moved = rows(matrix);
    double shift = rowNorm(matrix);
    for (int i = 0; i < moved.length; i++) {
      moved[i][i] += shift;
    }
    EigenDecompositionSymmetric modes =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(moved));
    int n = matrix.rows();
    Quantity vectors = Quantity.matrix(modes.getV().getData(), 0);
    double[] values = modes.getEigenvalues();
    double largest = Arrays.stream(values).max().orElseThrow() - shift;
    Quantity diagonal =
        Quantity.vector(Arrays.stream(values).map(value -> value - shift).toArray(), 0).diagonal();
    Quantity residual = matrix.times(vectors).minus(vectors.times(diagonal));
    double skew = frobenius(vectors.transpose().times(vectors).minus(identity(n)));
    if (!(skew < 1)) {
      throw new UndefinedValueException("the eigenvectors are not known well enough");
    }
    // V L = (A + F) V with F = -R V^-1. So each entry of L is within |F| of an eigenvalue of the
    // symmetric A (Weyl), and each eigenvalue of A within cond(V) |F| of an entry of L (Bauer and
    // Fike 1960). The singular values of V lie within skew of 1 in their squares.
    double condition = Math.sqrt((1 + skew) / (1 - skew));
    double moves = condition * frobenius(residual) / Math.sqrt(1 - skew);
    return Quantity.of(largest, (1 + ROUNDINGS_OF_A_BOUND) * moves, matrix.grade());
  }

  /** Returns a bound on the root of the sum of the squared entries, errors included. */
  private static double frobenius(Quantity matrix) {
    return Math.sqrt((double) matrix.rows() * matrix.columns()) * (matrix.norm() + matrix.error());
  }

  /**
   * Returns the outputs after n steps of heavy-ball gradient descent from rest, step by step:
   * {@code v <- mu v - (eta/N) K (f - y)}, {@code f <- f + v}.
   */
  static Quantity gradientDescent(
      Quantity kernel, Quantity start, Quantity targets, Quantity rate, Quantity mu, int steps) {
    if (steps < 0 || steps > LARGEST_POWER) {
      throw new UndefinedValueException("gradient descent of " + steps + " steps");
    }
    Quantity scale = rate.negate().times(Quantity.of(targets.rows()).reciprocal());
    Quantity outputs = start;
    Quantity velocity = start.times(Quantity.of(0));
    for (int step = 0; step < steps; step++) {
      velocity = mu.times(velocity).plus(scale.times(kernel.times(outputs.minus(targets))));
      outputs = outputs.plus(velocity);
    }
    return outputs;
  }
}
