package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** What a proof says of points at which a side has no value. */
class DefinednessTest {

  private static final String SYMBOLS =
      """
      symbols:
        x: {in: reals}
        t: {in: "(0, 4)"}
        c: {in: "[0, 4]"}
        n: {in: "integers [-3, 9]"}
        p: {in: "(0, 4)"}
        q: {in: "(0, 4)"}
        r: {in: "(-4, 4)"}
        K: {in: positive semidefinite matrices}
        v: {in: vectors}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Exp[Log[x]] == x; x <= 0",
        "Exp[2 Log[x - 1]] == (x - 1)^2; x <= 1",
        "Tanh[ArcTanh[x]] == x; 1 <= x^2",
        "ArcSin[x] + ArcCos[x] == Pi/2; 1 < x^2",
        "(x^2 - 1)/(x - 1) == x + 1; x == 1",
        "Tan[x] == Sin[x]/Cos[x]; Cos[x] == 0",
        "Sqrt[c - 1]^4 + Sqrt[c - 1] == (c - 1)^2 + Sqrt[c - 1]; c < 1",
        "Nest[LengthMap[relu, 1, 0], q, n] == q/2^n; n < 0",
        "K . Inverse[K] . v == v; singular K",
        "MatrixPower[K, t] . MatrixPower[K, -t] . v == v; singular K",
        "x^t x^(-t) Exp[x] Exp[-x] + x^t == 1 + x^t; x < 0",
        "MatrixPower[K, -2] . K . K . v == v; singular K",
        "E[u v, {u, v}, {{p, r}, {r, q}}] == r; p q < r^2",
        "E[u v, {u, v}, {{p, r}, {r, q}}] + 0/x == r; p q < r^2",
        "E[u v + w^2, {u, v, w}, {{1, r, 0}, {r, 1, 0}, {0, 0, 1}}] == r + 1; 1 < r^2",
        "E[u v w^2, {u, v, w}, {{q, 0, 0}, {0, q, 0}, {0, 0, n}}] == 0; n < 0",
        "D[Log[x], x] == 1/x; x <= 0",
        "D[Abs[x], x] == Sign[x]; x == 0",
        "D[Abs[2 x - 1] x, x] == Abs[2 x - 1] + 2 x Sign[2 x - 1]; 2 x == 1",
        "D[HeavisideTheta[x - t], x] == 0; x == t",
        "D[Floor[x], x] == 0; Sin[Pi x] == 0",
      })
  void should_say_where_a_side_is_undefined(String equation, String where) {
    Evidence.Derived derived = DerivedClaim.derive(SYMBOLS, equation, "");

    assertThat(derived.proved()).as(derived.summary()).isTrue();
    assertThat(derived.undefined().replace(" ", "")).isEqualTo(where.replace(" ", ""));
    assertThat(derived.summary()).endsWith(", where defined; undefined for " + derived.undefined());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Exp[Log[t]] == t",
        "Exp[Log[1 + x^2]] == 1 + x^2",
        "Sqrt[x^2] == Abs[x]",
        "Sqrt[c] Sqrt[c] == c",
        "(t^2 - 1)/(t + 1) == t - 1",
        "Piecewise[{{Exp[Log[x]], x > 0}}, x] == x",
        "(K + IdentityMatrix[Length[v]]) . Inverse[K + IdentityMatrix[Length[v]]] . v == v",
        "D[Sign[x] x^2, x] == 2 Abs[x]",
        "D[x^3 Sign[x], {x, 2}] == 6 Abs[x]",
        "D[HeavisideTheta[x - 2] (x - 2)^3, {x, 2}] == 6 Max[0, x - 2]",
        "D[Floor[x] Sin[Pi x]^2, x] == 2 Pi Floor[x] Sin[Pi x] Cos[Pi x]",
        "E[Log[z^2]^2 z, z] == E[z Log[z^2]^2, z]",
      })
  void should_say_nothing_where_all_is_defined(String equation) {
    Evidence.Derived derived = DerivedClaim.derive(SYMBOLS, equation, "");

    assertThat(derived.proved()).as(derived.summary()).isTrue();
    assertThat(derived.undefined()).isEmpty();
  }
}
