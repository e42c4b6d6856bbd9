package org.widelimit.simulation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.TrainingObservable;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;

/** Shared networks are those that an experiment draws by itself, whoever asks and how. */
class SharedSamplesProperties {

  private static final List<Observable> OBSERVABLES =
      List.of(
          new ForwardObservable.OutputVector(),
          new BackwardObservable.KernelMatrix(),
          new TrainingObservable.Loss(),
          new TrainingObservable.ParameterDistance());

  private static Experiment experiment(String name, double rate) {
    return new Experiment(
        name,
        NetworkFamily.dense(2, List.of("tanh", "tanh"), 1.5, 0.1),
        Inputs.of(new double[] {1, -0.5}, new double[] {0.2, 0.7}),
        OBSERVABLES.get(0),
        TrainingPlan.of(new TrainingMethod.GradientDescent(rate, 0, 3), 1, -1),
        MatrixKind.REVEALED,
        List.of(),
        0);
  }

  private static void assertSame(
      List<List<Measurement>> shared, Experiment alone, int width, long first, long seed) {
    for (int i = 0; i < shared.size(); i++) {
      List<double[]> expected = alone.run(OBSERVABLES, width, first + i, seed);
      for (int k = 0; k < OBSERVABLES.size(); k++) {
        assertThat(shared.get(i).get(k).get()).isEqualTo(expected.get(k));
      }
    }
  }

  @Property(tries = 30)
  void should_be_the_networks_that_are_drawn_alone(
      @ForAll @IntRange(min = 2, max = 12) int width,
      @ForAll @IntRange(max = 20) int first,
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll @LongRange(max = 1000) long seed)
      throws Exception {
    // GIVEN
    Experiment experiment = experiment("shared", 0.1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);

    // WHEN
    List<Future<List<List<Measurement>>>> asked = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = first + t;
      asked.add(
          pool.submit(
              () -> SharedSamples.of(experiment, OBSERVABLES, seed).at(width, from, count)));
    }

    // THEN
    for (int t = 0; t < threads; t++) {
      assertSame(asked.get(t).get(), experiment, width, first + t, seed);
    }
    // Control: another name, another rate and another seed are other networks.
    for (Experiment other : List.of(experiment("other", 0.1), experiment("shared", 0.2))) {
      assertThat(SharedSamples.of(other, OBSERVABLES, seed).at(width, first).get(2).get())
          .isNotEqualTo(asked.get(0).get().get(0).get(2).get());
    }
    assertThat(SharedSamples.of(experiment, OBSERVABLES, seed + 1).at(width, first).get(2).get())
        .isNotEqualTo(asked.get(0).get().get(0).get(2).get());
    pool.shutdownNow();
  }

  @Example
  void should_leave_what_an_interrupted_thread_did_not_draw_to_others() throws Exception {
    // GIVEN
    Experiment experiment = experiment("interrupted", 0.1);
    SharedSamples samples = SharedSamples.of(experiment, OBSERVABLES, 1);
    Thread.currentThread().interrupt();

    // WHEN
    assertThatThrownBy(() -> samples.at(8, 0, 3)).isInstanceOf(CancellationException.class);

    // THEN
    assertThat(Thread.interrupted()).isTrue();
    assertSame(samples.at(8, 0, 3), experiment, 8, 0, 1);
  }

  @Example
  void should_keep_a_failure_to_what_failed() {
    // GIVEN
    Experiment experiment = experiment("partly", 0.1);
    List<Observable> observables =
        List.of(
            new ForwardObservable.OutputVector(),
            new TrainingObservable.TrainedOutput(7),
            new TrainingObservable.Loss());

    // WHEN
    List<Measurement> measured = SharedSamples.of(experiment, observables, 1).at(4, 0);

    // THEN
    assertThat(measured.get(0).get()).hasSize(2);
    assertThatThrownBy(() -> measured.get(1).get())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input 7 of 2");
    assertThat(measured.get(2).get()[0]).isPositive();
  }
}
