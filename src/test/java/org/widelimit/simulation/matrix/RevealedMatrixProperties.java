package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.Assertions;

/**
 * A revealed matrix answers as one matrix: all its answers fit a single linear map, whatever is
 * asked in whatever order. A rest below 1e-12 of a vector's length is dropped, so products of
 * vectors with the matrix are good to some 1e-12 of the product of the norms; rounding adds less.
 */
class RevealedMatrixProperties {

  /** Eight dropped rests, relative to the norms of the matrix and the vectors. */
  private static final double TOLERANCE = 1e-11;

  @Property(tries = 200)
  void should_answer_as_one_linear_map(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 0, max = 1) int momentum,
      @ForAll long seed) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    GaussianMatrix matrix =
        new RevealedMatrix(rows, columns, RandomStreams.of(seed, "matrix").generator());
    double norm = 4 * Math.sqrt((double) rows * columns + 10);
    double speed = 0;
    for (int round = 0; round < 6; round++) {
      Matrix right = vectors(dice, columns);
      Matrix left = vectors(dice, rows);
      Matrix onRight = dice.nextBoolean() ? matrix.times(right) : null;
      Matrix onLeft = matrix.transposeTimes(left);
      if (onRight == null) {
        onRight = matrix.times(right);
      }
      double vectorNorms = norm(left) * norm(right);
      assertClose(left.transposeTimes(onRight), onLeft.transposeTimes(right), norm * vectorNorms);
      double[] weights = dice.doubles(Math.min(left.columns(), right.columns()), -1, 1).toArray();
      Matrix a = first(left, weights.length);
      Matrix b = first(right, weights.length);
      if (dice.nextBoolean()) {
        matrix.transposeTimes(a);
      }
      matrix.move(momentum * 0.9, a, weights, b);
      speed = speed * momentum + vectorNorms;
      norm += speed;
    }
    explicit(matrix, norm);
  }

  @Property(tries = 100)
  void should_move_by_exactly_what_is_added(
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll long seed) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    RevealedMatrix matrix =
        new RevealedMatrix(rows, columns, RandomStreams.of(seed, "matrix").generator());
    double[][] before = explicit(matrix, 100);
    double[][] expected = new double[columns][rows];
    double[][] velocity = new double[columns][rows];
    for (int round = 0; round < 4; round++) {
      Matrix left = Matrix.ofColumns(RandomStreams.gaussianColumns(dice, rows, 2));
      Matrix right = Matrix.ofColumns(RandomStreams.gaussianColumns(dice, columns, 2));
      if (round % 2 == 0) {
        matrix.transposeTimes(left);
      }
      double[] weights = {dice.nextDouble(), -dice.nextDouble()};
      double momentum = round == 0 ? 0 : 0.5;
      matrix.move(momentum, left, weights, right);
      // The first move, without momentum, leaves no velocity behind.
      for (int j = 0; j < columns; j++) {
        for (int i = 0; i < rows; i++) {
          velocity[j][i] *= round == 1 ? 0 : momentum;
          for (int n = 0; n < 2; n++) {
            velocity[j][i] += weights[n] * left.get(i, n) * right.get(j, n);
          }
          expected[j][i] += velocity[j][i];
        }
      }
    }
    double[][] after = explicit(matrix, 1000);
    double squared = 0;
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        assertThat(after[j][i] - before[j][i])
            .isCloseTo(expected[j][i], Assertions.within(1000 * TOLERANCE));
        squared += expected[j][i] * expected[j][i];
      }
    }
    assertThat(matrix.squaredDistance()).isCloseTo(squared, Assertions.within(1e6 * TOLERANCE));
    double norm = matrix.squaredNormAtStart();
    assertThat(norm).isCloseTo(Columns.squaredNorm(before), Assertions.within(TOLERANCE * norm));
  }

  /** One to four vectors, some of them duplicates, multiples, near-duplicates or zero. */
  private static Matrix vectors(RandomGenerator dice, int length) {
    int count = 1 + dice.nextInt(4);
    List<double[]> columns = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] column = new double[length];
      int kind = dice.nextInt(5);
      if (kind == 1 && n > 0) {
        for (int i = 0; i < length; i++) {
          column[i] = -3 * columns.get(n - 1)[i];
        }
      } else if (kind == 2 && n > 0) {
        for (int i = 0; i < length; i++) {
          column[i] = columns.get(n - 1)[i] + 1e-7 * dice.nextGaussian();
        }
      } else if (kind != 3) {
        RandomStreams.fillGaussian(dice, column);
      }
      columns.add(column);
    }
    return Matrix.ofColumns(columns.toArray(new double[0][]));
  }

  private static Matrix first(Matrix vectors, int count) {
    double[][] columns = new double[count][];
    for (int j = 0; j < count; j++) {
      columns[j] = vectors.column(j);
    }
    return Matrix.ofColumns(columns);
  }

  private static double norm(Matrix matrix) {
    return Math.sqrt(Columns.squaredNorm(matrix.raw()));
  }

  private static void assertClose(Matrix actual, Matrix expected, double scale) {
    for (int j = 0; j < expected.columns(); j++) {
      for (int i = 0; i < expected.rows(); i++) {
        assertThat(actual.get(i, j))
            .isCloseTo(expected.get(i, j), Assertions.within(TOLERANCE * scale));
      }
    }
  }

  private static double[][] explicit(GaussianMatrix matrix, double norm) {
    Matrix byColumns = matrix.times(Matrix.identity(matrix.columns()));
    Matrix byRows = matrix.transposeTimes(Matrix.identity(matrix.rows()));
    assertClose(byRows.transpose(), byColumns, norm);
    return byColumns.raw();
  }
}
