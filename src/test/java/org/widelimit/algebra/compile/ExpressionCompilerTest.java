package org.widelimit.algebra.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class ExpressionCompilerTest {

  /** Relative error allowed to formulas of a few operations: sixteen units in the last place. */
  private static final double BOUND = 16 * 0x1p-52;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        // mpmath 40 digits; the naive double evaluation overflows, cancels or vanishes at each
        "Log[1 + Exp[x]] => 800 => 800",
        "Log[1 + Exp[x]] => -40 => 4.248354255291588977303e-18",
        "x Exp[x]/(1 + Exp[x]) => 800 => 800",
        "1/(1 + Exp[-x]) => -745 => 4.94065645841246544176569e-324",
        "Exp[x]/(1 + Exp[x])^2 => 710 => 4.47628622567513030623e-309",
        "Exp[x] - 1 => 1*^-10 => 1.00000000005000000000167e-10",
        "1 + Erf[x] => -5 => 1.537459794428034850188e-12",
        "1 - Erf[x] => 5 => 1.537459794428034850188e-12",
        "x (1 + Erf[x/Sqrt[2]])/2 => -30 => -1.47201417814445611786e-196",
        "x/2 + x Erf[x/Sqrt[2]]/2 => -30 => -1.47201417814445611786e-196",
        "(Exp[x] - Exp[-x])/(Exp[x] + Exp[-x]) => 720 => 1",
        "(Exp[2 x] - 1)/(Exp[2 x] + 1) => 400 => 1",
        "x Tanh[Log[1 + Exp[x]]] => 750 => 750",
        "Log[Cosh[x]] => 1000 => 999.3068528194400546905828",
        "1 - Tanh[x]^2 => 25 => 7.714999391855671132102e-22",
        "1 - Cos[x] => 1*^-9 => 5e-19",
        "Log[1 + x] => 1*^-18 => 1e-18",
        "Sinh[x]/Cosh[x] => 900 => 1",
        "1 - 1/(1 + Exp[-x]) => 50 => 1.928749847963917783e-22",
      })
  void should_keep_digits_where_naive_code_loses_them(String text, String at, double value) {
    double x = ((Expr.Num) WolframReader.read(at)).doubleValue();
    double actual = unary(text).applyAsDouble(x);
    assertThat(Math.abs(actual - value)).isLessThanOrEqualTo(BOUND * Math.abs(value) + 1e-323);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "Max[0, x] => -2 => 0",
        "Max[0, x, 3] => 2 => 3",
        "Min[1, Max[-1, x]] => 5 => 1",
        "Abs[x] Sign[x] => -3 => -3",
        "HeavisideTheta[x] => 0 => 0.5",
        "Sign[x] => 0 => 0",
        "Piecewise[{{x, x > 0}, {Exp[x] - 1, x <= 0}}] => 2 => 2",
        "Piecewise[{{x, x > 0}, {-7, x < -5 || x == -1}}, 9] => -1 => -7",
        "Piecewise[{{x, x > 0}, {-7, x < -5 || x == -1}}, 9] => -6 => -7",
        "Piecewise[{{x, x > 0}, {-7, x < -5 || x == -1}}, 9] => -2 => 9",
        "Piecewise[{{1, -1 < x <= 1 && x != 0}}] => 0 => 0",
        "Piecewise[{{1, -1 < x <= 1 && x != 0}}] => 1 => 1",
        "Piecewise[{{1, !(x > 2 && x < 3)}}, 5] => 2.5 => 5",
        "Piecewise[{{1, False}, {2, True}}] => 0 => 2",
        "x^3 => -2 => -8",
        "x^-2 => 2 => 0.25",
        "x^(3/2) => 4 => 8",
        "x^(-1/2) => 4 => 0.5",
        "2^x => 10 => 1024",
        "x^40 => -1 => 1",
        "x! => 5 => 120",
        "Binomial[x, 2] => 5 => 10",
        "HermiteHe[3, x] => 2 => 2",
        "Floor[x] => -0.5 => -1",
        "Log[2, x] => 8 => 3",
        "ArcTan[x, 1] => 0 => 1.5707963267948966",
        "Sin[Pi x] => 0.5 => 1",
        "Infinity x => 2 => Infinity",
        "x/(2 x) => 0 => 0.5",
      })
  void should_evaluate_every_head(String text, String at, double value) {
    double x = ((Expr.Num) WolframReader.read(at)).doubleValue();
    assertThat(unary(text).applyAsDouble(x)).isCloseTo(value, within(BOUND * 10));
  }

  @Test
  void should_return_nan_where_there_is_no_real_value() {
    assertThat(unary("Sqrt[x]").applyAsDouble(-1)).isNaN();
    assertThat(unary("Log[x]").applyAsDouble(-1)).isNaN();
    assertThat(unary("x^(1/3)").applyAsDouble(-1)).isNaN();
    assertThat(unary("ArcSin[x]").applyAsDouble(1.5)).isNaN();
  }

  @Test
  void should_apply_to_a_stretch_of_an_array() {
    double[] values = {-1, -2, 3, 4};
    unary("x^2").applyAll(values, values, 1, 3);
    assertThat(values).containsExactly(-1, 4, 9, 4);
  }

  @Test
  void should_take_several_arguments_in_the_given_order() {
    CompiledFunction function =
        ExpressionCompiler.compile(WolframReader.read("p/q + Sqrt[r] p"), List.of("r", "q", "p"));
    assertThat(function.evaluate(9, 2, 4)).isEqualTo(14);
    assertThatThrownBy(() -> function.evaluate(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 3 arguments, got 2");
  }

  @Test
  void should_name_what_it_cannot_evaluate() {
    assertThatThrownBy(() -> unary("x + sigmaW"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value for the symbol sigmaW");
    assertThatThrownBy(() -> unary("1 + E[z^2, z] x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no numeric value for E[z^2, z]");
    assertThatThrownBy(() -> unary("DiracDelta[x]")).hasMessageContaining("DiracDelta[x]");
    assertThatThrownBy(() -> unary("Piecewise[{{1, x}}]")).hasMessage("not a condition: x");
    assertThatThrownBy(() -> unary("x < 1")).hasMessageContaining("x < 1");
  }

  @Test
  void should_refuse_what_is_too_deep_or_too_large() {
    Expr deep = Expressions.sym("x");
    for (int i = 0; i < 600; i++) {
      deep = Expressions.call("Sin", deep);
    }
    Expr tower = deep;
    assertThatThrownBy(() -> ExpressionCompiler.compileUnary(tower, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper");
    StringBuilder wide = new StringBuilder("x");
    for (int i = 2; i < 1700; i++) {
      wide.append("+Sin[").append(i).append("x]");
    }
    Expr large = WolframReader.read(wide.toString());
    Expr larger =
        Expressions.plus(
            java.util.stream.IntStream.range(1, 9)
                .mapToObj(i -> large.substitute("x", Expressions.sym("x" + i)))
                .toList());
    List<String> names = java.util.stream.IntStream.range(1, 9).mapToObj(i -> "x" + i).toList();
    assertThatThrownBy(() -> ExpressionCompiler.compile(larger, names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the expression is too large to compile");
    assertThat(ExpressionCompiler.compileUnary(large, "x").applyAsDouble(0)).isZero();
  }

  @Test
  void should_compile_an_expression_once() {
    assertThat(unary("Tanh[x] + 1/7")).isSameAs(unary("1/7 + Tanh[x]"));
    assertThat(unary("Tanh[x] + 1/7")).isNotSameAs(unary("Tanh[x] + 1/8"));
  }

  private static UnaryFunction unary(String text) {
    return ExpressionCompiler.compileUnary(WolframReader.read(text), "x");
  }
}
