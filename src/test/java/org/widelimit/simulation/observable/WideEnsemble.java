package org.widelimit.simulation.observable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.simulation.chain.KernelChain;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.NetworkSpec;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.WidthLadder;

/**
 * Networks of one activation and depth whose empirical kernels, activity and Jacobian size are
 * known in the limit. The variances are such that q is a fixed point of the length map with a slope
 * of at most {@code slope}, so that deviations die out over the layers whatever the activation:
 * near an unstable one a network would have to be exponentially wide in its depth to be wide.
 *
 * @param activation the activation
 * @param depth the number of hidden layers
 * @param q the variance of the preactivations of the first input
 * @param sigmaW2 weight variance times fan-in
 * @param sigmaB2 bias variance
 */
public record WideEnsemble(String activation, int depth, double q, double sigmaW2, double sigmaB2) {

  /** What is measured of every network. */
  public enum Quantity {
    /** The mean squared preactivation of the last hidden layer. */
    ACTIVITY,
    /** The covariance of the output at two inputs given the last hidden layer. */
    NNGP,
    /** The neural tangent kernel at the same inputs. */
    NTK,
    /** {@code (1/M) tr J^T J} from the first preactivations to the last postactivations. */
    JACOBIAN
  }

  /** Without a slope almost everywhere, the gradient of a finite network does not see the limit. */
  private static final List<String> WITHOUT_SLOPE = List.of("sign", "step");

  /** The share of q that weights may make up; the rest are biases. */
  private static final double LARGEST_SHARE = 0.9;

  private static final double COSINE = 0.4;

  /** Networks near a fixed point q whose slope is at most the given one. */
  public static WideEnsemble of(String activation, int depth, double q, double slope) {
    MeanFieldMaps unit = MeanFieldMaps.of(Activation.parse(activation), 1, 0);
    double mean = unit.lengthMap(q).value();
    // The slope of q -> E phi^2, by a difference: it only chooses the networks, nothing is judged.
    double step = 1e-3 * q;
    double slopeOfMean =
        (unit.lengthMap(q + step).value() - unit.lengthMap(q - step).value()) / (2 * step);
    double sigmaW2 = Math.min(LARGEST_SHARE * q / mean, slope / Math.max(slopeOfMean, 1e-9));
    return new WideEnsemble(activation, depth, q, sigmaW2, q - sigmaW2 * mean);
  }

  /** The quantities that have a limit here. */
  public List<Quantity> quantities() {
    return WITHOUT_SLOPE.contains(activation)
        ? List.of(Quantity.ACTIVITY, Quantity.NNGP)
        : List.of(Quantity.values());
  }

  private Inputs inputs() {
    // In the first layer too, the first input has variance q.
    double length = Math.sqrt(2 * (q - sigmaB2) / sigmaW2);
    return Inputs.of(
        new double[] {length, 0},
        new double[] {length * COSINE, length * Math.sqrt(1 - COSINE * COSINE)});
  }

  /** What a quantity tends to, by the recursions of infinitely wide networks. */
  public double limit(Quantity quantity) {
    Activation phi = Activation.parse(activation);
    KernelRecursion recursion =
        KernelRecursion.of(Architecture.dense(phi, depth, sigmaW2, sigmaB2));
    double[][] points =
        inputs().points().stream()
            .map(p -> p.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    List<KernelState> states = recursion.states(KernelState.ofInputs(points[0], points[1]));
    return switch (quantity) {
      case ACTIVITY -> states.get(depth - 1).p();
      case NNGP -> states.get(depth).covariance();
      case NTK -> states.get(depth).tangent();
      case JACOBIAN -> {
        MeanFieldMaps maps = MeanFieldMaps.of(phi, sigmaW2, sigmaB2);
        double size = 1 / sigmaW2;
        for (int l = 1; l <= depth; l++) {
          size *= maps.chi(states.get(l - 1).p()).value();
        }
        yield size;
      }
    };
  }

  /** The widths {@code unit max(4, depth)} and its multiples by powers of a ratio. */
  public WidthLadder ladder(int unit, int ratio, int rungs) {
    return WidthLadder.geometric(unit * Math.max(4, depth), ratio, rungs);
  }

  /** The Markov chain of the kernels at the first input. */
  public KernelChain chain() {
    return KernelChain.of(family(), firstInput()).orElseThrow();
  }

  public double[] firstInput() {
    return Inputs.columns(inputs().points())[0];
  }

  /** Samplers of some quantities that share their networks. */
  public Map<Quantity, Sampler> samplers(long seed, List<Quantity> wanted) {
    Map<Integer, List<Map<Quantity, Double>>> drawn = new HashMap<>();
    Map<Quantity, Sampler> samplers = new EnumMap<>(Quantity.class);
    for (Quantity quantity : wanted) {
      samplers.put(
          quantity,
          (width, index) -> {
            List<Map<Quantity, Double>> rows = drawn.computeIfAbsent(width, w -> new ArrayList<>());
            while (rows.size() <= index) {
              rows.add(measure(width, rows.size(), seed, wanted));
            }
            return rows.get((int) index).get(quantity);
          });
    }
    return samplers;
  }

  /** Samples of one quantity with its control variates taken out, each of a network of its own. */
  public Sampler controlled(long seed, Quantity quantity) {
    Observable observable = new Controlled(observable(quantity));
    return ExperimentSampler.controlled(
        (width, first, count) -> {
          double[][] rows = new double[count][];
          for (int i = 0; i < count; i++) {
            try (Sample sample = sample(width, first + i, seed, observable)) {
              rows[i] = observable.measure(sample);
            }
          }
          return rows;
        });
  }

  private Sample sample(int width, long index, long seed, Observable observable) {
    RandomStreams streams =
        RandomStreams.of(seed, "convergence of means", activation, observable.name())
            .child("depth", depth)
            .child("width", width)
            .child("sample", index);
    Inputs needed = inputs().first(observable.inputs(inputs().count()));
    return new Sample(spec(width), needed, null, MatrixKind.REVEALED, streams);
  }

  public NetworkFamily family() {
    return NetworkFamily.dense(2, Collections.nCopies(depth, activation), sigmaW2, sigmaB2);
  }

  private NetworkSpec spec(int width) {
    return family().at(width);
  }

  private Map<Quantity, Double> measure(int width, long index, long seed, List<Quantity> wanted) {
    NetworkSpec spec = spec(width);
    RandomStreams streams =
        RandomStreams.of(seed, "convergence", activation)
            .child("depth", depth)
            .child("width", width)
            .child("sample", index);
    Map<Quantity, Double> result = new EnumMap<>(Quantity.class);
    try (Sample sample = new Sample(spec, inputs(), null, MatrixKind.REVEALED, streams)) {
      for (Quantity quantity : wanted) {
        result.put(quantity, observable(quantity).measure(sample)[0]);
      }
    }
    return result;
  }

  private Observable observable(Quantity quantity) {
    return switch (quantity) {
      case ACTIVITY -> new ForwardObservable.PreactivationVariance(depth, 1);
      case NNGP -> new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 2);
      case NTK -> new BackwardObservable.EmpiricalNTK(1, 2);
      case JACOBIAN ->
          new JacobianObservable.JacobianSize(1, depth, JacobianObservable.Of.POSTACTIVATION, 2);
    };
  }
}
