package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.verification.claim.DerivedClaim;

class JumpsAtZeroTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Sign[u]; true",
        "Sign[u]^2; true",
        "HeavisideTheta[u] + HeavisideTheta[-u]; true",
        "Sign[u] Sign[v]; true",
        "Floor[u]; true",
        "Piecewise[{{1, u > 0}}, 0]; true",
        "u Sign[u]; false",
        "u^2 HeavisideTheta[u] HeavisideTheta[v]; false",
        "HeavisideTheta[u - 1]; false",
        "Sign[v] u; false",
        "Sign[2 + u^2] v; false",
        "u + Sign[v]; false",
      })
  void should_tell_a_jump_from_a_step_that_is_bridged(String formula, boolean jumps) {
    assertThat(new JumpsAtZero("u", Assumptions.none()).occur(WolframReader.read(formula)))
        .isEqualTo(jumps);
  }

  /** Of a variable without variance there is one value, and closed forms leave it out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E[Sign[Sqrt[q] z]^2, z] == 1",
        "E[Sign[Sqrt[q] z]^4, z] == 1",
        "Dual[sign, sign][q, q, q] == 1",
        "LengthMap[sign, 1, 0][q] == 1",
        "Dual[Sign[x]^2, Sign[x]^2][q, q, q/2] == 1",
        "E[Sign[Sqrt[q + a^2] z]^2, z] == 1",
        "E[Abs[Sign[Sqrt[q] z]], z] == 1",
      })
  void should_keep_a_proof_from_variance_zero(String equation) {
    String symbols = "symbols:\n  q: {in: \"%s0, 4)\"}\n  a: {in: reals}\n";

    assertThat(DerivedClaim.derive(symbols.formatted("["), equation, "").proved()).isFalse();
    assertThat(DerivedClaim.derive(symbols.formatted("("), equation, "").proved()).isTrue();
  }
}
