package org.widelimit.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.verification.Budget;
import org.widelimit.verification.ClaimResult;
import org.widelimit.verification.Verdict;

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

  @Property(tries = MOST)
  void should_never_refute_a_true_claim(@ForAll @IntRange(min = 1, max = MOST) int number) {
    TrueClaim claim = Rewriting.draw(new SplittableRandom(number));
    ClaimResult result = Verdicts.of(claim, Budget.QUICK, number);
    assertThat(result.verdict())
        .as("%s%n%s", claim.file(), result.reason())
        .isNotIn(Verdict.REFUTED, Verdict.BROKEN);
  }
}
