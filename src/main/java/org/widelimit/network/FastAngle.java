package org.widelimit.network;

import org.hipparchus.linear.Array2DRowRealMatrix;

/**
 * The angle functions of the kernels as one square root and one polynomial each, so that a loop
 * over a row of a kernel matrix compiles to vector instructions.
 *
 * <p>{@code arccos(1 - s)/sqrt(s)} is analytic but for {@code s >= 2}, so on {@code [0, 1]} its
 * Chebyshev interpolation of degree 21 is exact to rounding ({@code 5.83^-22 = 1e-17}).
 */
final class FastAngle {

  private static final int DEGREE = 21;

  private static final double[] ARCCOSINE = interpolate(FastAngle::arccosineRatio);
  private static final double[] SLIVER = interpolate(FastAngle::sliverRatio);

  private FastAngle() {}

  /** Returns the coefficients of {@code arccos(1 - s)/sqrt(s)} in powers of {@code 2s - 1}. */
  static double[] arccosine() {
    return ARCCOSINE.clone();
  }

  /**
   * Returns the coefficients of {@code (sin(t) - t cos(t))/s^(3/2)} at {@code t = arccos(1 - s)},
   * in powers of {@code 2s - 1}.
   */
  static double[] sliver() {
    return SLIVER.clone();
  }

  private static double arccosineRatio(double s) {
    return 2 * Math.asin(Math.sqrt(s / 2)) / Math.sqrt(s);
  }

  private static double sliverRatio(double s) {
    double t = 2 * Math.asin(Math.sqrt(s / 2));
    double sum = 0;
    double term = t * t * t / 3;
    for (int n = 1; Math.abs(term) > 1e-20 * Math.abs(sum); n++) {
      sum += term;
      term *= -t * t * (n + 1) / (n * (2.0 * n + 2) * (2 * n + 3));
    }
    return sum / (s * Math.sqrt(s));
  }

  private static double[] interpolate(java.util.function.DoubleUnaryOperator f) {
    int count = DEGREE + 1;
    double[] coefficients = new double[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = f.applyAsDouble((1 + Math.cos(Math.PI * (i + 0.5) / count)) / 2);
    }
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < count; i++) {
        coefficients[k] += values[i] * Math.cos(Math.PI * k * (i + 0.5) / count);
      }
      coefficients[k] *= (k == 0 ? 1.0 : 2.0) / count;
    }
    return toPowers(coefficients);
  }

  /**
   * Rewrites a Chebyshev sum in powers; harmless here, as the coefficients fall by 5.8 a degree.
   */
  private static double[] toPowers(double[] chebyshev) {
    int count = chebyshev.length;
    double[][] basis = new Array2DRowRealMatrix(count, count).getData();
    basis[0][0] = 1;
    basis[1][1] = 1;
    for (int k = 2; k < count; k++) {
      for (int j = 0; j < count; j++) {
        basis[k][j] = (j > 0 ? 2 * basis[k - 1][j - 1] : 0) - basis[k - 2][j];
      }
    }
    double[] powers = new double[count];
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < count; j++) {
        powers[j] += chebyshev[k] * basis[k][j];
      }
    }
    return powers;
  }
}
