package org.widelimit.verification.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.verification.verdict.Evidence;

/** Names of the catalogue with parameters in brackets, and angles, in derivations. */
class ParametrizedNamesTest {

  private static final String SYMBOLS =
      """
      symbols:
        q: {in: "(0, 4)"}
        p: {in: "(0, 4)"}
        r: {in: "(-1, 1)"}
        a: {in: "(0, 1)"}
        w: {in: "(1/2, 2)"}
        t: {in: "(0, 3)"}
        wide: {in: "(0, 6)"}
      """;

  private static Evidence.Derived derive(String equation) {
    return DerivedClaim.derive(SYMBOLS, equation, "");
  }

  private static final ActivationTable TABLE = ActivationTable.of(Map.of("phi", "leakyRelu[1/5]"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // He et al. 2015, eq. 15, with a slope below 0 that is a symbol.
        "Chi[leakyRelu[a], Sqrt[2/(1 + a^2)]][q] == 1;"
            + " Chi[leakyRelu[a], Sqrt[2/(1 + a)]][q] == 1",
        "E[leakyRelu[a]'[Sqrt[q] z]^2, z] == (1 + a^2)/2;"
            + " E[leakyRelu[a]'[Sqrt[q] z]^2, z] == (1 + a)/2",
        "LengthMap[rectifiedPower[2], 1, 0][q] == 3 q^2/2;"
            + " LengthMap[rectifiedPower[3], 1, 0][q] == 3 q^2/2",
        "Dual[hermite[3], hermite[3]][1, 1, r] == r^3;"
            + " Dual[hermite[3], hermite[3]][1, 1, r] == r^2",
        "LengthMap[Sin[w x], 1, 0][q] == (1 - Exp[-2 w^2 q])/2;"
            + " LengthMap[Sin[w x], 1, 0][q] == (1 - Exp[-w^2 q])/2",
        // Hayou et al. 2019, proposition 4: the correlation map of a leaky rectifier on the edge.
        "CorrelationMap[leakyRelu[a], Sqrt[2/(1 + a^2)], 0][q, r]"
            + " == r + (1 - a)^2/(1 + a^2) (Sqrt[1 - r^2] - r ArcCos[r])/Pi;"
            + " CorrelationMap[leakyRelu[a], Sqrt[2/(1 + a^2)], 0][q, r]"
            + " == r + (1 - a)/(1 + a^2) (Sqrt[1 - r^2] - r ArcCos[r])/Pi",
        // Cho and Saul 2009, eq. 6, in the angle.
        "2 Dual[relu, relu][p, q, Sqrt[p q] Cos[t]] == Sqrt[p q] (Sin[t] + (Pi - t) Cos[t])/Pi;"
            + " 2 Dual[relu, relu][p, q, Sqrt[p q] Cos[t]]"
            + " == Sqrt[p q] (Sin[t] + (Pi + t) Cos[t])/Pi",
        "2 Dual[step, step][p, q, Sqrt[p q] Cos[t]] == 1 - t/Pi;"
            + " 2 Dual[step, step][p, q, Sqrt[p q] Sin[t]] == 1 - t/Pi",
      })
  void should_prove_the_claim_and_not_its_neighbour(String right, String wrong) {
    assertThat(derive(right.strip()).proved()).as(right).isTrue();
    assertThat(derive(wrong.strip()).proved()).as(wrong).isFalse();
  }

  @Test
  void should_take_an_angle_for_one_only_between_0_and_pi() {
    // THEN: beyond Pi the inverse cosine is another angle, and the claim is false there
    assertThat(derive("ArcCos[Cos[t]] == t").proved()).isTrue();
    assertThat(derive("ArcCos[Cos[wide]] == wide").proved()).isFalse();
    assertThat(derive("Sqrt[1 - Cos[wide]^2] == Sin[wide]").proved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "phi[y]; Max[0, y] + Min[0, y]/5",
        "leakyRelu[a][y]; Max[0, y] + a Min[0, y]",
        "monomial[3]'[y]; 3 y^2",
        // In an activation's place stands a function, not its value.
        "Chi[leakyRelu[a], s][q]; Chi[leakyRelu[a], s][q]",
        "FixedPoint[LengthMap[leakyRelu[1/2], 1, 1]]; FixedPoint[LengthMap[leakyRelu[1/2], 1, 1]]",
        "Dual[phi, leakyRelu[a]'][p, q, phi[r]];"
            + " Dual[phi, leakyRelu[a]'][p, q, Max[0, r] + Min[0, r]/5]",
      })
  void should_put_the_formula_where_an_activation_is_applied(String formula, String expected) {
    // WHEN
    Expr inlined = TABLE.inline(WolframReader.read(formula.strip()));

    // THEN
    assertThat(inlined).isEqualTo(WolframReader.read(expected.strip()));
  }
}
