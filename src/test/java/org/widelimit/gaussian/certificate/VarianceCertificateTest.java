package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.certificate.CertificateResult.Extent;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;

class VarianceCertificateTest {

  private static CertificateResult prove(String function, Expr claimed) {
    return VarianceCertificate.prove(
        claimed, Activation.parse(function), "q", Duration.ofSeconds(10));
  }

  /**
   * Averages over one normal variable: moments of the half-normal and of the truncated normal law
   * (by parts), moment generating functions on half lines (completing the square), Williams 1997.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Abs[x]; Sqrt[2 q/Pi]; CLOSED",
        "Abs[x]^3; 2 Sqrt[2/Pi] q^(3/2); CLOSED",
        "HeavisideTheta[x]; 1/2; INSIDE",
        "HeavisideTheta[x - 1]; (1 - Erf[1/Sqrt[2 q]])/2; INSIDE",
        "x^2 HeavisideTheta[x - 1]; q (1 - Erf[1/Sqrt[2 q]])/2 + Sqrt[q/(2 Pi)] Exp[-1/(2 q)];"
            + " INSIDE",
        "Max[0, x - 2]; Sqrt[q/(2 Pi)] Exp[-2/q] - 1 + Erf[Sqrt[2/q]]; INSIDE",
        "Max[-1, Min[1, x]]^2; 1 + (q - 1) Erf[1/Sqrt[2 q]] - Sqrt[2 q/Pi] Exp[-1/(2 q)]; INSIDE",
        "Exp[x] HeavisideTheta[-x]; Exp[q/2] Erfc[Sqrt[q/2]]/2; INSIDE",
        "x Exp[x] HeavisideTheta[-x]; q Exp[q/2] Erfc[Sqrt[q/2]]/2 - Sqrt[q/(2 Pi)]; CLOSED",
        "Exp[-Abs[x]]; Exp[q/2] Erfc[Sqrt[q/2]]; CLOSED",
        "Erf[x]^2; 2 ArcSin[2 q/(1 + 2 q)]/Pi; CLOSED",
        "Sin[x]^2; (1 - Exp[-2 q])/2; CLOSED",
        "x^4; 3 q^2; CLOSED",
        "Exp[-x^2]; 1/Sqrt[1 + 2 q]; CLOSED",
      })
  void should_prove_an_average_and_not_what_differs_by_a_solution_of_the_equation(
      String function, String form, Extent extent) {
    // GIVEN
    Expr claimed = WolframReader.read(form);
    // WHEN
    CertificateResult result = prove(function, claimed);
    // THEN
    assertThat(result).as(result.toString()).isInstanceOf(Proved.class);
    assertThat(((Proved) result).extent()).isEqualTo(extent);
    assertThat(((Proved) result).steps())
        .extracting(ProofStep::rule)
        .contains("smoothness", "growth")
        .anyMatch(rule -> rule.startsWith("heat equation, order"));
    for (String part :
        new String[] {
          // Of 2 V' - a^2 V = 0 for a = 0 and 1; what vanishes at 0 with all derivatives; a factor.
          "1/1000", "Exp[q/2]/1000", "Exp[-1/q]/1000", "q/1000", "Sqrt[q]/1000", "q^(7/2)"
        }) {
      Expr wrong = Expressions.plus(claimed, WolframReader.read(part));
      assertThat(prove(function, wrong)).as(part).isNotInstanceOf(Proved.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Outside the class, growing too fast, not smooth, with a symbol of its own.
        "Tanh[x]^2; q",
        "Exp[x^2/8]; 1/Sqrt[1 - q/4]",
        "x^2; q + (Sign[q - 1] - 1) (Sign[q - 1] + 1)",
        "x^2; q + Abs[q - 1] - Sqrt[(q - 1)^2]",
        "x^2; q + a - a",
        "1/x; 0",
      })
  void should_leave_what_does_not_meet_the_hypotheses(String function, String form) {
    Expr claimed =
        form.contains("a - a")
            ? Expressions.plus(WolframReader.read("q"), WolframReader.read("Sin[a] 0 + a"))
            : WolframReader.read(form);

    assertThat(prove(function, claimed)).isInstanceOf(CertificateResult.NotProved.class);
  }
}
