package org.widelimit.network.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.activation.Homogeneous;
import org.widelimit.gaussian.dual.HermiteExpansion;
import org.widelimit.gaussian.dual.SecondMoments;
import org.widelimit.network.Architecture;
import org.widelimit.network.Layer;

/**
 * The steps of an architecture's recursion on a data set. Building them carries the kernels of each
 * input with itself through all layers, which every pair's steps need.
 */
final class KernelSteps {

  private static final Activation ERF = Activation.named("erf");
  private static final Activation GELU = Activation.named("gelu");

  private final Map<Activation, SecondMoments> moments = new HashMap<>();
  private final List<PairStep> steps;
  private double[] variances;
  private double[] tangents;
  private double[][] roots;

  private KernelSteps(double[] squaredNorms, List<Layer> layers) {
    variances = squaredNorms.clone();
    tangents = new double[variances.length];
    roots = roots(variances);
    steps = build(layers);
  }

  /**
   * Returns the steps of an architecture.
   *
   * @param squaredNorms the inputs' {@code |x|^2/d}
   * @throws org.widelimit.numeric.DivergentExpectationException if a moment diverges
   * @throws ArithmeticException if a layer norm meets a preactivation that is zero
   */
  static KernelSteps of(Architecture architecture, double[] squaredNorms) {
    return new KernelSteps(squaredNorms, architecture.layers());
  }

  /** Applies all steps to the pairs of an input with a chunk of others. */
  void apply(int row, int chunk, PairRow pairs) {
    for (PairStep step : steps) {
      step.apply(row, chunk, pairs);
    }
  }

  /** Returns the standard deviations at the output, chunked. */
  double[][] outputRoots() {
    return roots;
  }

  /** Returns an input's NNGP kernel with itself at the output. */
  double variance(int index) {
    return variances[index];
  }

  /** Returns an input's neural tangent kernel with itself at the output. */
  double tangent(int index) {
    return tangents[index];
  }

  private List<PairStep> build(List<Layer> layers) {
    List<PairStep> built = new ArrayList<>();
    for (Layer layer : layers) {
      built.add(step(layer));
    }
    return built;
  }

  private PairStep step(Layer layer) {
    if (layer instanceof Layer.Dense dense) {
      return linear(dense.sigmaW2(), dense.sigmaB2(), dense.sigmaW2(), dense.sigmaB2());
    } else if (layer instanceof Layer.StandardDense dense) {
      return linear(dense.sigmaW2(), dense.sigmaB2(), dense.fanIn(), 1);
    } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
      return nonlinear(nonlinearity.activation());
    } else if (layer instanceof Layer.Dropout dropout) {
      return dropout(dropout.keepRate());
    } else if (layer instanceof Layer.LayerNorm) {
      return normalization();
    } else if (layer instanceof Layer.Residual residual) {
      return residual(residual.branch());
    }
    throw new IllegalStateException("unknown layer " + layer);
  }

  private PairStep linear(double sigmaW2, double sigmaB2, double ownWeights, double ownBiases) {
    double[][] below = roots;
    double[] next = new double[variances.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = sigmaW2 * variances[i] + sigmaB2;
      tangents[i] = ownWeights * variances[i] + ownBiases + sigmaW2 * tangents[i];
    }
    enter(next);
    return new LinearSteps.Linear(sigmaW2, sigmaB2, ownWeights, ownBiases, below, roots);
  }

  private PairStep nonlinear(Activation activation) {
    SecondMoments second = moments.computeIfAbsent(activation, SecondMoments::of);
    double[][] below = roots;
    double[] old = variances;
    double[] values = second.values(old);
    double[] slopes = second.slopes(old);
    for (int i = 0; i < old.length; i++) {
      tangents[i] = tangents[i] == 0 ? 0 : tangents[i] * slopes[i];
    }
    enter(values);
    Optional<Homogeneous> form = Homogeneous.of(activation);
    if (form.isPresent() && form.get().power() == 1) {
      return new RectifiedStep(form.get().right(), form.get().left(), below, roots);
    } else if (activation.equals(ERF)) {
      return new ErfStep(below, roots);
    } else if (activation.equals(GELU)) {
      return new GeluStep(below, roots);
    }
    HermiteExpansion.Table table = HermiteExpansion.of(activation).at(old, values, slopes);
    return new HermiteStep(activation, table, below, roots);
  }

  private PairStep dropout(double keepRate) {
    double[][] below = roots;
    double[] next = new double[variances.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = variances[i] / keepRate;
      tangents[i] /= keepRate;
    }
    enter(next);
    return new LinearSteps.Dropout(keepRate, below);
  }

  private PairStep normalization() {
    double[][] below = roots;
    double[] next = new double[variances.length];
    for (int i = 0; i < next.length; i++) {
      if (variances[i] == 0) {
        throw new ArithmeticException("layer norm of a preactivation that is zero");
      }
      tangents[i] /= variances[i];
      next[i] = 1;
    }
    enter(next);
    return new LinearSteps.Normalization(below);
  }

  private PairStep residual(List<Layer> branch) {
    double[][] below = roots;
    double[] old = variances;
    double[] oldTangents = tangents.clone();
    List<PairStep> inner = build(branch);
    double[][] branchRoots = roots;
    double[] next = new double[old.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = old[i] + variances[i];
      tangents[i] += oldTangents[i];
    }
    enter(next);
    return new LinearSteps.Residual(inner, below, branchRoots, roots);
  }

  private void enter(double[] next) {
    variances = next;
    roots = roots(next);
  }

  private static double[][] roots(double[] variances) {
    return PairRow.chunks(java.util.Arrays.stream(variances).map(Math::sqrt).toArray());
  }
}
