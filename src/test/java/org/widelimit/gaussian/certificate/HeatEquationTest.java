package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class HeatEquationTest {

  private static Optional<Expr> halfCurvature(String function) {
    return HeatEquation.halfCurvature(WolframReader.read(function), "x");
  }

  /** The second derivative by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x^4; 6 x^2",
        "Tanh[x]^2; (1 - Tanh[x]^2)^2 - 2 Tanh[x]^2 (1 - Tanh[x]^2)",
        "Log[1 + Exp[x]]; Exp[x]/(1 + Exp[x])^2/2",
        "x/(1 + Exp[-x]); (2 (1 + Exp[-x]) Exp[-x] + x Exp[-2 x] - x Exp[-x])/(1 + Exp[-x])^3/2",
        "x^2 Exp[-x^2]; (1 - 5 x^2 + 2 x^4) Exp[-x^2]",
      })
  void should_return_half_the_second_derivative(String function, String expected) {
    Expr difference =
        Expressions.minus(halfCurvature(function).orElseThrow(), WolframReader.read(expected));
    for (int x = -7; x <= 7; x += 2) {
      assertThat(HighPrecision.estimate(difference, Map.of("x", Expressions.num(x, 3)), 30))
          .hasValueSatisfying(value -> assertThat(value.isNonzero()).isFalse());
    }
  }

  /** Jumps and kinks leave deltas, and what grows like a normal density has no average. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HeavisideTheta[x]",
        "Max[0, x]",
        "Abs[x]",
        "Sign[x] Tanh[x]^2 + Sign[x]",
        "Exp[x^2]",
        "Exp[x^3]",
        "Exp[Exp[x]]",
        "1/x",
        "Log[x]",
        "1/(2 + Sin[x] x)",
        "Exp[2 x^2 - x]"
      })
  void should_refuse(String function) {
    assertThat(halfCurvature(function)).isEmpty();
  }
}
