package org.widelimit.verification.claim;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.statistics.ErrorBudget;

class VerificationOptionsTest {

  /** However large a run is, its checks together spend no more than one run may. */
  @Property
  void should_share_errors_among_all_checks(@ForAll @IntRange(min = 1, max = 1 << 24) int checks) {
    ErrorBudget errors = VerificationOptions.defaults().withChecks(checks).errors();
    assertThat(errors.share() * checks).isLessThanOrEqualTo(ErrorBudget.SUITE_TOTAL);
    assertThat(errors.capacity())
        .isLessThan(Math.max(2 * checks, ErrorBudget.MINIMAL_CAPACITY + 1));
  }

  @Property
  void should_share_alike_whatever_a_few_claims_more_are(
      @ForAll @IntRange(min = 1, max = ErrorBudget.MINIMAL_CAPACITY) int checks) {
    assertThat(VerificationOptions.defaults().withChecks(checks))
        .isEqualTo(VerificationOptions.defaults());
  }
}
