package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** Averages of three and four variables: Isserlis' theorem, and the integrals of committees. */
class ManyVariablesProperties {

  private static final String SYMBOLS =
      """
      title: A test
      symbols:
        a: {in: "(-2/5, 2/5)"}
        b: {in: "(-2/5, 2/5)"}
        c: {in: "(-2/5, 2/5)"}
      claims:
        claim:
      """;

  private static ClaimResult check(String left, String right) {
    Theorem theorem =
        Subjects.theorem(SYMBOLS + "    equation: \"%s == %s\"\n".formatted(left, right));
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
        .run();
  }

  private static final String THREE = "{u, v, w}, {{1, a, b}, {a, 1, c}, {b, c, 1}}";

  /** Isserlis 1918: the sum over pairings; another weight of one pairing is refuted. */
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void should_pair_four_factors(@ForAll @IntRange(min = 1, max = 4) int weight) {
    ClaimResult result = check("E[u^2 v w, " + THREE + "]", "c + %d a b".formatted(weight));
    assertThat(result).hasVerdict(weight == 2 ? Verdict.PROVED : Verdict.REFUTED);
  }

  /** Saad and Solla 1995: {@code I_3} for units {@code Erf[x/Sqrt[2]]}, at any steepness. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void should_derive_the_average_of_a_slope_a_field_and_a_unit(
      @ForAll @IntRange(min = 1, max = 3) int k, @ForAll boolean wrong) {
    String spread = "(1 + %d)".formatted(k);
    ClaimResult result =
        check(
            "E[Exp[-%d u^2/2] v Erf[w/Sqrt[2]], %s]".formatted(k, THREE),
            "Sqrt[2/Pi] (c %s %s %d a b)/(%s Sqrt[2 %s - %d b^2])"
                .formatted(spread, wrong ? "+" : "-", k, spread, spread, k));
    assertThat(result).hasVerdict(wrong ? Verdict.REFUTED : Verdict.PROVED);
  }

  @Example
  void should_pair_four_variables() {
    String four = "{u, v, w, s}, {{1, a, b, c}, {a, 1, c, b}, {b, c, 1, a}, {c, b, a, 1}}";
    assertThat(check("E[u v w s, " + four + "]", "a^2 + b^2 + c^2")).hasVerdict(Verdict.PROVED);
  }

  @Example
  void should_not_decide_what_it_does_not_know() {
    ClaimResult kink = check("E[Max[0, u] v w, " + THREE + "]", "c");
    assertThat(kink).hasVerdict(Verdict.INCONCLUSIVE);
    // Three units, which no rule brings down: numbers alone.
    ClaimResult units = check("E[Erf[u] Erf[v] Erf[w], " + THREE + "]", "a b c");
    assertThat(units.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Example
  void should_refuse_what_is_no_covariance_of_the_variables() {
    String[][] faults = {
      {"E[u v w, {u, v, w}, {{1, a}, {a, 1}}]", "three rows of three"},
      {"E[u v w, {u, v, w}, {{1, a, b}, {a, 1, c}, {b, a, 1}}]", "not symmetric"},
      {"E[u v, {u, u, v}, {{1, a, b}, {a, 1, c}, {b, c, 1}}]", "different variables"},
      {"E[u, {u, v, w}]", "needs their covariance"},
    };
    for (String[] fault : faults) {
      String text = SYMBOLS + "    equation: \"" + fault[0] + " == 0\"\n";
      assertThat(
              TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8))
                  .faults()
                  .get(0)
                  .message())
          .contains(fault[1]);
    }
  }
}
