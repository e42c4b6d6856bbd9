package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.ProofStep;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;

/**
 * Linear initial value problems of numbers and of vectors: proved by residual and initial value,
 * and refuted with a witness where one of the two is wrong.
 */
class InitialValueProblemTest {

  private static final String HEADER =
      """
      title: A test
      source: test
      statement: None.
      symbols:
        a: {in: "(0, 3)"}
        b: {in: "(0, 3)"}
        eta: {in: "(0, 1)"}
        K: {in: positive semidefinite matrices}
        Theta: {in: positive definite matrices}
        start: {in: vectors}
        y: {in: vectors}
      claims:
        claim:
          ode:
      """;

  private static ClaimResult check(String equation, String initial, String solution) {
    Theorem theorem =
        Subjects.theorem(
            HEADER
                + "      equation: \"%s\"\n      initial: \"%s\"\n      solution: \"f[t] == %s\"\n"
                    .formatted(equation, initial, solution));
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
        .run();
  }

  private static boolean hasWitness(ClaimResult result) {
    return result.evidence().stream()
        .anyMatch(seen -> seen instanceof Evidence.Integrated numbers && numbers.witness() != null);
  }

  private static Evidence.Derived derived(ClaimResult result) {
    return (Evidence.Derived) result.evidence().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "f'[t] == -a f[t]; f[0] == b; b Exp[-a t]; 2 b Exp[-a t]; b Exp[-2 a t]",
        // From another time than 0, and with a source.
        "f'[t] == b - a f[t]; f[1] == 2; b/a + (2 - b/a) Exp[-a (t - 1)];"
            + " b/a + 2 Exp[-a (t - 1)]; b/a + (2 - b/a) Exp[-b (t - 1)]",
        // The rates differ, so that the source does not resonate: variation of constants.
        "f'[t] == -a f[t] + Exp[-(a + b) t]; f[0] == 0; (Exp[-a t] - Exp[-(a + b) t])/b;"
            + " (1 + Exp[-a t] - Exp[-(a + b) t])/b; (Exp[-a t] - Exp[-a t - 2 b t])/b",
        // A rate that depends on the time.
        "f'[t] == -2 a t f[t]; f[0] == b; b Exp[-a t^2]; a Exp[-a t^2]; b Exp[-2 a t^2]",
        // Lee et al. 2019, eq. 8.
        "f'[t] == -(eta/Length[y]) K . (f[t] - y); f[0] == start;"
            + " y + MatrixExp[-eta t/Length[y] K] . (start - y);"
            + " y + MatrixExp[-eta t/Length[y] K] . (101/100 start - y);"
            + " y + MatrixExp[-eta t K] . (start - y)",
        "f'[t] == -eta Theta . f[t] + eta y; f[0] == start;"
            + " Inverse[Theta] . y + MatrixExp[-eta t Theta] . (start - Inverse[Theta] . y);"
            + " Inverse[Theta] . y + MatrixExp[-eta t Theta] . start;"
            + " Inverse[Theta] . y + MatrixExp[-eta/2 t Theta] . (start - Inverse[Theta] . y)",
      })
  void should_print_residual_and_initial_value_and_refute_either_when_wrong(
      String equation, String initial, String solution, String otherStart, String otherRate) {
    // WHEN
    ClaimResult result = check(equation, initial, solution);
    // THEN
    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.PROVED).killsEveryControl();
    assertThat(hasWitness(result)).isFalse();
    assertThat(derived(result).steps())
        .extracting(ProofStep::rule)
        .containsSubsequence("differentiation", "residual", "uniqueness", "initial value");

    ClaimResult displaced = check(equation, initial, otherStart);
    ClaimResultAssert.assertThat(displaced).hasVerdict(Verdict.REFUTED);
    assertThat(hasWitness(displaced)).isTrue();

    ClaimResult bent = check(equation, initial, otherRate);
    ClaimResultAssert.assertThat(bent).hasVerdict(Verdict.REFUTED);
    assertThat(hasWitness(bent)).isTrue();
    assertThat(derived(bent).summary()).contains("residual");
    assertThat(derived(bent).steps()).extracting(ProofStep::rule).doesNotContain("residual");
  }
}
