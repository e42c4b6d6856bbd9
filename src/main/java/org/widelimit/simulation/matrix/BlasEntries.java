package org.widelimit.simulation.matrix;

import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a large matrix, column-major and outside the heap: a call of OpenBLAS on a Java array
 * copies it, which costs eight times the product with a few vectors. The pointer's position moves
 * along the columns and is back at 0 between calls: a copy of a pointer would share the memory and
 * could free it.
 */
final class BlasEntries implements DenseMatrix.Entries {

  static {
    // Experiments run in parallel; a product that spreads over the cores takes them from others.
    openblas.blas_set_num_threads(1);
  }

  private final int rows;
  private final int columns;
  private final DoublePointer values;
  private boolean closed;

  BlasEntries(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    values = OffHeap.take((long) rows * columns);
  }

  @Override
  public void clear() {
    values.zero();
  }

  @Override
  public void fill(RandomGenerator generator) {
    double[] column = Arena.take(rows);
    for (int j = 0; j < columns; j++) {
      RandomStreams.fillGaussian(generator, column);
      values.position((long) j * rows).put(column);
    }
    values.position(0);
  }

  @Override
  public double[][] times(double[][] vectors) {
    return product(openblas.CblasNoTrans, vectors, columns, rows);
  }

  @Override
  public double[][] transposeTimes(double[][] vectors) {
    return product(openblas.CblasTrans, vectors, rows, columns);
  }

  private double[][] product(int transpose, double[][] vectors, int from, int to) {
    int n = vectors.length;
    try (DoublePointer in = outside(vectors);
        DoublePointer out = new DoublePointer((long) to * n)) {
      if (n == 1) {
        openblas.cblas_dgemv(
            openblas.CblasColMajor, transpose, rows, columns, 1, values, rows, in, 1, 0, out, 1);
      } else {
        openblas.cblas_dgemm(
            openblas.CblasColMajor,
            transpose,
            openblas.CblasNoTrans,
            to,
            n,
            from,
            1,
            values,
            rows,
            in,
            from,
            0,
            out,
            to);
      }
      double[][] result = Arena.take(n, to);
      for (int j = 0; j < n; j++) {
        out.position((long) j * to).get(result[j]);
      }
      out.position(0);
      return result;
    }
  }

  private static DoublePointer outside(double[][] vectors) {
    int length = vectors[0].length;
    DoublePointer result = new DoublePointer((long) length * vectors.length);
    for (int j = 0; j < vectors.length; j++) {
      result.position((long) j * length).put(vectors[j]);
    }
    return result.position(0);
  }

  @Override
  public void add(double[][] left, double[][] right) {
    try (DoublePointer a = outside(left);
        DoublePointer b = outside(right)) {
      openblas.cblas_dgemm(
          openblas.CblasColMajor,
          openblas.CblasNoTrans,
          openblas.CblasTrans,
          rows,
          columns,
          left.length,
          1,
          a,
          rows,
          b,
          columns,
          1,
          values,
          rows);
    }
  }

  @Override
  public void add(double factor, DenseMatrix.Entries other) {
    DoublePointer others = ((BlasEntries) other).values;
    for (int j = 0; j < columns; j++) {
      long at = (long) j * rows;
      openblas.cblas_daxpy(rows, factor, others.position(at), 1, values.position(at), 1);
    }
    others.position(0);
    values.position(0);
  }

  @Override
  public void scale(double factor) {
    for (int j = 0; j < columns; j++) {
      openblas.cblas_dscal(rows, factor, values.position((long) j * rows), 1);
    }
    values.position(0);
  }

  @Override
  public double squaredDistance(DenseMatrix.@Nullable Entries other) {
    double[] mine = new double[rows];
    double[] others = new double[rows];
    DoublePointer theirs = other == null ? null : ((BlasEntries) other).values;
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      long at = (long) j * rows;
      values.position(at).get(mine);
      if (theirs != null) {
        theirs.position(at).get(others);
      }
      for (int i = 0; i < rows; i++) {
        double difference = mine[i] - others[i];
        sum += difference * difference;
      }
    }
    values.position(0);
    if (theirs != null) {
      theirs.position(0);
    }
    return sum;
  }

  @Override
  public void close() {
    // Given twice, two matrices would share it.
    if (!closed) {
      closed = true;
      OffHeap.give(values);
    }
  }
}
