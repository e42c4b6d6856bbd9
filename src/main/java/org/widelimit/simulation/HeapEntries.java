package org.widelimit.simulation;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Entries of a small matrix, as columns on the heap. */
final class HeapEntries implements DenseMatrix.Entries {

  private final int rows;
  private final double[][] values;

  HeapEntries(int rows, int columns) {
    this.rows = rows;
    values = new double[columns][rows];
  }

  @Override
  public void fill(RandomGenerator generator) {
    for (double[] column : values) {
      RandomStreams.fillGaussian(generator, column);
    }
  }

  @Override
  public void clear() {
    for (double[] column : values) {
      java.util.Arrays.fill(column, 0);
    }
  }

  @Override
  public double[][] times(double[][] vectors) {
    double[][] product = new double[vectors.length][rows];
    Columns.addCombination(values, values.length, vectors, 1, product);
    return product;
  }

  @Override
  public double[][] transposeTimes(double[][] vectors) {
    return Columns.innerProducts(values, values.length, vectors, vectors.length);
  }

  @Override
  public void add(double[][] left, double[][] right) {
    for (int n = 0; n < left.length; n++) {
      for (int j = 0; j < values.length; j++) {
        Columns.add(left[n], right[n][j], values[j], 0, rows);
      }
    }
  }

  @Override
  public void add(double factor, DenseMatrix.Entries other) {
    double[][] others = ((HeapEntries) other).values;
    for (int j = 0; j < values.length; j++) {
      Columns.add(others[j], factor, values[j], 0, rows);
    }
  }

  @Override
  public void scale(double factor) {
    for (double[] column : values) {
      for (int i = 0; i < rows; i++) {
        column[i] *= factor;
      }
    }
  }

  @Override
  public double squaredDistance(DenseMatrix.@Nullable Entries other) {
    if (other == null) {
      return Columns.squaredNorm(values);
    }
    double[][] others = ((HeapEntries) other).values;
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      for (int i = 0; i < rows; i++) {
        double difference = values[j][i] - others[j][i];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
