package org.widelimit.network.dataset;

/** The arcsine that the duals of the error function and of the GELU share. */
final class Arcsines {

  private Arcsines() {}

  /**
   * Fills in {@code arcsin(y)} with {@code y = factor r/N}, given {@code Delta^2 = N^2 (1 - y^2)}
   * free of cancellation: it is {@code arccos(1 - s)} with {@code s = y^2/(1 + Delta/N)}, so
   * relatively exact for small {@code y} as well.
   */
  static void fill(
      double factor,
      double norm,
      double[] norms,
      double[] covariance,
      double[] determinant,
      double[] arcsine,
      int count) {
    for (int j = 0; j < count; j++) {
      double inverse = 1 / (norm * norms[j]);
      double cosine = inverse * Math.sqrt(determinant[j]);
      arcsine[j] = factor * inverse * covariance[j] / Math.sqrt(1 + cosine);
    }
    for (int j = 0; j < count; j++) {
      double root = arcsine[j];
      arcsine[j] = root * FastAngle.arccosineRatio(root * root);
    }
  }

  static double[][] squares(double[][] roots) {
    double[][] squares = new double[roots.length][];
    for (int c = 0; c < roots.length; c++) {
      squares[c] = java.util.Arrays.stream(roots[c]).map(root -> root * root).toArray();
    }
    return squares;
  }

  /** Returns {@code sqrt(1 + factor p)}. */
  static double[][] norms(double[][] variances, double factor) {
    double[][] norms = new double[variances.length][];
    for (int c = 0; c < variances.length; c++) {
      norms[c] =
          java.util.Arrays.stream(variances[c]).map(p -> Math.sqrt(1 + factor * p)).toArray();
    }
    return norms;
  }
}
