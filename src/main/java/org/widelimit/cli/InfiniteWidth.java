package org.widelimit.cli;

import java.util.Optional;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.simulation.network.Parameterization;
import org.widelimit.simulation.observable.BackwardObservable.EmpiricalNTK;
import org.widelimit.simulation.observable.BackwardObservable.FisherEigenvalue;
import org.widelimit.simulation.observable.BackwardObservable.FisherTrace;
import org.widelimit.simulation.observable.BackwardObservable.GradientSize;
import org.widelimit.simulation.observable.BackwardObservable.SmallestEigenvalue;
import org.widelimit.simulation.observable.BackwardObservable.WeightGradientNorm;
import org.widelimit.simulation.observable.ForwardObservable.Activity;
import org.widelimit.simulation.observable.ForwardObservable.EmpiricalNNGP;
import org.widelimit.simulation.observable.ForwardObservable.PostactivationSecondMoment;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationCorrelation;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationCovariance;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationKurtosis;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationMoment;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationVariance;
import org.widelimit.simulation.observable.JacobianObservable.JacobianSize;
import org.widelimit.simulation.observable.JacobianObservable.Of;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.TrainingObservable.KernelDrift;
import org.widelimit.simulation.observable.TrainingObservable.LinearizationError;
import org.widelimit.simulation.observable.TrainingObservable.ParameterDistance;

/**
 * What an observable tends to as the width grows, by the kernel recursion (Lee et al. 2018; Jacot
 * et al. 2018) and the mean-field factors of gradients (Schoenholz et al. 2017).
 */
final class InfiniteWidth {

  private final SimulatedNetwork network;
  private final KernelRecursion recursion;

  private InfiniteWidth(SimulatedNetwork network) {
    this.network = network;
    recursion = KernelRecursion.of(network.architecture());
  }

  /** Tells whether the observable vanishes like a norm, in powers of the root of the width. */
  static boolean vanishes(Observable observable) {
    return observable instanceof KernelDrift
        || observable instanceof ParameterDistance
        || observable instanceof LinearizationError;
  }

  /**
   * Returns the limit; empty where there is none, or none that is known here.
   *
   * @throws org.widelimit.numeric.DivergentExpectationException if an expectation diverges
   */
  static Optional<Double> limit(Observable observable, SimulatedNetwork network) {
    boolean standard = network.parameterization() == Parameterization.STANDARD;
    if (vanishes(observable)) {
      // In the standard parameterization the kernel grows with the width, and so does the rate.
      return standard ? Optional.empty() : Optional.of(0.0);
    }
    if (observable instanceof PreactivationKurtosis k) {
      return k.layer() <= network.depth() ? Optional.of(0.0) : Optional.empty();
    }
    InfiniteWidth theory = new InfiniteWidth(network);
    return theory
        .forward(observable)
        .or(() -> theory.gradient(observable))
        .or(() -> standard ? Optional.empty() : theory.tangent(observable));
  }

  private Optional<Double> forward(Observable observable) {
    if (observable instanceof EmpiricalNNGP k) {
      return Optional.of(state(k.layer(), k.a(), k.b()).covariance());
    }
    if (observable instanceof PreactivationVariance q) {
      return hidden(q.layer(), state(q.layer(), q.input(), q.input()).p());
    }
    if (observable instanceof Activity q) {
      return hidden(q.layer(), state(q.layer(), q.input(), q.input()).p());
    }
    if (observable instanceof PreactivationCovariance k) {
      return hidden(k.layer(), state(k.layer(), k.a(), k.b()).covariance());
    }
    if (observable instanceof PreactivationCorrelation k) {
      return hidden(k.layer(), state(k.layer(), k.a(), k.b()).correlation().rho());
    }
    if (observable instanceof PreactivationMoment m) {
      return hidden(m.layer(), moment(m.order(), variance(m.layer())));
    }
    if (observable instanceof PostactivationSecondMoment h) {
      return Optional.of(postactivation(h.layer()));
    }
    return Optional.empty();
  }

  private Optional<Double> gradient(Observable observable) {
    if (observable instanceof JacobianSize j) {
      double top = j.of() == Of.POSTACTIVATION ? chi(j.to()) / network.sigmaW2() : 1;
      return Optional.of(top * between(j.from(), j.to()));
    }
    if (observable instanceof GradientSize g) {
      return Optional.of(gradientSize(g.layer()));
    }
    return Optional.empty();
  }

  private Optional<Double> tangent(Observable observable) {
    if (observable instanceof EmpiricalNTK ntk) {
      return Optional.of(recursion.output(pair(ntk.a(), ntk.b())).tangent());
    }
    if (observable instanceof WeightGradientNorm g) {
      return Optional.of(
          network.sigmaW2() * postactivation(g.layer() - 1) * gradientSize(g.layer()));
    }
    int count = network.inputs().count();
    if (observable instanceof FisherTrace) {
      double trace = 0;
      for (int n = 1; n <= count; n++) {
        trace += recursion.output(pair(n, n)).tangent();
      }
      return Optional.of(network.outputs() * trace / count);
    }
    if (observable instanceof SmallestEigenvalue) {
      return Optional.of(eigenvalues()[count - 1]);
    }
    if (observable instanceof FisherEigenvalue f && f.rank() <= count * network.outputs()) {
      // The outputs' gradients become orthogonal: each eigenvalue is there once an output.
      return Optional.of(eigenvalues()[(f.rank() - 1) / network.outputs()] / count);
    }
    return Optional.empty();
  }

  /** The eigenvalues of the kernel matrix of one output, in descending order. */
  private double[] eigenvalues() {
    int count = network.inputs().count();
    RealMatrix kernel = MatrixUtils.createRealMatrix(count, count);
    for (int a = 1; a <= count; a++) {
      for (int b = 1; b <= a; b++) {
        double value = recursion.output(pair(a, b)).tangent();
        kernel.setEntry(a - 1, b - 1, value);
        kernel.setEntry(b - 1, a - 1, value);
      }
    }
    double[] ascending = new EigenDecompositionSymmetric(kernel).getEigenvalues();
    java.util.Arrays.sort(ascending);
    double[] descending = new double[count];
    for (int i = 0; i < count; i++) {
      descending[i] = ascending[count - 1 - i];
    }
    return descending;
  }

  /** The moment of a normal variable: {@code (k - 1)!! variance^(k/2)} for even k. */
  private static double moment(int order, double variance) {
    if (order % 2 == 1) {
      return 0;
    }
    double moment = 1;
    for (int k = order - 1; k > 0; k -= 2) {
      moment *= k * variance;
    }
    return moment;
  }

  private double postactivation(int layer) {
    if (layer == 0) {
      KernelState input = pair(1, 1);
      return input.p();
    }
    // The variance that the linear part above would have, so that residual branches stay out.
    MeanFieldMaps maps = maps();
    return (maps.lengthMap(variance(layer)).value() - network.sigmaB2()) / network.sigmaW2();
  }

  /** {@code |delta^l|^2}: the readout's weights, then the layers between. */
  private double gradientSize(int layer) {
    return layer > network.depth() ? 1 : chi(network.depth()) * between(layer, network.depth());
  }

  /** {@code (1/M) tr(J^T J)} from one layer's preactivations to another's. */
  private double between(int from, int to) {
    double product = 1;
    for (int layer = from; layer < to; layer++) {
      product *= chi(layer) + (network.residual() ? 1 : 0);
    }
    return product;
  }

  private double chi(int layer) {
    return maps().chi(variance(layer)).value();
  }

  private MeanFieldMaps maps() {
    return MeanFieldMaps.of(
        Activation.parse(network.activation()), network.sigmaW2(), network.sigmaB2());
  }

  private double variance(int layer) {
    return state(layer, 1, 1).p();
  }

  /** The readout has few units, so that its own squares do not average out. */
  private Optional<Double> hidden(int layer, double value) {
    return layer <= network.depth() ? Optional.of(value) : Optional.empty();
  }

  private KernelState state(int layer, int a, int b) {
    return recursion.states(pair(a, b)).get(layer - 1);
  }

  private KernelState pair(int a, int b) {
    return KernelState.ofInputs(point(a), point(b));
  }

  private double[] point(int index) {
    return network.inputs().points().get(index - 1).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
