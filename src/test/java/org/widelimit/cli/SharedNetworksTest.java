package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.WidthLadder;

/**
 * Networks that all observables share give each of them the numbers that it draws by itself. Seeds
 * are fixed, so the outcome does not vary.
 */
class SharedNetworksTest {

  /**
   * Relative rounding errors: directions that are known already are split along a basis instead of
   * being taken for new ones, which costs some 1e-15 a layer and neuron.
   */
  private static final double ROUNDING = 1e-10;

  /** Of the coefficients' fit, whose matrix is conditioned no worse than its ridge, 1e-6. */
  private static final double FIT = 1e-5;

  private static final WidthLadder LADDER = WidthLadder.of(16, 32, 64, 128);

  private static boolean isJacobian(String observable) {
    return observable.startsWith("Jacobian");
  }

  private static Experiment of(String activation, MatrixKind matrices) {
    Experiment e = CalibrationStudy.experiment("Activity[3]", CalibrationStudy.network(activation));
    return new Experiment(
        e.name(), e.networks(), e.inputs(), e.observable(), null, matrices, LADDER.widths(), 1);
  }

  @Test
  void should_measure_in_each_network_what_every_observable_measures_by_itself() {
    List<Observable> all =
        CalibrationStudy.OBSERVABLES.stream()
            .map(text -> (Observable) new Controlled(CalibrationStudy.observable(text)))
            .toList();
    for (String activation : CalibrationStudy.ACTIVATIONS) {
      for (MatrixKind matrices : MatrixKind.values()) {
        Experiment experiment = of(activation, matrices);
        // WHEN
        List<double[]> together = experiment.run(all, 40, 3, 7);
        // THEN the values and their innovations are the same
        for (int i = 0; i < all.size(); i++) {
          double[] alone = experiment.withObservable(all.get(i)).run(40, 3, 7);
          if (matrices == MatrixKind.DENSE || !isJacobian(all.get(i).name())) {
            assertThat(together.get(i))
                .as(all.get(i).name())
                .containsExactly(alone, within(ROUNDING));
          } else {
            // BUT a revealed matrix draws other numbers for what is asked later; they are seen
            assertThat(Math.abs(together.get(i)[0] / alone[0] - 1)).isGreaterThan(1e-3);
          }
        }
      }
    }
  }

  @Test
  void should_decide_as_the_sampler_that_users_run() {
    try (ExperimentRunner runner = new ExperimentRunner(2)) {
      Map<String, Sampler> shared = CalibrationStudy.shared(of("gelu", MatrixKind.REVEALED), 11);
      Map<String, Sampler> dense = CalibrationStudy.shared(of("gelu", MatrixKind.DENSE), 11);
      for (String text : CalibrationStudy.OBSERVABLES) {
        MatrixKind matrices = isJacobian(text) ? MatrixKind.DENSE : MatrixKind.REVEALED;
        Observable observable = CalibrationStudy.observable(text);
        Experiment experiment = of("gelu", matrices).withObservable(observable);
        double limit = CalibrationStudy.limit(text, CalibrationStudy.network("gelu"));
        double scale = limit == 0 ? 1 : Math.abs(limit);
        LimitTest both = LimitTest.on(LADDER, 0.1 * scale).withLevel(1e-3);
        LimitTest test = CalibrationStudy.isInMean(text) ? both.inMean() : both;
        for (double claimed : new double[] {limit, limit + 0.1 * scale}) {
          // WHEN
          LimitOutcome alone = test.test(ExperimentSampler.of(experiment, 11, runner), claimed);
          LimitOutcome together = test.test((isJacobian(text) ? dense : shared).get(text), claimed);
          // THEN
          assertThat(together.decision()).as(text).isEqualTo(alone.decision());
          assertThat(together.samples()).isEqualTo(alone.samples());
          assertThat(together.interval().lower())
              .isCloseTo(alone.interval().lower(), within(FIT * scale));
          assertThat(together.interval().upper())
              .isCloseTo(alone.interval().upper(), within(FIT * scale));
          // AND another seed's interval would be seen
          assertThat(alone.interval().halfWidth()).isGreaterThan(10 * FIT * scale);
        }
      }
    }
  }
}
