package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.widelimit.statistics.SyntheticSamplers.Noise;

class LimitTestTest {
  private static final WidthLadder LADDER = WidthLadder.geometric(32, 4, 4);

  @Test
  void should_accept_a_true_limit_and_exclude_one_wrong_by_the_discrepancy() {
    Sampler sampler = SyntheticSamplers.series(1, Noise.CHI_SQUARE, 2.0, 3.0, 1.5);

    LimitOutcome right = LimitTest.on(LADDER, 0.02).test(sampler, 2.0);
    LimitOutcome wrong = LimitTest.on(LADDER, 0.02).test(sampler, 2.02);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(right.excludes(2.02)).isTrue();
    assertThat(right.excludes(1.98)).isTrue();
    assertThat(right.smallestDetectable()).isLessThanOrEqualTo(0.02);
    assertThat(wrong.decision()).as(wrong.reason()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_see_through_a_bias_larger_than_the_discrepancy_at_every_width() {
    // At the widest network, 2048, the bias 200/M is still 0.1: ten times the discrepancy.
    Sampler sampler = SyntheticSamplers.series(2, Noise.GAUSSIAN, 1.0, 200.0, 0.3);

    LimitOutcome outcome = LimitTest.on(LADDER, 0.01).test(sampler, 1.0);

    assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
  }

  @Test
  void should_decide_about_a_number_that_only_rounding_changes() {
    // Rounding is off in few samples: far too skewed for an interval, if it were the samples' law.
    Sampler exact = (width, index) -> index % 97 == 3 ? 1 + 4e-16 : 1;
    // The same law where it is not rounding.
    Sampler skewed = (width, index) -> index % 97 == 3 ? 1 + 4e-3 : 1;
    SamplingPlan few = SamplingPlan.standard().withLooks(2);

    LimitOutcome right = LimitTest.on(LADDER, 0.001).withPlan(few).test(exact, 1);
    LimitOutcome wrong = LimitTest.on(LADDER, 0.001).withPlan(few).test(exact, 1.0011);
    LimitOutcome open = LimitTest.on(LADDER, 0.001).withPlan(few).test(skewed, 1);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(right.excludes(1 + 1e-9)).isTrue();
    assertThat(wrong.decision()).as(wrong.reason()).isEqualTo(Decision.REJECTED);
    assertThat(open.decision()).as(open.reason()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void should_reject_a_growing_observable_at_once() {
    for (double exponent : new double[] {1, 2}) {
      Sampler sampler =
          (width, index) ->
              Math.pow(width, exponent)
                  * (1
                      + SyntheticSamplers.random(3, width, index).nextGaussian()
                          / Math.sqrt(width));

      LimitOutcome outcome = LimitTest.on(LADDER, 0.01).test(sampler, 1.0);

      assertThat(outcome.decision()).as("M^%s", exponent).isEqualTo(Decision.REJECTED);
      assertThat(outcome.looks()).isLessThanOrEqualTo(2);
      assertThat(outcome.diverges()).isTrue();
      assertThat(outcome.excludes(1e6)).isTrue();
    }
  }

  @Test
  void should_reject_every_limit_of_a_slowly_growing_observable() {
    for (double exponent : new double[] {0.25, 0.5}) {
      Sampler sampler =
          (width, index) ->
              Math.pow(width, exponent)
                  * (1
                      + SyntheticSamplers.random(8, width, index).nextGaussian()
                          / Math.sqrt(width));
      for (double limit : new double[] {0, 1, 10, 1000}) {
        assertThat(LimitTest.on(LADDER, 0.01).test(sampler, limit).decision())
            .as("M^%s to %s", exponent, limit)
            .isEqualTo(Decision.REJECTED);
      }
    }
  }

  @Test
  void should_reject_an_observable_that_does_not_concentrate_unless_only_its_mean_is_claimed() {
    Sampler sampler = SyntheticSamplers.series(4, Noise.GAUSSIAN, 0, 1, 0, 1, 0);
    LimitTest test = LimitTest.on(LADDER, 0.1);

    assertThat(test.test(sampler, 0).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test.test(sampler, 0).reason()).contains("fluctuations do not vanish");
    assertThat(test.inMean().test(sampler, 0).decision()).isEqualTo(Decision.ACCEPTED);
  }

  @Test
  void should_reject_a_random_limit_with_a_witness_on_the_samples_of_a_standard_run() {
    // GIVEN an output of variance 1, and its square, whose means are right
    Sampler output = SyntheticSamplers.series(9, Noise.GAUSSIAN, 0, 0, 0, 1, 0);
    LimitTest test =
        LimitTest.on(WidthLadder.standard(), 0.01).withPlan(SamplingPlan.ofInitialization());
    // WHEN
    LimitOutcome signed = test.test(output, 0);
    LimitOutcome square = test.test((width, index) -> Math.pow(output.sample(width, index), 2), 1);
    // THEN
    for (LimitOutcome outcome : new LimitOutcome[] {signed, square}) {
      assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.REJECTED);
      assertThat(outcome.reason()).contains("no limit but a random one").contains("at width 5184");
      assertThat(outcome.excludes(outcome.limit())).isFalse();
    }
  }

  /**
   * Error budget: a right limit is rejected with probability at most 2e-11 in each of 40 runs. What
   * does not concentrate at all is rejected in the same runs.
   */
  @Test
  void should_never_reject_slow_concentration() {
    LimitTest test =
        LimitTest.on(WidthLadder.standard(), 0.05)
            .withLevel(2e-11)
            .withPlan(SamplingPlan.ofInitialization());
    for (int seed = 0; seed < 10; seed++) {
      for (double r : new double[] {0.25, 0.5}) {
        for (Noise noise : new Noise[] {Noise.GAUSSIAN, Noise.CHI_SQUARE}) {
          double off = (seed % 3 - 1) * 20;
          // GIVEN fluctuations that are off by a third at the narrowest width from their order
          Sampler vanishing = SyntheticSamplers.series(seed, noise, 2, 3, 0, 1, r);
          Sampler sampler =
              (width, index) -> 2 + (vanishing.sample(width, index) - 2) * (1 + off / width);
          // WHEN
          LimitOutcome outcome = test.test(sampler, 2);
          // THEN
          assertThat(outcome.decision())
              .as("M^-%s, %s", r, outcome.reason())
              .isNotEqualTo(Decision.REJECTED);
        }
      }
      Sampler standing = SyntheticSamplers.series(seed, Noise.CHI_SQUARE, 2, 3, 0, 1, 0);
      LimitOutcome outcome = test.test(standing, 2);
      assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.REJECTED);
    }
  }

  @Test
  void should_judge_a_deterministic_observable() {
    Sampler sampler = (width, index) -> 1.5 + 2.0 / width;

    assertThat(LimitTest.on(LADDER, 0.01).test(sampler, 1.5).decision())
        .isEqualTo(Decision.ACCEPTED);
    assertThat(LimitTest.on(LADDER, 0.01).test(sampler, 1.51).decision())
        .isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_accept_a_norm_that_vanishes_with_the_root_of_the_width() {
    Sampler sampler =
        (width, index) ->
            Math.abs(SyntheticSamplers.random(5, width, index).nextGaussian()) / Math.sqrt(width);
    LimitTest test = LimitTest.on(LADDER, 0.02).withBiasExponent(0.5);

    LimitOutcome outcome = test.test(sampler, 0);

    assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(test.test(sampler, 0.02).decision()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_be_inconclusive_when_the_work_is_bounded_too_low() {
    Sampler sampler = SyntheticSamplers.series(6, Noise.GAUSSIAN, 1, 0, 10);

    LimitOutcome outcome =
        LimitTest.on(LADDER, 0.001)
            .withPlan(SamplingPlan.standard().withMaximalWork(1e6))
            .test(sampler, 1);

    assertThat(outcome.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(outcome.smallestDetectable()).isGreaterThan(0.001);
    assertThat(outcome.reason()).contains("too long");
  }

  @Test
  void should_refuse_samples_that_are_no_numbers() {
    Sampler sampler = (width, index) -> index == 7 ? Double.NaN : index;

    assertThatThrownBy(() -> LimitTest.on(LADDER, 0.1).test(sampler, 0))
        .isInstanceOf(NonFiniteSampleException.class)
        .hasMessageContaining("sample 7 at width 32 is NaN");
  }

  @Test
  void should_give_the_same_outcome_twice() {
    Sampler sampler = SyntheticSamplers.series(7, Noise.LOG_NORMAL, 2.0, 3.0, 1.5);

    assertThat(LimitTest.on(LADDER, 0.03).test(sampler, 2.0))
        .isEqualTo(LimitTest.on(LADDER, 0.03).test(sampler, 2.0));
  }
}
