package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;

class UnderstoodTest {

  private static final String FILE =
      """
      title: Print and what it means
      activations: {phi: [tanh, "x Erf[x]"]}
      symbols:
        q: {in: "(0, 2)"}
        sigmaW: {in: "(0, 3)", tex: \\sigma_w}
      claims:
        printed:
          tex: \\chi = \\sigma_w^2 \\int_0^\\infty \\mathcal{D}z\\, \\phi'(\\sqrt{q_l} z)^2
          reads: {"q_l": q, "\\\\chi": "Chi[phi, sigmaW][q]"}
        bounds:
          tex: 0 \\le q < 2
        limit:
          limit: Mean[Output[]^2] -> 2 q
          bias: 1
          network: {hidden: [phi]}
        decay:
          ode: {equation: "f'[t] == -q f[t]", initial: "f[0] == 1", solution: "f[t] == E^(-q t)"}
        growth:
          asymptotic: {of: "q + 1/l", like: q, as: l}
        conditions:
          tex: q = |q| \\text{ for } q > 1/2
          where: q < 3/2
      """;

  private static Understood read(int claim) {
    Theorem theorem =
        (Theorem) TheoremLoader.parse("sample.yaml", FILE.getBytes(StandardCharsets.UTF_8));
    return Understood.of(theorem, theorem.claims().get(claim));
  }

  @Test
  void should_show_what_fragments_and_limits_were_read_as() {
    assertThat(read(0).wolfram())
        .isEqualTo(
            "Chi[phi, sigmaW][q] == sigmaW^2 Integrate[Exp[-z^2/2] phi'[z Sqrt[q]]^2/Sqrt[2 Pi],"
                + " {z, 0, Infinity}]");
    assertThat(read(0).tex())
        .contains("\\int_{0}^{\\infty}", "\\sigma_w^{2}")
        .doesNotContain("q_l", "\\mathcal{D}");
  }

  @Test
  void should_show_every_kind_of_claim() {
    assertThat(read(1).wolfram()).isEqualTo("0 <= q < 2");
    assertThat(read(2).wolfram()).isEqualTo("Mean[Output[]^2] -> 2 q (bias of order M^-1)");
    assertThat(read(3).wolfram()).isEqualTo("f'[t] == -q f[t]; f[0] == 1; f[t] == Exp[-q t]");
    assertThat(read(4).wolfram()).isEqualTo("q + 1/l ~ q (l -> Infinity)");
    assertThat(read(4).tex()).contains(" \\sim q", "l -> Infinity");
    assertThat(read(4).where()).isEmpty();
  }

  @Test
  void should_show_declared_and_printed_conditions() {
    assertThat(read(5).where()).containsExactly("q < 3/2", "q > 1/2");
  }
}
