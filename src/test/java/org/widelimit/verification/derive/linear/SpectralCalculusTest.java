package org.widelimit.verification.derive.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Verdict;

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
        "x . S == Transpose[x] . S",
        "x . Transpose[y] == y . Transpose[x]",
        "x . y == x . Transpose[y]",
        "S . x . Transpose[y] == x . Transpose[y] . S",
        "x == Transpose[x]",
        "(x . S . x) (x . x) == (x . S . y) (x . x)",
        "Trace[S] == LargestEigenvalue[S]",
        "IdentityMatrix[2] . x == x",
      })
  void should_not_prove(String equation) {
    assertThat(verdict("    equation: " + equation + "\n"))
        .isIn(Verdict.REFUTED, Verdict.INCONCLUSIVE, Verdict.SUPPORTED)
        .isNotEqualTo(Verdict.PROVED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // By eigenvalues; x may be 0, an inner product has any sign, S any eigenvalue.
        "x . K . x >= 0;; x . K . x > 0;",
        "Trace[K] > 0;; Trace[L] > 0;",
        "x . MatrixPower[S, 2] . x >= 0;; x . S . x >= 0;",
        "x . MatrixExp[-eta L] . x <= x . x;; x . MatrixExp[-eta S] . x <= x . x;",
        "x . MatrixExp[S] . x >= x . (x + S . x);; x . MatrixExp[S] . y >= x . (y + S . y);",
        "x . MatrixExp[-L] . Inverse[IdentityMatrix[Length[x]] + L] . x <= x . x;;"
            + " x . MatrixExp[-L] . (IdentityMatrix[Length[x]] + 2 L) . x <= x . x;",
        // By the largest of them.
        "x . S . x <= LargestEigenvalue[S] x . x;; x . S . x >= LargestEigenvalue[S] x . x;",
        "Trace[S] <= Length[x] LargestEigenvalue[S];; Trace[L] <= LargestEigenvalue[L];",
        "LargestEigenvalue[L] <= Trace[L];; LargestEigenvalue[S] <= Trace[S];",
        "LargestEigenvalue[S]^2 <= Trace[MatrixPower[S, 2]];;"
            + " LargestEigenvalue[S]^2 < Trace[MatrixPower[S, 2]];",
        "x . MatrixPower[IdentityMatrix[Length[x]] - eta L, 2 n] . x <= x . x;"
            + " eta LargestEigenvalue[L] < 2;"
            + " x . MatrixPower[IdentityMatrix[Length[x]] - eta L, 2 n] . x <= x . x;"
            + " eta LargestEigenvalue[L] < 3",
        "x . MatrixPower[IdentityMatrix[Length[x]] - eta L, 2 n] . x <= x . x;"
            + " eta LargestEigenvalue[L] <= 2;"
            + " x . MatrixPower[IdentityMatrix[Length[x]] - eta L, 2 n] . x <= x . x;"
            + " eta LargestEigenvalue[L] > 1",
        // By Cauchy and Schwarz.
        "(x . y)^2 <= (x . x) (y . y);; (x . y)^2 < (x . x) (y . y);",
        "(x - y) . (x - y) >= 0;; (x - y) . (x + y) >= 0;",
        "(x + eta y) . (x + eta y) <= (1 + eta) (x . x + eta y . y);;"
            + " (x + eta y) . (x + eta y) <= x . x + eta y . y;",
        "x . y <= (x . x + y . y)/2;; x . y <= (x . x + y . y)/3;",
      })
  void should_prove_the_order_and_not_its_neighbour(
      String right, String where, String wrong, String whereWrong) {
    assertThat(ordered(right, where)).as(right).isEqualTo(Verdict.PROVED);
    assertThat(ordered(wrong, whereWrong)).as(wrong).isNotEqualTo(Verdict.PROVED);
  }

  private static Verdict ordered(String inequality, String where) {
    return verdict(
        "    inequality: \""
            + inequality
            + "\"\n"
            + (where == null ? "" : "    where: \"" + where + "\"\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Orders of vectors and matrices, of two matrices, of what one matrix does not decide.
        "x >= 0",
        "K >= 0",
        "x . K . x >= x . L . x",
        "(x . K . y)^2 <= (x . K . x) (y . K . y)",
      })
  void should_say_why_no_order_is_proved(String inequality) {
    assertThat(ordered(inequality, null)).isNotEqualTo(Verdict.PROVED);
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
