package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.check.OdeCheck;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;

/** The first rung alone: what it proves is true, whatever the numbers would say. */
class DerivationTest {

  private static final String HEADER =
      """
      title: A test
      source: test
      statement: None.
      symbols:
        q: {in: "(0, 4)"}
        s: {in: "(0, 2)"}
        z: {in: "(0, 1)"}
        x: {in: vectors}
        y: {in: vectors}
        v: {in: vectors}
        w: {in: vectors}
      functions:
        g: 1
        h: 2
      network: {hidden: [tanh, erf], sigmaW: 1, sigmaB: 0}
      claims:
        claim:
      """;

  private static Evidence.Derived derive(Theorem theorem) {
    Claim claim = theorem.claims().get(0);
    Subject subject =
        Subjects.first(
            theorem, Map.of(), VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE)));
    if (claim instanceof Claim.OdeClaim ode) {
      return (Evidence.Derived) new OdeCheck(subject).run(ode).evidence().get(0);
    }
    return new Derivation(subject).derive(Equality.chain(((Claim.EquationClaim) claim).sides()));
  }

  private static Theorem theorem(String claim) {
    return (Theorem)
        TheoremLoader.parse(
            "theorems/test/test.yaml", (HEADER + claim).getBytes(StandardCharsets.UTF_8));
  }

  private static Evidence.Derived equation(String formula) {
    return derive(theorem("    equation: " + formula + "\n"));
  }

  /** True identities, and beside each what only carelessness with names would make of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // An inner variable of an expectation is real, whatever is declared outside.
        "E[E[u^2 t^2, u], t] == 1; E[E[Abs[u t], u], t] == 0",
        "E[Abs[z], z] == Sqrt[2/Pi]; E[Abs[z], z] == 0",
        // Sums over two indices are not sums along the diagonal.
        "Sum[Sum[g[i] g[j], {i, 1, 3}], {j, 1, 3}] == Sum[g[i], {i, 1, 3}]^2;"
            + " Sum[Sum[g[i] h[i, j], {i, 1, 3}], {j, 1, 3}]"
            + " == Sum[Sum[g[i] h[i, i], {i, 1, 3}], {j, 1, 3}]",
        "Sum[Sum[h[i, j], {i, 1, 3}], {j, 1, 3}] == Sum[Sum[h[k, l], {k, 1, 3}], {l, 1, 3}];"
            + " Sum[Sum[h[i, j], {i, 1, 3}], {j, 1, 3}] == Sum[Sum[h[k, k], {k, 1, 3}], {l, 1, 3}]",
        "x . y == y . x; (x . y) (v . w) == (x . v) (y . w)",
        "Transpose[x] . y == x . y; Transpose[Weights[2]] == Weights[2]",
        "Weights[2] . Weights[1] == Weights[2] . Weights[1];"
            + " Weights[2] . Weights[1] == Weights[1] . Weights[2]",
        "DiagonalMatrix[tanh'[Preactivation[1, x]]] == SlopeMatrix[1, x];"
            + " DiagonalMatrix[erf'[Preactivation[1, x]]] == SlopeMatrix[1, x]",
        // Of a pair of normals the order does not matter, their variances do.
        "Dual[tanh, Sin[x]][q, s, z] == Dual[Sin[x], tanh][s, q, z];"
            + " Dual[tanh, Sin[x]][q, s, z] == Dual[Sin[x], tanh][q, s, z]",
        "E[Tanh[v]^2, {u, v}, {{q, z}, {z, s}}] == E[Tanh[Sqrt[s] u]^2, u];"
            + " E[Tanh[v]^2, {u, v}, {{q, z}, {z, s}}] == E[Tanh[Sqrt[q] u]^2, u]",
        "D[q^2 s, q] == 2 q s; D[q^2 s, s] == 2 q s",
      })
  void should_keep_names_apart(String identity, String trap) {
    assertThat(equation(identity).proved()).as(identity).isTrue();
    assertThat(equation(trap).proved()).as(trap).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "f'[t] == -q f[t]; f[0] == s; s Exp[-q t]; true",
        "f'[t] == f[t]^2; f[0] == -1; -1/(1 + t); true",
        "f'[t] == -f[t] + Chi[erf, 1][q]; f[0] == s;"
            + " Chi[erf, 1][q] + (s - Chi[erf, 1][q]) Exp[-t]; true",
        // It jumps at t = 1.
        "f'[t] == 0; f[0] == 0; HeavisideTheta[t - 1]; false",
        // It has a pole at t = 1.
        "f'[t] == f[t]^2; f[0] == 1; 1/(1 - t); false",
        // So does 0 solve it.
        "f'[t] == 2 Sqrt[f[t]]; f[0] == 0; t^2; false",
        "f'[t] == -q f[t]; f[0] == s; s Exp[-q t] + q; false"
      })
  void should_ask_for_a_smooth_and_single_solution(
      String equation, String initial, String solution, boolean proved) {
    Evidence.Derived derived =
        derive(
            theorem(
                "    ode: {equation: \"%s\", initial: \"%s\", solution: \"f[t] == %s\"}\n"
                    .formatted(equation, initial, solution)));

    assertThat(derived.proved()).as(derived.summary()).isEqualTo(proved);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E[Max[0, s z]^2, z]; s^2/2; s^2/3",
        "E[Abs[z - s], z]; s Erf[s/Sqrt[2]] + Sqrt[2/Pi] Exp[-s^2/2];"
            + " s Erf[s/Sqrt[2]] + Sqrt[2/Pi] Exp[-s^2]"
      })
  void should_prove_an_average(String average, String value, String wrong) {
    assertThat(WolframReader.read(value)).isNotEqualTo(WolframReader.read(wrong));
    assertThat(equation(average + " == " + value).proved()).isTrue();
    assertThat(equation(average + " == " + wrong).proved()).isFalse();
  }
}
