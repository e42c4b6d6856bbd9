package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.Sample;
import org.widelimit.simulation.observable.TrainingObservable.AbsoluteParameterDistance;
import org.widelimit.simulation.observable.TrainingObservable.KernelDrift;
import org.widelimit.simulation.observable.TrainingObservable.LinearizationError;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;
import org.widelimit.simulation.training.TrainingRun;

/** The exponential midpoint rule against what is exact, and against Runge-Kutta steps. */
class ExponentialFlowTest {

  private static final Inputs INPUTS =
      Inputs.of(new double[] {1, -0.5, 0.8}, new double[] {-0.3, 1.2, 0.4}, new double[] {2, 0, 1});

  private static Sample sample(
      String activation, int width, TrainingPlan plan, MatrixKind kind, long seed) {
    NetworkFamily family = NetworkFamily.dense(3, List.of(activation, activation), 1.6, 0.1);
    return new Sample(family.at(width), INPUTS, plan, kind, RandomStreams.of(seed, "flow"));
  }

  private static TrainingPlan plan(TrainingMethod method) {
    return TrainingPlan.of(method, 1, -0.5, 0.3);
  }

  @ParameterizedTest
  @EnumSource(MatrixKind.class)
  void should_be_exact_where_the_kernel_is_constant(MatrixKind kind) {
    // GIVEN a readout alone, whose kernel no training changes
    TrainingPlan all = plan(new TrainingMethod.ExponentialFlow(0.7, 5, 0));
    TrainingPlan readout = new TrainingPlan(all.targets(), all.method(), true);
    try (Sample sample = sample("tanh", 20, readout, kind, 1)) {
      // WHEN
      TrainingRun run = sample.training();
      // THEN a handful of steps is the linear model's flow, up to rounding
      assertThat(run.times()).hasSizeLessThan(12).last().isEqualTo(5.0);
      assertThat(run.linearizationError(sample.kernel())).isLessThan(1e-11);
      assertThat(new KernelDrift().measure(sample)[0]).isLessThan(1e-12);
      // and another kernel's flow is not
      assertThat(run.linearizationError(twice(sample.kernel()))).isGreaterThan(1e-3);
    }
  }

  private static Matrix twice(Matrix kernel) {
    double[][] columns = Columns.copy(kernel.raw());
    for (double[] column : columns) {
      for (int i = 0; i < column.length; i++) {
        column[i] *= 2;
      }
    }
    return Matrix.wrap(kernel.rows(), columns);
  }

  @ParameterizedTest
  @CsvSource({"tanh, 16", "tanh, 64", "erf, 16", "erf, 64", "erf, 200"})
  void should_follow_runge_kutta_to_a_fraction_of_the_linearization_error(
      String activation, int width) {
    for (long seed = 1; seed <= 4; seed++) {
      double[] exact = course(activation, width, seed, new TrainingMethod.GradientFlow(1, 4, 1e-7));
      double[] found = course(activation, width, seed, new TrainingMethod.ExponentialFlow(1, 4, 0));
      double nonlinear = exact[1];
      // Of what the network is off its linear model, a fifth at most is missed.
      for (int i = 2; i < exact.length; i++) {
        assertThat(found[i]).as("output %d", i - 2).isCloseTo(exact[i], within(nonlinear / 5));
      }
      assertThat(found[0]).as("drift").isCloseTo(exact[0], within(exact[0] / 5));
    }
  }

  /** Kernel drift, linearization error, and the outputs at the end. */
  private static double[] course(String activation, int width, long seed, TrainingMethod method) {
    try (Sample sample = sample(activation, width, plan(method), MatrixKind.DENSE, seed)) {
      double drift = new KernelDrift().measure(sample)[0];
      double error = new LinearizationError().measure(sample)[0];
      Matrix end = sample.training().end().outputs();
      return new double[] {drift, error, end.get(0, 0), end.get(0, 1), end.get(0, 2)};
    }
  }

  @ParameterizedTest
  @CsvSource({"erf, 100, 0.01", "relu, 16, 0.3", "tanh, 8, 1e-9", "gelu, 300, 0.99"})
  void should_end_where_the_loss_has_fallen_as_asked(String name, int width, double fraction) {
    TrainingPlan plan =
        plan(new TrainingMethod.ExponentialFlow(1, Double.POSITIVE_INFINITY, fraction));
    for (long seed = 1; seed <= 5; seed++) {
      try (Sample sample = sample(name, width, plan, MatrixKind.DENSE, seed)) {
        TrainingRun run = sample.training();
        double start = plan.loss(run.outputs().get(0));
        double before = plan.loss(run.outputs().get(run.outputs().size() - 2));
        // THEN by no more than the stated 1 %; a whole last step would go further beyond
        assertThat(run.loss()).isBetween(0.99 * fraction * start, fraction * start);
        assertThat(before).isGreaterThan(fraction * start);
        assertThat(run.kernels()).hasSameSizeAs(run.times());
        // and the network is where a flow for that time alone leads, up to rounding
        double time = run.times().get(run.times().size() - 1);
        TrainingPlan timed = plan(new TrainingMethod.ExponentialFlow(1, time, 0));
        try (Sample same = sample(name, width, timed, MatrixKind.DENSE, seed)) {
          assertThat(same.training().loss()).isCloseTo(run.loss(), within(1e-9 * start));
          assertThat(new KernelDrift().measure(same)[0])
              .isCloseTo(new KernelDrift().measure(sample)[0], within(1e-9));
        }
      }
    }
  }

  @Test
  void should_move_several_outputs_as_runge_kutta_does() {
    double[] distances = new double[2];
    TrainingMethod[] methods = {
      new TrainingMethod.GradientFlow(1, 2, 1e-7), new TrainingMethod.ExponentialFlow(1, 2, 0)
    };
    for (int i = 0; i < 2; i++) {
      NetworkFamily one = NetworkFamily.dense(3, List.of("tanh"), 1.6, 0.1);
      NetworkFamily two =
          new NetworkFamily(3, one.hidden(), 2, one.readout(), one.parameterization());
      TrainingPlan plan =
          new TrainingPlan(
              List.of(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(-1.0, 0.5)), methods[i], false);
      try (Sample sample =
          new Sample(two.at(400), INPUTS, plan, MatrixKind.REVEALED, RandomStreams.of(5, "two"))) {
        distances[i] = new AbsoluteParameterDistance().measure(sample)[0];
      }
    }
    assertThat(distances[1]).isCloseTo(distances[0], within(0.01 * distances[0]));
  }

  @Test
  void should_refuse_a_training_without_end() {
    assertThatThrownBy(() -> new TrainingMethod.ExponentialFlow(1, Double.POSITIVE_INFINITY, 0))
        .hasMessageContaining("without end");
    // Equal inputs with different targets leave a loss that no training takes away.
    TrainingPlan plan =
        TrainingPlan.of(
            new TrainingMethod.ExponentialFlow(1, Double.POSITIVE_INFINITY, 0.01), 1, -1);
    NetworkFamily family = NetworkFamily.dense(1, List.of("tanh"), 1.6, 0.1);
    Inputs equal = Inputs.of(new double[] {1}, new double[] {1});
    try (Sample sample =
        new Sample(family.at(20), equal, plan, MatrixKind.DENSE, RandomStreams.of(1, "equal"))) {
      assertThatThrownBy(sample::training).hasMessageContaining("the loss is still");
    }
  }
}
