package org.widelimit.simulation.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.RandomStreams;

/**
 * A small network with everything explicit: the parameters as one vector, gradients, weight
 * matrices and Jacobians. It is written apart from {@link Network}, entry by entry, so that
 * identities can be checked on it and each can check the other. Layers count from 1; layer L + 1 is
 * the readout. Immutable.
 *
 * <p>The parameters are ordered by layer; in a layer the weights come first, row by row, then the
 * biases. In the NTK parameterization they are the standard normal ones.
 */
public final class ExplicitNetwork {

  private final NetworkSpec spec;
  private final double[] parameters;
  private final List<ActivationFunction> activations = new ArrayList<>();

  private ExplicitNetwork(NetworkSpec spec, double[] parameters) {
    this.spec = spec;
    this.parameters = parameters;
    for (LayerSpec layer : spec.layers()) {
      activations.add(ActivationFunction.of(layer.activation()));
    }
  }

  /**
   * Returns the network with these parameters.
   *
   * @param spec the network up to its parameters
   * @param parameters theta
   * @return the network
   * @throws IllegalArgumentException if their number is not that of the spec
   */
  public static ExplicitNetwork of(NetworkSpec spec, double[] parameters) {
    if (parameters.length != spec.parameters()) {
      throw new IllegalArgumentException(
          "%d parameters where %d are needed".formatted(parameters.length, spec.parameters()));
    }
    return new ExplicitNetwork(spec, parameters.clone());
  }

  /**
   * Draws a network.
   *
   * @param spec the network up to its parameters
   * @param streams the stream to draw from
   * @return the network at initialization
   */
  public static ExplicitNetwork sample(NetworkSpec spec, RandomStreams streams) {
    RandomGenerator generator = streams.child("explicit").generator();
    double[] parameters = new double[Math.toIntExact(spec.parameters())];
    ExplicitNetwork network = new ExplicitNetwork(spec, parameters);
    for (int l = 1; l <= spec.depth() + 1; l++) {
      int biases = network.offset(l) + spec.width(l) * spec.width(l - 1);
      for (int k = network.offset(l); k < network.offset(l + 1); k++) {
        parameters[k] =
            generator.nextGaussian()
                * (k < biases
                    ? spec.weightScale(l) / network.weightFactor(l)
                    : network.biasFactor(l) == 0 ? 1 : spec.biasScale(l) / network.biasFactor(l));
      }
    }
    return network;
  }

  /** The factor from a trained weight to the weight in u. */
  private double weightFactor(int layer) {
    return Math.sqrt(spec.weightGain(layer));
  }

  private double biasFactor(int layer) {
    return Math.sqrt(spec.biasGain(layer));
  }

  /** Where a layer's parameters start. */
  private int offset(int layer) {
    int offset = 0;
    for (int l = 1; l < layer; l++) {
      offset += spec.width(l) * (spec.width(l - 1) + 1);
    }
    return offset;
  }

  /**
   * Returns the network up to its parameters.
   *
   * @return the spec
   */
  public NetworkSpec spec() {
    return spec;
  }

  /**
   * Returns the parameters.
   *
   * @return a copy of theta
   */
  public double[] parameters() {
    return parameters.clone();
  }

  /**
   * Returns the same network at other parameters.
   *
   * @param theta the parameters
   * @return a new network
   */
  public ExplicitNetwork withParameters(double[] theta) {
    return of(spec, theta);
  }

  /**
   * Returns the weights as they multiply h, scale included.
   *
   * @param layer from 1 to L + 1
   * @return a matrix of shape width x width below
   */
  public Matrix weights(int layer) {
    int rows = spec.width(layer);
    int columns = spec.width(layer - 1);
    double[][] result = new double[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j][i] = weightFactor(layer) * parameters[offset(layer) + i * columns + j];
      }
    }
    return Matrix.wrap(rows, result);
  }

  /**
   * Returns the biases as they enter u, scale included.
   *
   * @param layer from 1 to L + 1
   * @return the biases
   */
  public double[] biases(int layer) {
    double[] result = new double[spec.width(layer)];
    int from = offset(layer) + result.length * spec.width(layer - 1);
    for (int i = 0; i < result.length; i++) {
      result[i] = biasFactor(layer) * parameters[from + i];
    }
    return result;
  }

  /**
   * Returns the preactivations {@code u^l}.
   *
   * @param layer from 1 to L + 1
   * @param x the input
   * @return u
   */
  public double[] preactivation(int layer, double[] x) {
    double[] h = postactivation(layer - 1, x);
    double[] u = biases(layer);
    int from = offset(layer);
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < h.length; j++) {
        u[i] += weightFactor(layer) * parameters[from + i * h.length + j] * h[j];
      }
    }
    if (spec.residual(layer)) {
      double[] below = preactivation(layer - 1, x);
      for (int i = 0; i < u.length; i++) {
        u[i] += below[i];
      }
    }
    return u;
  }

  /**
   * Returns the postactivations {@code h^l = phi(u^l)}.
   *
   * @param layer from 0, which is the input itself, to L
   * @param x the input
   * @return h
   */
  public double[] postactivation(int layer, double[] x) {
    if (layer == 0) {
      if (x.length != spec.inputDimension()) {
        throw new IllegalArgumentException(
            "input of dimension %d, not %d".formatted(x.length, spec.inputDimension()));
      }
      return x.clone();
    }
    return activations.get(layer - 1).value(preactivation(layer, x));
  }

  /**
   * Returns the outputs.
   *
   * @param x the input
   * @return f
   */
  public double[] output(double[] x) {
    return preactivation(spec.depth() + 1, x);
  }

  /**
   * Returns the slopes of a layer as a diagonal matrix, {@code D_l = diag(phi'(u^l))}.
   *
   * @param layer from 1 to L
   * @param x the input
   * @return a square matrix
   */
  public Matrix slopeMatrix(int layer, double[] x) {
    double[] slopes = activations.get(layer - 1).slope(preactivation(layer, x));
    double[][] result = new double[slopes.length][slopes.length];
    for (int i = 0; i < slopes.length; i++) {
      result[i][i] = slopes[i];
    }
    return Matrix.wrap(slopes.length, result);
  }

  /**
   * Returns the Jacobian {@code d u^to / d u^from}, row by upper neuron (numerator layout): the
   * product of {@code W_k D_(k-1)}, plus the identity for residual layers.
   *
   * @param from the lower layer, from 1
   * @param to the upper layer, to L + 1
   * @param x the input
   * @return a matrix of shape width(to) x width(from)
   */
  public Matrix preactivationJacobian(int from, int to, double[] x) {
    Matrix jacobian = Matrix.identity(spec.width(from));
    for (int l = from + 1; l <= to; l++) {
      Matrix next = weights(l).times(slopeMatrix(l - 1, x)).times(jacobian);
      if (spec.residual(l)) {
        double[][] sum = Columns.copy(next.raw());
        for (int j = 0; j < sum.length; j++) {
          Columns.add(jacobian.raw()[j], 1, sum[j], 0, sum[j].length);
        }
        next = Matrix.wrap(next.rows(), sum);
      }
      jacobian = next;
    }
    return jacobian;
  }

  /**
   * Returns the Jacobian {@code d h^to / d u^from}, row by upper neuron.
   *
   * @param from the lower layer, from 1
   * @param to the upper layer, to L
   * @param x the input
   * @return a matrix of shape width(to) x width(from)
   */
  public Matrix postactivationJacobian(int from, int to, double[] x) {
    return slopeMatrix(to, x).times(preactivationJacobian(from, to, x));
  }

  /**
   * Returns the gradient of an output in all parameters.
   *
   * @param x the input
   * @param output which output, from 0
   * @return {@code d f/d theta}
   */
  public double[] outputGradient(double[] x, int output) {
    double[] gradient = new double[parameters.length];
    int top = spec.depth() + 1;
    for (int l = 1; l <= top; l++) {
      double[] h = postactivation(l - 1, x);
      Matrix jacobian = preactivationJacobian(l, top, x);
      int from = offset(l);
      int rows = spec.width(l);
      for (int i = 0; i < rows; i++) {
        double delta = jacobian.get(output, i);
        for (int j = 0; j < h.length; j++) {
          gradient[from + i * h.length + j] = weightFactor(l) * delta * h[j];
        }
        gradient[from + rows * h.length + i] = biasFactor(l) * delta;
      }
    }
    return gradient;
  }

  /**
   * Returns the kernel of gradients of one output.
   *
   * @param x an input
   * @param other another, or the same
   * @param output which output, from 0
   * @return the inner product of both gradients
   */
  public double neuralTangentKernel(double[] x, double[] other, int output) {
    return Columns.innerProduct(outputGradient(x, output), outputGradient(other, output));
  }

  /**
   * Returns the loss of one example, {@code |f(x) - y|^2 / 2}.
   *
   * @param x the input
   * @param y the target, a number for each output
   * @return the loss
   */
  public double loss(double[] x, double[] y) {
    double[] residual = residual(x, y);
    return Columns.innerProduct(residual, residual) / 2;
  }

  /**
   * Returns the gradient of the loss of one example in all parameters.
   *
   * @param x the input
   * @param y the target
   * @return {@code sum_a (f_a(x) - y_a) d f_a/d theta}
   */
  public double[] lossGradient(double[] x, double[] y) {
    double[] residual = residual(x, y);
    double[] gradient = new double[parameters.length];
    for (int a = 0; a < residual.length; a++) {
      Columns.add(outputGradient(x, a), residual[a], gradient, 0, gradient.length);
    }
    return gradient;
  }

  private double[] residual(double[] x, double[] y) {
    double[] residual = output(x);
    if (y.length != residual.length) {
      throw new IllegalArgumentException(
          "a target of %d numbers for %d outputs".formatted(y.length, residual.length));
    }
    for (int a = 0; a < y.length; a++) {
      residual[a] -= y[a];
    }
    return residual;
  }

  /**
   * Returns the gradient of the mean loss over data in all parameters.
   *
   * @param inputs N inputs, as columns
   * @param targets N targets, as columns
   * @return {@code (1/N) sum_n} of the losses' gradients
   */
  public double[] meanLossGradient(Matrix inputs, Matrix targets) {
    double[] gradient = new double[parameters.length];
    int n = inputs.columns();
    for (int i = 0; i < n; i++) {
      double[] one = lossGradient(inputs.column(i), targets.column(i));
      Columns.add(one, 1.0 / n, gradient, 0, gradient.length);
    }
    return gradient;
  }
}
