package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Entries outside the heap do what entries on the heap do. */
class DenseMatrixTest {

  private static final int ROWS = 37;
  private static final int COLUMNS = 53;

  /** Sums of at most 53 products of numbers below 20 round by less than 53 * 400 * 2^-52. */
  private static final double ROUNDING = 1e-11;

  private static double[][] vectors(RandomGenerator dice, int length, int count) {
    return RandomStreams.gaussianColumns(dice, length, count);
  }

  private static void assertSame(double[][] actual, double[][] expected) {
    for (int j = 0; j < expected.length; j++) {
      assertThat(actual[j]).containsExactly(expected[j], within(ROUNDING));
    }
  }

  @Test
  void should_do_the_same_on_and_off_the_heap() {
    DenseMatrix.Entries heap = new HeapEntries(ROWS, COLUMNS);
    DenseMatrix.Entries blas = new BlasEntries(ROWS, COLUMNS);
    DenseMatrix.Entries heapCopy = new HeapEntries(ROWS, COLUMNS);
    DenseMatrix.Entries blasCopy = new BlasEntries(ROWS, COLUMNS);
    heap.fill(RandomStreams.of(1).generator());
    blas.fill(RandomStreams.of(1).generator());
    heapCopy.clear();
    blasCopy.clear();
    RandomGenerator dice = RandomStreams.of(2).generator();
    for (int round = 0; round < 3; round++) {
      for (int count = 1; count <= 5; count += 2) {
        double[][] right = vectors(dice, COLUMNS, count);
        double[][] left = vectors(dice, ROWS, count);
        assertSame(blas.times(right), heap.times(right));
        assertSame(blas.transposeTimes(left), heap.transposeTimes(left));
        heap.add(left, right);
        blas.add(left, right);
        heapCopy.add(0.5, heap);
        blasCopy.add(0.5, blas);
        heapCopy.scale(-0.7);
        blasCopy.scale(-0.7);
        assertSame(blasCopy.times(right), heapCopy.times(right));
        assertThat(blas.squaredDistance(blasCopy))
            .isCloseTo(heap.squaredDistance(heapCopy), within(1e-7));
        assertThat(blas.squaredDistance(null)).isCloseTo(heap.squaredDistance(null), within(1e-7));
      }
    }
    // Negative control: entries that differ in one move are seen to differ.
    blas.add(vectors(dice, ROWS, 1), vectors(dice, COLUMNS, 1));
    assertThat(blas.squaredDistance(null)).isNotCloseTo(heap.squaredDistance(null), within(1e-7));
    blas.close();
    blasCopy.close();
  }

  @Test
  void should_train_a_wide_dense_network_as_the_narrow_code_does() {
    int width = 150;
    try (DenseMatrix matrix = new DenseMatrix(width, width, RandomStreams.of(3).generator())) {
      RandomGenerator dice = RandomStreams.of(4).generator();
      Matrix left = Matrix.wrap(width, vectors(dice, width, 2));
      Matrix right = Matrix.wrap(width, vectors(dice, width, 2));
      double[] weights = {0.5, -1};
      matrix.move(0.9, left, weights, right);
      matrix.move(0.9, left, weights, right);
      // The velocity is one update, then 1.9 of it: the sum is 2.9 updates.
      Matrix update = left.transposeTimes(left);
      Matrix other = right.transposeTimes(right);
      double squared = 0;
      for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 2; b++) {
          squared += weights[a] * weights[b] * update.get(a, b) * other.get(a, b);
        }
      }
      assertThat(matrix.squaredDistance()).isCloseTo(2.9 * 2.9 * squared, within(1e-6 * squared));
    }
  }

  @Test
  void should_not_share_memory_that_was_released_twice() {
    // GIVEN memory that waits for the next matrix of its size
    BlasEntries released = new BlasEntries(130, 131);
    released.close();
    released.close();
    // WHEN two matrices of this size are made
    BlasEntries one = new BlasEntries(130, 131);
    BlasEntries other = new BlasEntries(130, 131);
    one.clear();
    other.fill(RandomStreams.of(5).generator());
    // THEN what is written to one does not show in the other, whose norm is that of its numbers
    assertThat(one.squaredDistance(null)).isZero();
    assertThat(other.squaredDistance(null)).isPositive();
    one.close();
    other.close();
  }
}
