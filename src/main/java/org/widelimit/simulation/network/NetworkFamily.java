package org.widelimit.simulation.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks of one architecture at every width.
 *
 * @param inputDimension d
 * @param hidden the hidden layers, all of one width
 * @param outputs number of outputs
 * @param readout the weights and biases of the readout; its activation does not matter
 * @param parameterization which numbers are trained
 */
public record NetworkFamily(
    int inputDimension,
    List<Layer> hidden,
    int outputs,
    Layer readout,
    Parameterization parameterization)
    implements Serializable {

  /** Copies the layers. */
  public NetworkFamily {
    hidden = List.copyOf(hidden);
  }

  /**
   * A layer whose weights have variance {@code weightVariance fanIn^-fanInPower}.
   *
   * @param activation name of the catalogue or formula in {@code x}
   * @param weightVariance {@code sigmaW^2}
   * @param fanInPower 1 in the usual convention, 0 for a variance without the width
   * @param biasVariance {@code sigmaB^2}
   * @param residual whether the preactivation of the layer below is added
   */
  public record Layer(
      String activation,
      double weightVariance,
      double fanInPower,
      double biasVariance,
      boolean residual)
      implements Serializable {

    /**
     * A layer in the usual convention, not residual.
     *
     * @param activation name of the catalogue or formula in {@code x}
     * @param weightVariance {@code sigmaW^2}
     * @param biasVariance {@code sigmaB^2}
     */
    public Layer(String activation, double weightVariance, double biasVariance) {
      this(activation, weightVariance, 1, biasVariance, false);
    }

    private double weightScale(int fanIn) {
      return Math.sqrt(weightVariance * Math.pow(fanIn, -fanInPower));
    }
  }

  /**
   * Returns the usual networks: one output, the same variances in every layer, NTK
   * parameterization.
   *
   * @param inputDimension d
   * @param activations the activation of each hidden layer
   * @param sigmaW2 weight variance times fan-in
   * @param sigmaB2 bias variance
   * @return the family
   */
  public static NetworkFamily dense(
      int inputDimension, List<String> activations, double sigmaW2, double sigmaB2) {
    return new NetworkFamily(
        inputDimension,
        activations.stream().map(a -> new Layer(a, sigmaW2, sigmaB2)).toList(),
        1,
        new Layer("identity", sigmaW2, sigmaB2),
        Parameterization.NTK);
  }

  /**
   * Returns the member of one width.
   *
   * @param width M, of all hidden layers
   * @return the network up to its weights
   */
  public NetworkSpec at(int width) {
    List<LayerSpec> layers = new ArrayList<>();
    int fanIn = inputDimension;
    for (Layer layer : hidden) {
      layers.add(
          new LayerSpec(
              width,
              layer.activation(),
              layer.weightScale(fanIn),
              Math.sqrt(layer.biasVariance()),
              layer.residual()));
      fanIn = width;
    }
    return new NetworkSpec(
        inputDimension,
        layers,
        outputs,
        readout.weightScale(fanIn),
        Math.sqrt(readout.biasVariance()),
        parameterization);
  }
}
