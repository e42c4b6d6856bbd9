package org.widelimit.network.dataset;

/**
 * {@code right x} for {@code x > 0} and {@code -left x} for {@code x < 0} (Cho and Saul 2009): the
 * gap is computed from the gap below, so it keeps its digits through any number of layers.
 */
final class RectifiedStep extends ActivationStep {
  /** Makes every number but zero, and what underflows to it, at least 1. */
  private static final double HUGE = 0x1p1000;

  private final double same;
  private final double opposite;

  RectifiedStep(double right, double left, double[][] roots, double[][] nextRoots) {
    super(roots, nextRoots);
    same = right * right + left * left;
    opposite = 2 * right * left;
  }

  @Override
  void duals(int row, int chunk, PairRow pairs) {
    double root = PairRow.at(roots, row);
    defects(root, roots[chunk], pairs.gap, pairs.first, pairs.count);
    double[] slivers = pairs.second;
    double[] angles = pairs.third;
    complements(pairs.first, angles, pairs.count);
    slivers(angles, slivers, pairs.count);
    angles(angles, pairs.count);
    gaps(root, roots[chunk], pairs.first, slivers, pairs.gap, pairs.count);
    slopes(pairs.first, angles, pairs.slope, pairs.count);
  }

  private static void defects(
      double root, double[] others, double[] gap, double[] defect, int count) {
    for (int j = 0; j < count; j++) {
      double quotient = gap[j] / Math.fma(root, others[j], Double.MIN_NORMAL);
      defect[j] = Math.max(0, Math.min(2, quotient));
    }
  }

  /** From {@code 1 - rho} to {@code 1 - |rho|}. */
  private static void complements(double[] defect, double[] complement, int count) {
    for (int j = 0; j < count; j++) {
      complement[j] = Math.min(defect[j], 2 - defect[j]);
    }
  }

  /** {@code sin(a) - a cos(a)} at {@code a = arccos|rho|}. */
  private static void slivers(double[] complement, double[] sliver, int count) {
    for (int j = 0; j < count; j++) {
      double s = complement[j];
      sliver[j] = s * Math.sqrt(s) * FastAngle.sliverRatio(s);
    }
  }

  /** From {@code 1 - |rho|} to {@code arccos|rho|}. */
  private static void angles(double[] values, int count) {
    for (int j = 0; j < count; j++) {
      double s = values[j];
      values[j] = Math.sqrt(s) * FastAngle.arccosineRatio(s);
    }
  }

  private void gaps(
      double root, double[] others, double[] defect, double[] sliver, double[] gap, int count) {
    double aligned = same / 2;
    double opposed = opposite / 2;
    double both = (same + opposite) / (2 * Math.PI);
    for (int j = 0; j < count; j++) {
      double positive = Math.min(defect[j], 1);
      double negative = defect[j] - positive;
      double sum = aligned * positive - opposed * negative - both * sliver[j];
      gap[j] = Math.max(0, root * others[j] * sum);
    }
  }

  private void slopes(double[] defect, double[] angle, double[] slope, int count) {
    double aligned = same / (2 * Math.PI);
    double opposed = -opposite / (2 * Math.PI);
    for (int j = 0; j < count; j++) {
      // 1 for a positive correlation: arccos(-rho) is then pi - a, and else a.
      double positive = Math.max(0, Math.min(1, (1 - defect[j]) * HUGE));
      double fold = Math.PI - 2 * angle[j];
      double supplement = Math.fma(positive, fold, angle[j]);
      double own = Math.fma(1 - positive, fold, angle[j]);
      slope[j] = aligned * supplement + opposed * own;
    }
  }
}
