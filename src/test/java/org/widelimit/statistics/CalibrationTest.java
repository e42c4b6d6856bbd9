package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.widelimit.statistics.SyntheticSamplers.Noise;

class CalibrationTest {
  /** Probability of a false alarm of one check of a promise. */
  private static final double FALSE_ALARM = 1e-10;

  private static final LimitTest TEST =
      LimitTest.on(WidthLadder.geometric(32, 4, 4), 0.03).withLevel(0.05);

  enum Law {
    GAUSSIAN(Noise.GAUSSIAN),
    CHI_SQUARE(Noise.CHI_SQUARE),
    LOG_NORMAL(Noise.LOG_NORMAL),
    STUDENT(Noise.STUDENT);

    @SuppressWarnings("ImmutableEnumChecker") // stateless lambdas
    private final Noise noise;

    Law(Noise noise) {
      this.noise = noise;
    }
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void should_keep_its_promise(Law law) {
    Calibration calibration =
        Calibration.measure(
            law.name(), TEST, seed -> SyntheticSamplers.series(seed, law.noise, 2, 3, 1.5), 2, 300);

    assertThat(calibration.keepsPromise(FALSE_ALARM)).isTrue();
    // 300 rejections of 300 bound the power at 0.975 with confidence 0.999.
    assertThat(calibration.powerBound(1e-3)).isGreaterThan(0.95);
    assertThat(calibration.undecided()).isZero();
  }

  @Test
  void should_notice_a_broken_promise() {
    // The bias decays like M^-1/4 but the test is told it decays like 1/M: its limit is wrong.
    Calibration calibration =
        Calibration.measure(
            "slow bias",
            TEST,
            seed ->
                (width, index) ->
                    2
                        + Math.pow(width, -0.25)
                        + SyntheticSamplers.random(seed, width, index).nextGaussian()
                            / Math.sqrt(width),
            2,
            60);

    assertThat(calibration.keepsPromise(FALSE_ALARM)).isFalse();
    assertThat(calibration.falseAlarmBound(0.01)).isGreaterThan(0.5);
  }
}
