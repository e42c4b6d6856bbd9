package org.widelimit.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.TexClaim;

class TexReadsTest {

  /** As Schoenholz et al. 2017, section 2, print it: what u_1 and u_2 are is said in the text. */
  private static final String PRINTED =
      """
      title: The correlation map
      activations: {phi: [erf]}
      symbols:
        q: {in: "(0, 10)"}
        c: {in: "(-1, 1)"}
        sigmaW: {in: "(0, 3)", tex: \\sigma_w}
        sigmaB: {in: "[0, 2)", tex: \\sigma_b}
      claims:
        printed:
          tex: 'q^l_{ab} = \\sigma_w^2 \\int \\mathcal{D}z_1 \\mathcal{D}z_2 \\phi(u_1) \\phi(u_2) + \\sigma_b^2'
          reads:
            'q^l_{ab}': q CorrelationMap[phi, sigmaW, sigmaB][q, c]
            'u_1': Sqrt[q] z1
            'u_2': Sqrt[q] (c z1 + Sqrt[1 - c^2] z2)
      """;

  @Test
  void should_let_a_fragment_use_the_variables_of_the_integral_that_it_stands_in() {
    // WHEN
    List<Expr> sides = ((TexClaim) claim(PRINTED)).equations().get(0);

    // THEN
    assertThat(sides.get(1))
        .isEqualTo(
            WolframReader.read(
                "sigmaW^2 E[phi[Sqrt[q] z1] phi[Sqrt[q] (c z1 + Sqrt[1 - c^2] z2)], {z1, z2},"
                    + " {{1, 0}, {0, 1}}] + sigmaB^2"));
  }

  @Test
  void should_refuse_them_where_no_integral_binds_them() {
    // GIVEN a fragment that also stands outside
    String outside = PRINTED.replace("+ \\sigma_b^2'", "+ u_1'");

    // THEN
    assertThat(((BrokenFile) Samples.parse(outside)).describe()).contains("unknown symbol 'z1'");
    assertThat(((BrokenFile) Samples.parse(PRINTED.replace("c z1", "c z3"))).describe())
        .contains("unknown symbol 'z3'");
  }

  @Test
  void should_read_an_inequality_as_one() {
    // GIVEN
    String printed = PRINTED.replace("q^l_{ab} = ", "q^l_{ab} < q \\leq ");
    // WHEN
    InequalityClaim claim = (InequalityClaim) claim(printed);
    // THEN
    assertThat(claim.relations()).containsExactly(Relation.LESS, Relation.LESS_EQUAL);
    assertThat(claim.sides()).hasSize(3);
    assertThat(claim.kind()).isEqualTo("tex");
    assertThat(claim.formula()).startsWith("q^l_{ab} < q \\leq");
  }

  @Test
  void should_refuse_inequalities_beside_others() {
    for (String beside :
        List.of("q^l_{ab} = q \\le ", "q < q^l_{ab}, 1 = ", "q^l_{ab} > 0, q > ")) {
      assertThat(((BrokenFile) Samples.parse(PRINTED.replace("q^l_{ab} = ", beside))).describe())
          .as(beside)
          .contains("an inequality is a claim of its own")
          .contains("write two claims");
    }
  }

  private static Claim claim(String text) {
    return ((Theorem) Samples.parse(text)).claims().get(0);
  }
}
