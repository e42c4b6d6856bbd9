package org.widelimit.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.verification.Budget;
import org.widelimit.verification.ClaimResult;
import org.widelimit.verification.Verdict;

/**
 * False claims that are easy to miss never hold, and true claims in another dress are never
 * refuted. {@link HostileStudy} tries many more.
 */
class HostileClaimsProperties {

  @Property(tries = 60)
  void should_never_let_a_false_claim_hold(@ForAll("falsehoods") HostileClaim hostile) {
    ClaimResult result = Verdicts.of(hostile.claim(), Budget.QUICK, 1);
    assertThat(result.verdict())
        .as("%s%n%s", hostile.claim().file(), result.reason())
        .isNotIn(Verdict.PROVED, Verdict.VERIFIED)
        .matches(verdict -> verdict != Verdict.SUPPORTED || !hostile.isWide());
  }

  @Property(tries = 60)
  void should_never_refute_a_true_claim(@ForAll("truths") TrueClaim claim) {
    ClaimResult result = Verdicts.of(claim, Budget.QUICK, 1);
    assertThat(result.verdict())
        .as("%s%n%s", claim.file(), result.reason())
        .isNotIn(Verdict.REFUTED, Verdict.BROKEN);
  }

  @Provide
  Arbitrary<HostileClaim> falsehoods() {
    return Arbitraries.integers()
        .between(1, 1_000_000)
        .map(number -> HostileClaim.draw(new SplittableRandom(number)));
  }

  @Provide
  Arbitrary<TrueClaim> truths() {
    return Arbitraries.integers()
        .between(1, 1_000_000)
        .map(number -> Rewriting.draw(new SplittableRandom(number)));
  }
}
