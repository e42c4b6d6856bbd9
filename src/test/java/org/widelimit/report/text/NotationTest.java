package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;
import org.widelimit.theorem.vocabulary.Word.Kind;

class NotationTest {

  private static final Map<String, String> NAMES =
      Map.of("sigmaW", "\\sigma_w", "sigmaB", "\\sigma_b");

  private static String tex(String wolfram) {
    return MathTex.of(WolframReader.read(wolfram), NAMES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Chi[phi, sigmaW][q] | \\chi_{\\phi}\\left(q\\right)",
        "LengthMap[phi, sigmaW, sigmaB][q] | \\mathcal{V}_{\\phi}\\left(q\\right)",
        "CorrelationMap[phi, sigmaW, 1][q, c] | \\mathcal{C}_{\\phi;\\,\\sigma_w,\\,1}\\left(q,"
            + " c\\r"
            + "ight)",
        "NNGP[l, x, y] | \\Sigma^{(l)}\\left(x, y\\right)",
        "NTK[3, 1, 2] | \\Theta^{(3)}\\left(x_{1}, x_{2}\\right)",
        "NTK[2]^2 | \\left(\\Theta^{(2)}\\right)^{2}",
        "EmpiricalNTK[]^2 | \\widehat{\\Theta}^{2}",
        "DepthScale[CorrelationMap[phi, sigmaW, sigmaB]] | \\xi_{c,\\,\\phi}",
        "FixedPoint[LengthMap[phi, sigmaW, sigmaB]] | q^{*}_{\\phi}",
        "TangentKernelAt[erf, sigmaW, 0][l, q, c] |"
            + " \\Theta^{(l)}_{\\mathrm{erf};\\,\\sigma_w,\\,0}\\left(q, c\\r"
            + "ight)",
        "KernelDrift[] | \\operatorname{kernel\\ drift}",
        "ArcSin[q] | \\arcsin\\left(q\\right)"
      })
  void should_print_in_the_notation_of_the_field(String wolfram, String expected) {
    assertThat(tex(wolfram)).isEqualTo(expected);
  }

  static List<String> examples() {
    return Vocabulary.words().stream()
        .filter(word -> word.kind() != Kind.OPERATOR && word.kind() != Kind.CONDITION)
        .map(Word::example)
        .toList();
  }

  /** No word of the vocabulary is printed as a program writes it. */
  @ParameterizedTest
  @MethodSource("examples")
  void should_print_no_name_of_a_program(String example) {
    assertThat(tex(example)).doesNotContainPattern("[a-z][A-Z][a-z]");
  }

  @Test
  void should_shorten_numbers_that_nobody_reads() {
    assertThat(Phrases.readable("NNGP[1] = 4.755019769537337 of 12"))
        .isEqualTo("NNGP[1] = 4.75502 of 12");
    assertThat(Phrases.readable("1.2345678912e-07 and v1.23456789123.4"))
        .startsWith("1.23457e-07 and v1");
    assertThat(Phrases.readable("0.5, 1/3 and 12345678901")).isEqualTo("0.5, 1/3 and 12345678901");
  }
}
