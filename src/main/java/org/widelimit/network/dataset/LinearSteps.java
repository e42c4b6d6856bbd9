package org.widelimit.network.dataset;

import java.util.List;
import org.widelimit.network.KernelRecursion;

/**
 * The steps that are no activations. Their formulas are those of {@link KernelRecursion}, over
 * arrays: {@code roots} are the standard deviations {@code sqrt(p)} of all inputs, chunked.
 */
final class LinearSteps {

  private LinearSteps() {}

  /**
   * A linear layer.
   *
   * @param ownWeights what the tangent kernel weighs the kernel below by, for the layer's weights
   * @param ownBiases what it adds for the layer's biases
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Linear(
      double sigmaW2,
      double sigmaB2,
      double ownWeights,
      double ownBiases,
      double[][] roots,
      double[][] nextRoots)
      implements PairStep {

    @Override
    public void apply(int row, int chunk, PairRow pairs) {
      double root = PairRow.at(roots, row);
      tangents(root, roots[chunk], pairs.gap, pairs.tangent, pairs.count);
      if (sigmaB2 == 0) {
        scale(pairs.gap, sigmaW2, pairs.count);
      } else {
        double above = PairRow.at(nextRoots, row);
        gaps(root, roots[chunk], above, nextRoots[chunk], pairs.gap, pairs.count);
      }
    }

    private void tangents(double root, double[] others, double[] gap, double[] tangent, int count) {
      double weights = ownWeights;
      double biases = ownBiases;
      double factor = sigmaW2;
      for (int j = 0; j < count; j++) {
        double covariance = Math.fma(root, others[j], -gap[j]);
        tangent[j] = Math.fma(factor, tangent[j], Math.fma(weights, covariance, biases));
      }
    }

    /** The deviations' difference makes a bias widen the gap. */
    private void gaps(
        double root, double[] others, double above, double[] nextOthers, double[] gap, int count) {
      double factor = sigmaW2;
      double widening = sigmaW2 * sigmaB2;
      double bias = sigmaB2;
      for (int j = 0; j < count; j++) {
        double difference = root - others[j];
        double denominator =
            Math.fma(above, nextOthers[j], Math.fma(factor * root, others[j], bias));
        gap[j] = Math.fma(factor, gap[j], widening * difference * difference / denominator);
      }
    }
  }

  /** Dropout with masks that are independent between inputs. */
  @SuppressWarnings("ArrayRecordComponent")
  record Dropout(double keepRate, double[][] roots) implements PairStep {
    @Override
    public void apply(int row, int chunk, PairRow pairs) {
      double excess = PairRow.at(roots, row) * (1 / keepRate - 1);
      double[] others = roots[chunk];
      for (int j = 0; j < pairs.count; j++) {
        pairs.gap[j] += excess * others[j];
      }
    }
  }

  /** Layer norm: unit variances. */
  @SuppressWarnings("ArrayRecordComponent")
  record Normalization(double[][] roots) implements PairStep {
    @Override
    public void apply(int row, int chunk, PairRow pairs) {
      double root = PairRow.at(roots, row);
      double[] others = roots[chunk];
      for (int j = 0; j < pairs.count; j++) {
        double scale = root * others[j];
        pairs.gap[j] /= scale;
        pairs.tangent[j] /= scale;
      }
    }
  }

  /** A residual block: what comes in plus what the branch makes of it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Residual(
      List<PairStep> branch, double[][] roots, double[][] branchRoots, double[][] nextRoots)
      implements PairStep {
    @Override
    public void apply(int row, int chunk, PairRow pairs) {
      double[] gap = pairs.gap.clone();
      double[] tangent = pairs.tangent.clone();
      for (PairStep step : branch) {
        step.apply(row, chunk, pairs);
      }
      double a = PairRow.at(roots, row);
      double b = PairRow.at(branchRoots, row);
      double c = PairRow.at(nextRoots, row);
      for (int j = 0; j < pairs.count; j++) {
        double otherA = roots[chunk][j];
        double otherB = branchRoots[chunk][j];
        double cross = a * otherB - b * otherA;
        double denominator = c * nextRoots[chunk][j] + a * otherA + b * otherB + Double.MIN_NORMAL;
        pairs.gap[j] += gap[j] + cross * cross / denominator;
        pairs.tangent[j] += tangent[j];
      }
    }
  }

  private static void scale(double[] values, double factor, int count) {
    for (int j = 0; j < count; j++) {
      values[j] *= factor;
    }
  }
}
