package org.widelimit.verification.check;

import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.ClaimResultAssert;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/**
 * Equations with 0 on one side: what cancels may be gone on reading, stand in branches, or be an
 * average that vanishes by symmetry. Controls must see a change all the same.
 */
class ZeroDifferencesProperties {

  private static ClaimResult check(String equation) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              a: {in: "(-4, 4)"}
              q: {in: "(0, 5)"}
            claims:
              c: {equation: "%s"}
            """
                .formatted(equation));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withBudget(Budget.QUICK);
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), options).run();
  }

  @Provide
  Arbitrary<String> differences() {
    return Arbitraries.of(
        "Exp[a + q] - Exp[a] Exp[q]",
        "Erf[a] + Erfc[a] - 1",
        "E[relu[Sqrt[q] z]^2, z] - q/2",
        "(1 + a)^2 - 1 - 2 a - a^2",
        "E[Tanh[Sqrt[q] z], z]",
        "Cosh[a]^2 - Sinh[a]^2 - 1",
        "E[Cos[a z], z] - Exp[-a^2/2]");
  }

  @Provide
  Arbitrary<String> dresses() {
    return Arbitraries.of(
        "%s == 0",
        "0 == %s",
        "Piecewise[{{%s, q > 1}}, 0] == 0",
        "1 == 1 + %s",
        "Exp[%s] == 1",
        "(%s) (1 + a^2) == 0");
  }

  @Property(tries = 20)
  void should_be_proved(@ForAll("differences") String difference, @ForAll("dresses") String dress) {
    ClaimResultAssert.assertThat(check(dress.formatted(difference))).hasVerdict(Verdict.PROVED);
  }

  @Property(tries = 20)
  void should_be_refuted_where_they_are_not_0(
      @ForAll("differences") String difference,
      @ForAll("dresses") String dress,
      @ForAll("terms") String term) {
    ClaimResultAssert.assertThat(check(dress.formatted(difference + " + " + term)))
        .hasVerdict(Verdict.REFUTED);
  }

  @Provide
  Arbitrary<String> terms() {
    return Arbitraries.of("q/1000", "10^-3", "Max[0, q - 3]", "a^2/100", "Sign[a - 2]/9");
  }
}
