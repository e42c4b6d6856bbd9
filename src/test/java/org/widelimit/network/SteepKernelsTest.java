package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.network.dataset.KernelMatrices;

/** Kernel matrices where an activation without a closed form is as steep as a jump. */
class SteepKernelsTest {

  /** Relative; the truncation of expansions is 1e-13 a layer. */
  private static final double ACCURACY = 1e-12;

  @Test
  void should_keep_the_digits_of_near_duplicates_at_a_large_variance() {
    // GIVEN inputs of mean square 2,000, two of them 1e-3 apart
    double size = Math.sqrt(2_000);
    double[][] inputs = {{size, size, size}, {size + 1e-3, size, size - 2e-3}, {size, -size, 3}};
    Architecture tanh = Architecture.dense(Activation.named("tanh"), 2, 1, 0.05);
    // WHEN
    KernelMatrices kernels = KernelMatrices.of(tanh, inputs);
    // THEN
    BoundedKernels near = KernelRecursion.of(tanh).boundedOutput(inputs[0], inputs[1]);
    double[][] tangent = kernels.neuralTangentKernel();
    double[][] nngp = kernels.nngp();
    assertThat(Math.abs(tangent[1][0] / near.tangent().value() - 1)).isLessThan(ACCURACY);
    double defect = 1 - nngp[1][0] / Math.sqrt(nngp[0][0] * nngp[1][1]);
    assertThat(Math.abs(defect - near.defect().value())).isLessThan(ACCURACY);
    KernelState far = KernelRecursion.of(tanh).output(KernelState.ofInputs(inputs[2], inputs[0]));
    assertThat(Math.abs(tangent[2][0] - far.tangent()))
        .isLessThan(ACCURACY * Math.sqrt(tangent[0][0] * tangent[2][2]));
    // Control: duplicates have another tangent kernel.
    assertThat(Math.abs(tangent[0][0] / near.tangent().value() - 1)).isGreaterThan(1e-6);
  }
}
