package org.widelimit.simulation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.TrainingObservable;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;

class ExperimentTest {

  private static final Inputs INPUTS = Inputs.of(new double[] {1, -0.5}, new double[] {0.2, 0.7});

  private static Experiment experiment(Observable observable, boolean trained) {
    return new Experiment(
        "drift",
        NetworkFamily.dense(2, List.of("tanh", "tanh"), 1.5, 0.1),
        INPUTS,
        observable,
        trained ? TrainingPlan.of(new TrainingMethod.GradientDescent(0.1, 0.5, 3), 1, -1) : null,
        MatrixKind.REVEALED,
        List.of(8, 16),
        10);
  }

  @Test
  void should_run_the_same_after_serialization() throws IOException, ClassNotFoundException {
    Experiment experiment = experiment(new TrainingObservable.KernelDrift(), true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(experiment);
    }
    Experiment read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (Experiment) in.readObject();
    }
    assertThat(read).isEqualTo(experiment);
    assertThat(read.run(16, 3, 7)).isEqualTo(experiment.run(16, 3, 7));
  }

  @Test
  void should_be_pure_and_depend_on_width_sample_and_seed() {
    Experiment experiment = experiment(new BackwardObservable.EmpiricalNTK(1, 2), false);
    double[] value = experiment.run(16, 3, 7);
    assertThat(experiment.run(8, 3, 7)).isNotEqualTo(value);
    assertThat(experiment.run(16, 4, 7)).isNotEqualTo(value);
    assertThat(experiment.run(16, 3, 8)).isNotEqualTo(value);
    assertThat(experiment.run(16, 3, 7)).isEqualTo(value);
  }

  @Test
  void should_refuse_an_observable_of_training_without_a_plan() {
    assertThatThrownBy(() -> experiment(new TrainingObservable.Loss(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Loss[] needs a training plan");
  }

  @Test
  void should_refuse_a_layer_that_is_not_there() {
    Experiment experiment = experiment(new ForwardObservable.PreactivationVariance(4), false);
    assertThatThrownBy(() -> experiment.run(8, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 4 of a network with 2 hidden layers");
  }
}
