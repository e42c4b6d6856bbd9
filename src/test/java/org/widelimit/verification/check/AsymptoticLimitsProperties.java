package org.widelimit.verification.check;

import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * Ratios of known limit that small indices, or indices of one kind, tell nothing of: slow ones,
 * ones that change late, ones that oscillate.
 */
class AsymptoticLimitsProperties {

  private static ClaimResult check(String of, String like) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: A test
            symbols:
              layer: {in: "integers [1, 1000000]"}
              q: {in: "(1, 2)"}
            claims:
              claim:
                asymptotic: {of: "%s", like: "%s", as: layer}
            """
                .formatted(of, like));
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
        .run();
  }

  private static String growth(int kind, int n) {
    return switch (kind) {
      case 0 -> "layer^%d".formatted(n);
      case 1 -> "q layer^(%d/3)".formatted(n);
      case 2 -> "Exp[layer/%d00]".formatted(n);
      case 3 -> "Log[layer + 1]^%d".formatted(n);
      default -> "(q + %d)^layer layer".formatted(n);
    };
  }

  /** What is slower by a logarithm or a root, times a large number, changes no limit. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void should_prove_slow_limits(
      @ForAll @IntRange(min = 0, max = 4) int kind,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @IntRange(min = 0, max = 4) int slow,
      @ForAll @IntRange(min = 1, max = 9999) int size) {
    String like = growth(kind, n);
    String slower =
        switch (slow) {
          case 0 -> "Log[layer + 1]/layer";
          case 1 -> "1/Log[layer + 1]";
          case 2 -> "Cos[layer]/Sqrt[layer]";
          case 3 -> "Exp[-Sqrt[Log[layer + 1]]]";
          default -> "(-1)^layer/layer^(1/7)";
        };
    ClaimResult result =
        check("(%s) (1 + %d %s)".formatted(like, size, slower), "(%s)".formatted(like));
    assertThat(result).hasVerdict(Verdict.PROVED).killsEveryControl();
  }

  /** What grows faster wins in the end, however late. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void should_refute_what_changes_late(
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @IntRange(min = 0, max = 5) int late,
      @ForAll @IntRange(min = 5, max = 30) int size) {
    String change =
        switch (late) {
          case 0 -> "layer^%d Log[layer]/10^%d".formatted(n, size);
          case 1 -> "layer^(%d + 1/100)/10^%d".formatted(n, size);
          case 2 -> "Exp[(layer - 10^%d)/900]".formatted(size);
          case 3 -> "Max[layer - 10^%d, 0] layer^%d".formatted(size, n);
          case 4 -> "layer^%d HeavisideTheta[layer - 10^%d]/50".formatted(n, size);
          default -> "Piecewise[{{0, layer < 10^%d}}, layer^%d/1000]".formatted(size, n);
        };
    ClaimResult result = check("layer^%d + %s".formatted(n, change), "layer^%d".formatted(n));
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  /** Periods in the index and in its logarithm, of any length and any size. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void should_refute_what_oscillates(
      @ForAll @IntRange(min = 0, max = 6) int kind,
      @ForAll @IntRange(min = 2, max = 11) int period,
      @ForAll @IntRange(min = 3, max = 5000) int size) {
    String wave =
        switch (kind) {
          case 0 -> "Cos[2 Pi layer/%d]".formatted(period);
          case 1 -> "(layer/%1$d - Floor[layer/%1$d])".formatted(period);
          case 2 -> "Sin[2 Pi Log[layer]/Log[%d]]".formatted(period);
          case 3 -> "(-1)^(layer + %d)".formatted(period);
          case 4 -> "Cos[layer/%d]".formatted(period);
          case 5 -> "Cos[Pi Floor[layer/%d]]".formatted(period);
          default -> "Sin[layer^(1/%d)]".formatted(period);
        };
    ClaimResult result = check("q layer (1 + %s/%d)".formatted(wave, size), "q layer");
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  /** A constant off by any amount, beside slow corrections that hide it. */
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_refute_a_hidden_constant(
      @ForAll @IntRange(min = 1, max = 1000) int off,
      @ForAll @IntRange(min = 1, max = 900) int size) {
    ClaimResult result =
        check("layer (1 + %d/10^6) - %d Log[layer] Sqrt[layer]".formatted(off, size), "layer");
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }
}
