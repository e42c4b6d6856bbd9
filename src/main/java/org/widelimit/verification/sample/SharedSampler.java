package org.widelimit.verification.sample;

import java.util.List;
import org.widelimit.simulation.experiment.Measurement;
import org.widelimit.simulation.experiment.SharedSamples;
import org.widelimit.statistics.Sampler;

/**
 * A number made of what is measured on networks that other claims may ask for as well.
 *
 * @param samples the networks
 * @param formula makes the number of what was measured on one network
 */
record SharedSampler(SharedSamples samples, Formula formula) implements Sampler {

  /** A number made of measurements. */
  @FunctionalInterface
  interface Formula {

    /**
     * Returns the number.
     *
     * @param measured what came of each observable on one network
     * @param width the network's width
     */
    double value(List<Measurement> measured, int width);
  }

  @Override
  public double sample(int width, long index) {
    return formula.value(samples.at(width, index), width);
  }

  @Override
  public void fill(int width, long firstIndex, double[] out) {
    List<List<Measurement>> measured = samples.at(width, firstIndex, out.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = formula.value(measured.get(i), width);
    }
  }
}
