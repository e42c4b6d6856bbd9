package org.widelimit.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class ActivationTest {

  static Stream<String> names() {
    return ActivationCatalogue.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void should_have_slopes_that_match_finite_differences(String name) {
    Activation activation = Activation.named(name);
    for (double x = -3.03; x < 7; x += 0.17) {
      assertThat(activation.slope().applyAsDouble(x))
          .as("slope of %s at %s", name, x)
          .isCloseTo(difference(activation.function(), x), within(2e-7));
      assertThat(activation.curvature().applyAsDouble(x))
          .as("curvature of %s at %s", name, x)
          .isCloseTo(difference(activation.slope(), x), within(4e-7));
    }
  }

  /** A central difference of fourth order: its error is below h^4 times a fifth derivative. */
  private static double difference(UnaryFunction f, double x) {
    double h = 1e-3;
    return (8 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
            - (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)))
        / (12 * h);
  }

  @ParameterizedTest
  @MethodSource("names")
  void should_have_finite_slopes_far_out(String name) {
    if (name.equals("exp")) {
      return;
    }
    Activation activation = Activation.named(name);
    for (double x : new double[] {-1000, -50, 50, 1000}) {
      assertThat(activation.function().applyAsDouble(x)).as("%s at %s", name, x).isFinite();
      assertThat(activation.slope().applyAsDouble(x)).as("%s at %s", name, x).isFinite();
      assertThat(activation.curvature().applyAsDouble(x)).as("%s at %s", name, x).isFinite();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "relu; HeavisideTheta[x]",
        "Max[0, x]^2; 2 HeavisideTheta[x] Max[0, x]",
        "step; DiracDelta[x]",
        "sign; 2 DiracDelta[x]",
        "abs; Sign[x]",
        "x HeavisideTheta[x]; HeavisideTheta[x]",
        "Cos[x] HeavisideTheta[x - 1]; Cos[1] DiracDelta[x - 1] - Sin[x] HeavisideTheta[x - 1]",
        "erf; 2 Exp[-x^2]/Sqrt[Pi]"
      })
  void should_differentiate_in_the_sense_of_distributions(String text, String derivative) {
    assertThat(Activation.parse(text).distributionalDerivative())
        .isEqualTo(WolframReader.read(derivative));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hardTanh; -1, 1",
        "relu6; 0, 6",
        "Max[0, 2 x - 1]; 0.5",
        "Abs[x^2 - 4] + Sign[x]; -2, 0, 2",
        "Piecewise[{{x, x < -1}, {x^3, x < 1}}, 1]; -1, 1",
        "Max[x, Exp[x] - 2]; -1.8414056604369606, 1.1461932206205825",
      })
  void should_find_breakpoints(String text, String points) {
    double[] expected =
        Stream.of(points.split(", ", -1)).mapToDouble(Double::parseDouble).toArray();

    // The last row's values: mpmath 40 digits, roots of Exp[x] - 2 - x.
    assertThat(Activation.parse(text).breakpoints()).containsExactly(expected, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "leakyRelu[1/10]; Max[0, x] + Min[0, x]/10",
        "relu[x] + x/10; Max[0, x] + x/10",
        "tanh[2 x]; Tanh[2 x]",
        "leakyRelu[1/10][3 x]; Max[0, 3 x] + Min[0, 3 x]/10",
        "tanh'[x]; Sech[x]^2",
        "hermite[2]; (x^2 - 1)/Sqrt[2]",
        "HermiteH[3, x]; 8 x^3 - 12 x"
      })
  void should_use_names_of_the_catalogue(String text, String formula) {
    assertThat(Activation.parse(text).expression()).isEqualTo(WolframReader.read(formula));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tanhh; did you mean tanh",
        "Tnah[x]; did you mean tanh",
        "x y; unknown symbol y",
        "Sqrt[x]; not a real number",
        "Log[x]; not a real number",
        "ArcSin[x]; not a real number",
        "LengthMap[x]; unknown function LengthMap",
        "leakyRelu[1, 2]; takes 1 parameter",
        "hermite[-1]; order must be an integer",
        "HermiteHe[x, 2]; order must be an integer"
      })
  void should_reject_what_is_no_activation(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.parse(text))
        .withMessageContaining(reason);
  }

  @Test
  void should_reject_malformed_text() {
    assertThatThrownBy(() -> Activation.parse("Max[0, x")).isInstanceOf(SyntaxException.class);
  }

  @Test
  void should_keep_parameters_symbolic() {
    Activation activation = Activation.parse("a Min[x, 0] + b Max[x, 0]", Set.of("a", "b"));

    assertThat(activation.parameters()).containsExactlyInAnyOrder("a", "b");
    assertThatThrownBy(activation::function).isInstanceOf(IllegalStateException.class);
    assertThat(WolframWriter.write(activation.derivative())).contains("a").contains("b");
  }

  @ParameterizedTest
  @CsvSource({
    "linear, x",
    "logistic, 1/(1 + Exp[-x])",
    "silu, x/(1 + Exp[-x])",
    "SiLU, swish",
    "ReLU, 'Max[0, x]'",
    "GELU, x (1 + Erf[x/Sqrt[2]])/2",
    "x SiLU[x], x swish[x]",
    "'LeakyReLU[1/10]', 'leakyRelu[1/10]'"
  })
  void should_know_the_names_of_other_programs(String alias, String text) {
    assertThat(Activation.parse(alias)).isEqualTo(Activation.parse(text));
  }

  @Test
  void should_give_no_second_name_to_an_activation_of_the_catalogue() {
    assertThat(ActivationCatalogue.aliases())
        .doesNotContainAnyElementsOf(ActivationCatalogue.names())
        .allSatisfy(
            alias ->
                assertThat(ActivationCatalogue.names())
                    .contains(ActivationCatalogue.find(alias).orElseThrow().name()));
    assertThatThrownBy(() -> Activation.named("SILU")).hasMessageContaining("SILU");
  }
}
