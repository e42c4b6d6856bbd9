package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/**
 * Expectations over mixtures of normals, the derivation alone: true claims and their neighbours.
 */
class LinearFormsTest {

  private static final String SYMBOLS =
      """
      symbols:
        q: {in: "(0, 4)"}
        p: {in: "(0, 4)"}
        c: {in: "(-1, 1)"}
        s: {in: "(0, 2)"}
        t: {in: "(0, 3)"}
      """;

  private static Evidence.Derived derive(String equation) {
    return DerivedClaim.derive(SYMBOLS, equation, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Poole et al. 2016, eq. 5: with and without a closed form, and at two lengths.
        "E[Tanh[Sqrt[q] z] Tanh[Sqrt[q] (c z + Sqrt[1 - c^2] w)], {z, w}, {{1, 0}, {0, 1}}]"
            + " == Dual[tanh, tanh][q, q, c q];"
            + " E[Tanh[Sqrt[q] z] Tanh[Sqrt[q] (c z + Sqrt[1 + c^2] w)], {z, w}, {{1, 0}, {0, 1}}]"
            + " == Dual[tanh, tanh][q, q, c q]",
        "E[Erf[Sqrt[q] z] Erf[Sqrt[p] (c z + Sqrt[1 - c^2] w)], {z, w}, {{1, 0}, {0, 1}}]"
            + " == Dual[erf, erf][q, p, c Sqrt[p q]];"
            + " E[Erf[Sqrt[q] z] Erf[Sqrt[p] (c z + Sqrt[1 - c^2] w)], {z, w}, {{1, 0}, {0, 1}}]"
            + " == Dual[erf, erf][q, q, c q]",
        // A sum of correlated variables is one variable.
        "E[Tanh[u + v]^2, {u, v}, {{1, s/2}, {s/2, 1}}] == E[Tanh[Sqrt[2 + s] z]^2, z];"
            + " E[Tanh[u + v]^2, {u, v}, {{1, s/2}, {s/2, 1}}] == E[Tanh[Sqrt[2 - s] z]^2, z]",
        // Constants stay, signs count.
        "E[Max[0, u - v + t], {u, v}, {{1, 0}, {0, 1}}] == E[Max[0, Sqrt[2] z + t], z];"
            + " E[Max[0, u - v + t], {u, v}, {{1, 0}, {0, 1}}] == E[Max[0, Sqrt[2] z - t], z]",
        // Equal variables, and one that does not occur.
        "Dual[softplus, tanh][q, q, q] == E[softplus[Sqrt[q] z] tanh[Sqrt[q] z], z];"
            + " Dual[softplus, tanh][q, q, q] == E[softplus[q z] tanh[q z], z]",
        "E[Tanh[u]^2, {u, v}, {{q, c}, {c, p}}] == E[Tanh[Sqrt[q] z]^2, z];"
            + " E[Tanh[u]^2, {u, v}, {{q, c}, {c, p}}] == E[Tanh[Sqrt[p] z]^2, z]",
        // The inner expectation has a variable of its own.
        "E[(u + v)^2 E[u^2, u], {u, v}, {{q, 0}, {0, p}}] == p + q;"
            + " E[(u + v)^2 E[u^2, u], {u, v}, {{q, 0}, {0, p}}] == (p + q)^2",
        // Expectations without a closed form, taken for symbols.
        "(s + E[Tanh[z]^2, z])^2 == s^2 + 2 s E[Tanh[y]^2, y] + E[Tanh[y]^2, y]^2;"
            + " (s + E[Tanh[z]^2, z])^2 == s^2 + s E[Tanh[y]^2, y] + E[Tanh[y]^2, y]^2",
        "(s^2 - E[Tanh[z]^2, z]^2)/(s - E[Tanh[z]^2, z]) == s + E[Tanh[z]^2, z];"
            + " (s^2 - E[Tanh[z]^2, z]^2)/(s - E[Tanh[z]^2, z]) == s - E[Tanh[z]^2, z]",
      })
  void should_prove_the_claim_and_not_its_neighbour(String right, String wrong) {
    assertThat(derive(right.strip()).proved()).as(right).isTrue();
    assertThat(derive(wrong.strip()).proved()).as(wrong).isFalse();
  }

  @Test
  void should_name_the_change_of_variables() {
    // WHEN
    List<ProofStep> steps =
        derive("E[Tanh[u + v]^2, {u, v}, {{p, 0}, {0, q}}] == E[Tanh[Sqrt[p + q] z]^2, z]").steps();

    // THEN
    assertThat(steps)
        .anySatisfy(
            step -> {
              assertThat(step.rule()).isEqualTo("change of variables");
              assertThat(step.because()).contains("A S A^T");
            });
  }

  @Test
  void should_leave_three_mixtures_alone() {
    assertThat(
            derive(
                    "E[Tanh[u] Tanh[v] Tanh[u + v], {u, v}, {{1, 0}, {0, 1}}]"
                        + " == E[Tanh[u] Tanh[v] Tanh[u - v], {u, v}, {{1, 0}, {0, 1}}]")
                .proved())
        .isFalse();
  }
}
