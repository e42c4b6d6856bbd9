package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Precise;

/**
 * Errors that doubles cannot see, or see at few points only, refute a claim; what holds is never
 * refuted for it.
 */
class BeyondDoublesProperties {

  /** Identities of textbooks, on the whole domains of p and q. */
  private static final List<String> FORMULAS =
      List.of(
          "q == q",
          "(p + q)^2 == p^2 + 2 p q + q^2",
          "Sqrt[p] Sqrt[q] == Sqrt[p q]",
          "Sin[q]^2 + Cos[q]^2 == 1",
          "Log[p q^2] == Log[p] + 2 Log[q]",
          "Exp[p - q] == Exp[p]/Exp[q]",
          "ArcTan[q] == Pi/2 - ArcTan[1/q]",
          "Erf[q] == 1 - Erfc[q]",
          "Max[p, q] == (p + q + Abs[p - q])/2",
          "1/(Sqrt[1 + q] + 1) == (Sqrt[1 + q] - 1)/q",
          "Tanh[q] == 1 - 2/(Exp[2 q] + 1)");

  /** Expectations with closed forms, which a quadrature knows to some 13 digits. */
  private static final List<String> EXPECTATIONS =
      List.of(
          "E[relu[Sqrt[q] z]^2, z] == q/2",
          "E[Abs[Sqrt[q] z], z] == Sqrt[2 q/Pi]",
          "E[erf[Sqrt[q] z]^2, z] == 2/Pi ArcSin[2 q/(1 + 2 q)]",
          "E[Cos[Sqrt[q] z], z] == Exp[-q/2]",
          "E[Exp[-q z^2], z] == 1/Sqrt[1 + 2 q]",
          "LengthMap[sin, p, 1/2][q] == p^2 (1 - Exp[-2 q])/2 + 1/4");

  /** Identities that hold on a part of the domain only, and all but hold everywhere. */
  private static final List<String> PARTIAL =
      List.of(
          "Sqrt[(q - %s)^2] == q - %s",
          "Abs[q - %s] == %s - q",
          "Max[q, %s] == q",
          "Min[q, %s] == q",
          "Sign[q - %s] == 1 + 0 %s",
          "HeavisideTheta[%s - q] == 1 + 0 %s",
          "ArcTan[q - %s] + ArcTan[1/(q - %s)] == Pi/2",
          "((q - %s)^4)^(1/4) == q - %s",
          "Piecewise[{{q, q > %s}}, q^2] == q + 0 %s",
          "Log[(q - %s)^2] == 2 Log[q - %s] + 0 Log[Abs[q]]",
          "ArcCos[Cos[q Pi/%s]] == q Pi/%s",
          "2 ArcTan[q/%s] == ArcTan[2 (q/%s)/(1 - (q/%s)^2)]");

  private static ClaimResult check(String q, String equation, long seed) {
    String file =
        """
        title: A test
        source: test
        statement: None.
        symbols:
          p: {in: "(0, 3)"}
          q: {in: "%s"}
          rho: {in: "[-1, 1]"}
        claims:
          claim:
            equation: "%s"
        """
            .formatted(q, equation);
    Theorem theorem =
        (Theorem) TheoremLoader.parse("theorems/t/t.yaml", file.getBytes(StandardCharsets.UTF_8));
    Claim claim = theorem.claims().get(0);
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withBudget(Budget.QUICK)
            .withSeed(seed);
    return ClaimCheck.of(theorem, claim, Map.of(), options).run();
  }

  private static Integrated numbers(ClaimResult result) {
    return result.evidence().stream()
        .filter(Integrated.class::isInstance)
        .map(Integrated.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_refute_an_error_far_below_the_digits_of_a_double(
      @ForAll("formulas") String identity,
      @ForAll @IntRange(min = 20, max = 45) int k,
      @ForAll boolean negative) {
    // WHEN the right side is off by a power of 10
    String sign = negative ? "-" : "+";
    ClaimResult wrong = check("(0, 3)", identity + " " + sign + " 10^-" + k, k);
    // THEN a witness shows that very difference, and the identity itself holds
    ClaimResultAssert.assertThat(wrong).hasVerdict(Verdict.REFUTED);
    BigDecimal error = BigDecimal.ONE.movePointLeft(k);
    Evidence.Witness witness = numbers(wrong).witness();
    Precise precise = witness.precise();
    if (precise == null) {
      // Next to 0 the sides are as small as the error is, and doubles tell them apart.
      assertThat(Math.abs(witness.left() - witness.right())).isGreaterThan(witness.error());
      return;
    }
    assertThat(precise.difference().subtract(negative ? error : error.negate()).abs())
        .isLessThanOrEqualTo(precise.error());
    assertThat(precise.error()).isLessThan(error.movePointLeft(2));
    assertThat(precise.derived()).isFalse();
    assertThat(check("(0, 3)", identity, k).verdict())
        .as(identity)
        .isIn(Verdict.PROVED, Verdict.SUPPORTED, Verdict.INCONCLUSIVE);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void should_refute_an_error_below_the_digits_of_a_quadrature(
      @ForAll("expectations") String identity, @ForAll @IntRange(min = 16, max = 40) int k) {
    ClaimResult wrong = check("(1/10, 3)", factor(identity, k), k);
    // THEN the derived closed form shows it, relative to the value
    ClaimResultAssert.assertThat(wrong).hasVerdict(Verdict.REFUTED);
    Precise precise = numbers(wrong).witness().precise();
    assertThat(precise).isNotNull();
    assertThat(precise.derived()).isTrue();
    assertThat(precise.difference().doubleValue() / precise.right().doubleValue())
        .isCloseTo(-Math.pow(10, -k), org.assertj.core.data.Percentage.withPercentage(1e-6));
    ClaimResultAssert.assertThat(check("(1/10, 3)", identity, k)).hasVerdict(Verdict.PROVED);
  }

  private static String factor(String identity, int k) {
    int equals = identity.indexOf("==");
    return identity.substring(0, equals)
        + "== (1 + 10^-"
        + k
        + ") ("
        + identity.substring(equals + 2)
        + ")";
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void should_refute_what_holds_on_a_part_of_the_domain_only(
      @ForAll("partial") String identity,
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll long seed) {
    // GIVEN a turn somewhere between 0 and 20, even where one side of it is a hundredth of that
    String turn = String.format(Locale.ROOT, "(%d/5)", percent);
    ClaimResult result = check("(0, 20)", identity.replace("%s", turn), seed);
    // THEN it is refuted or, where the sides have no values behind the turn, holds
    if (identity.startsWith("Log")) {
      assertThat(result.verdict()).isNotEqualTo(Verdict.REFUTED);
    } else {
      ClaimResultAssert.assertThat(result).hasVerdict(Verdict.REFUTED);
    }
  }

  /**
   * Formulas that cancel in doubles, near and at perfect correlation: the agreement is that of the
   * quadrature, so that an error of a billionth is seen.
   */
  @Test
  void should_keep_the_digits_of_formulas_near_the_ends() {
    List<String> duals =
        List.of(
            "Dual[relu][p, 2, q Sqrt[2 p]] == Sqrt[2 p]/(2 Pi)"
                + " (Sqrt[1 - q^2] + q (Pi - ArcCos[q]))",
            "Dual[step][p, 3, q Sqrt[3 p]] == 1/4 + ArcSin[q]/(2 Pi)",
            "CorrelationMap[abs, 1, 0][p, q] == 2/Pi (Sqrt[1 - q^2] + q ArcSin[q])",
            "E[Sign[u] Sign[v], {u, v}, {{1, q}, {q, 1}}] == 1 - 2 ArcCos[q]/Pi");
    for (String near : List.of("(9999999/10000000, 1]", "[-1, -9/10)")) {
      for (String dual : duals) {
        ClaimResult result = check(near, dual, 1);
        String seen = dual + " on " + near + ": " + result.reason();
        assertThat(result.verdict()).as(seen).isIn(Verdict.PROVED, Verdict.SUPPORTED);
        // At a distance of 10^-12 from an end the correlation itself has four digits in doubles.
        assertThat(numbers(result).digits()).as(seen).isGreaterThan(3.5);
        // A control: what is off by a billionth is refuted.
        ClaimResultAssert.assertThat(check(near, factor(dual, 9), 1)).hasVerdict(Verdict.REFUTED);
      }
    }
  }

  @Provide
  Arbitrary<String> formulas() {
    return Arbitraries.of(FORMULAS);
  }

  @Provide
  Arbitrary<String> expectations() {
    return Arbitraries.of(EXPECTATIONS);
  }

  @Provide
  Arbitrary<String> partial() {
    return Arbitraries.of(PARTIAL);
  }
}
