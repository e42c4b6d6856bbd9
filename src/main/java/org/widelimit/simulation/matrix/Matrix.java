package org.widelimit.simulation.matrix;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A real matrix stored by columns, immutable to its users. In this package a column is one vector
 * of a batch: the activations of one input, or one vector sent backward.
 */
public final class Matrix implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int rows;
  private final double[][] columns;

  private Matrix(int rows, double[][] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Takes the columns over without a copy: only for arrays that nobody writes any more. */
  public static Matrix wrap(int rows, double[][] columns) {
    return new Matrix(rows, columns);
  }

  /**
   * Returns the matrix with these columns (copied).
   *
   * @param columns at least one column, all of the same length
   * @return the matrix
   * @throws IllegalArgumentException if there is no column or their lengths differ
   */
  public static Matrix ofColumns(double[]... columns) {
    if (columns.length == 0) {
      throw new IllegalArgumentException("a matrix needs at least one column");
    }
    double[][] copy = new double[columns.length][];
    for (int j = 0; j < copy.length; j++) {
      if (columns[j].length != columns[0].length) {
        throw new IllegalArgumentException("columns of different lengths");
      }
      copy[j] = columns[j].clone();
    }
    return new Matrix(columns[0].length, copy);
  }

  /**
   * Returns the identity.
   *
   * @param size number of rows and of columns
   * @return the identity matrix
   */
  public static Matrix identity(int size) {
    double[][] columns = new double[size][size];
    for (int i = 0; i < size; i++) {
      columns[i][i] = 1;
    }
    return new Matrix(size, columns);
  }

  /**
   * Returns the number of rows.
   *
   * @return the number of rows
   */
  public int rows() {
    return rows;
  }

  /**
   * Returns the number of columns.
   *
   * @return the number of columns
   */
  public int columns() {
    return columns.length;
  }

  /**
   * Returns one entry.
   *
   * @param row the row, from 0
   * @param column the column, from 0
   * @return the entry
   */
  public double get(int row, int column) {
    return columns[column][row];
  }

  /**
   * Returns a copy of one column.
   *
   * @param column the column, from 0
   * @return its entries
   */
  public double[] column(int column) {
    return columns[column].clone();
  }

  /**
   * Returns the entries as rows, as Hipparchus and the printed page want them.
   *
   * @return a new array of rows
   */
  public double[][] toRows() {
    double[][] result = new double[rows][columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows; i++) {
        result[i][j] = columns[j][i];
      }
    }
    return result;
  }

  /**
   * Returns the transpose.
   *
   * @return a new matrix
   */
  public Matrix transpose() {
    return new Matrix(columns.length, toRows());
  }

  /**
   * Returns the product with another matrix.
   *
   * @param other a matrix with as many rows as this one has columns
   * @return the product
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Matrix times(Matrix other) {
    if (other.rows != columns.length) {
      throw new IllegalArgumentException(
          "%d columns do not fit %d rows".formatted(columns.length, other.rows));
    }
    double[][] product = new double[other.columns.length][rows];
    Columns.addCombination(columns, columns.length, other.columns, 1, product);
    return new Matrix(rows, product);
  }

  /**
   * Returns all inner products of columns, {@code this^T other}.
   *
   * @param other a matrix with as many rows
   * @return the matrix of inner products, a row for each column of this matrix
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public Matrix transposeTimes(Matrix other) {
    if (other.rows != rows) {
      throw new IllegalArgumentException("%d rows against %d".formatted(rows, other.rows));
    }
    return new Matrix(
        columns.length,
        Columns.innerProducts(columns, columns.length, other.columns, other.columns.length));
  }

  /** The columns themselves: to be read, not written. */
  public double[][] raw() {
    return columns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix matrix
        && rows == matrix.rows
        && Arrays.deepEquals(columns, matrix.columns);
  }

  @Override
  public int hashCode() {
    return 31 * rows + Arrays.deepHashCode(columns);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(toRows());
  }
}
