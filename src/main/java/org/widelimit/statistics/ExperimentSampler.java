package org.widelimit.statistics;

import java.util.List;
import org.widelimit.simulation.Experiment;
import org.widelimit.simulation.ExperimentRunner;

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
