package org.widelimit.simulation.sampling;

import java.util.List;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.statistics.Sampler;

/**
 * One number of an experiment's observable, drawn on the runner's threads.
 *
 * @param experiment the experiment; its own widths and number of samples do not matter here
 * @param seed the seed of the run
 * @param component which of the observable's numbers, from 0
 * @param runner who draws
 */
public record ExperimentSampler(
    Experiment experiment, long seed, int component, ExperimentRunner runner) implements Sampler {

  /** The width of the pilot that fits the coefficients of control variates. */
  private static final int PILOT_WIDTH = 512;

  /** Its samples, unless there are many controls. */
  private static final int PILOT_SAMPLES = 512;

  /**
   * A sampler of an observable's first number, its innovations taken out where it has some (see
   * {@link Controlled}).
   */
  public static Sampler of(Experiment experiment, long seed, ExperimentRunner runner) {
    if (!Controlled.isPossible(experiment.observable())) {
      return new ExperimentSampler(experiment, seed, 0, runner);
    }
    Experiment controlled = experiment.withObservable(new Controlled(experiment.observable()));
    return controlled(
        (width, first, count) ->
            first < 0
                ? pilot(controlled, seed, width, first, count)
                : runner.run(controlled, seed, width, first, count).toArray(double[][]::new));
  }

  /** Drawn here: a pilot is short, and neither progress nor journal shall count its samples. */
  private static double[][] pilot(
      Experiment experiment, long seed, int width, long first, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = experiment.run(width, first + i, seed);
    }
    return rows;
  }

  /** The same for rows that are drawn in another way. */
  public static ControlledSampler controlled(ControlledSampler.Rows rows) {
    return new ControlledSampler(rows, PILOT_WIDTH, PILOT_SAMPLES);
  }

  @Override
  public double sample(int width, long index) {
    return experiment.run(width, index, seed)[component];
  }

  @Override
  public void fill(int width, long firstIndex, double[] out) {
    List<double[]> rows = runner.run(experiment, seed, width, firstIndex, out.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = rows.get(i)[component];
    }
  }
}
