package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.gaussian.Activation;

class KernelMatricesTest {

  private static double[][] inputs(int size) {
    Random random = new Random(7);
    double[][] inputs = new double[size][6];
    for (double[] input : inputs) {
      for (int k = 0; k < input.length; k++) {
        input[k] = random.nextGaussian();
      }
    }
    // Exact and near duplicates, opposites and a zero vector.
    inputs[1] = inputs[0].clone();
    inputs[2] = inputs[0].clone();
    inputs[2][0] += 1e-7;
    for (int k = 0; k < 6; k++) {
      inputs[3][k] = -inputs[0][k];
    }
    inputs[4] = new double[6];
    return inputs;
  }

  @ParameterizedTest
  @CsvSource({"relu,10,2,0.1", "erf,10,2.25,0.05", "gelu,10,2,0.1", "tanh,1,1.5,0.05", "sin,2,1,0"})
  void should_agree_with_the_recursion_of_single_pairs(
      String name, int hidden, double sigmaW2, double sigmaB2) {
    Activation activation = Activation.named(name);
    double[][] inputs = inputs(9);
    KernelMatrices kernels = KernelMatrices.of(activation, hidden, sigmaW2, sigmaB2, inputs);
    double[][] nngp = kernels.nngp();
    double[][] tangent = kernels.neuralTangentKernel();
    KernelRecursion single =
        KernelRecursion.of(Architecture.dense(activation, hidden, sigmaW2, sigmaB2));
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < inputs.length; j++) {
        KernelState state = single.output(KernelState.ofInputs(inputs[i], inputs[j]));
        double scale = Math.sqrt(state.p() * state.q());
        double tangentScale = Math.sqrt(state.tangentP() * state.tangentQ());
        assertThat(nngp[i][j]).isCloseTo(state.covariance(), within(2e-13 * scale));
        assertThat(tangent[i][j]).isCloseTo(state.tangent(), within(1e-12 * tangentScale));
        assertThat(tangent[i][j]).isEqualTo(tangent[j][i]);
      }
    }
    // Control: the comparison sees one layer more.
    KernelState deeper =
        KernelRecursion.of(Architecture.dense(activation, hidden + 1, sigmaW2, sigmaB2))
            .output(KernelState.ofInputs(inputs[5], inputs[6]));
    assertThat(Math.abs(deeper.tangent() - tangent[5][6])).isGreaterThan(1e-6);
  }

  @Test
  void should_reject_data_that_is_no_matrix() {
    Activation relu = Activation.named("relu");
    assertThatThrownBy(() -> KernelMatrices.of(relu, 1, 2, 0, new double[][] {{1, 2}, {3}}))
        .hasMessageContaining("input 2");
    assertThatThrownBy(() -> KernelMatrices.of(relu, 1, 2, 0, new double[][] {{Double.NaN}}))
        .hasMessageContaining("NaN");
  }
}
