package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;

/**
 * Where a map settles, and what a few applications of it make of a start: a wrong number is refuted
 * by what the map makes of it, a right one never.
 */
class ClaimedPointsProperties {

  @Property(tries = 5)
  void should_refute_a_number_that_the_map_moves(
      @ForAll("activation") String phi,
      @ForAll @IntRange(min = 2, max = 40) int point,
      @ForAll @IntRange(min = 5, max = 30) int weight) {
    // Lengths settle below sigmaW^2 + sigmaB^2 here, as the activations stay within 1.
    double beyond = weight * weight / 100.0 + 0.25 + point / 10.0;
    assertThat(
            verdict(
                "FixedPoint[LengthMap[%s, %d/10, 1/2]] == %s"
                    .formatted(phi, weight, String.format(Locale.ROOT, "%.4f", beyond))))
        .isEqualTo(Verdict.REFUTED);
  }

  @Property(tries = 4)
  void should_not_refute_the_point_of_a_linear_map(
      @ForAll @IntRange(min = 1, max = 9) int weight,
      @ForAll @IntRange(min = 1, max = 9) int bias) {
    // q = a q/2 + b for rectified units.
    String claim =
        "FixedPoint[LengthMap[relu, Sqrt[%1$d/10], Sqrt[%2$d/10]]] == (%2$d/10)/(1 - %1$d/20)"
            .formatted(weight, bias);
    assertThat(verdict(claim).holds()).isTrue();
    assertThat(verdict(claim + " + 10^-7")).isEqualTo(Verdict.REFUTED);
  }

  @Property(tries = 4)
  void should_see_a_tiny_difference_after_some_applications(
      @ForAll @IntRange(min = 1, max = 5) int times,
      @ForAll @IntRange(min = 2, max = 9) int digits) {
    String claim = "Nest[LengthMap[relu, Sqrt[2], 1], 3/7, %1$d] == 3/7 + %1$d".formatted(times);
    assertThat(verdict(claim).holds()).isTrue();
    assertThat(verdict(claim + " - 10^-" + digits)).isEqualTo(Verdict.REFUTED);
  }

  @Provide
  Arbitrary<String> activation() {
    return Arbitraries.of("tanh", "erf", "Sin[x]", "x/Sqrt[1 + x^2]");
  }

  private static Verdict verdict(String equation) {
    String file = "title: t\nclaims:\n  c: {equation: \"" + equation + "\"}\n";
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t/t.yaml", file.getBytes(StandardCharsets.UTF_8));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withBudget(Budget.QUICK)
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withJobs(1);
    return Verifier.with(options)
        .verify(theorem, VerificationListener.NONE)
        .claims()
        .get(0)
        .verdict();
  }
}
