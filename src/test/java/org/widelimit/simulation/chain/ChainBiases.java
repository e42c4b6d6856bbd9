package org.widelimit.simulation.chain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.simulation.experiment.ConvergenceStudy;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.WideEnsemble;
import org.widelimit.simulation.observable.WideEnsemble.Quantity;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.SampleStatistics;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.ScalingTest;

/**
 * The means of one ensemble at its first input, drawn from chains of kernels that all quantities
 * share.
 */
public final class ChainBiases {
  /** Enough to see a bias of a fraction of the limit, over the width. */
  private static final int EXACT_SAMPLES = 4000;

  /** In neurons of a layer: half as much again as a first look at the deepest networks. */
  private static final double QUICK_WORK = 1e7;

  private final WideEnsemble ensemble;
  private final KernelChain chain;
  private final RandomStreams streams;
  private final List<Quantity> quantities;
  private final Map<Quantity, ChainMean> means = new EnumMap<>(Quantity.class);
  private final Map<Integer, List<double[][]>> drawn = new HashMap<>();

  private ChainBiases(WideEnsemble ensemble, long seed) {
    this.ensemble = ensemble;
    this.chain = ensemble.chain();
    this.quantities = ensemble.quantities();
    this.streams =
        RandomStreams.of(seed, "chain biases", ensemble.activation())
            .child("depth", ensemble.depth());
    for (Quantity quantity : quantities) {
      means.put(quantity, ChainMean.of(observable(quantity), chain).orElseThrow());
    }
  }

  public static ChainBiases of(WideEnsemble ensemble, long seed) {
    return new ChainBiases(ensemble, seed);
  }

  private Observable observable(Quantity quantity) {
    int depth = ensemble.depth();
    return switch (quantity) {
      case ACTIVITY -> new ForwardObservable.PreactivationVariance(depth, 1);
      case NNGP -> new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 1);
      case NTK -> new BackwardObservable.EmpiricalNTK(1, 1);
      case JACOBIAN ->
          new JacobianObservable.JacobianSize(1, depth, JacobianObservable.Of.POSTACTIVATION, 1);
    };
  }

  public List<Quantity> quantities() {
    return quantities;
  }

  ChainMean mean(Quantity quantity) {
    return means.get(quantity);
  }

  /** Why the quantity has no bias at any width; empty where it has one. */
  public Optional<String> unbiased(Quantity quantity) {
    return Unbiased.because(observable(quantity), ensemble.family());
  }

  /** What the quantity tends to, by the program's recursions of infinitely wide networks. */
  public double limit(Quantity quantity) {
    if (quantity == Quantity.ACTIVITY || quantity == Quantity.JACOBIAN) {
      return ensemble.limit(quantity);
    }
    Architecture architecture =
        Architecture.dense(
            Activation.parse(ensemble.activation()),
            ensemble.depth(),
            ensemble.sigmaW2(),
            ensemble.sigmaB2());
    double[] input = ensemble.firstInput();
    KernelState output =
        KernelRecursion.of(architecture).output(KernelState.ofInputs(input, input));
    return quantity == Quantity.NNGP ? output.p() : output.tangentP();
  }

  /** The test of the exponent with little more than the samples of a first look. */
  public ScalingTest quickTest(Quantity quantity) {
    ScalingTest test = ConvergenceStudy.chainBias(ensemble, limit(quantity));
    return test.withPlan(test.plan().withMaximalWork(QUICK_WORK));
  }

  @Override
  public String toString() {
    return ensemble.toString();
  }

  /** Samples of the quantity's mean; all quantities share their chains. */
  public Sampler sampler(Quantity quantity) {
    int row = quantities.indexOf(quantity);
    return new Sampler() {
      @Override
      public double sample(int width, long index) {
        return at(width, index)[row][0];
      }

      @Override
      public void fill(int width, long firstIndex, double[] out, double[] reduced) {
        for (int i = 0; i < out.length; i++) {
          double[] values = at(width, firstIndex + i)[row];
          out[i] = values[0];
          reduced[i] = values[1];
        }
      }
    };
  }

  /** The interval of the quantity's mean in networks of the narrowest width of biases. */
  public ConfidenceInterval narrowestMean(Quantity quantity, double level) {
    double[] values = new double[EXACT_SAMPLES];
    int width = ConvergenceStudy.chainLadder(ensemble).widths().get(0);
    sampler(quantity).fill(width, 0, new double[EXACT_SAMPLES], values);
    return ConfidenceInterval.ofMean(SampleStatistics.of(values), level);
  }

  private double[][] at(int width, long index) {
    List<double[][]> known = drawn.computeIfAbsent(width, w -> new ArrayList<>());
    while (known.size() <= index) {
      known.add(draw(width, known.size()));
    }
    return known.get((int) index);
  }

  private double[][] draw(int width, long index) {
    KernelChain.Draw draw =
        chain.draw(width, streams.child("width", width).child("sample", index).generator());
    return quantities.stream()
        .map(quantity -> means.get(quantity).values(draw))
        .toArray(double[][]::new);
  }
}
