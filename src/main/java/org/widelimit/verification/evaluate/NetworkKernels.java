package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.Layer;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * NNGP and NTK of a declared network, from the recursion of {@code network}, so that a claim that
 * writes the recursion out as expectations compares two computations. Their error bounds come from
 * a recursion over the dual activations' own bounds.
 *
 * @param nngp the covariance of the preactivations of a layer
 * @param tangent the neural tangent kernel there
 */
record NetworkKernels(Quantity nngp, Quantity tangent) {

  /** The input kernel is a sum of products, and the layers' scales are squared. */
  private static final double INPUT_ROUNDINGS = 16;

  /**
   * Computes both.
   *
   * @param layer the layer, from 1 to the number of hidden layers + 1
   * @param a the number of an input, from 1
   * @param b the number of the other
   */
  static NetworkKernels of(WideNetwork network, int layer, int a, int b) {
    if (layer < 1 || layer > network.activations().size() + 1) {
      throw UndefinedValueException.ofFormula(
          "there is no layer %d; this network of %d hidden layers has kernels of layers 1 to %d"
              .formatted(layer, network.activations().size(), network.activations().size() + 1));
    }
    try {
      Layers layers = new Layers(network, layer);
      KernelState state = layers.recursion().states(layers.inputs(a, b)).get(layer - 1);
      Bounds bounds = layers.bounds(a, b);
      return new NetworkKernels(
          covering(a == b ? state.p() : state.covariance(), bounds.r),
          covering(a == b ? state.tangentP() : state.tangent(), bounds.theta));
    } catch (ArithmeticException | IllegalArgumentException outside) {
      throw new UndefinedValueException(String.valueOf(outside.getMessage()));
    }
  }

  /** The bound of one computation around the value of another covers the difference as well. */
  private static Quantity covering(double value, Bounded bounds) {
    return Quantity.of(value, bounds.error() + Math.abs(value - bounds.value()), bounds.grade());
  }

  /** Variances, covariance and tangent kernel of a pair with their bounds. */
  private record Bounds(Bounded p, Bounded q, Bounded r, Bounded theta) {}

  private record Layers(WideNetwork network, int count) {

    double sigmaW2(int l) {
      return network.sigmaW().get(l) * network.sigmaW().get(l);
    }

    double sigmaB2(int l) {
      return network.sigmaB().get(l) * network.sigmaB().get(l);
    }

    /** A residual layer adds to its preactivation that of the layer below. */
    boolean residual(int l) {
      return l < network.activations().size() && network.family().hidden().get(l).residual();
    }

    KernelRecursion recursion() {
      List<Layer> layers = new ArrayList<>();
      layers.add(new Layer.Dense(sigmaW2(0), sigmaB2(0)));
      for (int l = 1; l < count; l++) {
        List<Layer> branch =
            List.of(
                new Layer.Nonlinearity(network.activations().get(l - 1)),
                new Layer.Dense(sigmaW2(l), sigmaB2(l)));
        if (residual(l)) {
          layers.add(new Layer.Residual(branch));
        } else {
          layers.addAll(branch);
        }
      }
      return KernelRecursion.of(new Architecture(layers));
    }

    KernelState inputs(int a, int b) {
      network.inputCovariance(a, b);
      return KernelState.ofInputs(point(a), point(b));
    }

    private double[] point(int number) {
      return network.inputs().points().get(number - 1).stream()
          .mapToDouble(Double::doubleValue)
          .toArray();
    }

    Bounds bounds(int a, int b) {
      Bounded first = Bounded.rounded(network.inputCovariance(a, a), INPUT_ROUNDINGS);
      Bounded second = Bounded.rounded(network.inputCovariance(b, b), INPUT_ROUNDINGS);
      Bounded product =
          new Bounded(
              network.inputCovariance(a, b),
              INPUT_ROUNDINGS * Bounded.ROUNDING * Math.max(first.value(), second.value()),
              Grade.RIGOROUS);
      Bounds state = new Bounds(first, second, product, product);
      for (int l = 1; l < count; l++) {
        state = next(state, l, a == b);
      }
      return state;
    }

    private Bounds next(Bounds below, int l, boolean same) {
      Activation phi = network.activations().get(l - 1);
      NumericalDual dual = MapWords.dual(phi, phi);
      Bounded p = affine(variance(dual, below.p), l);
      Bounded q = affine(variance(dual, below.q), l);
      Bounded r = same ? p : affine(covariance(dual, below, false), l);
      Bounded slope =
          same
              ? Propagation.of(v -> dual.derivative(v[0], v[0], Correlation.ONE), below.p)
              : covariance(dual, below, true);
      Bounded theta = r.plus(below.theta.times(slope).times(sigmaW2(l)));
      return residual(l)
          ? new Bounds(below.p.plus(p), below.q.plus(q), below.r.plus(r), below.theta.plus(theta))
          : new Bounds(p, q, r, theta);
    }

    private Bounded affine(Bounded expectation, int l) {
      return expectation.times(sigmaW2(l)).plus(sigmaB2(l));
    }

    private static Bounded variance(NumericalDual dual, Bounded variance) {
      return Propagation.of(v -> dual.value(v[0], v[0], Correlation.ONE), variance);
    }

    private static Bounded covariance(NumericalDual dual, Bounds below, boolean derivative) {
      return Propagation.of(
          v -> {
            Correlation correlation = Correlation.ofCovariance(v[0], v[1], v[2]);
            return derivative
                ? dual.derivative(v[0], v[1], correlation)
                : dual.value(v[0], v[1], correlation);
          },
          below.p,
          below.q,
          below.r);
    }
  }
}
