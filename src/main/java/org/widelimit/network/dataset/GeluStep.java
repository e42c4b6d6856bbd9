package org.widelimit.network.dataset;

/** The GELU (Tsuchida et al. 2020). */
final class GeluStep extends ActivationStep {
  /** {@code 1/(2 pi)}. */
  private static final double SHARE = 1 / (2 * Math.PI);

  private final double[][] variances;
  private final double[][] norms;

  GeluStep(double[][] roots, double[][] nextRoots) {
    super(roots, nextRoots);
    variances = Arcsines.squares(roots);
    norms = Arcsines.norms(variances, 1);
  }

  @Override
  void duals(int row, int chunk, PairRow pairs) {
    noteDefects(row, chunk, pairs);
    double p = PairRow.at(variances, row);
    double root = PairRow.at(roots, row);
    double norm = PairRow.at(norms, row);
    double[] covariance = pairs.first;
    double[] determinant = pairs.second;
    double[] arcsine = pairs.third;
    determinants(
        root, roots[chunk], p, variances[chunk], pairs.gap, covariance, determinant, pairs.count);
    Arcsines.fill(1, norm, norms[chunk], covariance, determinant, arcsine, pairs.count);
    inverses(norm, norms[chunk], determinant, pairs.slope, pairs.count);
    values(
        p, variances[chunk], covariance, determinant, arcsine, pairs.slope, pairs.gap, pairs.count);
    gaps(PairRow.at(nextRoots, row), nextRoots[chunk], pairs.gap, pairs.count);
    slopes(p, variances[chunk], covariance, determinant, arcsine, pairs.slope, pairs.count);
  }

  /** {@code (1 + p)(1 + q) - r^2} as a sum of positive terms. */
  private static void determinants(
      double root,
      double[] others,
      double p,
      double[] q,
      double[] gap,
      double[] covariance,
      double[] determinant,
      int count) {
    double constant = 1 + p;
    for (int j = 0; j < count; j++) {
      double scale = root * others[j];
      covariance[j] = scale - gap[j];
      determinant[j] = Math.fma(gap[j], scale + covariance[j], constant + q[j]);
    }
  }

  /** {@code 1/(2 pi P Delta^3)}. */
  private static void inverses(
      double norm, double[] norms, double[] determinant, double[] inverse, int count) {
    double factor = norm * norm;
    for (int j = 0; j < count; j++) {
      double cube = determinant[j] * Math.sqrt(determinant[j]);
      inverse[j] = SHARE / (factor * norms[j] * norms[j] * cube);
    }
  }

  private static void values(
      double p,
      double[] q,
      double[] covariance,
      double[] determinant,
      double[] arcsine,
      double[] inverse,
      double[] value,
      int count) {
    for (int j = 0; j < count; j++) {
      double r = covariance[j];
      double even = Math.fma(r, r, p * q[j] * determinant[j]) * determinant[j];
      value[j] = Math.fma(SHARE * r, Math.PI / 2 + arcsine[j], even * inverse[j]);
    }
  }

  private static void slopes(
      double p,
      double[] q,
      double[] covariance,
      double[] determinant,
      double[] arcsine,
      double[] slope,
      int count) {
    double sum = 3 + p;
    for (int j = 0; j < count; j++) {
      double r = covariance[j];
      double numerator = Math.fma(determinant[j], sum + q[j], r * r);
      slope[j] = Math.fma(SHARE, Math.PI / 2 + arcsine[j], r * numerator * slope[j]);
    }
  }

  private static void gaps(double root, double[] others, double[] gap, int count) {
    for (int j = 0; j < count; j++) {
      gap[j] = Math.max(0, Math.fma(root, others[j], -gap[j]));
    }
  }
}
