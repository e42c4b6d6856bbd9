package org.widelimit.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * False claims that are easy to miss never hold, and true claims in another dress are never
 * refuted. {@link HostileStudy} tries many more.
 */
class HostileClaimsProperties {

  /** How many of each; the study has all others. */
  private static final int MOST = 12;

  @Property(tries = MOST)
  void should_never_let_a_false_claim_hold(@ForAll @IntRange(min = 1, max = MOST) int number) {
    HostileClaim hostile = HostileClaim.draw(new SplittableRandom(number));
    ClaimResult result = Verdicts.of(hostile.claim(), Budget.QUICK, number);
    assertThat(result.verdict())
        .as("%s%n%s", hostile.claim().file(), result.reason())
        .isNotIn(Verdict.PROVED, Verdict.VERIFIED)
        .matches(verdict -> verdict != Verdict.SUPPORTED || !hostile.isWide());
  }

  /** Where each value is costly, the ends of no symbol's range are left out. */
  @Property(tries = 4)
  void should_see_what_comes_late_along_every_symbol(
      @ForAll @IntRange(min = 0, max = 2) int index,
      @ForAll @IntRange(min = 2, max = 20) int thousandths) {
    String symbol = List.of("b", "q", "w").get(index);
    TrueClaim bound =
        TrueClaim.ALL.stream()
            .filter(claim -> claim.left().equals("LengthMap[tanh, w, b][q]"))
            .findFirst()
            .orElseThrow();
    double end = bound.symbols().get(symbol).to();
    String late = "(%d/1000)".formatted(Math.round(1000 * end) - thousandths);
    TrueClaim changed =
        bound.withSides(
            bound.left() + " + 10^6 Max[0, " + symbol + " - " + late + "]", bound.right());

    assertThat(Verdicts.of(changed, Budget.QUICK, 1).verdict())
        .as(changed.file())
        .isEqualTo(Verdict.REFUTED);
    assertThat(Verdicts.of(bound, Budget.QUICK, 1).verdict()).isNotEqualTo(Verdict.REFUTED);
  }

  @Property(tries = MOST)
  void should_never_refute_a_true_claim(@ForAll @IntRange(min = 1, max = MOST) int number) {
    TrueClaim claim = Rewriting.draw(new SplittableRandom(number));
    ClaimResult result = Verdicts.of(claim, Budget.QUICK, number);
    assertThat(result.verdict())
        .as("%s%n%s", claim.file(), result.reason())
        .isNotIn(Verdict.REFUTED, Verdict.BROKEN);
  }
}
