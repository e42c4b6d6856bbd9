package org.widelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.matheclipse.core.eval.ExprEvaluator;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.meanfield.MeanFieldMaps;

class SymjaFunctionsTest {

  private static ExprEvaluator session;

  @BeforeAll
  static void register() {
    Widelimit.register();
    session = new ExprEvaluator(false, (short) 100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Dual[ReLU][1, 1, 1]; 1/2",
        "Dual[Sign][p, q, 0]; 0",
        "Dual[Erf, ReLU][p, q, r] - r/Sqrt[Pi*(1 + 2*p)]; 0",
        "LengthMap[x^2, w, b][q]; b^2+3*q^2*w^2",
        "CorrelationMap[x, 1, 0][q, c]; c",
        "Chi[x^3, w][1]; 27*w^2",
        "NNGP[x, w, b, 1][p, q, r]; r",
        "NTK[x, 1, 0, 3][1, 1, c]; 3*c",
        "GaussianExpectation[u^2*v^2, {u, v}, {{1, c}, {c, 1}}]; 1+2*c^2"
      })
  void should_be_the_closed_form(String typed, String answer) {
    assertThat(session.eval("FullSimplify[" + typed + "]"))
        .isEqualTo(session.eval(answer.isEmpty() ? "0" : "FullSimplify[" + answer + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dual[Tanh][p, q, r]",
        "Dual[nosuch][p, q, r]",
        "Dual[0.3*x][p, q, r]",
        "Chi[Sign, 1][q]",
        "GaussianExpectation[Tanh[z]^2, z]",
        "NNGP[relu, 1, 0, 99][p, q, r]"
      })
  void should_stay_as_typed_where_there_is_none(String typed) {
    String head = typed.substring(0, typed.indexOf('[')).toLowerCase(java.util.Locale.ROOT);
    assertThat(session.eval(typed).toString().toLowerCase(java.util.Locale.ROOT)).startsWith(head);
  }

  @Property(tries = 20)
  void should_agree_with_the_numbers(
      @ForAll @DoubleRange(min = 0.1, max = 5) double q,
      @ForAll @DoubleRange(min = 0.1, max = 3) double sigmaW) {
    Widelimit.register();
    ExprEvaluator here = new ExprEvaluator(false, (short) 100);
    double symbolic = here.evalf("Chi[gelu, " + sigmaW + "][" + q + "]");
    double numeric = MeanFieldMaps.of(Activation.named("gelu"), sigmaW * sigmaW, 0).chi(q).value();
    assertThat(symbolic).isCloseTo(numeric, org.assertj.core.data.Offset.offset(1e-9 * numeric));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x Erf[x]", "Max[0, x]", "1/(1 + Exp[-x])", "Sqrt[1 + x^2] + Pi x/3"})
  void should_convert_there_and_back(String text) {
    Expr expr = WolframReader.read(text);
    assertThat(Widelimit.fromSymja(Widelimit.toSymja(expr))).isEqualTo(expr);
  }

  @Test
  void should_refuse_what_has_another_meaning_or_is_not_exact() {
    assertThatThrownBy(() -> Widelimit.toSymja(WolframReader.read("N + 1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Widelimit.fromSymja(session.eval("0.5*x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Widelimit.derive(session.parse("y^2")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void should_be_a_function_of_hipparchus() {
    double root =
        new org.hipparchus.analysis.solvers.BrentSolver()
            .solve(100, Widelimit.function("x^3 - 2"), 0, 2);
    assertThat(root).isCloseTo(Math.cbrt(2), org.assertj.core.data.Offset.offset(1e-5));
    assertThat(Widelimit.slope("x^3").value(2)).isEqualTo(12);
  }
}
