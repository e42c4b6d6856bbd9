package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.numeric.Grade;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * A wrong claim about the kernels of a wide network is refuted by a witness with true bounds, which
 * says the kernels of its first layer; a right one is not.
 */
class KernelWitnessProperties {

  private static ClaimResult check(String phi, String equation) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              s: {in: "(1/2, 2)"}
              b: {in: "(0, 1)"}
            network: {hidden: [%s, %s], sigmaW: s, sigmaB: b, inputs: 2}
            claims:
              c:
                equation: "%s"
            """
                .formatted(phi, phi, equation));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withBudget(Budget.QUICK);
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), options).run();
  }

  @Property(tries = 6)
  void should_refute_a_wrong_recursion_by_true_bounds(
      @ForAll("activations") String phi, @ForAll @IntRange(min = 2, max = 40) int percent) {
    // GIVEN the recursion of the covariance, off by some percent
    String right = "NNGP[2, 1, 2] == s^2 Dual[%s, %s][NNGP[1, 1, 1], NNGP[1, 2, 2], NNGP[1, 1, 2]]";
    String equation = right.formatted(phi, phi) + " + b^2";
    // WHEN
    ClaimResult holds = check(phi, equation);
    ClaimResult wrong = check(phi, equation + " + (" + percent + "/100) s^2");
    // THEN
    assertThat(holds.verdict()).isNotEqualTo(Verdict.REFUTED);
    ClaimResultAssert.assertThat(wrong).hasVerdict(Verdict.REFUTED);
    Witness witness =
        wrong.evidence().stream()
            .filter(Integrated.class::isInstance)
            .map(seen -> ((Integrated) seen).witness())
            .findFirst()
            .orElseThrow();
    assertThat(witness.grade()).isEqualTo(Grade.RIGOROUS);
    assertThat(witness.note()).contains("NNGP[1, 1, 1] = ").contains("NNGP[1, 1, 2] = ");
  }

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of("relu", "erf", "sin", "abs");
  }
}
