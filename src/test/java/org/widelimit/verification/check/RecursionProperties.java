package org.widelimit.verification.check;

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
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** Solutions of recursions: proved by induction, refuted at an index, never past a gap. */
class RecursionProperties {

  private static String file(String index, String equation, String initial, String solution) {
    return """
    title: A test
    symbols:
      l: {in: "%s"}
      q: {in: "(1/2, 3)"}
    claims:
      claim:
        recursion: {equation: "%s", initial: "%s", solution: "%s"}
    """
        .formatted(index, equation, initial, solution);
  }

  private static ClaimResult check(String index, String equation, String initial, String solution) {
    Theorem theorem = Subjects.theorem(file(index, equation, initial, solution));
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
        .run();
  }

  /** {@code v -> a v + b} from a first index on is {@code a^n q + b (1 - a^n)/(1 - a)}. */
  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void should_prove_an_affine_recursion_and_refute_its_neighbours(
      @ForAll @IntRange(min = 1, max = 9) int tenths,
      @ForAll @IntRange(min = -5, max = 5) int shift,
      @ForAll @IntRange(min = -2, max = 3) int first,
      @ForAll @IntRange(min = 0, max = 3) int wrong,
      @ForAll boolean back) {
    // GIVEN the recursion said forward or backward, and a solution that is right or off by a bit
    String a = "(%d/10)".formatted(tenths);
    String equation =
        back
            ? "v[l] == %s v[l - 1] + %d/3".formatted(a, shift)
            : "v[l + 1] == %s v[l] + %d/3".formatted(a, shift);
    String power = "%s^(l - (%d)%s)".formatted(a, first, wrong == 1 ? " + 1" : "");
    String solution =
        "v[l] == %s q + %d/3 (1 - %s)/(1 - %s)%s"
            .formatted(
                power,
                shift,
                power,
                wrong == 2 ? "(11/10 " + a + ")" : a,
                wrong == 3 ? " + 1/100" : "");
    String initial = "v[%d] == q".formatted(first);
    boolean same = wrong == 0 || (wrong == 2 && shift == 0);
    // WHEN
    ClaimResult result = check("integers [" + first + ", 40]", equation, initial, solution);
    // THEN
    assertThat(result).hasVerdict(same ? Verdict.PROVED : Verdict.REFUTED);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void should_prove_two_steps_back(
      @ForAll @IntRange(min = 2, max = 5) int a, @ForAll @IntRange(min = 1, max = 4) int b) {
    String equation = "v[l + 2] == %d v[l + 1] - %d v[l]".formatted(a + b, a * b);
    String initial = "v[0] == q && v[1] == %d q".formatted(a);
    ClaimResult right = check("integers [0, 30]", equation, initial, "v[l] == %d^l q".formatted(a));
    assertThat(right).hasVerdict(Verdict.PROVED);
    // A solution of the equation with another second value is not the one.
    if (a != b) {
      ClaimResult other =
          check("integers [0, 30]", equation, initial, "v[l] == %d^l q".formatted(b));
      assertThat(other).hasVerdict(Verdict.REFUTED);
    }
  }

  /** A solution without a value at one index says nothing of those beyond it. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void should_not_go_on_past_an_index_without_a_value(
      @ForAll @IntRange(min = 1, max = 100_000) int gap) {
    ClaimResult result =
        check(
            "integers [0, Infinity)",
            "v[l + 1] == v[l]",
            "v[0] == -q",
            "v[l] == q Abs[l - %d]/(l - %d)".formatted(gap, gap));
    assertThat(result.verdict()).as(result.reason()).isIn(Verdict.INCONCLUSIVE, Verdict.REFUTED);
  }

  @Example
  void should_refuse_what_no_induction_reaches() {
    String[][] faults = {
      {"integers [1, 9]", "v[l + 1] == v[l]", "v[0] == q", "v[l] == q", "expected 'v[1]"},
      {"(1, 9)", "v[l + 1] == v[l]", "v[1] == q", "v[l] == q", "symbol that counts"},
      {"integers (-Infinity, 9]", "v[l + 1] == v[l]", "v[0] == q", "v[l] == q", "counts"},
      {"integers [0, 9]", "v[l + 2] == v[l]", "v[0] == q", "v[l] == q", "as many first values"},
      {"integers [0, 9]", "v[l]^2 == v[l - 1]", "v[0] == q", "v[l] == q", "next value"},
      {"integers [0, 9]", "v[l + 1] == v[l + 1]", "v[0] == q", "v[l] == q", "next value"},
      {"integers [0, 9]", "v[l + 1] == v[2 l]", "v[0] == q", "v[l] == q", "neighbours"},
      {"integers [0, 9]", "v[l + 1] == v[0]", "v[0] == q", "v[l] == q", "neighbours"},
      {"integers [0, 9]", "v[l + 1] == v[l]", "v[0] == q l", "v[l] == q", "expected 'v[0]"},
      {"integers [0, 9]", "v[l + 1] == v[l]", "v[0] == q", "v[l] == v[l]", "itself"},
      {"integers [0, 9]", "q[l + 1] == q[l]", "q[0] == 1", "q[l] == 1", "a meaning already"},
    };
    for (String[] fault : faults) {
      TheoremFile file =
          TheoremLoader.parse(
              "t.yaml",
              file(fault[0], fault[1], fault[2], fault[3]).getBytes(StandardCharsets.UTF_8));
      assertThat(file.faults()).as(fault[1]).isNotEmpty();
      assertThat(file.faults().get(0).message()).contains(fault[4]);
    }
  }
}
