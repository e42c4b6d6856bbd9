package org.widelimit.simulation.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A finite network, up to its random weights: hidden layers 1 to L and a linear readout, which is
 * layer L + 1.
 *
 * @param inputDimension d
 * @param layers the hidden layers from the input up; may be empty
 * @param outputs number of outputs
 * @param readoutWeightScale standard deviation of a readout weight
 * @param readoutBiasScale standard deviation of a readout bias
 * @param parameterization which numbers are trained
 */
public record NetworkSpec(
    int inputDimension,
    List<LayerSpec> layers,
    int outputs,
    double readoutWeightScale,
    double readoutBiasScale,
    Parameterization parameterization)
    implements Serializable {

  /** Checks ranges and shapes. */
  public NetworkSpec {
    layers = List.copyOf(layers);
    if (inputDimension < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "input dimension %d, outputs %d".formatted(inputDimension, outputs));
    }
    requireScales(readoutWeightScale, readoutBiasScale);
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l).residual()
          && (l == 0 || layers.get(l).width() != layers.get(l - 1).width())) {
        throw new IllegalArgumentException(
            "residual layer %d needs a hidden layer of its own width below".formatted(l + 1));
      }
    }
  }

  static void requireScales(double weightScale, double biasScale) {
    if (!(weightScale > 0) || Double.isInfinite(weightScale)) {
      throw new IllegalArgumentException("weight scale " + weightScale);
    }
    if (!(biasScale >= 0) || Double.isInfinite(biasScale)) {
      throw new IllegalArgumentException("bias scale " + biasScale);
    }
  }

  /**
   * Returns the usual network: weights of variance {@code sigmaW^2 / fan-in} and biases of variance
   * {@code sigmaB^2} in all layers, one width, one output, NTK parameterization.
   *
   * @param inputDimension d
   * @param width M
   * @param activations the activation of each hidden layer
   * @param sigmaW the weights' standard deviation times the root of the fan-in
   * @param sigmaB the biases' standard deviation
   * @return the network
   */
  public static NetworkSpec dense(
      int inputDimension, int width, List<String> activations, double sigmaW, double sigmaB) {
    List<LayerSpec> layers = new ArrayList<>();
    int fanIn = inputDimension;
    for (String activation : activations) {
      layers.add(new LayerSpec(width, activation, sigmaW / Math.sqrt(fanIn), sigmaB, false));
      fanIn = width;
    }
    return new NetworkSpec(
        inputDimension, layers, 1, sigmaW / Math.sqrt(fanIn), sigmaB, Parameterization.NTK);
  }

  /**
   * Returns the same network with other outputs.
   *
   * @param number of outputs
   * @return a copy
   */
  public NetworkSpec withOutputs(int number) {
    return new NetworkSpec(
        inputDimension, layers, number, readoutWeightScale, readoutBiasScale, parameterization);
  }

  /**
   * Returns the same network in another parameterization.
   *
   * @param other which numbers are trained
   * @return a copy
   */
  public NetworkSpec withParameterization(Parameterization other) {
    return new NetworkSpec(
        inputDimension, layers, outputs, readoutWeightScale, readoutBiasScale, other);
  }

  /**
   * Returns the number of hidden layers.
   *
   * @return L
   */
  public int depth() {
    return layers.size();
  }

  /**
   * Returns the width of a layer: 0 is the input, L + 1 the readout.
   *
   * @param layer from 0 to L + 1
   * @return its number of units
   */
  public int width(int layer) {
    if (layer == 0) {
      return inputDimension;
    }
    return layer == depth() + 1 ? outputs : layers.get(layer - 1).width();
  }

  /**
   * Returns the number of parameters, weights and biases of all layers.
   *
   * @return the length of theta
   */
  public long parameters() {
    long count = 0;
    for (int l = 1; l <= depth() + 1; l++) {
      count += (long) width(l) * width(l - 1) + width(l);
    }
    return count;
  }

  public double weightScale(int layer) {
    return layer == depth() + 1 ? readoutWeightScale : layers.get(layer - 1).weightScale();
  }

  public double biasScale(int layer) {
    return layer == depth() + 1 ? readoutBiasScale : layers.get(layer - 1).biasScale();
  }

  public boolean residual(int layer) {
    return layer <= depth() && layers.get(layer - 1).residual();
  }

  /** The factor of a layer's weight part in the neural tangent kernel. */
  public double weightGain(int layer) {
    double scale = weightScale(layer);
    return parameterization == Parameterization.NTK ? scale * scale : 1;
  }

  /** The factor of a layer's bias part in the neural tangent kernel. */
  double biasGain(int layer) {
    double scale = biasScale(layer);
    return parameterization == Parameterization.NTK ? scale * scale : 1;
  }
}
