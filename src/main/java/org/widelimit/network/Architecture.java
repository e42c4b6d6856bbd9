package org.widelimit.network;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.activation.Activation;

/**
 * A network as a sequence of layers, from the input on. Its kernels start from the input kernel
 * {@code x . x'/d}.
 *
 * @param layers the layers, the first a linear one
 */
public record Architecture(List<Layer> layers) {

  /** Copies the layers. */
  public Architecture {
    layers = List.copyOf(layers);
    if (layers.isEmpty()
        || !(layers.get(0) instanceof Layer.Dense
            || layers.get(0) instanceof Layer.StandardDense)) {
      throw new IllegalArgumentException("an architecture starts with a linear layer");
    }
  }

  /**
   * Returns the fully connected network of {@code hidden} hidden layers of one activation and a
   * linear readout, in NTK parameterization.
   *
   * @param hidden the number of hidden layers, not negative
   * @throws IllegalArgumentException if a variance or the depth is negative
   */
  public static Architecture dense(
      Activation activation, int hidden, double sigmaW2, double sigmaB2) {
    if (hidden < 0) {
      throw new IllegalArgumentException("the depth must not be negative: " + hidden);
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Dense(sigmaW2, sigmaB2));
    for (int i = 0; i < hidden; i++) {
      layers.add(new Layer.Nonlinearity(activation));
      layers.add(new Layer.Dense(sigmaW2, sigmaB2));
    }
    return new Architecture(layers);
  }

  /**
   * Returns the residual network of Yang and Schoenholz (2017): a linear layer, then {@code blocks}
   * times {@code u + Dense(phi(u))}.
   */
  public static Architecture residual(
      Activation activation, int blocks, double sigmaW2, double sigmaB2) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Dense(sigmaW2, sigmaB2));
    for (int i = 0; i < blocks; i++) {
      layers.add(
          new Layer.Residual(
              List.of(new Layer.Nonlinearity(activation), new Layer.Dense(sigmaW2, sigmaB2))));
    }
    return new Architecture(layers);
  }
}
