package org.widelimit.network.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.Layer;
import org.widelimit.network.symbolic.SymbolicNetwork.Criticality;
import org.widelimit.network.symbolic.SymbolicNetwork.Layers;
import org.widelimit.numeric.Correlation;

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
    "x Erf[x], DENSE",
    "Erf[x] + Sin[x], DENSE",
    "x^2 Exp[-x^2/2], DENSE",
    "relu, RESIDUAL",
    "sin, RESIDUAL",
    "gelu, RESIDUAL",
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
      // Controls: a constant of the last layer that is off by one in a thousand, and the kernels of
      // one layer less, are told apart.
      Expr changed = kernels.tangent().substitute("sigmaB", WolframReader.read("1001 sigmaB/1000"));
      assertThat(Math.abs(at(changed, p, q, r) - expected.tangent())).isGreaterThan(1e-4);
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
    assertThat(network("relu", Layers.DENSE).fixedPoints().get(0).value())
        .isEqualTo(WolframReader.read("sigmaB^2/(1 - sigmaW^2/2)"));
    assertThat(network("sign", Layers.DENSE).fixedPoints().get(0).value())
        .isEqualTo(WolframReader.read("sigmaB^2 + sigmaW^2"));
    assertThat(network("erf", Layers.DENSE).fixedPoints()).isEmpty();
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

  /** The explicit critical line: both conditions hold there, by the numerical maps. */
  @ParameterizedTest
  @CsvSource({"erf, 1.1", "sin, 1.2", "cos, 1.42", "monomial[2], 0.7", "monomial[3], 0.4"})
  void should_solve_for_the_critical_line(String text, double sigmaW) {
    SymbolicNetwork network = network(text, Layers.DENSE);
    double q = atWeight(network.criticalVariance().orElseThrow(), sigmaW);
    double bias = atWeight(network.criticalBias().orElseThrow(), sigmaW);
    MeanFieldMaps maps = MeanFieldMaps.of(Activation.parse(text), sigmaW * sigmaW, bias);

    assertThat(maps.chi(q).value()).isCloseTo(1, within(1e-12));
    assertThat(maps.lengthMap(q).value()).isCloseTo(q, within(1e-12 * Math.max(1, q)));
    // A control: off the line by one in a thousand neither holds.
    MeanFieldMaps off = MeanFieldMaps.of(Activation.parse(text), 1.001 * sigmaW * sigmaW, bias);
    assertThat(Math.abs(off.chi(q).value() - 1)).isGreaterThan(1e-4);
    assertThat(Math.abs(off.lengthMap(q).value() - q)).isGreaterThan(1e-5);
  }

  private static double atWeight(Expr expr, double sigmaW) {
    return ExpressionCompiler.compile(expr, List.of("sigmaW")).evaluate(sigmaW);
  }

  @Test
  void should_solve_quadratic_length_maps_and_powers() {
    List<SymbolicNetwork.FixedPoint> square = network("monomial[2]", Layers.DENSE).fixedPoints();
    assertThat(square).hasSize(2);
    for (SymbolicNetwork.FixedPoint point : square) {
      double q =
          ExpressionCompiler.compile(point.value(), List.of("sigmaW", "sigmaB")).evaluate(0.5, 0.4);
      assertThat(3 * 0.25 * q * q + 0.16).isCloseTo(q, within(1e-14));
    }
    assertThat(network("monomial[3]", Layers.DENSE).fixedPoints().get(0).value())
        .isEqualTo(WolframReader.read("1/Sqrt[15 sigmaW^2]"));
    assertThat(network("relu", Layers.RESIDUAL).fixedPoints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"relu, DENSE", "relu, RESIDUAL", "relu, DROPOUT", "leakyRelu[1/2], DENSE"})
  void should_iterate_linear_length_maps(String text, Layers layers) {
    SymbolicNetwork network = network(text, layers);
    List<String> names = List.of("q", "l", "sigmaW", "sigmaB", "keepRate");
    CompiledFunction after = ExpressionCompiler.compile(network.lengthAfter().orElseThrow(), names);
    CompiledFunction map = ExpressionCompiler.compile(network.lengthMap(), names);
    double q = 0.7;
    for (int l = 1; l <= 5; l++) {
      q = map.evaluate(q, 0, SIGMA_W, SIGMA_B, KEEP_RATE);
      assertThat(after.evaluate(0.7, l, SIGMA_W, SIGMA_B, KEEP_RATE)).isCloseTo(q, within(1e-12));
      assertThat(Math.abs(after.evaluate(0.7, l + 1, SIGMA_W, SIGMA_B, KEEP_RATE) - q))
          .isGreaterThan(1e-2);
    }
  }

  @Test
  void should_know_that_dropout_tells_equal_inputs_apart() {
    SymbolicNetwork network = network("relu", Layers.DROPOUT);
    CompiledFunction image =
        ExpressionCompiler.compile(
            network.imageOfOne().orElseThrow(), List.of("q", "sigmaW", "sigmaB", "keepRate"));

    assertThat(image.evaluate(1.3, SIGMA_W, SIGMA_B, 0.8)).isLessThan(0.9);
    assertThat(image.evaluate(1.3, SIGMA_W, SIGMA_B, 1)).isEqualTo(1);
    // Squared masks of mean 1/keepRate multiply squared gradients.
    assertThat(network.gradientGrowth()).isEqualTo(WolframReader.read("sigmaW^2/(2 keepRate)"));
    assertThat(network.chi()).isEqualTo(WolframReader.read("sigmaW^2/2"));
    assertThat(network("relu", Layers.DENSE).imageOfOne()).isEmpty();
  }

  /** Klambauer et al. 2017, equation 14: with these constants SELU keeps mean 0 and variance 1. */
  @Test
  void should_derive_that_selu_keeps_mean_and_variance() {
    SymbolicKernels kernels =
        SymbolicNetwork.of(
                Activation.parse(
                    "l (Max[0, x] + a (Exp[Min[0, x]] - 1))", java.util.Set.of("a", "l")),
                Layers.DENSE)
            .kernels();
    String alpha = "-Sqrt[2/Pi]/(Erfc[1/Sqrt[2]] Exp[1/2] - 1)";
    String lambda =
        "(1 - Erfc[1/Sqrt[2]] Exp[1/2]) Sqrt[2 Pi] (2 Erfc[Sqrt[2]] Exp[2] + Pi Erfc[1/Sqrt[2]]^2 E"
            + " - 2 (2 + Pi) Erfc[1/Sqrt[2]] Exp[1/2] + Pi + 2)^(-1/2)";

    assertThat(isZero(constants(kernels.mean(), alpha, lambda))).isTrue();
    Expr variance = constants(kernels.secondMoment(), alpha, lambda);
    assertThat(isZero(Expressions.minus(variance, Expressions.ONE))).isTrue();
    // A control: another slope has another variance.
    Expr other = constants(kernels.secondMoment(), alpha, "1.05");
    assertThat(isZero(Expressions.minus(other, Expressions.ONE))).isFalse();
  }

  private static Expr constants(
      org.widelimit.gaussian.closed.GaussianResult result, String alpha, String lambda) {
    return SymbolicKernels.expression(result)
        .orElseThrow()
        .substitute("q", Expressions.ONE)
        .substitute("a", WolframReader.read(alpha))
        .substitute("l", WolframReader.read(lambda));
  }

  private static boolean isZero(Expr expr) {
    return ZeroDecider.decide(expr, Assumptions.none(), Duration.ofSeconds(20))
        instanceof ZeroDecision.Zero;
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
