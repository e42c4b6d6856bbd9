package org.widelimit.numeric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A real matrix known to within an error: every entry's absolute error is at most {@link #error()}.
 * A scalar is a 1 x 1 matrix, a vector a single column.
 *
 * <p>The arithmetic propagates errors and adds the rounding of its own operations, underflow
 * included. A factor 2 over the first-order rounding covers the terms of higher order. The grade
 * says what the bound is worth; of two quantities the weaker one passes on to what they make.
 */
public final class Quantity {

  private static final double ROUNDING = 2 * Bounded.ROUNDING;

  private final int rows;
  private final int columns;
  private final double[] entries;
  private final double error;
  private final Grade grade;

  private Quantity(int rows, int columns, double[] entries, double error, Grade grade) {
    for (double entry : entries) {
      if (!Double.isFinite(entry)) {
        String value = "the value is " + entry;
        throw Double.isNaN(entry)
            ? new UndefinedValueException(value)
            : UndefinedValueException.outOfReach(value);
      }
    }
    if (Double.isNaN(error)) {
      throw new UndefinedValueException("the error has no bound");
    }
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
    this.error = error;
    this.grade = grade;
  }

  /** Returns a scalar without error. */
  public static Quantity of(double value) {
    return of(value, 0);
  }

  /** Returns a scalar with an error that is an estimate, unless it is 0. */
  public static Quantity of(double value, double error) {
    return of(value, error, ofBare(error));
  }

  /** Returns a scalar with an error. */
  public static Quantity of(double value, double error, Grade grade) {
    return new Quantity(1, 1, new double[] {value}, error, grade);
  }

  /** Returns a scalar with an error. */
  public static Quantity of(Bounded bounded) {
    return of(bounded.value(), bounded.error(), bounded.grade());
  }

  /** Returns a column with an error that is an estimate, unless it is 0. */
  public static Quantity vector(double[] entries, double error) {
    return vector(entries, error, ofBare(error));
  }

  /** Returns a column. */
  public static Quantity vector(double[] entries, double error, Grade grade) {
    return new Quantity(entries.length, 1, entries.clone(), error, grade);
  }

  /** Returns a matrix from its rows, with an error that is an estimate, unless it is 0. */
  public static Quantity matrix(double[][] rows, double error) {
    return matrix(rows, error, ofBare(error));
  }

  private static Grade ofBare(double error) {
    return error == 0 ? Grade.RIGOROUS : Grade.ESTIMATE;
  }

  /** Returns a matrix from its rows. */
  public static Quantity matrix(double[][] rows, double error, Grade grade) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] entries = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, entries, i * columns, columns);
    }
    return new Quantity(rows.length, columns, entries, error, grade);
  }

  /** Returns this with a bound that is worth no more than a grade. */
  public Quantity atMost(Grade weakest) {
    return new Quantity(rows, columns, entries, error, grade.weaker(weakest));
  }

  /** Returns this with a bound that is wider by something of the same worth. */
  public Quantity widened(double more) {
    return new Quantity(rows, columns, entries, error + more, grade);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public double error() {
    return error;
  }

  /** Returns what the error bound is worth. */
  public Grade grade() {
    return grade;
  }

  public boolean isScalar() {
    return rows == 1 && columns == 1;
  }

  public boolean isVector() {
    return columns == 1;
  }

  public double entry(int row, int column) {
    return entries[row * columns + column];
  }

  public double[] toArray() {
    return entries.clone();
  }

  /** Returns the value of a scalar. */
  public double value() {
    if (!isScalar()) {
      throw UndefinedValueException.ofFormula(
          "a number is needed, not a " + rows + " x " + columns + " matrix");
    }
    return entries[0];
  }

  public Bounded bounded() {
    return new Bounded(value(), error, grade);
  }

  /** Returns the largest absolute entry. */
  public double norm() {
    double norm = 0;
    for (double entry : entries) {
      norm = Math.max(norm, Math.abs(entry));
    }
    return norm;
  }

  public Quantity plus(Quantity other) {
    if (rows != other.rows || columns != other.columns) {
      throw UndefinedValueException.ofFormula(
          "a sum of a %d x %d and a %d x %d matrix"
              .formatted(rows, columns, other.rows, other.columns));
    }
    double[] sum = new double[entries.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = entries[i] + other.entries[i];
    }
    return rounded(rows, columns, sum, error + other.error, grade.weaker(other.grade));
  }

  public Quantity negate() {
    return new Quantity(rows, columns, Arrays.stream(entries).map(x -> -x).toArray(), error, grade);
  }

  public Quantity minus(Quantity other) {
    return plus(other.negate());
  }

  /** Returns the product with a scalar on either side, or the matrix product. */
  public Quantity times(Quantity other) {
    if (isScalar()) {
      return other.scaled(this);
    }
    if (other.isScalar()) {
      return scaled(other);
    }
    if (columns != other.rows) {
      throw UndefinedValueException.ofFormula(
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
    return new Quantity(
        rows,
        other.columns,
        product,
        propagated + (columns + 1) * (size * ROUNDING + underflow(norm(), other.norm(), size)),
        grade.weaker(other.grade));
  }

  private Quantity scaled(Quantity scalar) {
    double factor = scalar.value();
    double[] product = Arrays.stream(entries).map(x -> factor * x).toArray();
    double size = norm();
    double propagated = Math.abs(factor) * error + size * scalar.error + error * scalar.error;
    double lost =
        underflow(factor, error, propagated)
            + underflow(size, scalar.error, propagated)
            + underflow(factor, size, factor * size);
    return rounded(rows, columns, product, propagated + lost, grade.weaker(scalar.grade));
  }

  /** Returns the inner product of two columns. */
  public Quantity dot(Quantity other) {
    return transpose().times(other);
  }

  public Quantity transpose() {
    double[] result = new double[entries.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = entry(i, j);
      }
    }
    return new Quantity(columns, rows, result, error, grade);
  }

  public Quantity trace() {
    if (rows != columns) {
      throw new UndefinedValueException("the trace of a %d x %d matrix".formatted(rows, columns));
    }
    double sum = 0;
    double absolute = 0;
    for (int i = 0; i < rows; i++) {
      sum += entry(i, i);
      absolute += Math.abs(entry(i, i));
    }
    return of(sum, rows * error + rows * absolute * ROUNDING, grade);
  }

  /** Returns the square matrix that has this column on its diagonal. */
  public Quantity diagonal() {
    double[][] matrix = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      matrix[i][i] = entries[i];
    }
    return matrix(matrix, error, grade);
  }

  /** Returns the reciprocal of a scalar. */
  public Quantity reciprocal() {
    double value = value();
    if (!(Math.abs(value) > error)) {
      throw new UndefinedValueException("division by a number that may be zero");
    }
    double size = Math.abs(value);
    double least = size - error;
    // Divided one after the other: the product of the divisors may overflow.
    double propagated = error / least / size * (1 + ROUNDING);
    double underflow = 1 / size < Double.MIN_NORMAL ? Double.MIN_VALUE : 0;
    return of(1 / value, propagated + ROUNDING / size + underflow, grade);
  }

  /**
   * Returns a function of every entry.
   *
   * @param function the function
   * @param variation how far it moves about an entry, over a distance of at most the error
   * @param roundings the roundings of its value, in units of the first order
   */
  public Quantity map(DoubleUnaryOperator function, Variation variation, double roundings) {
    double[] values = new double[entries.length];
    double propagated = 0;
    double size = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(entries[i]);
      size = Math.max(size, Math.abs(values[i]));
      if (error > 0) {
        double change = variation.of(function, entries[i], error);
        propagated = Math.max(propagated, Double.isNaN(change) ? Double.POSITIVE_INFINITY : change);
      }
    }
    double underflow = size > 0 && size < Double.MIN_NORMAL ? roundings * Double.MIN_VALUE : 0;
    double rounding = roundings * size * ROUNDING + underflow;
    return new Quantity(
        rows,
        columns,
        values,
        propagated + rounding,
        error > 0 ? grade.weaker(variation.grade()) : grade);
  }

  /** Returns this for a function without zeros: 0 stands for what is too small for a double. */
  public Quantity withoutZeros() {
    return Arrays.stream(entries).allMatch(entry -> entry != 0) ? this : widened(Double.MIN_VALUE);
  }

  private static Quantity rounded(
      int rows, int columns, double[] entries, double error, Grade grade) {
    double size = 0;
    for (double entry : entries) {
      size = Math.max(size, Math.abs(entry));
    }
    return new Quantity(rows, columns, entries, error + size * ROUNDING, grade);
  }

  /** Returns what a product of two numbers that are not 0 may lose below the normal doubles. */
  private static double underflow(double a, double b, double product) {
    return a != 0 && b != 0 && Math.abs(product) < Double.MIN_NORMAL ? Double.MIN_VALUE : 0;
  }

  @Override
  public String toString() {
    return isScalar() ? entries[0] + " ± " + error : Arrays.toString(entries) + " ± " + error;
  }
}
