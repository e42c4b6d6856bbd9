package org.widelimit.simulation.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.Parameterization;
import org.widelimit.simulation.observable.JacobianObservable;

/**
 * Dense networks at initialization and at one input, seen through a Markov chain of a few numbers a
 * layer that has the exact law of the networks' conditional means at every width.
 *
 * <p><em>Forward.</em> Let {@code V_l = sigmaW^2 |h^(l-1)|^2/M + sigmaB^2}. Given the layer below,
 * the preactivations of layer l are independent N(0, V_l). So the layer's sums ({@link
 * NeuronMoments}) are means of M independent summands, and {@code V_(l+1)} is {@code sigmaW^2}
 * times the mean of {@code phi(u)^2}, plus {@code sigmaB^2}. No matrix is needed.
 *
 * <p><em>Backward.</em> Let {@code delta^l} be the gradient in {@code u^l} of something that
 * depends on the network through {@code u^(l+1)} and layers above only. Given the whole forward
 * pass, a row w of {@code W^(l+1)} is {@code alpha h/|h| + w'}, where w' is a standard normal
 * vector orthogonal to h, independent of everything in the forward pass and of delta; and as {@code
 * u = sigmaW |h| alpha/sqrt(M) + sigmaB b}, alpha is, by regression, {@code s u/V +
 * (sigmaB/sqrt(V)) g} with {@code s^2 = V - sigmaB^2}, g standard normal. Squaring {@code delta^l =
 * phi'(u^l) sigmaW/sqrt(M) W^T delta} and averaging over w' and g leaves two numbers, {@code T_l =
 * E |delta^l|^2} and {@code D_l = E (u^l . delta^l)^2 - V_l T_l}, that obey, with {@code S_k} the
 * sums of layer l,
 *
 * <pre>
 * T_l = sigmaW^2 (S_slope T + sigmaW^2/(M V^2) S_squareSlope D)
 * D_l = sigmaW^2 ((S_lengthSlope - V_l S_slope) T
 *                 + sigmaW^2/V^2 (S_mixed^2 - V_l S_squareSlope/M) D)
 * </pre>
 *
 * where T, D and V are those of layer l + 1. At the readout {@code T = 1} and {@code D = 0}. The
 * term in 1/M is what the gradient sees of weights that the forward pass has seen already; it is
 * missing in the recursions of infinite width. So the neural tangent kernel {@code sum V_l
 * |delta^l|^2} and the Jacobian's size have, given the forward pass, expectations that are
 * functions of the sums, and the expectation of those is that of the observable, exactly and at
 * every width.
 *
 * <p>The same recursion in the limit of large M, where the sums are their own expectations, is the
 * recursion of infinite width (Poole et al. 2016; Jacot et al. 2018).
 */
public final class KernelChain {
  /** A power that was read off computed variances is known to so many digits. */
  private static final double POWER_ROUNDING = 1e-12;

  private final double inputVariance;
  private final List<Layer> layers;

  /**
   * A hidden layer and the weights above it.
   *
   * @param activation the moments of the layer's neurons
   * @param sigmaW2 the variance of the weights above, times the width
   * @param sigmaB2 the variance of the biases above
   */
  private record Layer(NeuronMoments activation, double sigmaW2, double sigmaB2) {}

  private KernelChain(double inputVariance, List<Layer> layers) {
    this.inputVariance = inputVariance;
    this.layers = List.copyOf(layers);
  }

  /**
   * Returns the chain of networks in the usual convention and NTK parameterization; empty for
   * others.
   *
   * @param family the networks
   * @param input the input
   */
  public static Optional<KernelChain> of(NetworkFamily family, double[] input) {
    boolean usual =
        family.parameterization() == Parameterization.NTK
            && !family.hidden().isEmpty()
            && isUsual(family.readout())
            && family.hidden().stream().allMatch(KernelChain::isUsual);
    if (!usual) {
      return Optional.empty();
    }
    double square = 0;
    for (double x : input) {
      square += x * x;
    }
    NetworkFamily.Layer first = family.hidden().get(0);
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < family.hidden().size(); l++) {
      NetworkFamily.Layer above =
          l + 1 < family.hidden().size() ? family.hidden().get(l + 1) : family.readout();
      layers.add(
          new Layer(
              NeuronMoments.of(family.hidden().get(l).activation()),
              above.weightVariance(),
              above.biasVariance()));
    }
    return Optional.of(
        new KernelChain(
            first.weightVariance() * square / input.length + first.biasVariance(), layers));
  }

  private static boolean isUsual(NetworkFamily.Layer layer) {
    return Math.abs(layer.fanInPower() - 1) < POWER_ROUNDING && !layer.residual();
  }

  /** Returns the number L of hidden layers. */
  int depth() {
    return layers.size();
  }

  /**
   * What a chain went through.
   *
   * @param variances {@code V_1} to {@code V_(L+1)}
   * @param sums of the layers 1 to L
   * @param gains {@code sigmaW^2} above the layers 1 to L
   * @param reciprocalWidth {@code 1/M}, 0 in the limit
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read in inner loops
  record Path(double[] variances, double[][] sums, double[] gains, double reciprocalWidth) {

    int depth() {
      return sums.length;
    }

    /** {@code V_l}, l from 1 to L + 1. */
    double variance(int layer) {
      return variances[layer - 1];
    }

    /** {@code sum_l V_l T_l} over all layers, the readout included. */
    double tangentKernel() {
      double[] gradient = {1, 0};
      double kernel = variance(depth() + 1);
      for (int layer = depth(); layer >= 1; layer--) {
        below(layer, gradient);
        kernel += variance(layer) * gradient[0];
      }
      return kernel;
    }

    /** The squared norm of the output's gradient in {@code u^l}, l from 1 to L + 1. */
    double gradientSize(int layer) {
      double[] gradient = {1, 0};
      for (int l = depth(); l >= layer; l--) {
        below(l, gradient);
      }
      return gradient[0];
    }

    /** {@code (1/M) tr(J^T J)} of {@code du^to/du^from}, or of {@code dh^to/du^from}. */
    double jacobianSize(int from, int to, JacobianObservable.Of of) {
      // Of a random vector v of the upper layer, T/M = 1 and E (u . v)^2/M = |u|^2/M, which is V
      // but
      // for neurons that nothing below depends on.
      double[] gradient = {1, 0};
      if (of == JacobianObservable.Of.POSTACTIVATION) {
        double[] top = sums[to - 1];
        gradient[0] = top[NeuronMoments.SLOPE];
        gradient[1] = top[NeuronMoments.LENGTH_SLOPE] - variance(to) * gradient[0];
      }
      for (int layer = to - 1; layer >= from; layer--) {
        below(layer, gradient);
      }
      return gradient[0];
    }

    /** Takes T and D from layer l + 1 to layer l. */
    private void below(int layer, double[] gradient) {
      double[] s = sums[layer - 1];
      double gain = gains[layer - 1];
      double above = variance(layer + 1);
      double seen = gradient[1] == 0 ? 0 : gain / (above * above) * gradient[1];
      double size = gradient[0];
      double own = variance(layer);
      double again = reciprocalWidth * s[NeuronMoments.SQUARE_SLOPE];
      gradient[0] = gain * (s[NeuronMoments.SLOPE] * size + again * seen);
      gradient[1] =
          gain
              * ((s[NeuronMoments.LENGTH_SLOPE] - own * s[NeuronMoments.SLOPE]) * size
                  + (s[NeuronMoments.MIXED] * s[NeuronMoments.MIXED] - own * again) * seen);
    }
  }

  /**
   * A chain of random sums.
   *
   * @param path what it went through
   * @param innovations of each layer, the means of squared activation and squared slope less their
   *     expectations given the layer below: of expectation 0, and uncorrelated between layers
   * @param covariances of the innovations given the layer below, times M
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read in inner loops
  record Draw(Path path, double[][] innovations, double[][][] covariances) {}

  /** Draws a chain of networks of width M. */
  Draw draw(int width, RandomGenerator generator) {
    double[][] innovations = new double[depth()][2];
    double[][][] covariances = new double[depth()][][];
    double[] u = new double[width];
    Path path =
        path(
            1.0 / width,
            (layer, variance) -> {
              NeuronMoments neurons = layers.get(layer).activation();
              double scale = Math.sqrt(variance);
              for (int i = 0; i < width; i++) {
                u[i] = scale * generator.nextGaussian();
              }
              double[] sums = neurons.sums(u);
              NeuronMoments.At expected = neurons.at(variance);
              for (int k = 0; k < 2; k++) {
                innovations[layer][k] = sums[k] - expected.means()[k];
              }
              covariances[layer] = expected.covariance();
              return sums;
            });
    return new Draw(path, innovations, covariances);
  }

  /** Returns the path of infinitely wide networks whose first two sums are off by given numbers. */
  Path limit(double[][] innovations) {
    return path(
        0,
        (layer, variance) -> {
          double[] sums = layers.get(layer).activation().at(variance).means().clone();
          for (int k = 0; k < 2; k++) {
            sums[k] += innovations[layer][k];
          }
          return sums;
        });
  }

  /** The covariance of a neuron's first two sums, at the variances of the limit. */
  double[][][] limitCovariances() {
    Path path = limit(new double[depth()][2]);
    double[][][] covariances = new double[depth()][][];
    for (int l = 0; l < covariances.length; l++) {
      covariances[l] = layers.get(l).activation().at(path.variances()[l]).covariance();
    }
    return covariances;
  }

  /** How the sums of a layer, from 0, come from its variance. */
  private interface Step {
    double[] sums(int layer, double variance);
  }

  private Path path(double reciprocalWidth, Step step) {
    double[] variances = new double[depth() + 1];
    double[][] sums = new double[depth()][];
    double[] gains = new double[depth()];
    variances[0] = inputVariance;
    for (int l = 0; l < depth(); l++) {
      Layer layer = layers.get(l);
      sums[l] = step.sums(l, variances[l]);
      gains[l] = layer.sigmaW2();
      variances[l + 1] = layer.sigmaW2() * sums[l][NeuronMoments.SQUARE] + layer.sigmaB2();
    }
    return new Path(variances, sums, gains, reciprocalWidth);
  }
}
