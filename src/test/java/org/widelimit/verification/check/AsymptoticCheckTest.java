package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

class AsymptoticCheckTest {

  private static ClaimResult check(String of, String like) {
    String text =
        """
        title: Growth
        symbols: {q: {in: "(1, 2)"}}
        claims:
          c:
            asymptotic: {of: "%s", like: "%s", as: l}
        """
            .formatted(of, like);
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
    return Verifier.with(VerificationOptions.defaults())
        .verify(theorem, VerificationListener.NONE)
        .claims()
        .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "q l^2 + 3 l; q l^2",
        "2 l + Log[l]; 2 l",
        "q (3^l - 1)/2; q 3^l/2",
        "q + 3/Sqrt[l]/100; q",
        "1 + 1/Log[l + 1]; 1",
        "l!; Sqrt[2 Pi l] (l/E)^l",
        "q l + 4 Cos[Pi l]; q l",
        "1 - CorrelationAt[relu, Sqrt[2], 0][l, q, 1/2]; 9 Pi^2/(2 l^2)"
      })
  void should_prove_by_leading_terms_and_kill_what_is_wrong(String of, String like) {
    ClaimResult result = check(of, like);
    assertThat(result).hasVerdict(Verdict.PROVED).killsEveryControl();
    assertThat(result.controls().made()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Sum[1/n^2, {n, 1, l}]; Pi^2/6",
        "TangentKernelAt[identity, 1, 0][l, q, 1/2]; l q/2"
      })
  void should_support_by_extrapolation_and_kill_what_is_wrong(String of, String like) {
    ClaimResult result = check(of, like);
    assertThat(result).hasVerdict(Verdict.SUPPORTED).killsEveryControl();
    assertThat(result.controls().made()).isGreaterThanOrEqualTo(3);
  }

  /** A constant off by the discrepancy of 1 %, a shifted exponent, another rate, another sign. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "q l^2 + 3 l; 1.01 q l^2",
        "q l^2 + 3 l; 0.99 q l^2",
        "q l^2 + 3 l; q l^(19/10)",
        "q l^2 + 3 l; q l^3",
        "q l^2; -q l^2",
        "3^l + 1; 4^l",
        "DecorrelationAt[relu, Sqrt[2], 0][l, q, 1/2]; 9 Pi^2/(2.02 l^2)",
        "DecorrelationAt[relu, Sqrt[2], 0][l, q, 1/2]; 9 Pi^2/(2 l^(21/10))"
      })
  void should_refute_with_the_limit_or_the_exponent(String of, String like) {
    ClaimResult result = check(of, like);
    assertThat(result).hasVerdict(Verdict.REFUTED);
    assertThat(result.reason()).containsAnyOf("tends to", "goes like");
  }

  /** Lengths that are no fixed point, and so no law: an extrapolation alone refutes nothing. */
  @Test
  void should_not_refute_by_an_estimate() {
    ClaimResult result = check("TangentKernelAt[erf, 5/4, 1/3][l, q, 1/2]", "l q/3");
    assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(result.reason()).contains("an estimate, which refutes nothing");
  }

  /** A sum and an oscillation that no leading terms are known of, slow or too large to tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + Sum[1/(n Log[n]^2), {n, 2, l}]/Sum[1/n, {n, 1, l}]",
        "1 + Cos[l^2]/20",
        "1 + Floor[Sin[l^2] + 1]/20"
      })
  void should_stay_open_where_nothing_can_tell(String of) {
    assertThat(check(of, "1")).hasVerdict(Verdict.INCONCLUSIVE);
  }

  @Test
  void should_take_a_lower_order_term_for_no_change() {
    ClaimResult result = check("l^2 + 5", "l^2 + l");
    assertThat(result).hasVerdict(Verdict.PROVED);
    assertThat(result.controls().mutants())
        .anyMatch(mutant -> mutant.equivalent() && mutant.description().contains("dropped term l"))
        .anyMatch(mutant -> mutant.killed() && mutant.description().contains("factor 1.01"));
  }
}
