package org.widelimit.verification;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.gaussian.Bounded;

/**
 * A real matrix known to within an error: every entry's absolute error is at most {@link #error()}.
 * A scalar is a 1 x 1 matrix, a vector a single column.
 *
 * <p>The arithmetic propagates errors and adds the rounding of its own operations. A factor 2 over
 * the first-order rounding covers the terms of higher order.
 */
final class Quantity {

  private static final double ROUNDING = 2 * Bounded.ROUNDING;

  private final int rows;
  private final int columns;
  private final double[] entries;
  private final double error;

  private Quantity(int rows, int columns, double[] entries, double error) {
    for (double entry : entries) {
      if (!Double.isFinite(entry)) {
        throw new UndefinedValueException("the value is " + entry);
      }
    }
    if (Double.isNaN(error)) {
      throw new UndefinedValueException("the error has no bound");
    }
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
    this.error = error;
  }

  /** Returns a scalar without error. */
  static Quantity of(double value) {
    return of(value, 0);
  }

  /** Returns a scalar with an error. */
  static Quantity of(double value, double error) {
    return new Quantity(1, 1, new double[] {value}, error);
  }

  /** Returns a scalar with an error. */
  static Quantity of(Bounded bounded) {
    return of(bounded.value(), bounded.error());
  }

  /** Returns a column. */
  static Quantity vector(double[] entries, double error) {
    return new Quantity(entries.length, 1, entries.clone(), error);
  }

  /** Returns a matrix from its rows. */
  static Quantity matrix(double[][] rows, double error) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] entries = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, entries, i * columns, columns);
    }
    return new Quantity(rows.length, columns, entries, error);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double error() {
    return error;
  }

  boolean isScalar() {
    return rows == 1 && columns == 1;
  }

  boolean isVector() {
    return columns == 1;
  }

  double entry(int row, int column) {
    return entries[row * columns + column];
  }

  double[] toArray() {
    return entries.clone();
  }

  /** Returns the value of a scalar. */
  double value() {
    if (!isScalar()) {
      throw new UndefinedValueException(
          "a number is needed, not a " + rows + " x " + columns + " matrix");
    }
    return entries[0];
  }

  Bounded bounded() {
    return new Bounded(value(), error);
  }

  /** Returns the largest absolute entry. */
  double norm() {
    double norm = 0;
    for (double entry : entries) {
      norm = Math.max(norm, Math.abs(entry));
    }
    return norm;
  }

  Quantity plus(Quantity other) {
    if (rows != other.rows || columns != other.columns) {
      throw new UndefinedValueException(
          "a sum of a %d x %d and a %d x %d matrix"
              .formatted(rows, columns, other.rows, other.columns));
    }
    double[] sum = new double[entries.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = entries[i] + other.entries[i];
    }
    return rounded(rows, columns, sum, error + other.error);
  }

  Quantity negate() {
    return new Quantity(rows, columns, Arrays.stream(entries).map(x -> -x).toArray(), error);
  }

  Quantity minus(Quantity other) {
    return plus(other.negate());
  }

  /** Returns the product with a scalar on either side, or the matrix product. */
  Quantity times(Quantity other) {
    if (isScalar()) {
      return other.scaled(this);
    }
    if (other.isScalar()) {
      return scaled(other);
    }
    if (columns != other.rows) {
      throw new UndefinedValueException(
          "a product of a %d x %d and a %d x %d matrix"
              .formatted(rows, columns, other.rows, other.columns));
    }
    double[] product = new double[rows * other.columns];
    double size = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < other.columns; j++) {
        double sum = 0;
        double absolute = 0;
        for (int k = 0; k < columns; k++) {
          double term = entry(i, k) * other.entry(k, j);
          sum += term;
          absolute += Math.abs(term);
        }
        product[i * other.columns + j] = sum;
        size = Math.max(size, absolute);
      }
    }
    double propagated =
        columns * (norm() * other.error + other.norm() * error + error * other.error);
    return new Quantity(rows, other.columns, product, propagated + (columns + 1) * size * ROUNDING);
  }

  private Quantity scaled(Quantity scalar) {
    double factor = scalar.value();
    double[] product = Arrays.stream(entries).map(x -> factor * x).toArray();
    return rounded(
        rows,
        columns,
        product,
        Math.abs(factor) * error + norm() * scalar.error + error * scalar.error);
  }

  /** Returns the inner product of two columns. */
  Quantity dot(Quantity other) {
    return transpose().times(other);
  }

  Quantity transpose() {
    double[] result = new double[entries.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = entry(i, j);
      }
    }
    return new Quantity(columns, rows, result, error);
  }

  Quantity trace() {
    if (rows != columns) {
      throw new UndefinedValueException("the trace of a %d x %d matrix".formatted(rows, columns));
    }
    double sum = 0;
    double absolute = 0;
    for (int i = 0; i < rows; i++) {
      sum += entry(i, i);
      absolute += Math.abs(entry(i, i));
    }
    return of(sum, rows * error + rows * absolute * ROUNDING);
  }

  /** Returns the square matrix that has this column on its diagonal. */
  Quantity diagonal() {
    double[][] matrix = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      matrix[i][i] = entries[i];
    }
    return matrix(matrix, error);
  }

  /** Returns the reciprocal of a scalar. */
  Quantity reciprocal() {
    double value = value();
    if (!(Math.abs(value) > error)) {
      throw new UndefinedValueException("division by a number that may be zero");
    }
    double least = Math.abs(value) - error;
    return of(1 / value, error / (least * Math.abs(value)) + ROUNDING / Math.abs(value));
  }

  /**
   * Returns a function of every entry. The function is sampled at the ends and in the middle of
   * each entry's interval; the error is twice the largest change seen, and a few roundings, which
   * covers a function that is monotone or flat on so short an interval.
   */
  Quantity map(DoubleUnaryOperator function, double roundings) {
    double[] values = new double[entries.length];
    double propagated = 0;
    double size = 0;
    for (int i = 0; i < values.length; i++) {
      double x = entries[i];
      values[i] = function.applyAsDouble(x);
      size = Math.max(size, Math.abs(values[i]));
      if (error > 0) {
        double up = Math.abs(function.applyAsDouble(x + error) - values[i]);
        double down = Math.abs(function.applyAsDouble(x - error) - values[i]);
        // One-sided at the edge of the function's domain, where a side is not a number.
        double change = Double.isNaN(up) ? down : Double.isNaN(down) ? up : Math.max(up, down);
        propagated = Math.max(propagated, 2 * change);
      }
    }
    return new Quantity(rows, columns, values, propagated + roundings * size * ROUNDING);
  }

  private static Quantity rounded(int rows, int columns, double[] entries, double error) {
    double size = 0;
    for (double entry : entries) {
      size = Math.max(size, Math.abs(entry));
    }
    return new Quantity(rows, columns, entries, error + size * ROUNDING);
  }

  @Override
  public String toString() {
    return isScalar() ? entries[0] + " ± " + error : Arrays.toString(entries) + " ± " + error;
  }
}
