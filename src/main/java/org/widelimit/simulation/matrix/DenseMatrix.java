package org.widelimit.simulation.matrix;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian matrix with all its entries. Small ones live on the heap; large ones outside it, where
 * OpenBLAS reads them without a copy.
 */
final class DenseMatrix implements GaussianMatrix {

  /** Above this many entries a call into OpenBLAS pays for its transition. */
  private static final long HEAP_ENTRIES = 1 << 14;

  /** With so few rows or columns, as a readout has, a product is one pass over memory anyway. */
  private static final int FEW = 4;

  private final int rows;
  private final int columns;
  private final Entries entries;
  private @Nullable Entries start;
  private @Nullable Entries velocity;

  DenseMatrix(int rows, int columns, RandomGenerator generator) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a matrix of shape %d x %d".formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    entries = entries(rows, columns);
    entries.fill(generator);
  }

  /** Room for entries of any value. */
  private static Entries entries(int rows, int columns) {
    return (long) rows * columns <= HEAP_ENTRIES || Math.min(rows, columns) <= FEW
        ? new HeapEntries(rows, columns)
        : new BlasEntries(rows, columns);
  }

  private Entries zeros() {
    Entries zeros = entries(rows, columns);
    zeros.clear();
    return zeros;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public Matrix times(Matrix vectors) {
    Shapes.require(vectors, columns);
    return Matrix.wrap(rows, entries.times(vectors.raw()));
  }

  @Override
  public Matrix transposeTimes(Matrix vectors) {
    Shapes.require(vectors, rows);
    return Matrix.wrap(columns, entries.transposeTimes(vectors.raw()));
  }

  @Override
  public void move(double momentum, Matrix left, double[] weights, Matrix right) {
    Shapes.require(left, rows);
    Shapes.require(right, columns);
    if (start == null) {
      start = zeros();
      start.add(1, entries);
    }
    double[][] scaled = Shapes.scaleColumns(left, weights);
    if (momentum == 0 && velocity == null) {
      entries.add(scaled, right.raw());
      return;
    }
    Entries moving = velocity;
    if (moving == null) {
      moving = zeros();
      velocity = moving;
    }
    moving.scale(momentum);
    moving.add(scaled, right.raw());
    entries.add(1, moving);
  }

  @Override
  public double squaredDistance() {
    return start == null ? 0 : entries.squaredDistance(start);
  }

  @Override
  public double squaredNormAtStart() {
    return start == null ? entries.squaredDistance(null) : start.squaredDistance(null);
  }

  @Override
  public void close() {
    entries.close();
    if (start != null) {
      start.close();
    }
    if (velocity != null) {
      velocity.close();
    }
  }

  /** The entries by columns, with the few operations that a dense matrix needs. */
  interface Entries {
    void fill(RandomGenerator generator);

    /** Sets all entries to zero. */
    void clear();

    double[][] times(double[][] vectors);

    double[][] transposeTimes(double[][] vectors);

    /** Adds {@code left right^T}. */
    void add(double[][] left, double[][] right);

    /** Adds a multiple of entries of the same kind and shape. */
    void add(double factor, Entries other);

    void scale(double factor);

    /** The squared distance to entries of the same kind, or to zero. */
    double squaredDistance(@Nullable Entries other);

    default void close() {}
  }
}
