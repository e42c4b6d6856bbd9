package org.widelimit.network.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.util.MathArrays;
import org.widelimit.activation.Activation;

class KernelMatricesProperties {

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of("relu", "abs", "erf", "gelu", "tanh", "sigmoid", "sin");
  }

  @Property(tries = 150)
  void should_be_symmetric_and_positive_semidefinite(
      @ForAll("activations") String name,
      @ForAll @IntRange(min = 1, max = 5) int hidden,
      @ForAll @DoubleRange(min = 0.2, max = 2.5) double sigmaW2,
      @ForAll @DoubleRange(min = 0, max = 0.5) double sigmaB2,
      @ForAll @IntRange(min = 2, max = 40) int size,
      @ForAll @IntRange(min = 2, max = 8) int dimension,
      @ForAll @DoubleRange(min = 0.01, max = 10) double spread,
      @ForAll long seed) {
    // GIVEN inputs of very different sizes, some of them near each other. In one dimension all are
    // collinear, where a rounding of 1 - rho moves a kink's kernel by its root: no digits to hold.
    double[][] inputs = new double[size][dimension];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      double scale = spread * Math.exp(random.nextGaussian());
      for (int k = 0; k < dimension; k++) {
        inputs[i][k] =
            i % 3 == 2
                ? inputs[i - 1][k] * (1 + 1e-6 * random.nextGaussian())
                : scale * random.nextGaussian();
      }
      if (!Set.of("relu", "abs", "erf", "gelu", "sin").contains(name)) {
        shrink(inputs[i], sigmaW2);
      }
    }
    // WHEN
    KernelMatrices kernels =
        KernelMatrices.of(Activation.named(name), hidden, sigmaW2, sigmaB2, inputs);
    // THEN
    assertPositive(kernels.nngp(), hidden);
    assertPositive(kernels.neuralTangentKernel(), hidden);
    // Control: an entry beyond the inequality of Cauchy and Schwarz
    double[][] broken = kernels.neuralTangentKernel();
    broken[0][1] = 1.001 * Math.sqrt(broken[0][0] * broken[1][1]);
    broken[1][0] = broken[0][1];
    assertThat(smallestEigenvalue(broken)).isLessThan(-rounding(broken.length, hidden));
  }

  /** Keeps the variance of the first layer where expansions hold their digits. */
  private static void shrink(double[] input, double sigmaW2) {
    double variance = sigmaW2 * squaredNorm(input) / input.length;
    if (variance > KernelMatrices.LARGEST_EXPANDED) {
      MathArrays.scaleInPlace(Math.sqrt(KernelMatrices.LARGEST_EXPANDED / variance), input);
    }
  }

  private static double squaredNorm(double[] input) {
    double sum = 0;
    for (double x : input) {
      sum += x * x;
    }
    return sum;
  }

  private static void assertPositive(double[][] kernel, int hidden) {
    for (int i = 0; i < kernel.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(kernel[i][j]).isEqualTo(kernel[j][i]);
      }
    }
    assertThat(smallestEigenvalue(kernel)).isGreaterThan(-rounding(kernel.length, hidden));
  }

  /** N entries a row, each with the error of the matrices, 1e-13 a layer. */
  private static double rounding(int size, int hidden) {
    return size * 1e-13 * (hidden + 1);
  }

  /** The smallest eigenvalue of the matrix scaled to a unit diagonal. */
  private static double smallestEigenvalue(double[][] kernel) {
    double[][] scaled = new double[kernel.length][kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      for (int j = 0; j < kernel.length; j++) {
        scaled[i][j] = kernel[i][j] / Math.sqrt(kernel[i][i]) / Math.sqrt(kernel[j][j]);
      }
    }
    double[] eigenvalues =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(scaled)).getEigenvalues();
    MathArrays.sortInPlace(eigenvalues);
    return eigenvalues[0];
  }
}
