package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.Layer;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * The kernels of a uniform network at any depth: {@code CorrelationAt}, {@code DecorrelationAt},
 * {@code CovarianceAt} and {@code TangentKernelAt}, from the recursion of {@code network}, which
 * carries {@code 1 - c}.
 *
 * <p>States are kept at the layers asked for, so that asking for deeper and deeper ones costs one
 * pass.
 */
public final class DepthWords {

  /** The words. */
  public static final List<String> WORDS =
      List.of("CorrelationAt", "DecorrelationAt", "CovarianceAt", "TangentKernelAt");

  /** Deeper networks take too long for one claim. */
  private static final int DEEPEST = 10_000_000;

  /** What a layer's own arithmetic adds to the rounding of its dual activations. */
  private static final double LAYER_ROUNDINGS = 16;

  /** Over the sum of the layers' errors, for what they do to each other. */
  private static final double SAFETY = 4;

  private record Uniform(Activation phi, double sigmaW2, double sigmaB2, double q, double c) {}

  private final Map<Uniform, ConcurrentSkipListMap<Integer, KernelState>> known =
      new ConcurrentHashMap<>();

  /** Returns the value of a call such as {@code CorrelationAt[phi, sigmaW, sigmaB][l, q, c]}. */
  Optional<Quantity> value(Call call, MapWords maps, Evaluator at) {
    if (!(call.head() instanceof Call map)
        || !(map.head() instanceof Sym word)
        || !WORDS.contains(word.name())
        || map.arity() != 3
        || call.arity() != 3) {
      return Optional.empty();
    }
    double sigmaW = at.evaluate(map.arg(1)).value();
    double sigmaB = at.evaluate(map.arg(2)).value();
    int layer = at.index(call.arg(0));
    double q = at.evaluate(call.arg(1)).value();
    double c = at.evaluate(call.arg(2)).value();
    if (layer < 1 || layer > DEEPEST) {
      throw new UndefinedValueException("there is no layer " + layer);
    }
    if (!(q > 0) || !(Math.abs(c) <= 1)) {
      throw new UndefinedValueException("not a variance and a correlation: " + q + ", " + c);
    }
    return maps.activation(map.arg(0))
        .map(
            phi -> {
              Uniform uniform = new Uniform(phi, sigmaW * sigmaW, sigmaB * sigmaB, q, c);
              return value(word.name(), state(uniform, layer), uniform, layer);
            });
  }

  private KernelState state(Uniform uniform, int layer) {
    try {
      ConcurrentSkipListMap<Integer, KernelState> states =
          known.computeIfAbsent(uniform, DepthWords::first);
      Map.Entry<Integer, KernelState> nearest = states.floorEntry(layer);
      KernelRecursion recursion =
          KernelRecursion.of(
              new Architecture(
                  List.of(
                      new Layer.Dense(1, 0),
                      new Layer.Nonlinearity(uniform.phi),
                      new Layer.Dense(uniform.sigmaW2, uniform.sigmaB2))));
      KernelState state = nearest.getValue();
      for (int l = nearest.getKey(); l < layer; l++) {
        state = recursion.next(state);
      }
      states.put(layer, state);
      return state;
    } catch (ArithmeticException | IllegalArgumentException ends) {
      throw new UndefinedValueException(String.valueOf(ends.getMessage()));
    }
  }

  /** The first layer: its tangent kernel is its covariance. */
  private static ConcurrentSkipListMap<Integer, KernelState> first(Uniform uniform) {
    ConcurrentSkipListMap<Integer, KernelState> states = new ConcurrentSkipListMap<>();
    double q = uniform.q;
    states.put(1, new KernelState(q, q, Correlation.ofDefect(1 - uniform.c), q, q, q * uniform.c));
    return states;
  }

  private static Quantity value(String word, KernelState state, Uniform uniform, int layer) {
    double value =
        switch (word) {
          case "CorrelationAt" -> state.correlation().rho();
          case "DecorrelationAt" -> state.correlation().defect();
          case "CovarianceAt" -> state.covariance();
          default -> state.tangent();
        };
    if (word.equals("DecorrelationAt") && uniform.c < 1 && value < Double.MIN_NORMAL) {
      throw new UndefinedValueException(
          "1 less the correlation of layer " + layer + " is smaller than any double");
    }
    double scale =
        switch (word) {
          case "CorrelationAt" -> 1;
          case "CovarianceAt" -> state.p();
          case "TangentKernelAt" -> tangentScale(state);
          default -> Math.abs(value);
        };
    return Quantity.of(value, SAFETY * layer * layerError(state, uniform) * scale);
  }

  /**
   * The terms of a tangent kernel may cancel, and none is larger than the kernel of an input with
   * itself; that one is infinite for activations that jump.
   */
  private static double tangentScale(KernelState state) {
    double size = Math.abs(state.tangent()) + 2 * state.p();
    return Double.isFinite(state.tangentP()) ? Math.max(size, state.tangentP()) : size;
  }

  /** Returns what the layers' duals are off, relative to their values, at the deepest of them. */
  private static double layerError(KernelState state, Uniform uniform) {
    NumericalDual dual = MapWords.dual(uniform.phi, uniform.phi);
    double q = state.p();
    Correlation correlation = state.correlation();
    double worst =
        Math.max(
            dual.value(q, q, Correlation.ONE).relativeError(),
            dual.derivative(q, q, correlation).relativeError());
    if (correlation.complement() > 0) {
      worst = Math.max(worst, dual.defect(q, q, correlation).relativeError());
    }
    return (Double.isFinite(worst) ? worst : 1) + LAYER_ROUNDINGS * Bounded.ROUNDING;
  }
}
