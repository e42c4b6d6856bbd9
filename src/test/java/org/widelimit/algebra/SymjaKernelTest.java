package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymjaKernelTest {

  private static final Duration BUDGET = Duration.ofSeconds(60);
  private final SymjaKernel kernel = SymjaKernel.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tanh[x]^2",
        "Sech[x] Sinh[x]",
        "Erf[x/Sqrt[2]]",
        "Abs[x - 2] x",
        "Max[0, x, x^2]",
        "Min[x, 1 - x]",
        "Piecewise[{{x^2, x < 1}, {Sin[x], x < 5}}, 0]",
        "x^x",
        "ArcSin[x/3]",
        "ArcCos[x/3] ArcTan[x]",
        "Log[1 + Exp[x]]",
        "HermiteHe[3, x]",
        "Sqrt[1 + x^2]",
        "Sum[x^n, {n, 1, 4}]",
        "Sign[x] x^3",
        "HeavisideTheta[x] Exp[x]",
        "Erfc[2 x]",
        "Cosh[Tan[x]]"
      })
  void should_differentiate_as_finite_differences_do(String text) {
    Expr expr = WolframReader.read(text);
    BigDecimal x = new BigDecimal("0.37");
    BigDecimal h = new BigDecimal("1e-20");
    BigDecimal quotient =
        value(expr, x.add(h))
            .subtract(value(expr, x.subtract(h)))
            .divide(h.add(h), MathContext.DECIMAL128);
    BigDecimal slope = value(kernel.differentiate(expr, "x"), x);
    // The central difference is off by h^2 f'''/6, about 1e-40 times a third derivative below 1e10.
    assertThat(slope.subtract(quotient).abs()).isLessThan(new BigDecimal("1e-28"));
    BigDecimal wrong =
        value(kernel.differentiate(Expressions.times(expr, Expressions.sym("x")), "x"), x);
    assertThat(wrong.subtract(quotient).abs()).isGreaterThan(new BigDecimal("1e-6"));
  }

  private static BigDecimal value(Expr expr, BigDecimal x) {
    return HighPrecision.evaluate(expr, Map.of("x", x), 70).orElseThrow();
  }

  @Test
  void should_differentiate_unknown_functions_by_the_chain_rule() {
    assertThat(kernel.differentiate(WolframReader.read("f[x^2] + y"), "x"))
        .isEqualTo(WolframReader.read("2 x f'[x^2]"));
    assertThat(kernel.differentiate(WolframReader.read("f'[x]"), "x"))
        .isEqualTo(WolframReader.read("f''[x]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Sin[N]^2 + Cos[N]^2; 1",
        "gamma + Gamma - gamma; Gamma",
        "(a^2 - 1)/(a - 1); 1 + a"
      })
  void should_simplify_without_folding_case(String text, String expected) {
    assertThat(kernel.simplify(WolframReader.read(text), Assumptions.none(), BUDGET))
        .contains(WolframReader.read(expected));
  }

  @Test
  void should_offer_limits_and_solutions() {
    assertThat(kernel.limit(WolframReader.read("Sin[N]/N"), "N", Expressions.ZERO, BUDGET))
        .contains(Expressions.ONE);
    assertThat(kernel.solve(WolframReader.read("2 s == q"), "s", BUDGET))
        .containsExactly(WolframReader.read("q/2"));
  }

  @Test
  void should_stop_at_the_end_of_its_budget_and_go_on() {
    Expr endless = WolframReader.read("Simplify[(a+b+c+d+e1+f1)^40 - (a+b+c+d+e1+f1)^39 (a+b)]");
    assertThatThrownBy(() -> kernel.ask(endless, Duration.ofMillis(1)))
        .isInstanceOf(BudgetExceededException.class);
    assertThat(kernel.limit(WolframReader.read("Sin[x]/x"), "x", Expressions.ZERO, BUDGET))
        .contains(Expressions.ONE);
  }
}
