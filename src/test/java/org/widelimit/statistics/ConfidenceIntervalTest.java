package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.statistics.SyntheticSamplers.Noise;

class ConfidenceIntervalTest {
  /** Probability of a false alarm of one coverage check below. */
  private static final double FALSE_ALARM = 1e-10;

  @Test
  void should_solve_halls_cubic() {
    // mpmath 40 digits: z = sqrt(2 log(2e9)), 3 (1 - cbrt(1 - 0.1 z)) / 0.1
    assertThat(Contrast.criticalValue(1e-9, 0)).isCloseTo(6.54467921559282, within(1e-13));
    assertThat(Contrast.criticalValue(1e-9, 0.1)).isCloseTo(8.94845156859139, within(1e-13));
    assertThat(Contrast.criticalValue(1e-9, 1e-8)).isCloseTo(6.54467921559282, within(1e-5));
    assertThat(Contrast.criticalValue(1e-9, 0.2)).isInfinite();
  }

  /** The rates stay near a tenth of the level; the bound leaves that slack to worse tails. */
  @ParameterizedTest
  @CsvSource({"0.1, 64", "0.1, 256", "0.01, 256"})
  void should_cover_the_mean_whatever_the_tails(double level, int samples) {
    for (Noise noise :
        new Noise[] {Noise.GAUSSIAN, Noise.CHI_SQUARE, Noise.LOG_NORMAL, Noise.STUDENT}) {
      int runs = 3000;
      int missed = 0;
      int missedByThird = 0;
      for (int run = 0; run < runs; run++) {
        ConfidenceInterval interval = ConfidenceInterval.ofMean(sample(noise, run, samples), level);
        missed += interval.contains(0) ? 0 : 1;
        missedByThird += Math.abs(interval.estimate()) > interval.halfWidth() / 3 ? 1 : 0;
      }
      assertThat(Binomial.upperTail(missed, runs, level)).isGreaterThan(FALSE_ALARM);
      // Negative control: an interval a third as long does not pass the same check. It would miss
      // a normal mean at 1.1 standard errors at most, a quarter of the time.
      if (noise == Noise.GAUSSIAN && level == 0.01) {
        assertThat(Binomial.upperTail(missedByThird, runs, level)).isLessThan(FALSE_ALARM);
      }
    }
  }

  @Test
  void should_be_the_whole_line_when_the_samples_are_too_few_for_the_level() {
    ConfidenceInterval interval = ConfidenceInterval.ofMean(sample(Noise.GAUSSIAN, 1, 20), 1e-10);

    assertThat(interval.halfWidth()).isInfinite();
    assertThat(interval.contains(1e300)).isTrue();
    assertThat(ConfidenceInterval.ofMean(SampleStatistics.of(5), 0.1).halfWidth()).isInfinite();
  }

  @Test
  void should_be_as_short_as_the_normal_one_for_many_normal_samples() {
    ConfidenceInterval interval =
        ConfidenceInterval.ofMean(sample(Noise.GAUSSIAN, 2, 200_000), 1e-9);

    // The exponential bound's z = 6.545 instead of the normal quantile 6.109; three standard
    // errors of the sample's own spread, 1/sqrt(2n), and the skewness margin are 1 % together.
    assertThat(interval.halfWidth() * Math.sqrt(200_000)).isCloseTo(6.545, within(0.08));
  }

  private static SampleStatistics sample(Noise noise, long seed, int size) {
    RandomGenerator random = SyntheticSamplers.random(seed, size, 0);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = noise.draw(random);
    }
    return SampleStatistics.of(values);
  }
}
