package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.statistics.SyntheticSamplers.Noise;

/**
 * Biases far below the fluctuations, of which control variates left what is of order 1/M.
 *
 * <p>Error budget: a true exponent is rejected with probability at most {@link #LEVEL} in each of
 * {@link #TRIES} tries and of the examples, 1e-9 in all. A claim that is off by 1/2 is excluded
 * wherever the true one is accepted.
 */
class BiasExponentTest {
  private static final WidthLadder LADDER = WidthLadder.geometric(8, 2, 6);
  private static final double LIMIT = 3;
  private static final int TRIES = 40;
  private static final double LEVEL = 1e-9 / (TRIES + 10);

  private static ScalingTest test(double limit, double limitError) {
    return ScalingTest.on(LADDER, RateFit.bias(limit, limitError))
        .withLevel(LEVEL)
        .withTolerance(0.4)
        .withPlan(
            SamplingPlan.standard().withInitialSamples(1000).withLooks(4).withCostExponent(0));
  }

  private static Sampler biased(
      long seed, double size, double exponent, double correction, Noise noise, double deviation) {
    return (width, index) ->
        LIMIT
            + size * Math.pow(width, exponent) * (1 + correction * 8 / width)
            + deviation / width * noise.draw(SyntheticSamplers.random(seed, width, index));
  }

  @Example
  void should_accept_the_exponent_of_a_bias_below_the_fluctuations_and_reject_others() {
    Sampler sampler = new CachedSampler(biased(2, 1, -1, 0.3, Noise.CHI_SQUARE, 8));

    ScalingOutcome right = test(LIMIT, 0).test(sampler, -1);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(right.excludes(-0.5)).isTrue();
    assertThat(right.excludes(-1.5)).isTrue();
    assertThat(test(LIMIT, 0).test(sampler, -0.5).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test(LIMIT, 0).test(sampler, -2).decision()).isEqualTo(Decision.REJECTED);
  }

  @Provide
  Arbitrary<Noise> noises() {
    return Arbitraries.of(Noise.GAUSSIAN, Noise.CHI_SQUARE, Noise.LOG_NORMAL);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_never_exclude_the_exponent_of_a_bias_that_nearly_follows_it(
      @ForAll long seed,
      @ForAll("noises") Noise noise,
      @ForAll @DoubleRange(min = -0.33, max = 0.5) double correction) {
    // GIVEN
    RandomGenerator dice = SyntheticSamplers.random(seed, 0, 0);
    double exponent = -0.5 * dice.nextInt(1, 5);
    double size = dice.nextBoolean() ? 1 : -1;
    Sampler sampler =
        biased(seed, size, exponent, correction, noise, Math.exp(dice.nextDouble(-3, 4)));
    // WHEN
    ScalingOutcome outcome = test(LIMIT, 0).test(sampler, exponent);
    // THEN
    assertThat(outcome.decision()).as(outcome.reason()).isNotEqualTo(Decision.REJECTED);
    if (outcome.decision() == Decision.ACCEPTED) {
      assertThat(outcome.excludes(exponent - 0.5)).isTrue();
      assertThat(outcome.excludes(exponent + 0.5)).isTrue();
    }
  }

  @Example
  void should_claim_no_exponent_of_a_bias_that_is_not_there_but_bound_it() {
    Sampler sampler = biased(3, 0, -1, 0, Noise.GAUSSIAN, 1);

    for (double claimed : new double[] {-1, -0.5}) {
      ScalingOutcome outcome = test(LIMIT, 0).test(sampler, claimed);

      assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.INCONCLUSIVE);
      assertThat(outcome.reason())
          .contains("if there is any, is at most")
          .contains("no exponent can be claimed");
    }
    ScalingOutcome bound =
        test(LIMIT, 0).withRelation(ScalingTest.Relation.AT_MOST).test(sampler, -1);
    assertThat(bound.decision()).as(bound.reason()).isEqualTo(Decision.ACCEPTED);
  }

  @Example
  void should_not_take_the_error_of_a_limit_for_a_bias() {
    // GIVEN a limit that is off by 1e-3, as its error allows: the means' distance does not shrink
    Sampler sampler = new CachedSampler(biased(4, 0, -1, 0, Noise.GAUSSIAN, 1e-3));
    // WHEN
    ScalingOutcome known = test(LIMIT + 1e-3, 1e-3).test(sampler, -1);
    ScalingOutcome trusted = test(LIMIT + 1e-3, 0).test(sampler, -1);
    // THEN
    assertThat(known.decision()).as(known.reason()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(trusted.decision()).as(trusted.reason()).isEqualTo(Decision.REJECTED);
  }

  @Example
  void should_leave_out_the_narrowest_width_where_it_is_not_in_the_regime() {
    // GIVEN a bias of 1/M that at width 8 is ten times as large
    Sampler regular = biased(5, 1, -1, 0, Noise.GAUSSIAN, 0.1);
    Sampler sampler = (width, index) -> regular.sample(width, index) + (width == 8 ? 9.0 / 8 : 0);
    // WHEN
    ScalingOutcome outcome = test(LIMIT, 0).test(sampler, -1);
    // THEN
    assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(outcome.excludes(-1.5)).isTrue();
  }
}
