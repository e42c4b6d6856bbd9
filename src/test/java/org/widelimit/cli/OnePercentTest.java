package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.statistics.Calibration;

/**
 * Within the standard budget every observable of networks at initialization accepts its limit and
 * rejects those that are 1 % larger or smaller; the activations take turns.
 *
 * <p>Seeds are fixed, so the outcome does not vary. At other seeds each of the 63 decisions would
 * be wrong with probability at most {@value #LEVEL}, together 6.3e-10; {@link CalibrationStudy}
 * runs the same over many seeds.
 */
class OnePercentTest {

  private static final double LEVEL = 1e-11;

  private static final ExperimentRunner RUNNER = new ExperimentRunner(2);

  static List<Arguments> observables() {
    List<Arguments> cases = new ArrayList<>();
    for (int i = 0; i < CalibrationStudy.OBSERVABLES.size(); i++) {
      List<String> activations = CalibrationStudy.ACTIVATIONS;
      cases.add(
          Arguments.of(
              CalibrationStudy.OBSERVABLES.get(i), activations.get(i % activations.size())));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("observables")
  void should_tell_a_limit_from_one_that_is_wrong_by_one_percent(
      String observable, String activation) {
    Calibration calibration =
        CalibrationStudy.calibrate(observable, activation, LEVEL, 1, 1, RUNNER);

    assertThat(calibration.undecided()).isZero();
    assertThat(calibration.falseAlarms()).isZero();
    assertThat(calibration.caught()).isEqualTo(1);
  }

  @AfterAll
  static void close() {
    RUNNER.close();
  }
}
