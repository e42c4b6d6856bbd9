package org.widelimit.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A finite network of any architecture with a scalar output, written out layer by layer: random
 * weights, two inputs forward, the output's gradients backward.
 */
final class FiniteNetwork {

  private final int width;
  private final SplittableRandom random;
  private final List<Block> blocks = new ArrayList<>();
  private int size;
  private double pairTangent;
  private double ownTangent;
  private double pairKernel;
  private double ownKernel;

  /**
   * Draws the weights.
   *
   * @param width of every layer but the input and the scalar output
   */
  FiniteNetwork(Architecture architecture, int inputs, int width, long seed) {
    this.width = width;
    this.random = new SplittableRandom(seed);
    this.size = inputs;
    List<Layer> layers = architecture.layers();
    for (int i = 0; i < layers.size(); i++) {
      blocks.add(block(layers.get(i), i == layers.size() - 1 ? 1 : width));
    }
  }

  /**
   * What a network shows of its kernels.
   *
   * @param kernel the output's covariance given the last hidden layer
   * @param ownKernel the same of the first input with itself
   * @param tangent the scalar product of the two gradients by the parameters
   * @param ownTangent the first input's gradient squared
   */
  record Kernels(double kernel, double ownKernel, double tangent, double ownTangent) {}

  Kernels kernels(double[] x, double[] y) {
    double[][] signal = {x, y};
    for (Block block : blocks) {
      signal = block.forward(signal);
    }
    double[][] gradient = {{1}, {1}};
    for (int i = blocks.size() - 1; i >= 0; i--) {
      gradient = blocks.get(i).backward(gradient);
    }
    return new Kernels(pairKernel, ownKernel, pairTangent, ownTangent);
  }

  /** A layer: two signals forward, two gradients backward. */
  private interface Block {
    double[][] forward(double[][] below);

    double[][] backward(double[][] gradient);
  }

  private Block block(Layer layer, int outputs) {
    if (layer instanceof Layer.Dense dense) {
      return new Linear(
          outputs, dense.sigmaW2(), dense.sigmaB2(), dense.sigmaW2(), dense.sigmaB2());
    } else if (layer instanceof Layer.StandardDense dense) {
      return new Linear(outputs, dense.sigmaW2(), dense.sigmaB2(), dense.fanIn(), 1);
    } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
      return new Pointwise(nonlinearity.activation().function(), nonlinearity.activation().slope());
    } else if (layer instanceof Layer.Dropout dropout) {
      return new Mask(dropout.keepRate());
    } else if (layer instanceof Layer.LayerNorm) {
      return new Normalization();
    } else if (layer instanceof Layer.Residual residual) {
      return new Sum(residual.branch().stream().map(inner -> block(inner, width)).toList());
    }
    throw new IllegalArgumentException("unknown layer " + layer);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private final class Linear implements Block {
    private final double[][] weights;
    private final double[] biases;
    private final double sigmaW2;
    private final double sigmaB2;
    private final double ownWeights;
    private final double ownBiases;
    private double[][] below = {};

    Linear(int outputs, double sigmaW2, double sigmaB2, double ownWeights, double ownBiases) {
      this.sigmaW2 = sigmaW2;
      this.sigmaB2 = sigmaB2;
      this.ownWeights = ownWeights;
      this.ownBiases = ownBiases;
      weights = new double[outputs][size];
      biases = new double[outputs];
      for (int i = 0; i < outputs; i++) {
        biases[i] = Math.sqrt(sigmaB2) * random.nextGaussian();
        for (int j = 0; j < size; j++) {
          weights[i][j] = Math.sqrt(sigmaW2 / size) * random.nextGaussian();
        }
      }
      size = outputs;
    }

    @Override
    public double[][] forward(double[][] signal) {
      below = signal;
      double[][] above = new double[2][weights.length];
      for (int s = 0; s < 2; s++) {
        for (int i = 0; i < weights.length; i++) {
          above[s][i] = dot(weights[i], signal[s]) + biases[i];
        }
      }
      pairKernel = sigmaW2 * dot(signal[0], signal[1]) / signal[0].length + sigmaB2;
      ownKernel = sigmaW2 * dot(signal[0], signal[0]) / signal[0].length + sigmaB2;
      return above;
    }

    @Override
    public double[][] backward(double[][] gradient) {
      int inputs = below[0].length;
      pairTangent +=
          (ownWeights * dot(below[0], below[1]) / inputs + ownBiases)
              * dot(gradient[0], gradient[1]);
      ownTangent +=
          (ownWeights * dot(below[0], below[0]) / inputs + ownBiases)
              * dot(gradient[0], gradient[0]);
      double[][] result = new double[2][inputs];
      for (int s = 0; s < 2; s++) {
        for (int i = 0; i < weights.length; i++) {
          for (int j = 0; j < inputs; j++) {
            result[s][j] += weights[i][j] * gradient[s][i];
          }
        }
      }
      return result;
    }
  }

  private static final class Pointwise implements Block {
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator slope;
    private double[][] below = {};

    Pointwise(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
      this.function = function;
      this.slope = slope;
    }

    @Override
    public double[][] forward(double[][] signal) {
      below = signal;
      return map(signal, (s, i) -> function.applyAsDouble(signal[s][i]));
    }

    @Override
    public double[][] backward(double[][] gradient) {
      return map(gradient, (s, i) -> slope.applyAsDouble(below[s][i]) * gradient[s][i]);
    }
  }

  private interface Entry {
    double at(int signal, int index);
  }

  private static double[][] map(double[][] shape, Entry entry) {
    double[][] result = new double[2][shape[0].length];
    for (int s = 0; s < 2; s++) {
      for (int i = 0; i < result[s].length; i++) {
        result[s][i] = entry.at(s, i);
      }
    }
    return result;
  }

  private final class Mask implements Block {
    private final double keepRate;
    private double[][] factors = {};

    Mask(double keepRate) {
      this.keepRate = keepRate;
    }

    @Override
    public double[][] forward(double[][] signal) {
      factors = map(signal, (s, i) -> random.nextDouble() < keepRate ? 1 / keepRate : 0);
      return map(signal, (s, i) -> factors[s][i] * signal[s][i]);
    }

    @Override
    public double[][] backward(double[][] gradient) {
      return map(gradient, (s, i) -> factors[s][i] * gradient[s][i]);
    }
  }

  /** {@code y = u/r} with {@code r^2} the mean square; its Jacobian is {@code (1 - y y'/n)/r}. */
  private static final class Normalization implements Block {
    private final double[] roots = new double[2];
    private double[][] above = {};

    @Override
    public double[][] forward(double[][] signal) {
      for (int s = 0; s < 2; s++) {
        roots[s] = Math.sqrt(dot(signal[s], signal[s]) / signal[s].length);
      }
      above = map(signal, (s, i) -> signal[s][i] / roots[s]);
      return above;
    }

    @Override
    public double[][] backward(double[][] gradient) {
      double[] along = {
        dot(above[0], gradient[0]) / above[0].length, dot(above[1], gradient[1]) / above[1].length
      };
      return map(gradient, (s, i) -> (gradient[s][i] - above[s][i] * along[s]) / roots[s]);
    }
  }

  private record Sum(List<Block> branch) implements Block {
    @Override
    public double[][] forward(double[][] signal) {
      double[][] inner = signal;
      for (Block block : branch) {
        inner = block.forward(inner);
      }
      double[][] above = inner;
      return map(signal, (s, i) -> signal[s][i] + above[s][i]);
    }

    @Override
    public double[][] backward(double[][] gradient) {
      double[][] inner = gradient;
      for (int i = branch.size() - 1; i >= 0; i--) {
        inner = branch.get(i).backward(inner);
      }
      double[][] below = inner;
      return map(gradient, (s, i) -> gradient[s][i] + below[s][i]);
    }
  }
}
