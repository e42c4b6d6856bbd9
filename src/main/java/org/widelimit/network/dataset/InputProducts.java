package org.widelimit.network.dataset;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The scalar products {@code x_i . x_j/d} of a data set, a panel of rows of the lower triangle at a
 * time. The inputs lie outside the heap, as a call of OpenBLAS on a Java array copies it.
 */
final class InputProducts implements AutoCloseable {

  static {
    // Panels are computed in parallel; a product that spreads over the cores takes them from
    // others.
    openblas.blas_set_num_threads(1);
  }

  private final double[][] inputs;
  private final int dimension;
  private final DoublePointer all;

  InputProducts(double[][] inputs) {
    this.inputs = inputs;
    this.dimension = inputs[0].length;
    this.all = new DoublePointer((long) inputs.length * dimension);
    for (int i = 0; i < inputs.length; i++) {
      all.position((long) i * dimension).put(inputs[i]);
    }
    all.position(0);
  }

  /** A panel of products: row {@code i - first} holds those of input {@code i}. */
  static final class Panel implements AutoCloseable {
    private final DoublePointer values;
    private final DoublePointer rows;
    private int columns;

    private Panel(long size, long rowsSize) {
      values = new DoublePointer(size);
      rows = new DoublePointer(rowsSize);
    }

    /** Copies a part of a row. */
    void copy(int row, int from, double[] target, int count) {
      values.position((long) row * columns + from).get(target, 0, count);
      values.position(0);
    }

    @Override
    public void close() {
      values.close();
      rows.close();
    }
  }

  /** Returns room for panels of at most so many rows, for one thread. */
  Panel room(int rows) {
    return new Panel((long) rows * inputs.length, (long) rows * dimension);
  }

  /** Computes the products of inputs {@code first} to {@code last - 1} with all before the last. */
  void compute(int first, int last, Panel panel) {
    for (int i = first; i < last; i++) {
      panel.rows.position((long) (i - first) * dimension).put(inputs[i]);
    }
    panel.rows.position(0);
    panel.columns = last;
    openblas.cblas_dgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasTrans,
        last - first,
        last,
        dimension,
        1.0 / dimension,
        panel.rows,
        dimension,
        all,
        dimension,
        0,
        panel.values,
        last);
  }

  @Override
  public void close() {
    all.close();
  }
}
