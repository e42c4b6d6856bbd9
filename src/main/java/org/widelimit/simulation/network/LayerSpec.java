package org.widelimit.simulation.network;

import java.io.Serializable;

/**
 * A hidden layer: {@code u = weightScale W h + biasScale b}, plus the preactivation of the layer
 * below where it is residual, and {@code phi(u)} as its output. W and b have independent standard
 * normal entries; the scale carries the whole variance convention, {@code sigmaW / Sqrt[fan-in]} in
 * the usual one.
 *
 * @param width number of neurons
 * @param activation name of the catalogue or formula in {@code x}
 * @param weightScale standard deviation of a weight
 * @param biasScale standard deviation of a bias, 0 for a layer that starts without
 * @param residual whether the preactivation of the layer below is added (Yang and Schoenholz 2017)
 */
public record LayerSpec(
    int width, String activation, double weightScale, double biasScale, boolean residual)
    implements Serializable {

  /** Checks the ranges. */
  public LayerSpec {
    if (width < 1) {
      throw new IllegalArgumentException("width " + width);
    }
    NetworkSpec.requireScales(weightScale, biasScale);
  }
}
