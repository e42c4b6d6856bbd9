package org.widelimit.network;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * Two input vectors and the kernels of the two.
 *
 * <p>Near duplicates differ by {@code d}, which is exact to rounding; the part of {@code d} across
 * the first vector is the sine of the angle. So its error is relative to the difference, and not to
 * the vectors.
 */
final class InputPair {

  private static final double U = Bounded.ROUNDING;

  /** Below this correlation the scalar product is at least as accurate. */
  private static final double NEAR = 0.7;

  private final double[] x;
  private final double[] y;
  private final double xx;
  private final double yy;
  private final double xy;

  /**
   * Takes two vectors.
   *
   * @throws IllegalArgumentException if they differ in length or are empty
   */
  InputPair(double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "two inputs need the same dimension, not " + x.length + " and " + y.length);
    }
    this.x = x;
    this.y = y;
    this.xx = product(x, x);
    this.yy = product(y, y);
    this.xy = product(x, y);
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  private double rho() {
    double scale = Math.sqrt(xx) * Math.sqrt(yy);
    return scale == 0 ? 1 : Math.max(-1, Math.min(1, xy / scale));
  }

  private boolean isNear() {
    return xx > 0 && yy > 0 && Math.abs(rho()) >= NEAR;
  }

  /** Returns the difference of the vectors, or their sum if they are nearly opposite. */
  private double[] difference() {
    double sign = rho() < 0 ? -1 : 1;
    double[] d = new double[x.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = y[i] - sign * x[i];
    }
    return d;
  }

  /** Returns the squared sine of the angle. */
  private double squaredSine(double[] d) {
    double along = product(x, d) / xx;
    double across = 0;
    for (int i = 0; i < d.length; i++) {
      double rest = Math.fma(-along, x[i], d[i]);
      across = Math.fma(rest, rest, across);
    }
    return Math.min(1, across / yy);
  }

  private Correlation correlation() {
    if (!isNear()) {
      return Correlation.of(rho());
    }
    double square = squaredSine(difference());
    return Correlation.ofComplement(square / (1 + Math.sqrt(1 - square)), rho() < 0);
  }

  /** Returns the kernels at the input. */
  KernelState state() {
    return KernelState.input(xx / x.length, yy / y.length, correlation());
  }

  /** Returns the rounding errors of {@link #state}. */
  KernelErrors errors() {
    double sums = (x.length + 6) * U;
    return new KernelErrors(sums, sums, isNear() ? nearError(sums) : sums, 0, 0, 0, false);
  }

  /** What the difference misses along the first vector adds in squares. */
  private double nearError(double sums) {
    double[] d = difference();
    double square = squaredSine(d);
    double length = Math.sqrt(product(d, d) / yy);
    double relative = square == 0 ? 0 : 10 * U * length / Math.sqrt(square) + 2 * sums;
    double missed = sums * length;
    return square * relative + 2 * missed * missed;
  }
}
