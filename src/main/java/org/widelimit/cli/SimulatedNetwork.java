package org.widelimit.cli;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.Layer;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.Parameterization;

/**
 * The network that {@code simulate} was asked for: equal hidden layers and a linear readout.
 *
 * @param activation a name of the catalogue or a formula in x
 * @param depth the number of hidden layers, L
 * @param sigmaW2 weight variance times fan-in
 * @param sigmaB2 bias variance
 * @param residual whether hidden layers from the second on add the preactivations below
 * @param outputs the number of outputs
 * @param parameterization which numbers are trained
 * @param inputs the inputs
 */
record SimulatedNetwork(
    String activation,
    int depth,
    double sigmaW2,
    double sigmaB2,
    boolean residual,
    int outputs,
    Parameterization parameterization,
    Inputs inputs) {

  /** The finite networks by width. */
  NetworkFamily family() {
    List<NetworkFamily.Layer> hidden = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      hidden.add(new NetworkFamily.Layer(activation, sigmaW2, 1, sigmaB2, residual && l > 1));
    }
    return new NetworkFamily(
        inputs.dimension(),
        hidden,
        outputs,
        new NetworkFamily.Layer("identity", sigmaW2, sigmaB2),
        parameterization);
  }

  /** The infinitely wide network, in NTK parameterization. */
  Architecture architecture() {
    Activation phi = Activation.parse(activation);
    Layer.Dense linear = new Layer.Dense(sigmaW2, sigmaB2);
    List<Layer> layers = new ArrayList<>(List.of(linear));
    for (int l = 1; l <= depth; l++) {
      List<Layer> branch = List.of(new Layer.Nonlinearity(phi), linear);
      if (residual && l < depth) {
        layers.add(new Layer.Residual(branch));
      } else {
        layers.addAll(branch);
      }
    }
    return new Architecture(layers);
  }
}
