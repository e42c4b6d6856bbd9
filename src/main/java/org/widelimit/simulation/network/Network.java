package org.widelimit.simulation.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.widelimit.simulation.matrix.Arena;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.GaussianMatrix;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.matrix.Shapes;

/**
 * A network with its random weights, which training moves. The weight matrices are only multiplied
 * with vectors, so that one code runs on dense and on revealed matrices; the readout, with its few
 * rows, is always dense. For use by one thread.
 */
public final class Network implements AutoCloseable {

  private final NetworkSpec spec;
  private final List<ActivationFunction> activations = new ArrayList<>();
  private final List<GaussianMatrix> weights = new ArrayList<>();

  /** The biases as they enter u, scale included. */
  private final List<double[]> biases = new ArrayList<>();

  private final List<double[]> biasesAtStart = new ArrayList<>();
  private final List<double[]> biasVelocities = new ArrayList<>();

  private @Nullable Innovations innovations;

  private Network(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * Draws a network.
   *
   * @param spec the network
   * @param matrices how to hold its hidden matrices, usually a {@link MatrixKind}
   * @param streams the streams of this sample; each matrix takes one of its own
   * @return the network at initialization
   */
  public static Network sample(
      NetworkSpec spec, GaussianMatrix.Factory matrices, RandomStreams streams) {
    Network network = new Network(spec);
    for (int l = 1; l <= spec.depth() + 1; l++) {
      GaussianMatrix.Factory factory = l <= spec.depth() ? matrices : MatrixKind.DENSE;
      RandomGenerator generator = streams.child("weights", l).generator();
      network.weights.add(factory.create(spec.width(l), spec.width(l - 1), generator));
      double scale = spec.biasScale(l);
      double[] bias = Arena.take(spec.width(l));
      if (scale > 0) {
        RandomStreams.fillGaussian(streams.child("biases", l).generator(), bias);
        for (int i = 0; i < bias.length; i++) {
          bias[i] *= scale;
        }
      } else {
        Arrays.fill(bias, 0);
      }
      network.biases.add(bias);
      if (l <= spec.depth()) {
        network.activations.add(ActivationFunction.of(spec.layers().get(l - 1).activation()));
      }
    }
    return network;
  }

  /**
   * Returns what this network is a sample of.
   *
   * @return the network up to its weights
   */
  public NetworkSpec spec() {
    return spec;
  }

  /**
   * Computes all layers for a batch of inputs.
   *
   * @param inputs of shape d x N
   * @return all preactivations and activations
   */
  public ForwardPass forward(Matrix inputs) {
    Shapes.require(inputs, spec.inputDimension());
    List<Matrix> activated = new ArrayList<>();
    List<Matrix> preactivated = new ArrayList<>();
    Matrix h = inputs;
    activated.add(h);
    for (int l = 1; l <= spec.depth() + 1; l++) {
      Matrix u = affine(l, h);
      if (innovations != null && l <= spec.depth()) {
        innovations.forward(l, h.raw(), u.raw(), spec.weightScale(l), spec.biasScale(l));
      } else if (innovations != null) {
        innovations.readout(h.raw(), u.raw(), spec.weightScale(l), spec.biasScale(l));
      }
      if (spec.residual(l)) {
        u = sum(u, preactivated.get(l - 2));
      }
      preactivated.add(u);
      if (l <= spec.depth()) {
        h = activations.get(l - 1).value(u);
        activated.add(h);
      }
    }
    return new ForwardPass(activated, preactivated);
  }

  private Matrix affine(int layer, Matrix h) {
    double[][] product = weights.get(layer - 1).times(h).raw();
    double scale = spec.weightScale(layer);
    double[] bias = biases.get(layer - 1);
    for (double[] column : product) {
      for (int i = 0; i < column.length; i++) {
        column[i] = scale * column[i] + bias[i];
      }
    }
    return Matrix.wrap(bias.length, product);
  }

  private static Matrix sum(Matrix a, Matrix b) {
    double[][] result = Columns.copy(a.raw());
    for (int j = 0; j < result.length; j++) {
      Columns.add(b.raw()[j], 1, result[j], 0, result[j].length);
    }
    return Matrix.wrap(a.rows(), result);
  }

  /**
   * Sends output vectors backward.
   *
   * @param pass the forward pass
   * @param cotangents vectors at the outputs, of shape outputs x C
   * @param inputOf the input of each of the C vectors, from 0
   * @return {@code delta^1} to {@code delta^(L+1)}: the products of the transposed Jacobians of the
   *     outputs by the preactivations with the vectors, each of shape width x C
   */
  public List<Matrix> backward(ForwardPass pass, Matrix cotangents, int[] inputOf) {
    return backwardFrom(spec.depth() + 1, 1, pass, cotangents, inputOf);
  }

  /**
   * Sends vectors at a layer's preactivations backward.
   *
   * @param from the layer of the vectors
   * @param to the lowest layer wanted, at least 1
   * @param pass the forward pass
   * @param cotangents vectors of shape width x C
   * @param inputOf the input of each vector, from 0
   * @return the vectors at the preactivations of layers {@code to} to {@code from}, in this order
   */
  public List<Matrix> backwardFrom(
      int from, int to, ForwardPass pass, Matrix cotangents, int[] inputOf) {
    Shapes.require(cotangents, spec.width(from));
    List<Matrix> deltas = new ArrayList<>();
    deltas.add(cotangents);
    Matrix delta = cotangents;
    for (int l = from; l > to; l--) {
      Matrix below = weights.get(l - 1).transposeTimes(delta);
      double[][] product = below.raw();
      if (innovations != null) {
        int layer = l;
        BackwardInnovations known =
            innovations.below(l, pass.activation(l - 1).raw(), () -> slopes(pass, layer - 1));
        innovations.backward(l, known, delta.raw(), product, inputOf);
        scale(spec.weightScale(l), known.slopes(), inputOf, product);
      } else {
        activations
            .get(l - 2)
            .timesSlope(spec.weightScale(l), pass.preactivation(l - 1).raw(), inputOf, product);
      }
      Matrix next = below;
      if (spec.residual(l)) {
        next = sum(below, delta);
      }
      delta = next;
      deltas.add(0, delta);
    }
    return deltas;
  }

  private static void scale(double factor, double[][] slopes, int[] inputOf, double[][] vectors) {
    for (int c = 0; c < vectors.length; c++) {
      double[] slope = slopes[inputOf[c]];
      double[] vector = vectors[c];
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= factor * slope[i];
      }
    }
  }

  private double[][] slopes(ForwardPass pass, int layer) {
    return activations.get(layer - 1).slope(pass.preactivation(layer)).raw();
  }

  /**
   * Sends tangent vectors at a layer's preactivations forward.
   *
   * @param from the layer of the vectors
   * @param to the layer wanted, at least {@code from}
   * @param pass the forward pass
   * @param tangents vectors of shape width x C
   * @param inputOf the input of each vector, from 0
   * @return the Jacobian of {@code u^to} by {@code u^from} times the vectors
   */
  public Matrix forwardFrom(int from, int to, ForwardPass pass, Matrix tangents, int[] inputOf) {
    Shapes.require(tangents, spec.width(from));
    Matrix tangent = tangents;
    for (int l = from + 1; l <= to; l++) {
      double[][] scaled = Columns.copy(tangent.raw());
      activations
          .get(l - 2)
          .timesSlope(spec.weightScale(l), pass.preactivation(l - 1).raw(), inputOf, scaled);
      Matrix image = weights.get(l - 1).times(Matrix.wrap(tangent.rows(), scaled));
      tangent = spec.residual(l) ? sum(image, tangent) : image;
    }
    return tangent;
  }

  /** Notes from now on what is random about the passes. */
  public void record(Innovations into) {
    innovations = into;
  }

  /** The weight matrix of a layer, from 1 to L + 1. */
  GaussianMatrix weights(int layer) {
    return weights.get(layer - 1);
  }

  /** The biases of a layer as they enter u: to be read only. */
  double[] biases(int layer) {
    return biases.get(layer - 1);
  }

  public ActivationFunction activation(int layer) {
    return activations.get(layer - 1);
  }

  /**
   * Moves the parameters of one layer along a gradient: with {@code gradient = sum_n delta_n h_n^T}
   * by the effective weights and {@code sum_n delta_n} by the biases, the parameters' law of motion
   * is {@code v <- momentum v + step * gain * gradient}.
   */
  public void move(
      int layer, double momentum, double step, Matrix delta, double[] factors, Matrix below) {
    double gain = step * spec.weightGain(layer) / spec.weightScale(layer);
    double[] scaled = new double[factors.length];
    for (int n = 0; n < scaled.length; n++) {
      scaled[n] = gain * factors[n];
    }
    weights.get(layer - 1).move(momentum, delta, scaled, below);
    moveBias(layer, momentum, step * spec.biasGain(layer), delta, factors);
  }

  private void moveBias(int layer, double momentum, double gain, Matrix delta, double[] factors) {
    if (biasesAtStart.isEmpty()) {
      for (double[] bias : biases) {
        biasesAtStart.add(bias.clone());
        biasVelocities.add(new double[bias.length]);
      }
    }
    double[] velocity = biasVelocities.get(layer - 1);
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] *= momentum;
    }
    for (int n = 0; n < factors.length; n++) {
      Columns.add(delta.raw()[n], gain * factors[n], velocity, 0, velocity.length);
    }
    Columns.add(velocity, 1, biases.get(layer - 1), 0, velocity.length);
  }

  /**
   * Returns how far training moved the parameters.
   *
   * @return {@code |theta - theta_0|^2} in the network's parameterization
   */
  public double squaredParameterDistance() {
    double sum = 0;
    for (int l = 1; l <= spec.depth() + 1; l++) {
      sum += weightUnit(l) * weights(l).squaredDistance();
      if (!biasesAtStart.isEmpty() && spec.biasGain(l) > 0) {
        double[] start = biasesAtStart.get(l - 1);
        double[] now = biases(l);
        double distance = 0;
        for (int i = 0; i < now.length; i++) {
          distance += (now[i] - start[i]) * (now[i] - start[i]);
        }
        sum += distance / spec.biasGain(l);
      }
    }
    return sum;
  }

  /**
   * Returns the squared norm of the parameters as drawn. Biases of a layer that starts without
   * count as 0. Ask at the end: a revealed matrix answers no new question afterwards.
   *
   * @return {@code |theta_0|^2} in the network's parameterization
   */
  public double squaredParameterNormAtStart() {
    double sum = 0;
    List<double[]> starts = biasesAtStart.isEmpty() ? biases : biasesAtStart;
    for (int l = 1; l <= spec.depth() + 1; l++) {
      sum += weightUnit(l) * weights(l).squaredNormAtStart();
      double[] start = starts.get(l - 1);
      if (spec.biasGain(l) > 0) {
        sum += Columns.innerProduct(start, start) / spec.biasGain(l);
      }
    }
    return sum;
  }

  /** The square of a trained weight, for a unit entry of the standard normal matrix. */
  private double weightUnit(int layer) {
    double scale = spec.weightScale(layer);
    return scale * scale / spec.weightGain(layer);
  }

  @Override
  public void close() {
    weights.forEach(GaussianMatrix::close);
  }
}
