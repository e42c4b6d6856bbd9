package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.WolframReader;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Correlation;
import org.widelimit.network.SymbolicNetwork.Criticality;
import org.widelimit.network.SymbolicNetwork.Layers;

class SymbolicNetworkTest {

  private static final double SIGMA_W = 1.3;
  private static final double SIGMA_B = 0.4;
  private static final double KEEP_RATE = 0.8;

  private static SymbolicNetwork network(String activation, Layers layers) {
    return SymbolicNetwork.of(Activation.parse(activation), layers);
  }

  private static double at(Expr expr, double p, double q, double r) {
    return ExpressionCompiler.compile(expr, List.of("p", "q", "r", "sigmaW", "sigmaB", "keepRate"))
        .evaluate(p, q, r, SIGMA_W, SIGMA_B, KEEP_RATE);
  }

  private static Architecture architecture(String text, Layers kind, int depth) {
    Activation activation = Activation.parse(text);
    double w = SIGMA_W * SIGMA_W;
    double b = SIGMA_B * SIGMA_B;
    return switch (kind) {
      case DENSE -> Architecture.dense(activation, depth, w, b);
      case RESIDUAL -> Architecture.residual(activation, depth, w, b);
      case DROPOUT -> {
        List<Layer> layers = new ArrayList<>(List.of(new Layer.Dense(w, b)));
        for (int i = 0; i < depth; i++) {
          layers.add(new Layer.Nonlinearity(activation));
          layers.add(new Layer.Dropout(KEEP_RATE));
          layers.add(new Layer.Dense(w, b));
        }
        yield new Architecture(layers);
      }
    };
  }

  /** The symbolic kernels against the numerical recursion, which evaluates expectations itself. */
  @ParameterizedTest
  @CsvSource({
    "relu, DENSE",
    "erf, DENSE",
    "sin, DENSE",
    "gelu, DENSE",
    "relu, RESIDUAL",
    "erf, RESIDUAL",
    "relu, DROPOUT",
    "gelu, DROPOUT"
  })
  void should_write_out_the_kernels_of_deep_networks(String activation, Layers layers) {
    SymbolicNetwork network = network(activation, layers);
    KernelState input = KernelState.input(0.7, 1.9, Correlation.of(-0.3));
    double w = SIGMA_W * SIGMA_W;
    double b = SIGMA_B * SIGMA_B;
    double p = w * 0.7 + b;
    double q = w * 1.9 + b;
    double r = w * -0.3 * Math.sqrt(0.7 * 1.9) + b;
    for (int depth = 1; depth <= 3; depth++) {
      KernelState expected =
          KernelRecursion.of(architecture(activation, layers, depth)).output(input);
      SymbolicNetwork.Entries kernels = network.kernels(depth);

      // Both are in double precision: the errors of a few hundred operations.
      assertThat(at(kernels.xx(), p, q, r)).isCloseTo(expected.p(), within(1e-12 * expected.p()));
      assertThat(at(kernels.xy(), p, q, r)).isCloseTo(expected.covariance(), within(1e-12));
      assertThat(at(kernels.tangentXx(), p, q, r))
          .isCloseTo(expected.tangentP(), within(1e-11 * expected.tangentP()));
      assertThat(at(kernels.tangent(), p, q, r)).isCloseTo(expected.tangent(), within(1e-11));
      // A control: the kernels of one layer less are told apart.
      assertThat(Math.abs(at(network.kernels(depth - 1).tangent(), p, q, r) - expected.tangent()))
          .isGreaterThan(1e-3);
    }
  }

  @Test
  void should_derive_the_critical_point_of_relu() {
    Criticality criticality = network("relu", Layers.DENSE).criticality().orElseThrow();

    assertThat(criticality.isPoint()).isTrue();
    assertThat(criticality.condition())
        .isEqualTo(WolframReader.read("sigmaW^2 == 2 && sigmaB == 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "identity; sigmaW^2 == 1 && sigmaB == 0",
        "leakyRelu[1/2]; sigmaW^2 == 8/5 && sigmaB == 0",
        "abs; sigmaW^2 == 1 && sigmaB == 0"
      })
  void should_derive_critical_points_of_homogeneous_activations(String text, String condition) {
    assertThat(network(text, Layers.DENSE).criticality().orElseThrow().condition())
        .isEqualTo(WolframReader.read(condition));
  }

  @Test
  void should_derive_the_critical_line_of_erf() {
    Criticality criticality = network("erf", Layers.DENSE).criticality().orElseThrow();

    assertThat(criticality.isPoint()).isFalse();
    assertThat(criticality.weightVariance()).isEqualTo(WolframReader.read("Pi Sqrt[1 + 4 q]/4"));
    assertThat(criticality.biasVariance())
        .isEqualTo(WolframReader.read("q - ArcSin[2 q/(1 + 2 q)] Sqrt[1 + 4 q]/2"));
  }

  @Test
  void should_know_where_there_is_no_critical_point() {
    assertThat(network("relu", Layers.DROPOUT).criticality()).isEmpty();
    assertThat(network("tanh", Layers.DENSE).criticality()).isEmpty();
    assertThat(network("step", Layers.DENSE).criticality()).isEmpty();
  }

  @Test
  void should_solve_linear_length_maps() {
    assertThat(network("relu", Layers.DENSE).fixedPoint())
        .contains(WolframReader.read("sigmaB^2/(1 - sigmaW^2/2)"));
    assertThat(network("sign", Layers.DENSE).fixedPoint())
        .contains(WolframReader.read("sigmaB^2 + sigmaW^2"));
    assertThat(network("erf", Layers.DENSE).fixedPoint()).isEmpty();
  }

  @Test
  void should_derive_growing_exponentials_where_they_converge() {
    SymbolicKernels kernels = network("Exp[x^2/4]", Layers.DENSE).kernels();

    assertThat(SymbolicKernels.expression(kernels.secondMoment()))
        .contains(WolframReader.read("1/Sqrt[1 - q]"));
    assertThat(SymbolicKernels.conditions(kernels.secondMoment()))
        .containsExactly(WolframReader.read("q < 1"));
    assertThat(SymbolicKernels.expression(kernels.dual()))
        .contains(WolframReader.read("2/Sqrt[4 - 2 p - 2 q - r^2 + p q]"));
    assertThat(SymbolicKernels.conditions(kernels.dual()))
        .containsExactly(
            WolframReader.read("p < 2"), WolframReader.read("4 - 2 p - 2 q - r^2 + p q > 0"));
    // A control: a decaying one exists everywhere.
    assertThat(
            SymbolicKernels.conditions(
                network("Exp[-x^2/4]", Layers.DENSE).kernels().secondMoment()))
        .isEmpty();
  }

  @Test
  void should_map_correlations() {
    assertThat(network("erf", Layers.DENSE).correlationMap())
        .isEqualTo(WolframReader.read("(sigmaB^2 + 2 ArcSin[2 c q/(1 + 2 q)] sigmaW^2/Pi)/q"));
  }

  @Test
  void should_leave_integrals_where_there_is_no_closed_form() {
    assertThat(network("tanh", Layers.DENSE).lengthMap())
        .isEqualTo(WolframReader.read("sigmaB^2 + sigmaW^2 E[Tanh[Sqrt[q] z]^2, z]"));
  }

  @Test
  void should_reject_depths_out_of_range_and_divergent_kernels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network("relu", Layers.DENSE).kernels(9))
        .withMessageContaining("depth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network("1/x", Layers.DENSE).lengthMap())
        .withMessageContaining("diverges");
  }
}
