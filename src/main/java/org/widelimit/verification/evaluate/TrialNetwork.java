package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.random.RandomGenerator;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.UndefinedValueException;

/**
 * A small network with every number explicit, on which identities of finite networks are tried:
 * {@code u^l = W^l h^(l-1) + b^l}, {@code h^l = phi_l(u^l)}, and a linear readout of one output.
 * The weights here carry their scale; {@code OutputGradient} is the gradient with respect to the
 * standard normal parameters behind them (NTK parameterization), so it carries the scales too.
 */
public final class TrialNetwork {

  private final List<Activation> activations;
  private final double[] weightScales;
  private final double biasScale;
  private final int[] sizes;

  /** Parameters in the order W^1, b^1, W^2, b^2, ...; matrices row by row. */
  private final double[] parameters;

  private TrialNetwork(
      List<Activation> activations,
      double[] weightScales,
      double biasScale,
      int[] sizes,
      double[] parameters) {
    this.activations = activations;
    this.weightScales = weightScales;
    this.biasScale = biasScale;
    this.sizes = sizes;
    this.parameters = parameters;
  }

  /**
   * Returns a random network with standard normal parameters.
   *
   * @param activations the activations of the hidden layers
   * @param weightVariances the variance of a weight, for each hidden layer and the readout
   * @param biasVariance the variance of a bias
   * @param inputSize the dimension of an input
   * @param width the width of the hidden layers
   */
  public static TrialNetwork random(
      List<Activation> activations,
      double[] weightVariances,
      double biasVariance,
      int inputSize,
      int width,
      RandomGenerator random) {
    int[] sizes = new int[activations.size() + 2];
    java.util.Arrays.fill(sizes, width);
    sizes[0] = inputSize;
    sizes[sizes.length - 1] = 1;
    int count = 0;
    double[] scales = new double[weightVariances.length];
    for (int l = 1; l < sizes.length; l++) {
      count += sizes[l] * (sizes[l - 1] + 1);
      scales[l - 1] = Math.sqrt(weightVariances[l - 1]);
    }
    double[] parameters = new double[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = random.nextGaussian();
    }
    return new TrialNetwork(
        List.copyOf(activations), scales, Math.sqrt(biasVariance), sizes, parameters);
  }

  /** Returns the network with its parameters moved along a direction. */
  TrialNetwork moved(double[] direction, double step) {
    double[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return new TrialNetwork(activations, weightScales, biasScale, sizes, moved);
  }

  /** Returns the activation of a hidden layer. */
  Activation activation(int layer) {
    return activations.get(hidden(layer));
  }

  /** Returns by what a weight of a layer changes with its parameter. */
  double weightScale(int layer) {
    requireLayer(layer);
    return weightScales[layer - 1];
  }

  /** Returns by what a bias changes with its parameter. */
  double biasScale() {
    return biasScale;
  }

  /** Returns the number of hidden layers. */
  int depth() {
    return activations.size();
  }

  /** Returns the number of parameters. */
  int parameterCount() {
    return parameters.length;
  }

  /** Returns the width of a layer, 0 the input's. */
  int size(int layer) {
    if (layer < 0 || layer >= sizes.length) {
      throw UndefinedValueException.ofFormula(
          "there is no layer %d; this network has layers 0 to %d"
              .formatted(layer, sizes.length - 1));
    }
    return sizes[layer];
  }

  /** Returns the number of the first parameter of a layer. */
  int offset(int layer) {
    int offset = 0;
    for (int l = 1; l < layer; l++) {
      offset += sizes[l] * (sizes[l - 1] + 1);
    }
    return offset;
  }

  /** Returns {@code W^layer} with its scale, rows of the layer's units. */
  double[][] weights(int layer) {
    requireLayer(layer);
    double[][] weights = new double[sizes[layer]][sizes[layer - 1]];
    int k = offset(layer);
    for (double[] row : weights) {
      for (int j = 0; j < row.length; j++) {
        row[j] = weightScales[layer - 1] * parameters[k++];
      }
    }
    return weights;
  }

  /** Returns {@code b^layer} with its scale. */
  double[] bias(int layer) {
    requireLayer(layer);
    int k = offset(layer) + sizes[layer] * sizes[layer - 1];
    double[] bias = new double[sizes[layer]];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = biasScale * parameters[k + i];
    }
    return bias;
  }

  private void requireLayer(int layer) {
    if (layer < 1 || layer >= sizes.length) {
      throw UndefinedValueException.ofFormula(
          "there is no layer %d of weights; this network has %d"
              .formatted(layer, sizes.length - 1));
    }
  }

  /** Returns {@code u^layer(x)}. */
  double[] preactivation(int layer, double[] x) {
    requireLayer(layer);
    double[] below = postactivation(layer - 1, x);
    double[][] weights = weights(layer);
    double[] u = bias(layer);
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < below.length; j++) {
        u[i] += weights[i][j] * below[j];
      }
    }
    return u;
  }

  /** Returns {@code h^layer(x)}; {@code h^0} is the input. */
  double[] postactivation(int layer, double[] x) {
    if (layer == 0) {
      return x.clone();
    }
    return apply(activations.get(hidden(layer)).function(), preactivation(layer, x));
  }

  /** Returns {@code phi'(u^layer(x))}. */
  double[] slopes(int layer, double[] x) {
    return apply(activations.get(hidden(layer)).slope(), preactivation(layer, x));
  }

  private int hidden(int layer) {
    if (layer < 1 || layer > activations.size()) {
      throw UndefinedValueException.ofFormula("there is no hidden layer " + layer);
    }
    return layer - 1;
  }

  private static double[] apply(java.util.function.DoubleUnaryOperator f, double[] x) {
    return java.util.Arrays.stream(x).map(f).toArray();
  }

  /** Returns {@code f(x)}. */
  double output(double[] x) {
    return preactivation(sizes.length - 1, x)[0];
  }

  /** Returns {@code df(x)/dtheta} by backpropagation. */
  double[] outputGradient(double[] x) {
    double[] gradient = new double[parameters.length];
    double[] delta = {1};
    for (int l = sizes.length - 1; l >= 1; l--) {
      double[] below = postactivation(l - 1, x);
      int k = offset(l);
      for (double d : delta) {
        for (double h : below) {
          gradient[k++] = weightScales[l - 1] * d * h;
        }
      }
      for (double d : delta) {
        gradient[k++] = biasScale * d;
      }
      if (l > 1) {
        double[][] weights = weights(l);
        double[] slopes = slopes(l - 1, x);
        double[] next = new double[sizes[l - 1]];
        for (int j = 0; j < next.length; j++) {
          for (int i = 0; i < delta.length; i++) {
            next[j] += weights[i][j] * delta[i];
          }
          next[j] *= slopes[j];
        }
        delta = next;
      }
    }
    return gradient;
  }

  /**
   * Returns the preactivations or postactivations of an upper layer as a function of a lower
   * layer's, the rest of the network fixed; the basis of numerical Jacobians.
   */
  double[] onward(Node from, double[] value, Node to, double[] x) {
    double[] u = value;
    int layer = from.layer();
    boolean activated = from.activated();
    while (layer < to.layer() || (layer == to.layer() && activated != to.activated())) {
      if (activated) {
        layer++;
        double[][] weights = weights(layer);
        double[] next = bias(layer);
        for (int i = 0; i < next.length; i++) {
          for (int j = 0; j < u.length; j++) {
            next[i] += weights[i][j] * u[j];
          }
        }
        u = next;
      } else {
        u = apply(activations.get(hidden(layer)).function(), u);
      }
      activated = !activated;
    }
    return u;
  }

  /** Returns the values at a node. */
  double[] at(Node node, double[] x) {
    return node.activated() ? postactivation(node.layer(), x) : preactivation(node.layer(), x);
  }

  /**
   * A place in the network.
   *
   * @param layer the layer, 0 the input
   * @param activated whether after the activation
   */
  record Node(int layer, boolean activated) {
    /** Returns whether this comes before the other on the way from input to output. */
    boolean before(Node other) {
      return layer < other.layer || (layer == other.layer && !activated && other.activated);
    }
  }
}
