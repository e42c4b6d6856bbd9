package org.widelimit.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.Sampler;

/**
 * Samplers of many observables that measure the same networks: those of one seed, width and index,
 * drawn once.
 *
 * <p>Each observable's sampler has the law of the one that {@link ExperimentSampler#of} makes: its
 * row of a sample, the value and the innovations of the passes that this observable takes, is a
 * function of the network's weights and of the probes alone, the same as by itself ({@link
 * Controlled}), and however a revealed matrix is asked, the weights have the same law. Where what
 * was asked before an observable does not change which numbers its own questions draw, the rows are
 * the same numbers: in a dense network always, in a revealed one for all but the Jacobians.
 *
 * <p>What the first look at a width asks for is measured by all observables. Later looks, which few
 * of them take, are measured family by family: observables that share the passes that cost most.
 */
final class SharedNetworks {
  private final Experiment experiment;
  private final long seed;
  private final List<Observable> all = new ArrayList<>();
  private final List<List<Observable>> families;

  /** How many samples of a width the first look took. */
  private final Map<Integer, Long> shared = new HashMap<>();

  private final Map<Key, List<double[]>> drawn = new HashMap<>();

  /** A sample, and the family that measured it, or -1 for all. */
  private record Key(int width, long index, int family) {}

  /**
   * Shares networks.
   *
   * @param experiment the networks; its own observable does not matter
   * @param families what is measured, those together that share their passes
   */
  SharedNetworks(Experiment experiment, long seed, List<List<Observable>> families) {
    this.experiment = experiment;
    this.seed = seed;
    this.families = families;
    families.forEach(all::addAll);
  }

  /** The sampler of one of the observables. */
  Sampler sampler(Observable observable) {
    int family = 0;
    while (!families.get(family).contains(observable)) {
      family++;
    }
    int number = family;
    return ExperimentSampler.controlled(
        (width, first, count) -> {
          if (first == 0) {
            shared.putIfAbsent(width, (long) count);
          }
          long together = shared.getOrDefault(width, 0L);
          double[][] rows = new double[count][];
          for (int i = 0; i < count; i++) {
            long index = first + i;
            rows[i] = row(observable, width, index, index < together ? -1 : number);
          }
          return rows;
        });
  }

  private double[] row(Observable observable, int width, long index, int family) {
    List<Observable> measured = family < 0 ? all : families.get(family);
    return drawn
        .computeIfAbsent(new Key(width, index, family), key -> rows(measured, width, index))
        .get(measured.indexOf(observable));
  }

  private List<double[]> rows(List<Observable> measured, int width, long index) {
    List<Observable> controlled = new ArrayList<>();
    measured.forEach(observable -> controlled.add(new Controlled(observable)));
    return experiment.run(controlled, width, index, seed);
  }
}
