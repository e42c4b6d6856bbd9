package org.widelimit.algebra.symja;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class SymjaKernelTest {

  private static final Duration BUDGET = Duration.ofSeconds(60);
  private final SymjaKernel kernel = Kernels.symja();

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
        "Sqrt[1 + x^2]",
        "Sign[x] x^3",
        "HeavisideTheta[x] Exp[x]",
        "Erfc[2 x]",
        "Cosh[Tan[x]]"
      })
  void should_propose_derivatives_that_are_those_of_finite_differences(String text) {
    Proposer proposer = Proposer.of(kernel, BUDGET);
    Expr expr = WolframReader.read(text);
    BigDecimal x = new BigDecimal("0.37");
    BigDecimal h = new BigDecimal("1e-20");
    BigDecimal quotient =
        value(expr, x.add(h))
            .subtract(value(expr, x.subtract(h)))
            .divide(h.add(h), MathContext.DECIMAL128);

    Believed slope = proposer.derivative(expr, "x", Assumptions.none());

    // The central difference is off by h^2 f'''/6, about 1e-40 times a third derivative below 1e10.
    assertThat(value(slope.value(), x).subtract(quotient).abs())
        .isLessThan(new BigDecimal("1e-28"));
    // The zero test need not decide each of them, and then nothing is believed.
    boolean proved =
        proposer.proposals().stream().allMatch(asked -> asked.outcome() == Proposal.Outcome.PROVED);
    assertThat(proposer.proposals())
        .singleElement()
        .satisfies(asked -> assertThat(asked.outcome()).isNotEqualTo(Proposal.Outcome.WRONG));
    assertThat(slope.author()).isEqualTo(proved ? Symja.NAME : ProofStep.OWN);
    assertThat(slope.checked().isEmpty()).isEqualTo(!proved);
  }

  private static BigDecimal value(Expr expr, BigDecimal x) {
    return HighPrecision.evaluate(expr, Map.of("x", x), 70).orElseThrow();
  }

  @Test
  void should_not_ask_for_what_it_cannot_know() {
    Proposer proposer = Proposer.of(kernel, BUDGET);
    assertThat(
            proposer.derivative(WolframReader.read("f[x^2] + y"), "x", Assumptions.none()).value())
        .isEqualTo(WolframReader.read("2 x f'[x^2]"));
    assertThat(proposer.proposals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Simplify[Sin[N]^2 + Cos[N]^2]; 1",
        "Simplify[gamma + Gamma - gamma]; Gamma",
        "Simplify[(a^2 - 1)/(a - 1)]; 1 + a",
        "Limit[Sin[N]/N, N -> 0]; 1",
        "D[E1 Erf[x], x]; 2 E1 Exp[-x^2]/Sqrt[Pi]"
      })
  void should_answer_without_folding_case(String question, String answer) {
    assertThat(kernel.ask(WolframReader.read(question), BUDGET).value())
        .contains(WolframReader.read(answer));
  }

  @Test
  void should_prove_an_antiderivative_whose_roots_hide_a_sign() {
    Proposer proposer = Proposer.of(kernel, BUDGET);
    Assumptions given = Assumptions.positive("s").with(WolframReader.read("r^2 < s^2"));

    proposer.antiderivative(WolframReader.read("r ArcSin[r/s]"), "r", given);

    // Where this machine is too slow for it there is no answer, and none is believed.
    assertThat(proposer.proposals())
        .singleElement()
        .satisfies(asked -> assertThat(asked.outcome()).isNotEqualTo(Proposal.Outcome.WRONG));
  }

  @Test
  void should_stop_at_the_end_of_its_budget_and_go_on() {
    Expr endless = WolframReader.read("Simplify[(a+b+c+d+e1+f1)^40 - (a+b+c+d+e1+f1)^39 (a+b)]");
    assertThat(kernel.ask(endless, Duration.ofMillis(1)).value()).isEmpty();
    assertThat(kernel.ask(WolframReader.read("Limit[Sin[x]/x, x -> 0]"), BUDGET).value())
        .contains(Expressions.ONE);
  }
}
