package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.verification.claim.DerivedClaim;

/**
 * A symbol that a derivation introduces is another than one of the file, of which something is
 * assumed though the equation does not hold it.
 */
class FreshNamesTest {

  private static final String SYMBOLS =
      """
      symbols:
        theta: {in: "(0, 3)"}
        c: {in: "(-1, 1)"}
        q: {in: "(0, 4)"}
        g: {in: "(1, 2)"}
        normal: {in: "(0, 1)"}
        expectation1: {in: "(0, 1)"}
        n: {in: "integers [0, 9]"}
        m: {in: "integers [0, 9]"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // The correlation for an angle, a normal variable, an average without a closed form.
        "Abs[Cos[theta]] == Cos[theta]; c > 0",
        "E[Abs[z] Log[1 + Exp[z]], z] == E[z Log[1 + Exp[z]], z]; theta > 1",
        "Abs[E[Tanh[z] Log[1 + Exp[z]], z] - 1] == 1 - E[Tanh[z] Log[1 + Exp[z]], z];"
            + " expectation1 < 1/2",
        // The index of an induction, the length in a map.
        "Nest[LengthMap[identity, 1, 0], g, n] == g + Max[0, 1 - Abs[n - 2]]; m > 5",
        "FixedPoint[LengthMap[x Exp[-x^2], (1 + 4 g)^(3/4), 0]] == g; q < 1/8",
      })
  void should_not_assume_of_it_what_the_file_says_of_another(String equation, String where) {
    assertThat(DerivedClaim.derive(SYMBOLS, equation, where.strip()).proved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Cos[theta]^2 + Sin[theta]^2 == 1; c > 0",
        "E[Abs[z]^2 Log[1 + Exp[z]], z] == E[z^2 Log[1 + Exp[z]], z]; theta > 1",
        "Nest[LengthMap[relu, 1, 0], g, n] == g/2^n; m > 5",
        "FixedPoint[LengthMap[sin, Sqrt[2 g/(1 - Exp[-2 g])], 0]] == g; q < 1/8",
      })
  void should_prove_what_needs_no_such_assumption(String equation, String where) {
    assertThat(DerivedClaim.derive(SYMBOLS, equation, where.strip()).proved()).isTrue();
  }
}
