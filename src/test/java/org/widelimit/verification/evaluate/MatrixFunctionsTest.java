package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.theorem.Domain;
import org.widelimit.verification.point.MatrixDraws;

class MatrixFunctionsTest {

  private static void assertCovers(Quantity value, double[][] expected, double largestError) {
    assertThat(value.error()).isLessThanOrEqualTo(largestError);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        assertThat(Math.abs(value.entry(i, j) - expected[i][j]))
            .as("entry %d, %d", i, j)
            .isLessThanOrEqualTo(value.error() + 2 * Math.ulp(Math.abs(expected[i][j])));
      }
    }
  }

  @Test
  void should_exponentiate_rotations_and_nilpotent_matrices() {
    for (double angle : new double[] {0.1, 1, 3, 12}) {
      Quantity turn = Quantity.matrix(new double[][] {{0, -angle}, {angle, 0}}, 0);
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      assertCovers(MatrixFunctions.exponential(turn), new double[][] {{c, -s}, {s, c}}, 1e-8);
    }
    Quantity shift = Quantity.matrix(new double[][] {{0, 2, 0}, {0, 0, 3}, {0, 0, 0}}, 0);
    // 1 + A + A^2/2
    double[][] exact = {{1, 2, 3}, {0, 1, 3}, {0, 0, 1}};
    assertCovers(MatrixFunctions.exponential(shift), exact, 1e-11);
    // and not entry by entry
    assertThat(MatrixFunctions.exponential(shift).entry(1, 0)).isLessThan(1e-11);
  }

  @Test
  void should_invert_the_hilbert_matrix() {
    double[][] hilbert = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        hilbert[i][j] = 1.0 / (i + j + 1);
      }
    }
    // The entries' rounding moves the inverse by up to |H^-1|^2 times it.
    Quantity matrix = Quantity.matrix(hilbert, 0x1p-53);
    // Known in closed form, all integers.
    double[][] exact = {{9, -36, 30}, {-36, 192, -180}, {30, -180, 180}};
    assertCovers(MatrixFunctions.inverse(matrix), exact, 1e-9);
  }

  @Test
  void should_refuse_what_has_no_value() {
    Quantity singular = Quantity.matrix(new double[][] {{1, 2}, {2, 4}}, 0);
    assertThatThrownBy(() -> MatrixFunctions.inverse(singular)).hasMessageContaining("singular");
    Quantity wide = Quantity.matrix(new double[][] {{1, 2, 3}, {2, 4, 5}}, 0);
    assertThatThrownBy(() -> MatrixFunctions.exponential(wide)).hasMessageContaining("square");
    Quantity skew = Quantity.matrix(new double[][] {{1, 2}, {-2, 4}}, 0);
    assertThatThrownBy(() -> MatrixFunctions.largestEigenvalue(skew))
        .hasMessageContaining("asymmetric");
  }

  @Property(tries = 100)
  void should_obey_the_laws_of_powers(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
    // GIVEN a random definite matrix
    Quantity matrix =
        MatrixDraws.matrix(Domain.parse("(0, Infinity)").orElseThrow(), n, new Random(seed));
    // WHEN A^3, e^A and their inverses are multiplied
    Quantity one = MatrixFunctions.power(matrix, 3).times(MatrixFunctions.power(matrix, -3));
    Quantity two =
        MatrixFunctions.exponential(matrix).times(MatrixFunctions.exponential(matrix.negate()));
    // THEN they are the identity within their own bounds, and a factor 1 + 1e-3 is not
    for (Quantity product : new Quantity[] {one, two}) {
      Quantity difference = product.minus(MatrixFunctions.identity(n));
      assertThat(difference.norm()).isLessThanOrEqualTo(difference.error());
      Quantity wrong = product.times(Quantity.of(1.001)).minus(MatrixFunctions.identity(n));
      if (wrong.error() < 1e-4) {
        assertThat(wrong.norm()).isGreaterThan(wrong.error());
      }
    }
    // The largest eigenvalue exceeds every Rayleigh quotient, by none its own.
    Quantity largest = MatrixFunctions.largestEigenvalue(matrix);
    for (int i = 0; i < n; i++) {
      assertThat(matrix.entry(i, i)).isLessThanOrEqualTo(largest.value() + largest.error());
    }
  }

  @Property(tries = 200)
  void should_enclose_the_largest_eigenvalue_of_a_multiple_of_one_and_of_ones(
      @ForAll @IntRange(min = -50, max = 50) int a,
      @ForAll @IntRange(min = -50, max = 50) int b,
      @ForAll @IntRange(min = 1, max = 12) int n) {
    // GIVEN a times the identity and b times the matrix of ones, whose eigenvalues are a and a + n
    // b
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(matrix[i], b);
      matrix[i][i] += a;
    }
    double largest = n == 1 ? a + b : Math.max(a, a + n * b);
    // WHEN
    Quantity value = MatrixFunctions.largestEigenvalue(Quantity.matrix(matrix, 0));
    // THEN the bound covers it, is as good as a proof, and does not cover a neighbour
    double size = 1 + Math.abs(a) + n * Math.abs(b);
    assertThat(value.grade()).isEqualTo(Grade.RIGOROUS);
    assertThat(Math.abs(value.value() - largest)).isLessThanOrEqualTo(value.error());
    assertThat(value.error()).isLessThan(1e-9 * size);
  }

  /**
   * Large matrices of rank one, of which some in ten thousand have an iteration for eigenvalues
   * that does not end unless they are moved away from 0: the 8,881st and the 9,208th do.
   */
  @Test
  void should_find_the_largest_eigenvalue_of_a_large_matrix_of_small_rank() {
    Random random = new Random(5);
    for (int t = 0; t < 9209; t++) {
      int n = 10 + random.nextInt(60);
      int rank = 1 + random.nextInt(3);
      double[][] factor = new double[n][rank];
      for (int i = 0; i < n; i++) {
        if (random.nextInt(3) > 0) {
          for (int j = 0; j < rank; j++) {
            factor[i][j] = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
          }
        }
      }
      if (t == 8881 || t == 9208) {
        double expected = Arrays.stream(factor).mapToDouble(row -> row[0] * row[0] / 3).sum();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            matrix[i][j] = factor[i][0] * factor[j][0] / 3;
          }
        }

        Quantity largest = MatrixFunctions.largestEigenvalue(Quantity.matrix(matrix, 1e-15));

        assertThat(rank).isEqualTo(1);
        assertThat(Math.abs(largest.value() - expected)).isLessThanOrEqualTo(largest.error());
        assertThat(largest.error()).isLessThan(1e-9 * expected);
      }
    }
  }
}
