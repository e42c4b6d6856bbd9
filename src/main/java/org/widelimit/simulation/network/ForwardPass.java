package org.widelimit.simulation.network;

import java.util.List;
import org.widelimit.simulation.matrix.Matrix;

/**
 * What a network computed for a batch of N inputs. Layers count from 1; layer L + 1 is the readout.
 *
 * @param activations h^0 (the inputs) to h^L, each of shape width x N
 * @param preactivations u^1 to u^(L+1), each of shape width x N
 */
public record ForwardPass(List<Matrix> activations, List<Matrix> preactivations) {

  /** Copies the lists. */
  public ForwardPass {
    activations = List.copyOf(activations);
    preactivations = List.copyOf(preactivations);
  }

  /**
   * Returns the activations of a layer.
   *
   * @param layer from 0, the inputs, to L
   * @return h of the layer, of shape width x N
   */
  public Matrix activation(int layer) {
    return activations.get(layer);
  }

  /**
   * Returns the preactivations of a layer.
   *
   * @param layer from 1 to L + 1
   * @return u of the layer, of shape width x N
   */
  public Matrix preactivation(int layer) {
    return preactivations.get(layer - 1);
  }

  /**
   * Returns the outputs.
   *
   * @return f, of shape outputs x N
   */
  public Matrix outputs() {
    return preactivations.get(preactivations.size() - 1);
  }

  /**
   * Returns the number of inputs.
   *
   * @return N
   */
  public int inputs() {
    return outputs().columns();
  }
}
