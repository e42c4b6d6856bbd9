package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class StatisticsProperties {
  @Property(tries = 200)
  void should_never_spend_more_than_the_budget(
      @ForAll @DoubleRange(min = 1e-12, max = 0.5) @Scale(14) double total,
      @ForAll @IntRange(min = 1, max = 100_000) int capacity,
      @ForAll @IntRange(min = 1, max = 100) int parts) {
    ErrorBudget budget = new ErrorBudget(total, capacity);

    assertThat(budget.share() * capacity).isLessThanOrEqualTo(total * (1 + 1e-12));
    assertThat(budget.share(parts) * parts).isCloseTo(budget.share(), within(total * 1e-12));
    assertThat(new ErrorBudget(total, capacity + 1).share()).isLessThan(budget.share());
  }

  @Property(tries = 200)
  void should_not_move_shares_when_a_check_is_added(
      @ForAll @IntRange(min = 1, max = 4095) int checks) {
    assertThat(ErrorBudget.suiteOf(checks + 1)).isEqualTo(ErrorBudget.suiteOf(checks));
    assertThat(ErrorBudget.suiteOf(checks * 8).capacity()).isGreaterThanOrEqualTo(checks * 8);
  }

  @Property(tries = 200)
  void should_lengthen_an_interval_at_a_smaller_level(
      @ForAll @Size(min = 30, max = 60) double[] values,
      @ForAll @DoubleRange(min = 1e-3, max = 0.2) @Scale(6) double level) {
    double[] bounded = Arrays.stream(values).map(Math::atan).toArray();
    SampleStatistics sample = SampleStatistics.of(bounded);

    assertThat(ConfidenceInterval.ofMean(sample, level / 2).halfWidth())
        .isGreaterThanOrEqualTo(ConfidenceInterval.ofMean(sample, level).halfWidth());
  }

  @Property(tries = 200)
  void should_move_and_scale_an_interval_with_its_samples(
      @ForAll @Size(value = 60) double[] values,
      @ForAll @DoubleRange(min = -10, max = 10) double shift,
      @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
    double[] bounded = Arrays.stream(values).map(Math::atan).toArray();
    double[] moved = Arrays.stream(bounded).map(v -> shift + factor * v).toArray();
    ConfidenceInterval one = ConfidenceInterval.ofMean(SampleStatistics.of(bounded), 0.05);
    ConfidenceInterval other = ConfidenceInterval.ofMean(SampleStatistics.of(moved), 0.05);

    // Rounding of the sums: 60 terms of size 30 at most, 1e-16 each.
    assertThat(other.estimate()).isCloseTo(shift + factor * one.estimate(), within(1e-11));
    if (Double.isFinite(one.halfWidth())) {
      double scale = factor * one.halfWidth();
      assertThat(other.halfWidth()).isCloseTo(scale, within(1e-6 * scale + 1e-10));
    }
  }

  /** The rule's own theorem, whatever the truth: one acceptance excludes all other limits. */
  @Property(tries = 40)
  void should_exclude_every_limit_a_discrepancy_away_wherever_one_is_accepted(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = -3, max = 3) double limit,
      @ForAll @DoubleRange(min = -20, max = 20) double bias,
      @ForAll @DoubleRange(min = 0.1, max = 1) double claimedError,
      @ForAll @DoubleRange(min = 1, max = 50) double factor) {
    Sampler sampler =
        SyntheticSamplers.series(seed, SyntheticSamplers.Noise.GAUSSIAN, limit, bias, 1);
    double discrepancy = 0.05;
    LimitTest test = LimitTest.on(WidthLadder.geometric(16, 4, 4), discrepancy);

    LimitOutcome outcome = test.test(sampler, limit + claimedError * discrepancy / 2);

    if (outcome.decision() == Decision.ACCEPTED) {
      assertThat(outcome.excludes(outcome.limit() + factor * discrepancy)).isTrue();
      assertThat(outcome.excludes(outcome.limit() - factor * discrepancy)).isTrue();
      assertThat(outcome.excludes(outcome.limit())).isFalse();
      assertThat(outcome.smallestDetectable()).isLessThanOrEqualTo(discrepancy);
    } else if (outcome.decision() == Decision.REJECTED) {
      assertThat(outcome.excludes(outcome.limit())).isTrue();
    }
  }

  /**
   * False alarms: 40 tries of two tests at 2.4e-10, below 2e-8 together. Power: the same number,
   * since a wrong limit is accepted with at most the level's probability and 7 looks suffice.
   */
  @Property(tries = 40)
  void should_accept_the_limit_and_reject_one_wrong_by_the_discrepancy(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 0, max = 2) int noise,
      @ForAll @DoubleRange(min = -3, max = 3) double limit,
      @ForAll @DoubleRange(min = -20, max = 20) double bias,
      @ForAll @DoubleRange(min = 0.1, max = 2) double scale,
      @ForAll boolean above) {
    SyntheticSamplers.Noise law =
        new SyntheticSamplers.Noise[] {
              SyntheticSamplers.Noise.GAUSSIAN,
              SyntheticSamplers.Noise.CHI_SQUARE,
              SyntheticSamplers.Noise.LOG_NORMAL
            }
            [noise];
    Sampler sampler = new CachedSampler(SyntheticSamplers.series(seed, law, limit, bias, scale));
    LimitTest test = LimitTest.on(WidthLadder.geometric(16, 4, 4), 0.05);
    double wrong = limit + (above ? 0.05 : -0.05);

    LimitOutcome right = test.test(sampler, limit);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(test.test(sampler, wrong).decision()).isEqualTo(Decision.REJECTED);
  }
}
