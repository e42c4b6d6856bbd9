package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.closed.GaussianResult.Divergent;
import org.widelimit.gaussian.closed.GaussianResult.NoClosedForm;

class GaussianCalculusTest {

  private static final Assumptions FILE =
      new Assumptions(
          Map.of(
              "q", Interval.open(Expressions.ZERO, Expressions.num(20)),
              "sigmaW", Interval.open(Expressions.ZERO, Expressions.num(3)),
              "sigmaB", Interval.closed(Expressions.ZERO, Expressions.num(2))),
          List.of());

  private static GaussianResult expectation(String body) {
    return GaussianCalculus.expectation(WolframReader.read(body), "z", FILE);
  }

  /** Values by hand: moments of a standard normal variable and their tails. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; 1",
        "z; 0",
        "z^2; 1",
        "z^4; 3",
        "z^6; 15",
        "(a z + b)^2; a^2 + b^2",
        "Abs[z]; Sqrt[2]/Sqrt[Pi]",
        "Abs[z]^3; 2 Sqrt[2]/Sqrt[Pi]",
        "Exp[q z]; Exp[q^2/2]",
        "HeavisideTheta[z - 1]; 1/2 - Erf[1/Sqrt[2]]/2",
        "DiracDelta[z]; 1/Sqrt[2 Pi]",
        "DiracDelta[2 z - 2] z; Exp[-1/2]/(2 Sqrt[2 Pi])",
        "Max[0, Sqrt[q] z]^2; q/2",
        "HeavisideTheta[Sqrt[q] z]^2; 1/2",
        "Erf[Sqrt[q] z]^2; 2 ArcSin[2 q/(1 + 2 q)]/Pi",
        "(2 Exp[-q z^2]/Sqrt[Pi])^2; 4/(Pi Sqrt[1 + 4 q])",
        "Cos[Sqrt[q] z]; Exp[-q/2]",
        "Erf[z] Sin[z]; Erfi[1/Sqrt[3]] Exp[-1/2]",
        "Max[0, z] Sin[z]; Exp[-1/2]/2",
        "Sign[z] Sin[a z]; Erfi[a/Sqrt[2]] Exp[-a^2/2]",
        "HermiteHe[2, z]; 0",
        "HermiteHe[3, z]^2; 6"
      })
  void should_derive_univariate_expectations(String body, String value) {
    GaussianResult result = expectation(body);

    assertThat(result).isInstanceOf(ClosedForm.class);
    assertThat(((ClosedForm) result).value()).isEqualTo(WolframReader.read(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Exp[z^2]; diverges",
        "Exp[q z^2]; diverges",
        "Exp[a z^2/1000]; unless a < 500",
        "1/z; pole of order 1 where z == 0",
        "1/(z - 1)^2; pole of order 2 where z - 1 == 0",
        "1/(1 - z^2); pole of order 1",
        "Tan[z]; pole of order 1 where Cos[z] == 0",
        "Sin[z]/z^2; pole of order 1",
        "Exp[Exp[z]]; faster as z tends to infinity than any Gaussian density",
        "Exp[z^3]; faster as z tends to infinity",
        "Exp[-z^3]; faster as z tends to -infinity",
        "Cosh[z^4] z; faster as z tends to infinity",
        "DiracDelta[z]^2; square of a delta"
      })
  void should_say_why_an_expectation_diverges(String body, String reason) {
    GaussianResult result = expectation(body);

    assertThat(result).isInstanceOf(Divergent.class);
    assertThat(((Divergent) result).reason()).contains(reason);
  }

  @Test
  void should_allow_growing_exponentials_where_they_converge() {
    Assumptions small =
        new Assumptions(
            Map.of("q", Interval.open(Expressions.ZERO, Expressions.num(1, 2))), List.of());
    GaussianResult result =
        GaussianCalculus.expectation(WolframReader.read("Exp[q z^2]"), "z", small);

    assertThat(result).isInstanceOf(ClosedForm.class);
    assertThat(((ClosedForm) result).value()).isEqualTo(WolframReader.read("1/Sqrt[1 - 2 q]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Tanh[z]^2; Tanh[z] is outside the class",
        "Sin[z]/z; quotient by a function of z",
        "Exp[-1/z^2]; Exp[-1/z^2] is outside the class",
        "Exp[-z^4]; Exp[-z^4] is outside the class",
        "Exp[-Exp[z]]; Exp[-Exp[z]] is outside the class",
        "Exp[z^3 - z^4]; is outside the class",
        "1/Sqrt[Abs[z]]; quotient by a function of z",
        "Sin[z^2]; Sin[z^2] is outside the class",
        "z^k; symbolic exponent",
        "Sign[z - 1] Erf[z] Erf[2 z]; 3 steps or erfs",
        "Log[1 + Exp[z]]; outside the class",
        "Sqrt[z]; outside the class",
        "Erf[z]^4; 4 steps or erfs",
        "Sin[z] Max[0, z - 1]; complex argument"
      })
  void should_say_why_there_is_no_closed_form(String body, String reason) {
    GaussianResult result = expectation(body);

    assertThat(result).isInstanceOf(NoClosedForm.class);
    assertThat(((NoClosedForm) result).reason()).contains(reason);
    assertThat(((NoClosedForm) result).integral())
        .isEqualTo(WolframReader.read("E[" + body + ", z]"));
  }

  @Test
  void should_close_the_expectations_inside_an_expression() {
    ClosedExpectations closed =
        ClosedExpectations.of(
            WolframReader.read(
                "sigmaW^2 E[Max[0, Sqrt[q] z]^2, z] + sigmaB^2 + E[Tanh[z]^2, z]"
                    + " + E[u^2 v^2, {u, v}, {{1, c}, {c, 1}}]"),
            FILE.with("c", Interval.open(Expressions.MINUS_ONE, Expressions.ONE)));

    assertThat(closed.expr())
        .isEqualTo(WolframReader.read("sigmaW^2 q/2 + sigmaB^2 + E[Tanh[z]^2, z] + 1 + 2 c^2"));
    assertThat(closed.open()).hasSize(1);
    assertThat(closed.steps()).isNotEmpty();
  }
}
