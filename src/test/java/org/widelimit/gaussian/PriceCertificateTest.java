package org.widelimit.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.sym;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframReader;
import org.widelimit.gaussian.CertificateResult.NotProved;
import org.widelimit.gaussian.CertificateResult.Proved;
import org.widelimit.gaussian.CertificateResult.Refuted;
import org.widelimit.gaussian.GaussianResult.ClosedForm;

class PriceCertificateTest {

  private static CertificateResult prove(Expr claimed, String text) {
    Activation phi = Activation.parse(text);
    return PriceCertificate.prove(claimed, phi, phi, "p", "q", "r");
  }

  /** The forms as the literature prints them, not as the engine does. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "step; (Pi - ArcCos[r/Sqrt[p q]])/(2 Pi)",
        "sign; 2/Pi ArcSin[r/Sqrt[p q]]",
        "relu; (Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi)",
        "erf; 2/Pi ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]",
        "erf; 2/Pi ArcTan[2 r/Sqrt[(1 + 2 p) (1 + 2 q) - 4 r^2]]",
        "sin; Exp[-(p + q)/2] Sinh[r]",
        "cos; Exp[-(p + q)/2] (Exp[r] + Exp[-r])/2",
        "rbf[3/2]; Exp[-3/2 (p + q - 2 r)]",
        "exp; Exp[(p + q)/2 + r]",
        "gaussian; 1/Sqrt[(1 + 2 p) (1 + 2 q) - 4 r^2]",
        "x^2; p q + 2 r^2",
        "gelu; r/4 + 1/(2 Pi) ((r^2 + p q ((1 + p) (1 + q) - r^2))/((1 + p) (1 + q) Sqrt[(1 + p)"
            + " (1 + q) - r^2]) + r ArcTan[r/Sqrt[(1 + p) (1 + q) - r^2]])"
      })
  void should_prove_what_the_literature_prints(String text, String claimed) {
    CertificateResult result = prove(WolframReader.read(claimed), text);

    assertThat(result).isInstanceOf(Proved.class);
    assertThat(((Proved) result).steps()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step",
        "sign",
        "abs",
        "relu",
        "leakyRelu[1/10]",
        "rectifiedPower[2]",
        "rectifiedPower[3]",
        "erf",
        "sin",
        "cos",
        "rbf[1/2]",
        "exp",
        "gaussian",
        "gabor",
        "monomial[3]",
        "hermite[4]",
        "gelu",
        "xErf",
        "x^2 Exp[-x^2/2]",
        "Sin[x] + x",
        "Max[0, x] + x/10",
        "x Exp[-x^2]"
      })
  void should_prove_the_derived_form_and_none_of_its_mutants(String text) {
    Activation phi = Activation.parse(text);
    Expr form =
        ((ClosedForm)
                GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), Assumptions.none()))
            .value();

    assertThat(prove(form, text)).isInstanceOf(Proved.class);
    List<Expr> mutants = Mutants.of(form);
    for (Expr mutant : mutants) {
      assertThat(prove(mutant, text)).as("%s", mutant).isNotInstanceOf(Proved.class);
    }
  }

  @Test
  void should_refute_with_a_point() {
    CertificateResult result =
        prove(WolframReader.read("2/Pi ArcSin[r/Sqrt[(1 + 2 p) (1 + 2 q)]]"), "erf");

    assertThat(result).isInstanceOf(Refuted.class);
    assertThat(((Refuted) result).reason()).contains("for example at").contains("p=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // The derivative is right everywhere, but the claim jumps.
        "x; r + ArcTan[1/(r - p/2)] + ArcTan[r - p/2]; denominator",
        "x; r + Sign[r] 0 + Abs[0 r] + Floor[r]; smooth",
        "x; r + x; symbols",
        "tanh; r; closed form"
      })
  void should_not_prove_what_is_not_smooth_or_not_in_the_class(
      String text, String claimed, String reason) {
    CertificateResult result = prove(WolframReader.read(claimed), text);

    assertThat(result).isInstanceOf(NotProved.class);
    assertThat(((NotProved) result).reason()).contains(reason);
  }
}
