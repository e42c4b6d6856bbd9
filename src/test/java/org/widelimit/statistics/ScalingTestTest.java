package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.statistics.SyntheticSamplers.Noise;

class ScalingTestTest {
  private static final WidthLadder LADDER = WidthLadder.geometric(16, 4, 5);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 0.25})
  void should_accept_the_exponent_of_the_fluctuations_and_reject_others(double r) {
    Sampler sampler =
        new CachedSampler(SyntheticSamplers.series(1, Noise.LOG_NORMAL, 3, 2, 0, 1.3, r));
    ScalingTest test = ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.STANDARD_DEVIATION));

    ScalingOutcome right = test.test(sampler, -r);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(right.excludes(-2 * r)).isTrue();
    assertThat(right.excludes(-r - 0.1)).isTrue();
    assertThat(test.test(sampler, -r - 0.1).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test.test(sampler, -2 * r).decision()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_scale_means_and_root_mean_squares() {
    Sampler drift =
        (width, index) -> {
          double z = SyntheticSamplers.random(4, width, index).nextGaussian();
          return z * z / Math.sqrt(width) * (1 + 0.5 / width);
        };
    Sampler signed = (width, index) -> drift.sample(width, index) * (index % 2 == 0 ? 1 : -1);
    ScalingTest mean = ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.MEAN));
    ScalingTest square = ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.ROOT_MEAN_SQUARE));

    assertThat(mean.test(drift, -0.5).decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(mean.test(drift, -1).decision()).isEqualTo(Decision.REJECTED);
    assertThat(mean.test(drift, -0.6).decision()).isEqualTo(Decision.REJECTED);
    assertThat(square.test(signed, -0.5).decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(square.test(signed, 0).decision()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_fit_exponential_laws_in_the_depth() {
    double chi = 1.3;
    Sampler sampler =
        (depth, index) ->
            Math.pow(chi, depth)
                * (1 + 0.3 * SyntheticSamplers.random(5, depth, index).nextGaussian());
    RateFit fit = new RateFit(Magnitude.MEAN, ExponentSeries.LINEAR, 1, 0, 0);
    ScalingTest test =
        ScalingTest.on(WidthLadder.of(4, 8, 16, 32), fit)
            .withTolerance(0.01)
            .withPlan(SamplingPlan.standard().withCostExponent(0));

    assertThat(test.test(sampler, Math.log(chi)).decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(test.test(sampler, Math.log(1.32)).decision()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_reject_a_bound_that_is_exceeded_and_accept_one_that_is_not_sharp() {
    Sampler sampler = SyntheticSamplers.series(6, Noise.GAUSSIAN, 0, 0, 0, 1, 0.5);
    ScalingTest test =
        ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.STANDARD_DEVIATION))
            .withRelation(ScalingTest.Relation.AT_MOST);

    assertThat(test.test(sampler, -1).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test.test(sampler, -0.25).decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(test.test(sampler, -0.5).decision()).isEqualTo(Decision.ACCEPTED);
  }

  @Test
  void should_see_the_typical_size_of_heavy_tails() {
    // Squares of Cauchy variables have no mean, but their logarithms do.
    Sampler heavy =
        (width, index) -> {
          var random = SyntheticSamplers.random(7, width, index);
          double above = random.nextGaussian();
          double cauchy = above / random.nextGaussian();
          return cauchy * cauchy / width * (1 + 2.0 / width);
        };
    ScalingTest test =
        ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN)).withTolerance(0.25);

    ScalingOutcome right = test.test(heavy, -1);

    assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(right.excludes(-0.5)).isTrue();
    assertThat(test.test(heavy, -0.5).decision()).isEqualTo(Decision.REJECTED);
    // A size that is zero has no logarithm.
    Sampler zero = (width, index) -> index == 3 ? 0 : heavy.sample(width, index);
    assertThat(test.test(zero, -1).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void should_not_accept_a_bound_before_a_stricter_one_would_be_rejected() {
    Sampler sampler = SyntheticSamplers.series(8, Noise.GAUSSIAN, 0, 0, 0, 1, 1);
    ScalingTest test =
        ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.STANDARD_DEVIATION))
            .withRelation(ScalingTest.Relation.AT_MOST);

    ScalingOutcome bound = test.test(sampler, -0.5);

    assertThat(bound.decision()).as(bound.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(bound.exponent().lower()).isGreaterThan(-1.5);
  }

  @Test
  void should_survive_samples_whose_squares_overflow() {
    Sampler tame = SyntheticSamplers.series(9, Noise.GAUSSIAN, 0, 0, 0, 1, 0.5);
    Sampler huge = tame.times(width -> 1e200);
    Sampler tiny = tame.times(width -> 1e-200);
    ScalingTest test = ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.STANDARD_DEVIATION));

    for (Sampler sampler : new Sampler[] {huge, tiny}) {
      assertThat(test.test(sampler, -0.5).decision()).isEqualTo(Decision.ACCEPTED);
      assertThat(test.test(sampler, -1).decision()).isEqualTo(Decision.REJECTED);
    }
    LimitTest limit = LimitTest.on(LADDER, 1).withPlan(SamplingPlan.standard().withLooks(2));
    assertThat(limit.test(huge, 0).decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(
            ScalingTest.on(LADDER, RateFit.powerLaw(Magnitude.MEAN))
                .withPlan(SamplingPlan.standard().withLooks(2))
                .test(huge, 0)
                .decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(
            ScalingTest.on(LADDER, RateFit.bias(1, 0))
                .withPlan(SamplingPlan.standard().withLooks(2))
                .test(huge, 0)
                .decision())
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  /** Of order 1/M beyond a width, and nearly constant before; a spread of one tenth. */
  private static Sampler saturating(double until) {
    return (width, index) ->
        Math.exp(0.1 * SyntheticSamplers.random(10, width, index).nextGaussian()) / (width + until);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5, 12, 25, 60, 150, 400, 1500})
  void should_never_refute_a_power_law_that_narrow_networks_have_not_reached(double until) {
    ScalingTest test =
        ScalingTest.on(
                WidthLadder.of(32, 128, 512, 4096), RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN))
            .withTolerance(0.25)
            .withPlan(new SamplingPlan(72, 5, 2, 5e6, 1, 400));

    ScalingOutcome right = test.test(new CachedSampler(saturating(until)), -1);

    assertThat(right.decision()).as(right.reason()).isNotEqualTo(Decision.REJECTED);
    // A correction of a factor 3/2 at the smallest width is allowed for.
    if (until <= 0.5 * 32) {
      assertThat(right.decision()).as(right.reason()).isEqualTo(Decision.ACCEPTED);
      for (double wrong : new double[] {-0.5, -1.5}) {
        ScalingOutcome refuted = test.test(saturating(until), wrong);
        assertThat(refuted.decision()).as(refuted.reason()).isEqualTo(Decision.REJECTED);
      }
    }
    // Visible as it is that the exponent grows, one of the other side is refuted for certain.
    if (until <= 150) {
      assertThat(test.test(saturating(until), -0.25).decision()).isEqualTo(Decision.REJECTED);
    }
    if (until == 1500) {
      assertThat(right.decision()).isEqualTo(Decision.INCONCLUSIVE);
      assertThat(right.reason()).contains("changes").contains("between widths");
    }
  }

  @Test
  void should_refute_what_a_bending_law_goes_away_from_and_not_what_it_goes_to() {
    // As the kernels of rectified networks do: a term in 1/M gives way to one in M^(-1/2).
    Sampler bending =
        (width, index) ->
            Math.exp(0.1 * SyntheticSamplers.random(11, width, index).nextGaussian())
                * (20.0 / width + 1 / Math.sqrt(width));
    ScalingTest test =
        ScalingTest.on(
                WidthLadder.of(32, 128, 512, 4096), RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN))
            .withTolerance(0.25)
            .withPlan(new SamplingPlan(72, 5, 2, 5e6, 1, 400));

    assertThat(test.test(bending, -0.5).decision()).isNotEqualTo(Decision.REJECTED);
    assertThat(test.test(bending, -1.25).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test.withRelation(ScalingTest.Relation.AT_MOST).test(bending, -0.5).decision())
        .isNotEqualTo(Decision.REJECTED);
    assertThat(test.withRelation(ScalingTest.Relation.AT_MOST).test(bending, -1.25).decision())
        .isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_not_decide_against_a_slow_term_that_faster_ones_may_hide() {
    // The drift of the kernel of a rectified network, whose terms are equal at a width of 10^5.
    Sampler rectified =
        new CachedSampler(
            (width, index) ->
                Math.exp(0.3 * SyntheticSamplers.random(12, width, index).nextGaussian())
                    * Math.hypot(1 / Math.sqrt(width), 18 * Math.pow(width, -0.75)));
    ScalingTest blind =
        ScalingTest.on(
                WidthLadder.of(64, 256, 1024, 8192), RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN))
            .withTolerance(0.25)
            .withPlan(new SamplingPlan(72, 5, 2, 5e6, 1, 400));
    ScalingTest told = blind.withSlowest(-0.5);

    // What is measured is -3/4, which is not the exponent.
    assertThat(blind.test(rectified, -0.75).decision()).isEqualTo(Decision.ACCEPTED);
    ScalingOutcome wrong = told.test(rectified, -0.75);
    assertThat(wrong.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(wrong.reason()).contains("a term of order M^-0.5 may be hidden");
    assertThat(told.test(rectified, -0.5).decision()).isNotEqualTo(Decision.REJECTED);
    assertThat(told.withRelation(ScalingTest.Relation.AT_MOST).test(rectified, -0.5).decision())
        .isEqualTo(Decision.ACCEPTED);
    // It is no excuse for exponents below what is measured, nor above the slow term's.
    for (double refuted : new double[] {-1.25, 0}) {
      assertThat(told.test(rectified, refuted).decision()).isEqualTo(Decision.REJECTED);
    }
  }

  @Test
  void should_see_a_slow_term_that_does_not_hide() {
    Sampler size =
        (width, index) ->
            Math.exp(0.3 * SyntheticSamplers.random(13, width, index).nextGaussian())
                / Math.sqrt(width);
    ScalingTest told =
        ScalingTest.on(
                WidthLadder.of(64, 256, 1024, 8192), RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN))
            .withTolerance(0.25)
            .withPlan(new SamplingPlan(72, 5, 2, 5e6, 1, 400))
            .withSlowest(-0.5);

    assertThat(told.test(size, -0.5).decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(told.test(size, -1).decision()).isEqualTo(Decision.REJECTED);
  }

  @Test
  void should_bound_what_is_zero_and_find_no_order_in_it() {
    ScalingTest test =
        ScalingTest.on(
                WidthLadder.of(64, 256, 1024, 8192), RateFit.powerLaw(Magnitude.GEOMETRIC_MEAN))
            .withTolerance(0.25)
            .withPlan(new SamplingPlan(72, 5, 2, 5e6, 1, 400));

    ScalingOutcome bound =
        test.withRelation(ScalingTest.Relation.AT_MOST).test((width, index) -> 0, -1);

    assertThat(bound.decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(bound.reason()).contains("0 in every network");
    assertThat(test.test((width, index) -> 0, -1).decision()).isEqualTo(Decision.INCONCLUSIVE);
    // One network in which it is not 0 is enough.
    Sampler rare = (width, index) -> width == 8192 && index == 3 ? 1 : 0;
    assertThat(test.withRelation(ScalingTest.Relation.AT_MOST).test(rare, -1).reason())
        .doesNotContain("0 in every network");
  }
}
