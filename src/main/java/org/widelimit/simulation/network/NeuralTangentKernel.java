package org.widelimit.simulation.network;

import java.util.List;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;

/** The kernel of gradients of a finite network. */
public final class NeuralTangentKernel {

  private NeuralTangentKernel() {}

  /**
   * Returns the empirical neural tangent kernel, without forming a gradient: {@code Theta(x, x') =
   * sum_l (g_l h^(l-1)(x) . h^(l-1)(x') + c_l) delta^l(x) . delta^l(x')}, with {@code delta^l} the
   * gradient of an output by the preactivations of layer l, {@code g_l = weightScale^2} and {@code
   * c_l = biasScale^2} in the NTK parameterization (Jacot et al. 2018) and 1 in the standard one.
   *
   * @param network the network
   * @param pass its forward pass on N inputs
   * @return a symmetric matrix of size outputs N; entry (a N + i, b N + j) belongs to output a at
   *     input i and output b at input j
   */
  public static Matrix of(Network network, ForwardPass pass) {
    return of(network, pass, false);
  }

  /**
   * Returns the kernel of all parameters or of those of the readout alone.
   *
   * @param network the network
   * @param pass its forward pass on N inputs
   * @param readoutOnly whether only the readout is trained
   * @return a symmetric matrix of size outputs N
   */
  public static Matrix of(Network network, ForwardPass pass, boolean readoutOnly) {
    return gradients(network, pass, readoutOnly).kernel();
  }

  /**
   * The outputs' gradients in factors, and their inner products.
   *
   * @param deltas by layer, from the lowest trained one on: the gradient of each output at each
   *     input by the preactivations
   * @param kernel the kernel
   */
  public record Gradients(List<Matrix> deltas, Matrix kernel) {}

  /** The kernel with the vectors it is made of, which span a step of training. */
  public static Gradients gradients(Network network, ForwardPass pass, boolean readoutOnly) {
    NetworkSpec spec = network.spec();
    int n = pass.inputs();
    int size = spec.outputs() * n;
    double[][] cotangents = new double[size][spec.outputs()];
    int[] inputOf = new int[size];
    for (int c = 0; c < size; c++) {
      cotangents[c][c / n] = 1;
      inputOf[c] = c % n;
    }
    int top = spec.depth() + 1;
    int lowest = readoutOnly ? top : 1;
    List<Matrix> deltas =
        network.backwardFrom(top, lowest, pass, Matrix.wrap(spec.outputs(), cotangents), inputOf);
    double[][] kernel = new double[size][size];
    for (int l = lowest; l <= top; l++) {
      Matrix below = pass.activation(l - 1);
      double[][] inputs = Columns.gram(below.raw());
      double[][] gradients = Columns.gram(deltas.get(l - lowest).raw());
      for (int c = 0; c < size; c++) {
        for (int e = 0; e < size; e++) {
          kernel[c][e] +=
              (spec.weightGain(l) * inputs[inputOf[c]][inputOf[e]] + spec.biasGain(l))
                  * gradients[c][e];
        }
      }
    }
    return new Gradients(deltas, Matrix.wrap(size, kernel));
  }
}
