package org.widelimit.verification.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.statistics.Decision;
import org.widelimit.verification.claim.VerificationOptions;

/** A cheap slice of {@link TrainingStudy}; seeds are fixed, so the outcome does not vary. */
class RandomTrainingTest {

  @ParameterizedTest
  @CsvSource({"8, ACCEPTED", "11, ACCEPTED", "7, INCONCLUSIVE"})
  void should_never_refute_what_is_true_of_training_nor_accept_what_is_not(
      long number, Decision expected) {
    TrainingStudy.Row row = TrainingStudy.check(number, 1, VerificationOptions.defaults());

    assertThat(row.right()).as(row.text()).isEqualTo(expected);
    assertThat(row.wrong()).doesNotContain(Decision.ACCEPTED);
    if (expected == Decision.ACCEPTED) {
      assertThat(row.wrong()).isNotEmpty().containsOnly(Decision.REJECTED);
    }
  }

  @Test
  void should_not_refute_a_limit_at_widths_whose_training_is_beyond_the_linear_model() {
    // Four large steps: narrow networks saturate where the linear model grows.
    TrainingStudy.Row row = TrainingStudy.check(10, 2, VerificationOptions.defaults());

    assertThat(row.right()).as(row.text()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(row.text()).contains("training", "of a network of width 1024", "learning rate");
    assertThat(row.wrong()).doesNotContain(Decision.ACCEPTED);
  }
}
