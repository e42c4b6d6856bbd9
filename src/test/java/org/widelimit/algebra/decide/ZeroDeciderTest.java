package org.widelimit.algebra.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.symja.Kernels;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class ZeroDeciderTest {

  private static final Duration BUDGET = Duration.ofSeconds(60);

  /** Two positive variances and a covariance, a correlation inside (-1, 1), and free reals a, b. */
  private static final Assumptions COVARIANCE =
      new Assumptions(
          Map.of(
              "p", Interval.POSITIVE,
              "q", Interval.POSITIVE,
              "x", Interval.POSITIVE,
              "y", Interval.POSITIVE,
              "c", Interval.open(Expressions.num(-1), Expressions.num(1))),
          List.of(WolframReader.read("r^2 < p q")));

  /** GELU's dual activation (Tsuchida et al. 2020) and the same with an arcsine. */
  private static final String GELU =
      "r/4 + ((r^2 + p q ((1+p)(1+q) - r^2))/((1+p)(1+q) Sqrt[(1+p)(1+q) - r^2])"
          + " + r ArcTan[r/Sqrt[(1+p)(1+q) - r^2]])/(2 Pi)";

  private static final String GELU_BY_ARCSINE =
      GELU.replace("ArcTan[r/Sqrt[(1+p)(1+q) - r^2]]", "ArcSin[r/Sqrt[(1+p)(1+q)]]");

  private static ZeroDecision decide(String text) {
    return ZeroDecider.decide(WolframReader.read(text), COVARIANCE, BUDGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sqrt[2] Sqrt[3] - Sqrt[6]",
        "Sqrt[p] Sqrt[q] - Sqrt[p q]",
        "Sqrt[a^2] - Abs[a]",
        "Abs[a]^2 - a^2",
        "Sign[a] Abs[a] - a",
        "Max[a, b] + Min[a, b] - a - b",
        "HeavisideTheta[a] + HeavisideTheta[-a] - 1",
        "Piecewise[{{a, a > 0}}, 0] - Max[0, a]",
        "Sin[a]^2 + Cos[a]^2 - 1",
        "Sin[2 a] - 2 Sin[a] Cos[a]",
        "Cosh[a]^2 - Sinh[a]^2 - 1",
        "Tanh[a] - (Exp[2 a] - 1)/(Exp[2 a] + 1)",
        "Sech[a]^2 - 1 + Tanh[a]^2",
        "Log[x y] - Log[x] - Log[y]",
        "Log[Exp[a] + 1] - a - Log[1 + Exp[-a]]",
        "Exp[3 Log[x]] - x^3",
        "2 2^a - 2^(a+1)",
        "ArcSin[c] + ArcCos[c] - Pi/2",
        "ArcTan[x] + ArcTan[1/x] - Pi/2",
        "2 ArcTan[Sqrt[(1-c)/(1+c)]] - ArcCos[c]",
        "ArcTanh[c] - Log[(1+c)/(1-c)]/2",
        "ArcTan[1/2] + ArcTan[1/3] - Pi/4",
        "4 ArcTan[1/5] - ArcTan[1/239] - Pi/4",
        "ArcSin[r/Sqrt[p q]] - ArcTan[r/Sqrt[p q - r^2]]",
        "ArcSin[2 r/Sqrt[(1+2 p)(1+2 q)]] - ArcTan[2 r/Sqrt[(1+2 p)(1+2 q) - 4 r^2]]",
        "Erf[-a] + Erf[a]",
        "Erfc[a] + Erf[a] - 1",
        "Erfi[-a] + Erfi[a]",
        "DawsonF[a] - Sqrt[Pi]/2 Exp[-a^2] Erfi[a]",
        "D[Erfi[r/Sqrt[1 + 2 p]] Exp[-q/2], r] - 2 Exp[r^2/(1 + 2 p) - q/2]/Sqrt[Pi (1 + 2 p)]",
        "D[DawsonF[a], a] - 1 + 2 a DawsonF[a]",
        "Gamma[7/2] - 15 Sqrt[Pi]/8",
        "HermiteHe[3, a] - a^3 + 3 a",
        "phi[Sqrt[4 q] z] - phi[2 Sqrt[q] z]",
        "E[phi[Sqrt[q] z]^2, z] - E[phi[Sqrt[q] w]^2, w]",
        "Sum[n^2, {n, 1, 4}] - 30",
        "Sign[a b] - Sign[a] Sign[b]",
        "Sign[a^2 - a + 1] - 1",
        "Abs[Sqrt[p q] - r] - Sqrt[p q] + r"
      })
  void should_prove_identities(String identity) {
    assertThat(decide(identity)).isInstanceOf(ZeroDecision.Zero.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sqrt[2] Sqrt[3] - Sqrt[5]",
        "Sqrt[a^2] - a",
        "Sin[2 a] - 2 Sin[a] Cos[2 a]",
        "ArcTan[a] + ArcTan[1/a] - Pi/2",
        "ArcTan[a] + ArcTan[1/a] - Pi Sign[a]/3",
        "ArcSin[Sin[a]] - a",
        "Log[a^2] - 2 Log[Abs[a]] + 1/10^30",
        "4 ArcTan[1/5] - ArcTan[1/239] - 5 Pi/4",
        "Exp[Pi Sqrt[163]] - 262537412640768744",
        "Erf[a]^2 - 1",
        "Erfi[a] - Erf[a]",
        "Max[a, b] - a"
      })
  void should_refute_with_a_witness(String claim) {
    assertThat(decide(claim))
        .isInstanceOfSatisfying(
            ZeroDecision.Nonzero.class,
            nonzero -> {
              Optional<java.math.BigDecimal> value =
                  HighPrecision.evaluate(WolframReader.read(claim), nonzero.witness(), 80);
              assertThat(value).isPresent();
              assertThat(value.orElseThrow().signum()).isNotZero();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phi[q] - psi[q]",
        "phi[q] - phi[p]",
        "E[phi[z], z] - E[phi[z]^2, z]",
        "Sign[a]^2 - 1",
        "Abs[a]^2 - a^2 + Sign[a]^2 - 1",
        "HeavisideTheta[a^2] - 1 + Abs[a] - Max[a, -a]",
        "Piecewise[{{1, a <= 0}, {2, True}}, 0] - Piecewise[{{1, a < 0}, {2, True}}, 0]",
        "1/(a - a) - 1",
        "a/(b - b) 0",
        "Infinity - Infinity",
        "1/0 - 1/0",
        "Log[-1 - a^2] - Log[-1 - a^2]^2"
      })
  void should_not_guess(String claim) {
    assertThat(decide(claim)).isInstanceOf(ZeroDecision.Unknown.class);
  }

  @Test
  void should_settle_the_certificate_of_gelu() {
    assertThat(decide(GELU + " - (" + GELU_BY_ARCSINE + ")")).isInstanceOf(ZeroDecision.Zero.class);
    Expr slope = new Differentiation("r").of(WolframReader.read(GELU)).orElseThrow();
    // The derivative worked out by hand: 1/4 + theta/(2 Pi) + the algebraic part.
    String byHand =
        "1/4 + ArcTan[r/Sqrt[(1+p)(1+q) - r^2]]/(2 Pi) + (r/Sqrt[(1+p)(1+q) - r^2]"
            + " + 2 r (1 - p q)/((1+p)(1+q) Sqrt[(1+p)(1+q) - r^2])"
            + " + (r^2 + p q ((1+p)(1+q) - r^2)) r/((1+p)(1+q) ((1+p)(1+q) - r^2)^(3/2)))/(2 Pi)";
    assertThat(
            ZeroDecider.decide(
                Expressions.minus(slope, WolframReader.read(byHand)), COVARIANCE, BUDGET))
        .isInstanceOf(ZeroDecision.Zero.class);
    for (String[] change :
        List.of(
            new String[] {"1/4", "1/5"},
            new String[] {"2 Pi)", "3 Pi)"},
            new String[] {"1 - p q", "1 + p q"},
            new String[] {"(3/2)", "(1/2)"})) {
      Expr changed = WolframReader.read(byHand.replace(change[0], change[1]));
      assertThat(ZeroDecider.decide(Expressions.minus(slope, changed), COVARIANCE, BUDGET))
          .isInstanceOf(ZeroDecision.Nonzero.class);
    }
  }

  @Test
  void should_know_more_identities_than_the_zero_test_of_symja() {
    List<String> identities =
        List.of(
            "ArcSin[r/Sqrt[p q]] - ArcTan[r/Sqrt[p q - r^2]]",
            "2 ArcTan[Sqrt[(1-c)/(1+c)]] - ArcCos[c]",
            "Max[a, b] + Min[a, b] - a - b",
            "Sqrt[a^2] - Abs[a]",
            "ArcTan[x] + ArcTan[1/x] - Pi/2",
            "Log[x y] - Log[x] - Log[y]",
            GELU + " - (" + GELU_BY_ARCSINE + ")");
    SymjaKernel kernel = Kernels.symja();
    List<String> missed = new ArrayList<>();
    for (String identity : identities) {
      assertThat(decide(identity)).isInstanceOf(ZeroDecision.Zero.class);
      Expr question = Expressions.call("PossibleZeroQ", WolframReader.read(identity));
      if (!kernel
          .ask(question, Duration.ofSeconds(20))
          .value()
          .equals(Optional.of(Expressions.sym("True")))) {
        missed.add(identity);
      }
    }
    // Symja cannot be told the assumptions, so some of these it must leave open.
    assertThat(missed).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void should_give_up_in_time() {
    StringBuilder hard = new StringBuilder("1");
    for (int i = 0; i < 14; i++) {
      hard.append(" + Sqrt[1 + Sqrt[").append(i + 2).append(" + a").append(i).append("^2]]");
    }
    long start = System.nanoTime();
    Expr expr = Expressions.power(WolframReader.read(hard.toString()), Expressions.num(9));
    ZeroDecision decision =
        ZeroDecider.decide(
            Expressions.minus(
                expr, Expressions.times(expr, WolframReader.read("Sin[b]^2 + Cos[b]^2"))),
            Assumptions.none(),
            Duration.ofMillis(1500));
    assertThat(decision).isNotInstanceOf(ZeroDecision.Nonzero.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Sqrt[p] Sqrt[q]/(p q); 1/(Sqrt[p] Sqrt[q])",
        "(x^2 - 1)/(x - 1); 1 + x",
        "Sin[a]^2 + Cos[a]^2; 1",
        "Exp[a] Exp[-a] + Log[x^2] - 2 Log[x]; 1"
      })
  void should_bring_equal_expressions_to_one_form(String text, String form) {
    assertThat(NormalForm.of(WolframReader.read(text), COVARIANCE))
        .isEqualTo(WolframReader.read(form));
  }

  @Test
  void should_return_the_shortest_equal_form() {
    Expr expr = WolframReader.read("(Sin[a]^2 + Cos[a]^2)^2 p/(Sin[2 a]^2 + Cos[2 a]^2)");
    Proposer proposer = Proposer.of(Kernels.symja(), Duration.ofSeconds(20));
    assertThat(proposer.simplified(expr, COVARIANCE).value()).isEqualTo(Expressions.sym("p"));
    Expr irreducible = WolframReader.read("phi[x] + y");
    assertThat(proposer.simplified(irreducible, COVARIANCE).value()).isEqualTo(irreducible);
  }
}
