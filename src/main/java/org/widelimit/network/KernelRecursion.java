package org.widelimit.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Correlation;

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
  private final Map<Activation, DualStep> steps = new HashMap<>();

  private KernelRecursion(Architecture architecture) {
    this.architecture = architecture;
    architecture.layers().forEach(this::prepare);
  }

  private void prepare(Layer layer) {
    if (layer instanceof Layer.Nonlinearity nonlinearity) {
      steps.computeIfAbsent(nonlinearity.activation(), DualStep::of);
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
   * @throws org.widelimit.numeric.DivergentExpectationException if an expectation diverges
   */
  public KernelState output(KernelState input) {
    KernelState state = input;
    for (Layer layer : architecture.layers()) {
      state = apply(layer, state);
    }
    return state;
  }

  /**
   * Returns the kernels after every linear layer and every residual block, from the first on: entry
   * {@code l - 1} holds the kernels of the preactivations of layer {@code l}.
   */
  public List<KernelState> states(KernelState input) {
    return statesOf(input, (layer, state) -> apply(layer, state));
  }

  /**
   * Returns the kernels after all layers but the first, from those after the first: repeated, it
   * runs through a network that goes on like this one.
   *
   * @param state the kernels after a linear layer
   */
  public KernelState next(KernelState state) {
    List<Layer> layers = architecture.layers();
    return through(layers.subList(1, layers.size()), state, (layer, at) -> apply(layer, at));
  }

  /** Returns the kernels of two input vectors at the output, with error bounds. */
  public BoundedKernels boundedOutput(double[] x, double[] y) {
    InputPair pair = new InputPair(x, y);
    return boundedOutput(new Tracked(pair.state(), pair.errors()));
  }

  /**
   * Returns the kernels at the output, with error bounds.
   *
   * @param input the kernels of the two inputs, taken as exact
   */
  public BoundedKernels boundedOutput(KernelState input) {
    return boundedOutput(new Tracked(input, KernelErrors.none(input)));
  }

  private BoundedKernels boundedOutput(Tracked input) {
    return through(architecture.layers(), input, (layer, state) -> apply(layer, state)).bounded();
  }

  /**
   * Returns the kernels of two input vectors as {@link #states} does, with bounds of their errors:
   * a running error of first and second order, from the rounding of the scalar products on.
   *
   * @throws org.widelimit.numeric.DivergentExpectationException if an expectation diverges
   */
  public List<BoundedKernels> boundedStates(double[] x, double[] y) {
    InputPair pair = new InputPair(x, y);
    return boundedStates(new Tracked(pair.state(), pair.errors()));
  }

  /**
   * Returns the kernels as {@link #states} does, with bounds of their errors.
   *
   * @param input the kernels of the two inputs, taken as exact
   */
  public List<BoundedKernels> boundedStates(KernelState input) {
    return boundedStates(new Tracked(input, KernelErrors.none(input)));
  }

  private List<BoundedKernels> boundedStates(Tracked input) {
    return statesOf(input, (layer, state) -> apply(layer, state)).stream()
        .map(Tracked::bounded)
        .toList();
  }

  /** Kernels and the bounds of their errors. */
  private record Tracked(KernelState state, KernelErrors errors) {
    BoundedKernels bounded() {
      return BoundedKernels.of(state, errors);
    }
  }

  /** Returns what is known after each layer that has kernels of its own: no part of another. */
  private <S> List<S> statesOf(S input, BiFunction<Layer, S, S> step) {
    List<S> states = new ArrayList<>();
    S state = input;
    for (Layer layer : architecture.layers()) {
      state = step.apply(layer, state);
      if (!(layer instanceof Layer.Nonlinearity || layer instanceof Layer.Dropout)) {
        states.add(state);
      }
    }
    return states;
  }

  private static <S> S through(List<Layer> layers, S input, BiFunction<Layer, S, S> step) {
    S state = input;
    for (Layer layer : layers) {
      state = step.apply(layer, state);
    }
    return state;
  }

  private Tracked apply(Layer layer, Tracked below) {
    KernelState state = below.state;
    KernelErrors errors = below.errors;
    if (layer instanceof Layer.Residual residual) {
      Tracked branch = through(residual.branch(), below, (inner, at) -> apply(inner, at));
      KernelState sum = sum(state, branch.state);
      return new Tracked(sum, errors.plus(branch.errors, state, branch.state, sum));
    }
    KernelState above = apply(layer, state);
    if (layer instanceof Layer.Dense dense) {
      double w = dense.sigmaW2();
      double b = dense.sigmaB2();
      return new Tracked(above, errors.linear(state, above, w, b, w, b));
    } else if (layer instanceof Layer.StandardDense dense) {
      double w = dense.sigmaW2();
      return new Tracked(above, errors.linear(state, above, w, dense.sigmaB2(), dense.fanIn(), 1));
    } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
      return new Tracked(above, step(nonlinearity).errors(state, errors, above));
    } else if (layer instanceof Layer.Dropout dropout) {
      return new Tracked(above, errors.dropout(dropout.keepRate()));
    } else if (layer instanceof Layer.LayerNorm) {
      return new Tracked(above, errors.normalized(state));
    }
    throw new IllegalStateException("unknown layer " + layer);
  }

  private DualStep step(Layer.Nonlinearity nonlinearity) {
    return Objects.requireNonNull(steps.get(nonlinearity.activation()));
  }

  private KernelState apply(Layer layer, KernelState state) {
    if (layer instanceof Layer.Dense dense) {
      return linear(state, dense.sigmaW2(), dense.sigmaB2(), dense.sigmaW2(), dense.sigmaB2());
    } else if (layer instanceof Layer.StandardDense dense) {
      return linear(state, dense.sigmaW2(), dense.sigmaB2(), dense.fanIn(), 1);
    } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
      return nonlinear(state, step(nonlinearity));
    } else if (layer instanceof Layer.Dropout dropout) {
      return dropout(state, dropout.keepRate());
    } else if (layer instanceof Layer.LayerNorm) {
      return normalize(state);
    } else if (layer instanceof Layer.Residual residual) {
      return sum(state, through(residual.branch(), state, (inner, at) -> apply(inner, at)));
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
    double gap = sigmaW2 * state.gap();
    if (difference != 0 && sigmaB2 > 0) {
      gap += sigmaW2 * sigmaB2 * difference * difference / (scale + sigmaW2 * old + sigmaB2);
    }
    Correlation correlation = correlation(gap, scale);
    if (state.correlation().rho() < 0 && gap > scale) {
      // The distance from -1, as a sum of positive terms as well.
      double rest =
          sigmaB2 * (sigmaW2 * (state.p() + state.q()) + sigmaB2) / (scale + sigmaW2 * old);
      double far = sigmaW2 * state.correlation().complement() * old + rest + sigmaB2;
      correlation = Correlation.ofComplement(Math.min(1, far / scale), true);
    }
    return new KernelState(
        p,
        q,
        correlation,
        ownWeights * state.p() + ownBiases + sigmaW2 * state.tangentP(),
        ownWeights * state.q() + ownBiases + sigmaW2 * state.tangentQ(),
        ownWeights * state.covariance() + ownBiases + sigmaW2 * state.tangent());
  }

  private static Correlation correlation(double gap, double scale) {
    return scale == 0 ? Correlation.ONE : Correlation.ofDefect(gap / scale);
  }

  private static KernelState nonlinear(KernelState state, DualStep step) {
    boolean equal = state.p() == state.q();
    double p = step.moment(state.p()).value();
    double q = equal ? p : step.moment(state.q()).value();
    double slopeP = slope(state.tangentP(), step, state.p());
    double slopeQ = equal ? slopeP : slope(state.tangentQ(), step, state.q());
    Correlation below = state.correlation();
    boolean same = equal && below.complement() == 0 && below.rho() > 0;
    Correlation above =
        same
            ? Correlation.ONE
            : step.correlation(below, step.distance(state.p(), state.q(), below).value());
    double slope =
        same || state.tangent() == 0 ? slopeP : step.slope(state.p(), state.q(), below).value();
    return new KernelState(
        p,
        q,
        above,
        tangent(state.tangentP(), slopeP),
        tangent(state.tangentQ(), slopeQ),
        tangent(state.tangent(), slope));
  }

  private static double slope(double tangent, DualStep step, double variance) {
    return tangent == 0 ? 0 : step.slope(variance, variance, Correlation.ONE).value();
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
