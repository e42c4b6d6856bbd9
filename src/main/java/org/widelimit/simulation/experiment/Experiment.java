package org.widelimit.simulation.experiment;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.simulation.matrix.Arena;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.Sample;
import org.widelimit.simulation.training.TrainingPlan;

/**
 * One observable of one family of networks over a ladder of widths: a value that can be sent
 * elsewhere and run there. Each run is a pure function of this record, a width, a sample's index
 * and a seed; runs may go in any order and in parallel.
 *
 * @param name the name that separates its random streams from other experiments'
 * @param networks the networks by width
 * @param inputs the inputs, the same for all samples
 * @param observable what is measured
 * @param training how the networks are trained, for observables of training; otherwise null
 * @param matrices how the weights are held
 * @param widths the ladder, ascending
 * @param samples samples at each width
 */
public record Experiment(
    String name,
    NetworkFamily networks,
    Inputs inputs,
    Observable observable,
    @Nullable TrainingPlan training,
    MatrixKind matrices,
    List<Integer> widths,
    int samples)
    implements Serializable {

  /** Copies the widths and checks that a plan is there if it is needed. */
  public Experiment {
    widths = List.copyOf(widths);
    if (observable.needsTraining() && training == null) {
      throw new IllegalArgumentException(observable.name() + " needs a training plan");
    }
    if (inputs.dimension() != networks.inputDimension()) {
      throw new IllegalArgumentException(
          "inputs of dimension %d for networks of input dimension %d"
              .formatted(inputs.dimension(), networks.inputDimension()));
    }
  }

  /** The same experiment with another observable. */
  public Experiment withObservable(Observable other) {
    return new Experiment(name, networks, inputs, other, training, matrices, widths, samples);
  }

  /**
   * Draws one network and measures it.
   *
   * @param width the hidden layers' width
   * @param sample the sample's index
   * @param seed the seed of the whole run
   * @return what the observable gives
   */
  public double[] run(int width, long sample, long seed) {
    return run(List.of(observable), width, sample, seed).get(0);
  }

  /**
   * Draws one network, the same as the other run does, and measures several quantities of it.
   *
   * @param observables what is measured, instead of this record's own
   * @param width the hidden layers' width
   * @param sample the sample's index
   * @param seed the seed of the whole run
   * @return what each observable gives
   */
  public List<double[]> run(List<Observable> observables, int width, long sample, long seed) {
    RandomStreams streams =
        RandomStreams.of(seed, "experiment", name).child("width", width).child("sample", sample);
    return Arena.within(() -> measure(observables, width, streams));
  }

  private List<double[]> measure(List<Observable> observables, int width, RandomStreams streams) {
    try (Sample drawn = new Sample(networks.at(width), inputs, training, matrices, streams)) {
      double[][] measured = new double[observables.size()][];
      // What training moves is measured last, as it cannot be undone.
      for (boolean trained : new boolean[] {false, true}) {
        for (int i = 0; i < observables.size(); i++) {
          if (observables.get(i).needsTraining() == trained) {
            measured[i] = observables.get(i).measure(drawn);
          }
        }
      }
      return List.of(measured);
    }
  }
}
