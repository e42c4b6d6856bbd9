package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.certificate.CertificateResult.NotProved;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.certificate.CertificateResult.Refuted;
import org.widelimit.gaussian.dual.ClosedFormCases;

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
  @CsvSource(
      delimiter = ';',
      value = {
        "erf; 2/Pi ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]; p >= 0",
        "relu; (Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi); p > 0"
      })
  void should_print_the_hypotheses(String text, String claimed, String ends) {
    Proved proved = (Proved) prove(WolframReader.read(claimed), text);

    assertThat(proved.steps())
        .extracting(ProofStep::rule)
        .contains("domain", "smoothness", "growth", "ends of the domain");
    assertThat(proved.steps())
        .filteredOn(step -> step.because().contains("the identity extends there"))
        .last()
        .satisfies(step -> assertThat(step.because()).contains(ends));
  }

  @Test
  void should_not_take_a_name_of_the_claim_for_a_variable_of_integration() {
    Activation relu = Activation.named("relu");
    Expr claimed = WolframReader.read("(Sqrt[u v - z^2] + z (Pi - ArcCos[z/Sqrt[u v]]))/(2 Pi)");

    assertThat(PriceCertificate.prove(claimed, relu, relu, "u", "v", "z"))
        .isInstanceOf(Proved.class);
    assertThat(PriceCertificate.prove(claimed, relu, relu, "v", "z", "u"))
        .isNotInstanceOf(Proved.class);
  }

  @Test
  void should_give_up_in_time() {
    Activation phi = Activation.parse("x^2 Erf[x]");
    Expr form = ClosedFormCases.dual(phi, phi);

    assertThat(
            PriceCertificate.prove(form, phi, phi, List.of("p", "q", "r"), Duration.ofMillis(10)))
        .isInstanceOf(NotProved.class);
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
        // The jump is beyond all but a millionth of the domain.
        "x; r + ArcTan[1/(r - 999999/10^6 Sqrt[p q])] + ArcTan[r - 999999/10^6 Sqrt[p q]] + Pi/2;"
            + " denominator",
        // True where it is defined, which is not the whole domain.
        "x; r + ArcSin[r/(1 - 10^(-6))/Sqrt[p q]] + ArcCos[r/(1 - 10^(-6))/Sqrt[p q]] - Pi/2;"
            + " inverse sine",
        "x; r + Log[(q - r)^2] - 2 Log[q - r]; denominator|logarithm",
        "x; r + Sqrt[(p - 10^(-9))^2] - p + 10^(-9); smooth",
        "Exp[x^2/100]; 1/Sqrt[(1 - p/50) (1 - q/50) - r^2/2500]; root",
        "Exp[x^2/100]; r; closed form",
        "x; r + Sign[r] 0 + Abs[0 r] + Floor[r]; smooth",
        "x; r + x; symbols",
        "tanh; r; closed form"
      })
  void should_not_prove_what_is_not_smooth_or_not_in_the_class(
      String text, String claimed, String reason) {
    CertificateResult result = prove(WolframReader.read(claimed), text);

    assertThat(result).isInstanceOf(NotProved.class);
    assertThat(((NotProved) result).reason()).containsPattern(reason);
  }
}
