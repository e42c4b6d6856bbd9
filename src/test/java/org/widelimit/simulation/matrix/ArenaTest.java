package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.observable.Sample;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;

class ArenaTest {

  private static final ObservableCatalogue.Shape SHAPE = new ObservableCatalogue.Shape(3, 2);
  private static final TrainingPlan PLAN =
      TrainingPlan.of(new TrainingMethod.GradientDescent(0.1, 0.5, 3), 1, -1);

  private static Experiment experiment(Observable observable) {
    return new Experiment(
        "arena",
        NetworkFamily.dense(2, List.of("tanh", "relu", "erf"), 1.5, 0.1),
        Inputs.of(new double[] {1, -0.5}, new double[] {0.2, 0.7}),
        observable,
        PLAN,
        MatrixKind.REVEALED,
        List.of(300),
        1);
  }

  /** A sample on new arrays. */
  private static double[] plain(Experiment experiment, int width, long seed) {
    RandomStreams streams =
        RandomStreams.of(seed, "experiment", experiment.name())
            .child("width", width)
            .child("sample", 0);
    try (Sample sample =
        new Sample(
            experiment.networks().at(width),
            experiment.inputs(),
            experiment.training(),
            experiment.matrices(),
            streams)) {
      return experiment.observable().measure(sample);
    }
  }

  @ParameterizedTest
  @EnumSource(MatrixKind.class)
  void should_measure_the_same_on_arrays_full_of_other_samples(MatrixKind kind) {
    for (ObservableCatalogue.Entry entry : ObservableCatalogue.entries()) {
      Experiment like = experiment(ObservableCatalogue.make(entry.name(), List.of(), SHAPE));
      Experiment experiment =
          new Experiment(
              like.name(),
              like.networks(),
              like.inputs(),
              like.observable(),
              like.training(),
              kind,
              like.widths(),
              like.samples());
      // GIVEN: what another sample left behind
      double[] other = experiment.run(300, 0, 1);
      // WHEN
      double[] value = experiment.run(300, 0, 2);
      // THEN: bit by bit what new arrays give, and not what was there
      assertThat(value).as(entry.name()).isEqualTo(plain(experiment, 300, 2)).isNotEqualTo(other);
      assertThat(other).as(entry.name()).isEqualTo(plain(experiment, 300, 1));
    }
  }

  @Test
  void should_hand_on_what_earlier_work_wrote() {
    // Without this the test above would pass on an arena that never reuses anything.
    Arena.within(() -> written(7));

    assertThat(Arena.<Double>within(() -> Arena.take(1000)[5])).isEqualTo(7);
    assertThat(Arena.take(1000)[5]).isZero();
    assertThat(Arena.<Double>within(() -> Arena.take(1001)[5])).isZero();
  }

  @Test
  void should_lend_an_array_once_at_a_time() {
    List<double[]> outer = new ArrayList<>();
    Arena.within(
        () -> {
          outer.add(written(1));
          Arena.within(() -> written(2));
          outer.add(written(3));
          return 0;
        });

    assertThat(outer.get(0)).isNotSameAs(outer.get(1)).contains(1);
    assertThat(outer.get(1)).contains(3);
  }

  @Test
  void should_leave_the_arena_when_the_work_fails() {
    Throwable failure = new IllegalStateException("so");
    try {
      Arena.within(
          () -> {
            written(9);
            throw new IllegalStateException(failure);
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasCause(failure);
    }

    assertThat(Arena.take(1000)[5]).isZero();
  }

  private static double[] written(double value) {
    double[] array = Arena.take(1000);
    java.util.Arrays.fill(array, value);
    return array;
  }
}
