package org.widelimit.network.dataset;

/** The error function (Williams 1997). */
final class ErfStep extends ActivationStep {
  private final double[][] variances;
  private final double[][] norms;

  ErfStep(double[][] roots, double[][] nextRoots) {
    super(roots, nextRoots);
    variances = Arcsines.squares(roots);
    norms = Arcsines.norms(variances, 2);
  }

  @Override
  void duals(int row, int chunk, PairRow pairs) {
    noteDefects(row, chunk, pairs);
    double root = PairRow.at(roots, row);
    double[] covariance = pairs.first;
    double[] determinant = pairs.second;
    double[] arcsine = pairs.third;
    double norm = PairRow.at(norms, row);
    determinants(
        root,
        roots[chunk],
        PairRow.at(variances, row),
        variances[chunk],
        pairs.gap,
        covariance,
        determinant,
        pairs.count);
    Arcsines.fill(2, norm, norms[chunk], covariance, determinant, arcsine, pairs.count);
    gaps(PairRow.at(nextRoots, row), nextRoots[chunk], arcsine, pairs.gap, pairs.count);
    slopes(determinant, pairs.slope, pairs.count);
  }

  /** {@code (1 + 2p)(1 + 2q) - 4r^2} as a sum of positive terms. */
  private static void determinants(
      double root,
      double[] others,
      double p,
      double[] q,
      double[] gap,
      double[] covariance,
      double[] determinant,
      int count) {
    double constant = 1 + 2 * p;
    for (int j = 0; j < count; j++) {
      double scale = root * others[j];
      covariance[j] = scale - gap[j];
      double sum = Math.fma(2, q[j], constant);
      determinant[j] = Math.fma(4 * gap[j], scale + covariance[j], sum);
    }
  }

  private static void gaps(
      double root, double[] others, double[] arcsine, double[] gap, int count) {
    for (int j = 0; j < count; j++) {
      double value = 2 / Math.PI * arcsine[j];
      gap[j] = Math.max(0, Math.fma(root, others[j], -value));
    }
  }

  private static void slopes(double[] determinant, double[] slope, int count) {
    for (int j = 0; j < count; j++) {
      slope[j] = 4 / Math.PI / Math.sqrt(determinant[j]);
    }
  }
}
