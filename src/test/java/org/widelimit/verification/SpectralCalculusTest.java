package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremLoader;

/** What the spectral theorem proves of one symmetric matrix, and what it must not prove. */
class SpectralCalculusTest {

  private static final String HEADER =
      """
      title: A test
      source: test
      statement: None.
      symbols:
        eta: {in: "(0, 1)"}
        n: {in: "integers [0, 5]"}
        K: {in: positive definite matrices}
        S: {in: symmetric matrices}
        L: {in: positive semidefinite matrices}
        x: {in: vectors}
        y: {in: vectors}
      claims:
        claim:
      """;

  private static Verdict verdict(String claim) {
    Theorem theorem =
        (Theorem)
            TheoremLoader.parse(
                "theorems/test/test.yaml", (HEADER + claim).getBytes(StandardCharsets.UTF_8));
    Claim only = theorem.claims().get(0);
    return ClaimCheck.of(theorem, only, Map.of(), VerificationOptions.defaults()).run().verdict();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K . Inverse[K] . x == x",
        "MatrixExp[S] . S . x == S . MatrixExp[S] . x",
        "MatrixExp[2 S] == MatrixPower[MatrixExp[S], 2]",
        "x . S . y == y . S . x",
        "MatrixPower[L, n + 1] . x == L . MatrixPower[L, n] . x",
        "x . (y - S . x) + y . S . x == x . y + (y - x) . S . x",
      })
  void should_prove(String equation) {
    assertThat(verdict("    equation: " + equation + "\n")).isEqualTo(Verdict.PROVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K . S . x == S . K . x",
        "x . S . x == (x . x) (y . S . y)/(y . y)",
        "MatrixExp[S] . x == x + S . x",
        "Inverse[K] . x == x - K . x",
        "E^S == MatrixExp[S]",
        "(x . S . x) (x . x) == (x . S . y) (x . x)",
        "Trace[S] == LargestEigenvalue[S]",
        "IdentityMatrix[2] . x == x",
      })
  void should_not_prove(String equation) {
    assertThat(verdict("    equation: " + equation + "\n"))
        .isIn(Verdict.REFUTED, Verdict.INCONCLUSIVE, Verdict.VERIFIED)
        .isNotEqualTo(Verdict.PROVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-eta t", "eta t", "-2 eta t", "-eta"})
  void should_prove_the_flow_with_the_right_exponent_only(String exponent) {
    String claim =
        """
            ode:
              equation: f'[t] == -eta L . (f[t] - y)
              initial: f[0] == x
              solution: f[t] == y + MatrixExp[(%s) L] . (x - y)
        """
            .formatted(exponent);
    assertThat(verdict(claim))
        .isEqualTo(exponent.equals("-eta t") ? Verdict.PROVED : Verdict.REFUTED);
  }
}
