package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.verification.claim.DerivedClaim;

/** Words that a recursion defines: their claimed forms follow by induction, or do not. */
class InductionProofTest {

  private static final String SYMBOLS =
      """
      symbols:
        q: {in: "(0, 3)"}
        sigmaW: {in: "(0, 3)"}
        sigmaB: {in: "[0, 2)"}
        n: {in: "integers [0, 4]"}
        k: {in: "integers [2, 5]"}
        s: {in: "(0, 3)"}
        K: {in: positive semidefinite matrices}
        y: {in: vectors}
        start: {in: vectors}
        eta: {in: "(0, 2)"}
        mu: {in: "[0, 1)"}
      """;

  private static final String DESCENT =
      "y + MatrixPower[IdentityMatrix[Length[y]] - eta/Length[y] K, n] . (start - y)";

  private static boolean isProved(String left, String right) {
    return DerivedClaim.derive(SYMBOLS, left + " == " + right, "").proved();
  }

  /** Each with the same claim at another form, start, rate or index, which does not hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Nest[LengthMap[relu, sigmaW, 0], q, n]; (sigmaW^2/2)^n q; (sigmaW^2/2)^(n + 1) q",
        "Nest[LengthMap[relu, sigmaW, 0], q, n]; (sigmaW^2/2)^n q; (sigmaW^2/2)^n q + n",
        "Nest[LengthMap[relu, Sqrt[2], sigmaB], q, n]; q + n sigmaB^2; q + n^2 sigmaB^2",
        "2 Nest[LengthMap[relu, Sqrt[2], sigmaB], q, n + 1] - q; q + 2 (n + 1) sigmaB^2;"
            + " q + 2 n sigmaB^2",
        // From 2 on, as far as k is declared to go down.
        "Nest[LengthMap[relu, Sqrt[2], sigmaB], q, k]; q + (k^2 - k)/(k - 1) sigmaB^2;"
            + " q + k^2/(k - 1) sigmaB^2",
        "Nest[LengthMap[relu, Sqrt[2], 0], q, 3]; q; 2 q",
        "Nest[LengthMap[tanh, sigmaW, sigmaB], q, n + 2];"
            + " LengthMap[tanh, sigmaW, sigmaB][Nest[LengthMap[tanh, sigmaW, sigmaB], q, n + 1]];"
            + " LengthMap[tanh, sigmaW, sigmaB][Nest[LengthMap[tanh, sigmaW, sigmaB], q, n]]",
        "GradientDescent[K, start, y, eta, 0, n];"
            + DESCENT
            + ";"
            + " y + MatrixPower[IdentityMatrix[Length[y]] - eta K, n] . (start - y)",
        "GradientDescent[K, start, y, eta, 0, 2] - y;"
            + " MatrixPower[IdentityMatrix[Length[y]] - eta/Length[y] K, 2] . (start - y);"
            + " MatrixPower[IdentityMatrix[Length[y]] - eta/Length[y] K, 3] . (start - y)",
        "GradientDescent[K, start, y, eta, mu, n + 2]; (1 + mu) GradientDescent[K, start, y, eta,"
            + " mu, n + 1] - mu GradientDescent[K, start, y, eta, mu, n] - (eta/Length[y]) K ."
            + " (GradientDescent[K, start, y, eta, mu, n + 1] - y);"
            + " (1 + mu) GradientDescent[K, start, y, eta,"
            + " mu, n + 1] - mu GradientDescent[K, start, y, eta, mu, n] - (eta/Length[y]) K ."
            + " (GradientDescent[K, start, y, eta, mu, n] - y)",
        "GradientDescent[K, start, start, eta, mu, n]; start; y",
      })
  void should_prove_the_iterates_and_no_other_formula(String word, String form, String wrong) {
    assertThat(isProved(word, form)).isTrue();
    assertThat(isProved(word, wrong)).isFalse();
  }

  @Test
  void should_need_the_start_the_step_and_an_integer() {
    String nest = "Nest[LengthMap[relu, sigmaW, 0], q, n]";
    // It obeys the recursion, from another start.
    assertThat(isProved(nest, "2 (sigmaW^2/2)^n q")).isFalse();
    // It begins like the iterates.
    assertThat(isProved(nest, "q + n (sigmaW^2/2 - 1) q")).isFalse();
    // With momentum two values have to agree: without it this is the form.
    assertThat(isProved("GradientDescent[K, start, y, eta, mu, n]", DESCENT)).isFalse();
    assertThat(isProved("Nest[LengthMap[relu, sigmaW, 0], q, s]", "(sigmaW^2/2)^s q")).isFalse();
    // Two iterates: what one is worth depends on the other.
    assertThat(isProved(nest + " Nest[LengthMap[relu, 1, 0], q, n]", "(sigmaW^2/4)^n q^2"))
        .isFalse();
  }

  @Test
  void should_say_what_was_shown() {
    assertThat(
            DerivedClaim.derive(
                    SYMBOLS, "Nest[LengthMap[relu, Sqrt[2], sigmaB], q, n] == q + n sigmaB^2", "")
                .steps())
        .extracting("rule")
        .contains("induction");
  }
}
