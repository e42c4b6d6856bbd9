package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.ForwardObservable.EmpiricalNNGP;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationMoment;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.Sampler;

/**
 * The second moment of an output, one number a network, is the kernel to within 1 % once the
 * readout's own noise is taken out. Seeds are fixed, so the outcome does not vary; at others each
 * decision would be wrong with probability at most 2.4e-10.
 */
class ReadoutMomentTest {

  private static final int READOUT = CalibrationStudy.DEPTH + 1;

  @ParameterizedTest
  @ValueSource(strings = {"relu", "tanh"})
  void should_be_the_kernel(String activation) {
    SimulatedNetwork network = CalibrationStudy.network(activation);
    Observable square = new PreactivationMoment(READOUT, 2);
    Experiment experiment =
        CalibrationStudy.experiment("Activity[3]", network).withObservable(square);
    double kernel = InfiniteWidth.limit(new EmpiricalNNGP(READOUT, 1, 1), network).orElseThrow();
    double level = ErrorBudget.suite().share();
    LimitTest test = CalibrationStudy.test(square, kernel, level).inMean();
    try (ExperimentRunner runner = new ExperimentRunner(2)) {
      Sampler sampler = ExperimentSampler.of(experiment, 1, runner);
      // WHEN the mean is tested
      LimitOutcome outcome = test.test(sampler, kernel);
      // THEN
      assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
      assertThat(outcome.excludes(1.01 * kernel)).isTrue();
      assertThat(outcome.excludes(0.99 * kernel)).isTrue();
      // AND without the readout's innovations twice as many samples do not decide
      Experiment controlled = experiment.withObservable(new Controlled(square));
      Sampler plain = (width, index) -> controlled.run(width, index, 1)[0];
      double twice = 2.0 * outcome.samples() / test.ladder().widths().size();
      LimitOutcome blind =
          test.withPlan(test.plan().withInitialSamples((int) twice).withLooks(1))
              .test(plain, kernel);
      assertThat(blind.decision()).isEqualTo(Decision.INCONCLUSIVE);
    }
  }
}
