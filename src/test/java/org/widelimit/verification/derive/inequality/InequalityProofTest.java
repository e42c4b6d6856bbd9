package org.widelimit.verification.derive.inequality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;

/** Inequalities that the derivation proves, each beside one that is false or needs more. */
class InequalityProofTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // By the domains and the condition alone.
        "(1 - eta lambda/N)^2 < 1; eta lambda < 2 N; (1 - eta lambda/N)^2 < 1; eta lambda <= 2 N",
        "(1 - eta lambda/N)^2 > 1; eta lambda > 2 N; (1 - eta lambda/N)^2 > 1; eta lambda >= 2 N",
        "Sqrt[p q] <= (p + q)/2;; Sqrt[p q] < (p + q)/2;",
        "p^2 + q^2 >= 2 p q;; p^2 + q^2 > 2 p q;",
        "r/Sqrt[p q] < 1; r^2 < p q; r/Sqrt[p q] < 1; r^2 <= p q",
        "-1 <= r/Sqrt[p q] <= 1; r^2 <= p q; -1 < r/Sqrt[p q] <= 1; r^2 <= p q",
        "q < 2; q < Pi/2; q < 2; q < Pi",
        // Branches: squares, or both cases.
        "Abs[1 + mu - eta lambda/N] < 1 + mu; eta lambda < 2 (1 + mu) N;"
            + " Abs[1 + mu - eta lambda/N] < 1 + mu; eta lambda < 3 (1 + mu) N",
        "Abs[1 + mu - eta lambda/N] > 1 + mu; eta lambda > 2 (1 + mu) N;"
            + " Abs[1 + mu - eta lambda/N] > 1 + mu; eta lambda > (1 + mu) N",
        "Max[r, s] >= (r + s)/2;; Max[r, s] > (r + s)/2;",
        "Min[r, s] <= (r + s)/2;; Min[r, s] >= (r + s)/2;",
        "Abs[r + s] <= Abs[r] + Abs[s];; Abs[r + s] < Abs[r] + Abs[s];",
        "Abs[r] >= r;; Abs[r] > r;",
        // Derivatives.
        "Tanh[q] < q;; Tanh[q] < q - q^3/3;",
        "1 - Exp[-q] > 0;; 1 - Exp[-q] > q/2;",
        "1 - Exp[-r^2] >= 0;; 1 - Exp[-r^2] > 0;",
        "Log[1 + q] <= q;; Log[1 + q] < q/2;",
        "1 - Cos[s] <= s^2/2;; 1 - Cos[s] < s^2/2;",
        "Sin[q] >= q - q^3/6;; Sin[q] >= q - q^3/7;",
        // A pole and a jump between the start and the values: 1/(q - 1) falls everywhere.
        "Exp[q] >= 1 + q;; 1/(q - 1) <= -1;",
        "Erf[q] > 0;; Sign[1 - q] + 1 > 0;",
        // Roots and inverse sines, which are continuous but not smooth at the ends.
        "ArcSin[positive] > positive;; ArcSin[positive] > 11 positive/10;",
        // Concave, and 0 at both ends.
        "Sqrt[1 - positive] > 1 - positive;; Sqrt[1 - positive] > 1 - positive/2;",
        "Sqrt[1 - c^2] >= 0;; Sqrt[1 - c^2] > 0;",
        "CorrelationMap[relu, Sqrt[2], 0][q, c] <= (1 + c)/2;;"
            + " CorrelationMap[relu, Sqrt[2], 0][q, c] < (1 + c)/2;",
        "Cos[c] >= 1 - c^2/2;; Cos[c] <= 1 - c^2/3;",
        "ArcCos[c] >= 0;; ArcCos[c] > 0;",
        "ArcSin[c] >= c; c >= 0; ArcSin[c] >= c; c >= -1/2",
        // The condition leaves a single point, of which derivatives say nothing.
        "ArcSin[c] >= c; c > 0; ArcSin[c] <= c; c >= 1",
        "ArcCos[c] > 0; -1 <= c < 1; ArcCos[c] > 0; c <= 1",
        "Sqrt[1 - c^2] >= c ArcCos[c];; Sqrt[1 - c^2] >= 11/10 c ArcCos[c];",
        "CorrelationMap[relu, Sqrt[2], 0][q, c] >= c;;"
            + " CorrelationMap[relu, Sqrt[2], 0][q, c] > c;",
        // Averages of what has one sign.
        "LengthMap[tanh, sigmaW, sigmaB][q] <= sigmaW^2 q + sigmaB^2;;"
            + " LengthMap[tanh, sigmaW, sigmaB][q] <= sigmaW^2 q/2 + sigmaB^2;",
        "E[Tanh[Sqrt[q] z]^2, z] < 1;; E[Tanh[Sqrt[q] z]^2, z] < 99/100;",
        "E[Tanh[s z]^2, z] >= 0;; E[Tanh[s z]^2, z] > 0;",
        // A weak sign whose average is strict: not 0 at a point and continuous there.
        "E[Tanh[q z]^2, z] > 0;; E[Tanh[q z - q]^2, z] < 0;",
        "Chi[tanh, sigmaW][q] < sigmaW^2;; E[(Sign[1 - z] + 1) Exp[-z^2], z] < 0;",
        "E[Tanh[u] Tanh[v] + 1, {u, v}, {{p, r}, {r, q}}] > 0; r^2 < p q;"
            + " E[Tanh[u] Tanh[v], {u, v}, {{p, r}, {r, q}}] > 0; r^2 < p q",
        "E[Max[0, z]^2, z] <= E[z^2, z];; E[Max[0, z]^2, z] >= E[z^2, z];",
        "LengthMap[tanh, sigmaW, sigmaB][q] < sigmaW^2 + sigmaB^2;;"
            + " LengthMap[tanh, sigmaW, sigmaB][q] < sigmaW^2 + sigmaB^2 - 1/1000;",
        "LengthMap[Sin[x] - Cos[x], sigmaW, sigmaB][q] >= sigmaB^2;;"
            + " LengthMap[Sin[x] - Cos[x], sigmaW, sigmaB][q] >= 2 sigmaB^2;",
        // Closed forms, and averages as numbers.
        "Chi[relu, sigmaW][q]^(N + 1) < Chi[relu, sigmaW][q]^N; Chi[relu, sigmaW][q] < 1;"
            + " Chi[relu, sigmaW][q]^(N + 1) < Chi[relu, sigmaW][q]^N; sigmaW < 3/2",
        "Chi[tanh, sigmaW][q]^(N + 1) < Chi[tanh, sigmaW][q]^N; Chi[tanh, sigmaW][q] < 1;"
            + " Chi[tanh, sigmaW][q]^(N + 1) < Chi[tanh, sigmaW][q]^N; Chi[tanh, sigmaW][q] < 2",
        "Chi[erf, sigmaW][q]^(N + 1) > Chi[erf, sigmaW][q]^N; Chi[erf, sigmaW][q] > 1;"
            + " Chi[erf, sigmaW][q]^(N + 1) > Chi[erf, sigmaW][q]^N; Chi[erf, sigmaW][p] > 1",
        // Cauchy and Schwarz, with 1 as the other factor for the variance.
        "E[Tanh[Sqrt[q] z + s], z]^2 <= E[Tanh[Sqrt[q] z + s]^2, z];;"
            + " E[Tanh[Sqrt[q] z + s], z]^2 < E[Tanh[Sqrt[p] z + s]^2, z];",
        "Dual[tanh, swish][p, q, r] <= Dual[swish, tanh][q, p, r];;"
            + " Dual[tanh, swish][p, q, r] <= Dual[swish, tanh][p, q, r];",
        "Dual[tanh, swish][p, q, r]^2 <= LengthMap[tanh, 1, 0][p] LengthMap[swish, 1, 0][q];"
            + " r^2 <= p q;"
            + " Dual[tanh, swish][p, q, r]^2 <= LengthMap[tanh, 1, 0][q] LengthMap[swish, 1, 0][p];"
            + " r^2 <= p q",
        "E[Tanh[u] Tanh[v], {u, v}, {{p, r}, {r, q}}]^2 <= E[Tanh[u]^2, {u, v}, {{p, r}, {r, q}}]"
            + " E[Tanh[v]^2, {u, v}, {{p, r}, {r, q}}]; r^2 <= p q;"
            + " E[Tanh[u] Tanh[v], {u, v}, {{p, r}, {r, q}}]^2 <= E[Tanh[u]^2, {u, v}, {{p, r}, {r,"
            + " q}}]^2; r^2 <= p q",
        "Chi[tanh, sigmaW][q] <= sigmaW^2;; Chi[tanh, sigmaW][q] <= sigmaW^2 - q/100;",
      })
  void should_prove_the_claim_and_not_its_neighbour(
      String right, String where, String wrong, String whereWrong) {
    Evidence.Derived proved = derive(right, where);
    assertThat(proved.proved()).as("%s: %s", right, proved.summary()).isTrue();
    assertThat(proved.steps()).isNotEmpty();

    assertThat(derive(wrong, whereWrong).proved()).as(wrong).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // At q = 2 what is averaged is 0 everywhere but at 1, where it has no value.
        "E[(q - 2)^2/((q - 2)^2 + (z - 1)^2), z] > 0",
        // At s = 0 it is 0 everywhere.
        "E[(s z)^2/(1 + z^2), z] > 0",
        // It is not 0 at 1 alone, a jump.
        "E[1 - Sign[z - 1]^2, z] > 0",
      })
  void should_not_take_one_point_for_the_average(String inequality) {
    assertThat(derive(inequality, "").proved()).as(inequality).isFalse();
    // Nor is the opposite true.
    assertThat(derive(inequality.replace(">", "<"), "").proved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // A variable of an expectation has no domain, whatever a symbol of that name has.
        "E[positive^3, positive] > 0",
        "E[positive, positive] > 0",
        "E[positive positiveToo, {positive, positiveToo}, {{1, -1/2}, {-1/2, 1}}] > 0",
        // Nor has an average that of the symbol whose name it might take.
        "E[z, z] + average1 > 2",
        "E[z, z] >= average1/100",
      })
  void should_not_confuse_names(String inequality) {
    assertThat(derive(inequality, "").proved()).as(inequality).isFalse();
  }

  private static Evidence.Derived derive(String inequality, String where) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              p: {in: "(0, 3)"}
              q: {in: "(0, 3)"}
              r: {in: "(-3, 3)"}
              s: {in: "(-3, 3)"}
              eta: {in: "(0, 2)"}
              lambda: {in: "(0, 5)"}
              mu: {in: "[0, 1)"}
              c: {in: "[-1, 1]"}
              N: {in: "integers [1, 8]"}
              sigmaW: {in: "(0, 3)"}
              sigmaB: {in: "[0, 2)"}
              positive: {in: "(0, 1)"}
              positiveToo: {in: "(0, 1)"}
              average1: {in: "(1, 2)"}
            claims:
              c:
                inequality: "%s"
            """
                    .formatted(inequality)
                + (where == null || where.isEmpty() ? "" : "    where: \"" + where + "\"\n"));
    Subject subject =
        Subjects.first(
            theorem, Map.of(), VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE)));
    return new InequalityProof(subject).derive((InequalityClaim) subject.claim());
  }
}
