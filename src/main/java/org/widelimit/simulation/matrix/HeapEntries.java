package org.widelimit.simulation.matrix;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a small matrix, or of one with few rows or columns, as lines on the heap: its columns,
 * or its rows where those are longer.
 */
final class HeapEntries implements DenseMatrix.Entries {

  private final boolean byRows;
  private final double[][] lines;

  HeapEntries(int rows, int columns) {
    byRows = columns > rows;
    lines = Arena.take(Math.min(rows, columns), Math.max(rows, columns));
  }

  @Override
  public void fill(RandomGenerator generator) {
    if (!byRows) {
      for (double[] line : lines) {
        RandomStreams.fillGaussian(generator, line);
      }
      return;
    }
    // Column by column as well: a matrix is the same however it is held.
    for (int j = 0; j < lines[0].length; j++) {
      for (double[] line : lines) {
        line[j] = generator.nextGaussian();
      }
    }
  }

  @Override
  public void clear() {
    for (double[] line : lines) {
      Arrays.fill(line, 0);
    }
  }

  @Override
  public double[][] times(double[][] vectors) {
    return byRows ? products(vectors) : combinations(vectors);
  }

  @Override
  public double[][] transposeTimes(double[][] vectors) {
    return byRows ? combinations(vectors) : products(vectors);
  }

  private double[][] products(double[][] vectors) {
    return Columns.innerProducts(lines, lines.length, vectors, vectors.length);
  }

  private double[][] combinations(double[][] vectors) {
    return Columns.combination(lines, lines.length, vectors, lines[0].length);
  }

  @Override
  public void add(double[][] left, double[][] right) {
    double[][] along = byRows ? right : left;
    double[][] factors = byRows ? left : right;
    for (int n = 0; n < along.length; n++) {
      for (int j = 0; j < lines.length; j++) {
        Columns.add(along[n], factors[n][j], lines[j], 0, along[n].length);
      }
    }
  }

  @Override
  public void add(double factor, DenseMatrix.Entries other) {
    double[][] others = ((HeapEntries) other).lines;
    for (int j = 0; j < lines.length; j++) {
      Columns.add(others[j], factor, lines[j], 0, lines[j].length);
    }
  }

  @Override
  public void scale(double factor) {
    for (double[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        line[i] *= factor;
      }
    }
  }

  @Override
  public double squaredDistance(DenseMatrix.@Nullable Entries other) {
    if (other == null) {
      return Columns.squaredNorm(lines);
    }
    double[][] others = ((HeapEntries) other).lines;
    double sum = 0;
    for (int j = 0; j < lines.length; j++) {
      for (int i = 0; i < lines[j].length; i++) {
        double difference = lines[j][i] - others[j][i];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
