package org.widelimit.simulation.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.SampleStatistics;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.SyntheticSamplers;
import org.widelimit.statistics.WidthLadder;

/**
 * Samples {@code 2 + 1/M + (3 a - b) / sqrt(M) + a b / M} with controls {@code a / sqrt(M), b /
 * sqrt(M)} and one that never moves; a and b are standard normal.
 */
class ControlledSamplerTest {

  private static final int SAMPLES = 10_000;

  private static double[][] rows(int width, long first, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      RandomGenerator random = SyntheticSamplers.random(5, width, first + i);
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double root = Math.sqrt(width);
      rows[i] =
          new double[] {
            2 + 1.0 / width + (3 * a - b) / root + a * b / width, a / root, b / root, 0
          };
    }
    return rows;
  }

  @Test
  void should_leave_the_mean_and_take_the_noise() {
    // GIVEN
    ControlledSampler sampler = new ControlledSampler(ControlledSamplerTest::rows, 400, 200);
    double[] plain = new double[SAMPLES];
    double[] reduced = new double[SAMPLES];
    // WHEN
    sampler.fill(100, 0, plain, reduced);
    // THEN: of sd sqrt(10)/10 only the second order is left, sd 1/100, and the pilot's error
    SampleStatistics before = SampleStatistics.of(plain);
    SampleStatistics after = SampleStatistics.of(reduced);
    assertThat(before.standardDeviation()).isBetween(0.29, 0.34);
    assertThat(after.standardDeviation()).isBetween(0.0095, 0.013);
    // AND 8 standard errors (1e-15) hold the mean, but not one that is off by 0.1 %
    assertThat(Math.abs(after.mean() - 2.01)).isLessThan(8 * after.standardError());
    assertThat(Math.abs(after.mean() - 2.012)).isGreaterThan(8 * after.standardError());
    assertThat(plain[7]).isEqualTo(sampler.sample(100, 7));
  }

  @Test
  void should_fit_on_samples_that_no_test_sees() {
    ControlledSampler sampler =
        new ControlledSampler(
            (width, first, count) -> {
              assertThat(first + count <= 0 || first >= 0).isTrue();
              return rows(width, first, count);
            },
            400,
            200);
    double[] out = new double[4];
    sampler.fill(400, 0, out, out.clone());

    assertThat(sampler.coefficients()[0]).isBetween(2.9, 3.1);
    assertThat(sampler.coefficients()[1]).isBetween(-1.1, -0.9);
    assertThat(sampler.coefficients()[2]).isZero();
  }

  @Test
  void should_take_noise_out_among_hundreds_of_idle_controls() {
    // GIVEN 400 controls that say nothing, and a pilot of fewer samples
    ControlledSampler sampler =
        new ControlledSampler(ControlledSamplerTest::rowsWithIdleControls, 400, 200);
    double[] plain = new double[500];
    double[] reduced = new double[500];
    // WHEN
    sampler.fill(100, 0, plain, reduced);
    // THEN: least squares on those 200 alone would have added noise
    assertThat(SampleStatistics.of(reduced).standardDeviation())
        .isLessThan(0.1 * SampleStatistics.of(plain).standardDeviation());
    double[] few = ControlFit.coefficients(rowsWithIdleControls(400, -200, 200));
    double[] none = new double[few.length];
    assertThat(deviation(few)).isLessThan(1.05 * deviation(none));
  }

  @Test
  void should_leave_no_more_of_a_large_noise_than_of_a_small_one() {
    // GIVEN samples of which a control explains nearly all, with or without it, and idle controls
    ControlledSampler small =
        new ControlledSampler(ControlledSamplerTest::rowsWithIdleControls, 400, 200);
    ControlledSampler large =
        new ControlledSampler(ControlledSamplerTest::rowsWithLargeNoise, 400, 200);
    double[] plain = new double[500];
    double[] reduced = new double[500];
    double[] noisier = new double[500];
    // WHEN
    small.fill(400, 0, plain, reduced);
    large.fill(400, 0, plain, noisier);
    // THEN the mean of the pilot, off by that noise, does not leave any of it
    assertThat(SampleStatistics.of(plain).standardDeviation()).isGreaterThan(0.9);
    assertThat(SampleStatistics.of(noisier).standardDeviation())
        .isLessThan(1.5 * SampleStatistics.of(reduced).standardDeviation());
  }

  /** The same plus the last of the controls, at a size of 1 whatever the width. */
  private static double[][] rowsWithLargeNoise(int width, long first, int count) {
    double[][] rows = rowsWithIdleControls(width, first, count);
    for (double[] row : rows) {
      row[row.length - 1] *= Math.sqrt(width);
      row[0] += row[row.length - 1];
    }
    return rows;
  }

  private static double deviation(double[] beta) {
    double[] reduced = new double[500];
    double[][] rows = rowsWithIdleControls(100, 0, 500);
    for (int i = 0; i < rows.length; i++) {
      reduced[i] = ControlFit.reduced(rows[i], beta);
    }
    return SampleStatistics.of(reduced).standardDeviation();
  }

  private static double[][] rowsWithIdleControls(int width, long first, int count) {
    double[][] rows = rows(width, first, count);
    for (int i = 0; i < count; i++) {
      RandomGenerator random = SyntheticSamplers.random(6, width, first + i);
      double[] row = Arrays.copyOf(rows[i], 404);
      for (int j = 4; j < row.length; j++) {
        row[j] = random.nextGaussian() / Math.sqrt(width);
      }
      rows[i] = row;
    }
    return rows;
  }

  @Test
  void should_follow_samples_that_grow_with_the_width() {
    // GIVEN the same samples times their width, with coefficients fitted at 400
    ControlledSampler fixed =
        new ControlledSampler(ControlledSamplerTest::rowsTimesWidth, 400, 200);
    double[] plain = new double[SAMPLES];
    double[] reduced = new double[SAMPLES];
    double[] rescaled = new double[SAMPLES];
    // WHEN
    fixed.fill(6400, 0, plain, reduced);
    fixed.rescaled().fill(6400, 0, plain, rescaled);
    // THEN: most noise is taken out, of which fixed coefficients leave 15 parts of 16
    double noise = SampleStatistics.of(plain).standardDeviation();
    SampleStatistics after = SampleStatistics.of(rescaled);
    assertThat(after.standardDeviation()).isLessThan(0.05 * noise);
    assertThat(SampleStatistics.of(reduced).standardDeviation()).isGreaterThan(0.9 * noise);
    // AND the mean stays: 8 standard errors (1e-15)
    assertThat(Math.abs(after.mean() - (2 * 6400 + 1))).isLessThan(8 * after.standardError());
  }

  private static double[][] rowsTimesWidth(int width, long first, int count) {
    double[][] rows = rows(width, first, count);
    for (double[] row : rows) {
      row[0] *= width;
    }
    return rows;
  }

  @Test
  void should_decide_with_fewer_samples_and_as_right() {
    // GIVEN a test at a discrepancy far below the fluctuations
    LimitTest test =
        LimitTest.on(WidthLadder.geometric(64, 3, 5), 0.004)
            .withPlan(SamplingPlan.standard().withInitialSamples(192).withLooks(2));
    ControlledSampler controlled = new ControlledSampler(ControlledSamplerTest::rows, 400, 200);
    // WHEN
    LimitOutcome with = test.test(controlled, 2);
    LimitOutcome without = test.test((width, index) -> rows(width, index, 1)[0][0], 2);
    // THEN
    assertThat(with.decision()).isEqualTo(Decision.ACCEPTED);
    assertThat(with.excludes(2.004)).isTrue();
    assertThat(test.test(controlled, 2.004).decision()).isEqualTo(Decision.REJECTED);
    assertThat(without.decision()).isEqualTo(Decision.INCONCLUSIVE);
    // AND how the samples fluctuate is read off the plain ones
    ConfidenceInterval exponent = with.fluctuationExponent().orElseThrow();
    assertThat(exponent.contains(0.5)).isTrue();
    assertThat(exponent.contains(1)).isFalse();
  }
}
