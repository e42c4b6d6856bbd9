package org.widelimit.network.dataset;

/**
 * An activation: its dual makes the new gaps, the dual of its slopes multiplies the tangents.
 *
 * <p>In closed forms every loop is straight-line arithmetic, so that it compiles to vector
 * instructions; an angle is a square root and a polynomial ({@link FastAngle}), and a case is a
 * factor that is 0 or 1.
 */
abstract class ActivationStep implements PairStep {

  /** Standard deviations below and above the activation, chunked. */
  final double[][] roots;

  final double[][] nextRoots;

  ActivationStep(double[][] roots, double[][] nextRoots) {
    this.roots = roots;
    this.nextRoots = nextRoots;
  }

  @Override
  public final void apply(int row, int chunk, PairRow pairs) {
    duals(row, chunk, pairs);
    multiply(pairs.tangent, pairs.slope, pairs.count);
  }

  /** Fills {@link PairRow#slope} and replaces {@link PairRow#gap}. */
  abstract void duals(int row, int chunk, PairRow pairs);

  private static void multiply(double[] values, double[] factors, int count) {
    for (int j = 0; j < count; j++) {
      values[j] *= factors[j];
    }
  }

  /** Notes how near the pairs are where the new gap is a difference. */
  final void noteDefects(int row, int chunk, PairRow pairs) {
    least(PairRow.at(roots, row), roots[chunk], pairs.gap, pairs.least, pairs.count);
  }

  private static void least(double root, double[] others, double[] gap, double[] least, int count) {
    for (int j = 0; j < count; j++) {
      double defect = gap[j] / Math.fma(root, others[j], Double.MIN_NORMAL);
      least[j] = Math.min(least[j], defect);
    }
  }
}
