package org.widelimit.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Correlation;
import org.widelimit.gaussian.NumericalDual;

/**
 * The recursion of the NNGP kernel and the neural tangent kernel through the layers (Lee et al.
 * 2018; Jacot et al. 2018), for one pair of inputs.
 *
 * <p>The pair's correlation is carried by its complement, and every layer's new complement is
 * computed as a sum of positive terms. So near duplicates keep their relative distance through any
 * number of layers.
 */
public final class KernelRecursion {

  private final Architecture architecture;
  private final Map<Activation, NumericalDual> duals = new HashMap<>();

  private KernelRecursion(Architecture architecture) {
    this.architecture = architecture;
    architecture.layers().forEach(this::prepare);
  }

  private void prepare(Layer layer) {
    if (layer instanceof Layer.Nonlinearity nonlinearity) {
      duals.computeIfAbsent(nonlinearity.activation(), phi -> NumericalDual.of(phi, phi));
    } else if (layer instanceof Layer.Residual residual) {
      residual.branch().forEach(this::prepare);
    }
  }

  /** Returns the recursion of an architecture. */
  public static KernelRecursion of(Architecture architecture) {
    return new KernelRecursion(architecture);
  }

  /**
   * Returns the kernels at the output.
   *
   * @param input the kernels of the two inputs, {@link KernelState#ofInputs}
   * @throws org.widelimit.gaussian.DivergentExpectationException if an expectation diverges
   */
  public KernelState output(KernelState input) {
    List<KernelState> states = states(input);
    return states.get(states.size() - 1);
  }

  /**
   * Returns the kernels after every linear layer and every residual block, from the first on: entry
   * {@code l - 1} holds the kernels of the preactivations of layer {@code l}.
   */
  public List<KernelState> states(KernelState input) {
    List<KernelState> states = new ArrayList<>();
    KernelState state = input;
    for (Layer layer : architecture.layers()) {
      state = apply(layer, state);
      if (!(layer instanceof Layer.Nonlinearity || layer instanceof Layer.Dropout)) {
        states.add(state);
      }
    }
    return states;
  }

  /**
   * Returns the kernels after all layers but the first, from those after the first: repeated, it
   * runs through a network that goes on like this one.
   *
   * @param state the kernels after a linear layer
   */
  public KernelState next(KernelState state) {
    KernelState result = state;
    for (Layer layer : architecture.layers().subList(1, architecture.layers().size())) {
      result = apply(layer, result);
    }
    return result;
  }

  private KernelState apply(Layer layer, KernelState state) {
    if (layer instanceof Layer.Dense dense) {
      return linear(state, dense.sigmaW2(), dense.sigmaB2(), dense.sigmaW2(), dense.sigmaB2());
    } else if (layer instanceof Layer.StandardDense dense) {
      return linear(state, dense.sigmaW2(), dense.sigmaB2(), dense.fanIn(), 1);
    } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
      return nonlinear(state, duals.get(nonlinearity.activation()));
    } else if (layer instanceof Layer.Dropout dropout) {
      return dropout(state, dropout.keepRate());
    } else if (layer instanceof Layer.LayerNorm) {
      return normalize(state);
    } else if (layer instanceof Layer.Residual residual) {
      KernelState branch = state;
      for (Layer inner : residual.branch()) {
        branch = apply(inner, branch);
      }
      return sum(state, branch);
    }
    throw new IllegalStateException("unknown layer " + layer);
  }

  private static KernelState linear(
      KernelState state, double sigmaW2, double sigmaB2, double ownWeights, double ownBiases) {
    double p = sigmaW2 * state.p() + sigmaB2;
    double q = sigmaW2 * state.q() + sigmaB2;
    double scale = Math.sqrt(p) * Math.sqrt(q);
    double norm = Math.sqrt(state.p()) + Math.sqrt(state.q());
    double difference = norm == 0 ? 0 : (state.p() - state.q()) / norm;
    double old = Math.sqrt(state.p()) * Math.sqrt(state.q());
    double widening =
        difference == 0 || sigmaB2 == 0
            ? 0
            : sigmaW2 * sigmaB2 * difference * difference / (scale + sigmaW2 * old + sigmaB2);
    return new KernelState(
        p,
        q,
        linearCorrelation(state, sigmaW2, sigmaB2, widening, scale),
        ownWeights * state.p() + ownBiases + sigmaW2 * state.tangentP(),
        ownWeights * state.q() + ownBiases + sigmaW2 * state.tangentQ(),
        ownWeights * state.covariance() + ownBiases + sigmaW2 * state.tangent());
  }

  /** Returns the correlation after a linear layer, from the distance to the nearer of 1 and -1. */
  private static Correlation linearCorrelation(
      KernelState state, double sigmaW2, double sigmaB2, double widening, double scale) {
    if (state.correlation().rho() < 0) {
      double old = Math.sqrt(state.p()) * Math.sqrt(state.q());
      double far = sigmaW2 * state.correlation().complement() * old + widening + 2 * sigmaB2;
      if (far < scale) {
        return Correlation.ofComplement(far / scale, true);
      }
    }
    return correlation(sigmaW2 * state.gap() + widening, scale);
  }

  private static Correlation correlation(double gap, double scale) {
    return scale == 0 ? Correlation.ONE : Correlation.ofDefect(gap / scale);
  }

  private static KernelState nonlinear(KernelState state, NumericalDual dual) {
    boolean equal = state.p() == state.q();
    double p = dual.value(state.p(), state.p(), Correlation.ONE).value();
    double q = equal ? p : dual.value(state.q(), state.q(), Correlation.ONE).value();
    double slopeP = slope(state.tangentP(), dual, state.p());
    double slopeQ = equal ? slopeP : slope(state.tangentQ(), dual, state.q());
    if (equal && state.correlation().complement() == 0 && state.correlation().rho() > 0) {
      double tangent = tangent(state.tangent(), slopeP);
      return new KernelState(
          p,
          q,
          Correlation.ONE,
          tangent(state.tangentP(), slopeP),
          tangent(state.tangentQ(), slopeQ),
          tangent);
    }
    double gap = dual.defect(state.p(), state.q(), state.correlation()).value();
    double slope =
        state.tangent() == 0
            ? 0
            : dual.derivative(state.p(), state.q(), state.correlation()).value();
    return new KernelState(
        p,
        q,
        correlation(gap, Math.sqrt(p) * Math.sqrt(q)),
        tangent(state.tangentP(), slopeP),
        tangent(state.tangentQ(), slopeQ),
        tangent(state.tangent(), slope));
  }

  private static double slope(double tangent, NumericalDual dual, double variance) {
    return tangent == 0 ? 0 : dual.derivative(variance, variance, Correlation.ONE).value();
  }

  private static double tangent(double tangent, double slope) {
    return tangent == 0 ? 0 : tangent * slope;
  }

  private static KernelState dropout(KernelState state, double keepRate) {
    double scale = Math.sqrt(state.p()) * Math.sqrt(state.q());
    double gap = state.gap() + scale * (1 / keepRate - 1);
    return new KernelState(
        state.p() / keepRate,
        state.q() / keepRate,
        correlation(gap, scale / keepRate),
        state.tangentP() / keepRate,
        state.tangentQ() / keepRate,
        state.tangent());
  }

  private static KernelState normalize(KernelState state) {
    if (state.p() == 0 || state.q() == 0) {
      throw new ArithmeticException("layer norm of a preactivation that is zero");
    }
    return new KernelState(
        1,
        1,
        state.correlation(),
        state.tangentP() / state.p(),
        state.tangentQ() / state.q(),
        state.tangent() / (Math.sqrt(state.p()) * Math.sqrt(state.q())));
  }

  private static KernelState sum(KernelState a, KernelState b) {
    double p = a.p() + b.p();
    double q = a.q() + b.q();
    double scale = Math.sqrt(p) * Math.sqrt(q);
    double cross = Math.sqrt(a.p()) * Math.sqrt(b.q()) - Math.sqrt(b.p()) * Math.sqrt(a.q());
    double parts = Math.sqrt(a.p()) * Math.sqrt(a.q()) + Math.sqrt(b.p()) * Math.sqrt(b.q());
    double gap = a.gap() + b.gap() + (scale == 0 ? 0 : cross * cross / (scale + parts));
    return new KernelState(
        p,
        q,
        correlation(gap, scale),
        a.tangentP() + b.tangentP(),
        a.tangentQ() + b.tangentQ(),
        a.tangent() + b.tangent());
  }
}
