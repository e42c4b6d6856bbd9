package org.widelimit.simulation.experiment;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.widelimit.budget.BudgetExceededException;
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
    return measure(observables, width, sample, seed).stream().map(Measurement::get).toList();
  }

  /**
   * Draws one network, the same as the runs do, and measures several quantities of it, of which
   * some may fail.
   *
   * @param observables what is measured, instead of this record's own
   * @param width the hidden layers' width
   * @param sample the sample's index
   * @param seed the seed of the whole run
   * @return what came of each observable
   */
  public List<Measurement> measure(
      List<Observable> observables, int width, long sample, long seed) {
    RandomStreams streams =
        RandomStreams.of(seed, "experiment", name).child("width", width).child("sample", sample);
    return Arena.within(() -> measure(observables, width, streams));
  }

  private List<Measurement> measure(
      List<Observable> observables, int width, RandomStreams streams) {
    try (Sample drawn = new Sample(networks.at(width), inputs, training, matrices, streams)) {
      Measurement[] measured = new Measurement[observables.size()];
      for (int i = 0; i < measured.length; i++) {
        if (!observables.get(i).needsTraining()) {
          measured[i] = measured(observables.get(i), drawn);
        }
      }
      // What training moves is measured last, as it cannot be undone.
      @Nullable Measurement untrainable =
          observables.stream().anyMatch(Observable::needsTraining) ? failure(drawn) : null;
      for (int i = 0; i < measured.length; i++) {
        if (observables.get(i).needsTraining()) {
          measured[i] = untrainable != null ? untrainable : measured(observables.get(i), drawn);
        }
      }
      return List.of(measured);
    }
  }

  // What one observable fails by is its own, and those that ask for others hear nothing of it.
  @SuppressWarnings("IllegalCatch")
  private static Measurement measured(Observable observable, Sample drawn) {
    try {
      return Measurement.of(observable.measure(drawn));
    } catch (CancellationException | BudgetExceededException ended) {
      throw ended;
    } catch (RuntimeException failed) {
      return Measurement.failed(failed);
    }
  }

  /** Trains the network; returns why that failed, if it did. */
  @SuppressWarnings("IllegalCatch")
  private static @Nullable Measurement failure(Sample drawn) {
    try {
      drawn.training();
      return null;
    } catch (CancellationException | BudgetExceededException ended) {
      throw ended;
    } catch (RuntimeException failed) {
      return Measurement.failed(failed);
    }
  }

  /** All that samples are a function of, but for the width and the index. */
  String identity(String observables, long seed) {
    return String.join(
        "\n",
        name,
        networks.toString(),
        inputs.toString(),
        observables,
        String.valueOf(training),
        matrices.toString(),
        Long.toString(seed));
  }
}
