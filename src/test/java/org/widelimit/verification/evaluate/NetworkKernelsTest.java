package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.NetworkFamily.Layer;
import org.widelimit.simulation.network.Parameterization;

class NetworkKernelsTest {

  /** ReLU below erf, of different scales; the second layer may be residual. */
  private static WideNetwork network(boolean residual) {
    NetworkFamily family =
        new NetworkFamily(
            2,
            List.of(
                new Layer("relu", 1.5625, 1, 0.0625, false),
                new Layer("erf", 1, 1, 0.25, residual)),
            1,
            new Layer("identity", 2.25, 0),
            Parameterization.NTK);
    return new WideNetwork(
        family,
        List.of(Activation.named("relu"), Activation.named("erf")),
        List.of(1.25, 1.0, 1.5),
        List.of(0.25, 0.5, 0.0),
        Inputs.of(new double[] {1, 2}, new double[] {2, -0.5}));
  }

  /** Values: PARI 2.15, 50 digits, closed forms of Cho and Saul (2009) and Williams (1997). */
  @ParameterizedTest
  @CsvSource({
    "false, 2, 2.234375, 1.0596260805682265, 1.301766624868814, 4.21875",
    "false, 3, 1.3699949277909345, 0.6052983958477969, 1.3965877951940344, 5.203869107605907",
    "true, 2, 6.203125, 1.9033760805682265, 2.1455166248688142, 8.1875",
    "true, 3, 1.6932486811794751, 0.4433917638272849, 0.9597900622491412, 6.309919563429471"
  })
  void should_bound_the_kernels_of_a_mixed_network(
      boolean residual,
      int layer,
      double variance,
      double covariance,
      double tangent,
      double diagonalTangent) {
    NetworkKernels pair = NetworkKernels.of(network(residual), layer, 1, 2);
    NetworkKernels single = NetworkKernels.of(network(residual), layer, 1, 1);
    covers(single.nngp(), variance);
    covers(pair.nngp(), covariance);
    covers(pair.tangent(), tangent);
    covers(single.tangent(), diagonalTangent);
  }

  private static void covers(Quantity found, double expected) {
    assertThat(Math.abs(found.value() - expected))
        .isLessThanOrEqualTo(found.error() + Math.ulp(expected));
    // A kernel that is off by a millionth is told from the right one.
    assertThat(found.error()).isLessThan(1e-12 * expected);
  }

  @Test
  void should_refuse_layers_and_inputs_that_do_not_exist() {
    for (int layer : new int[] {0, 4}) {
      assertThatThrownBy(() -> NetworkKernels.of(network(false), layer, 1, 2))
          .isInstanceOf(UndefinedValueException.class);
    }
    assertThatThrownBy(() -> NetworkKernels.of(network(false), 2, 1, 3))
        .isInstanceOf(UndefinedValueException.class);
  }
}
