package org.widelimit.simulation.network;

import java.util.Arrays;
import org.widelimit.simulation.matrix.Waves;

/**
 * Sums over the neurons of a layer of functions of standardized preactivations: of one input, then
 * of two. The loops run over blocks, keep a partial sum for each place of a block, and are short:
 * of a long one the compiler would not do several numbers at a time.
 */
final class LayerSums {
  /** The highest Hermite polynomial of one input. */
  static final int DEGREE = 6;

  /** Neurons at a time: the partial sums of a block stay in the fastest cache. */
  private static final int BLOCK = 64;

  private static final int MOST = DEGREE + 6;

  /** A thread's partial sums and blocks: new ones each time would be most of the allocation. */
  private static final ThreadLocal<LayerSums> OWN = ThreadLocal.withInitial(LayerSums::new);

  private final double[][] lanes = new double[MOST][BLOCK];
  private final double[] x = new double[BLOCK];
  private final double[] y = new double[BLOCK];
  private final double[] w = new double[BLOCK];
  private final double[] sin = new double[BLOCK];
  private final double[] cos = new double[BLOCK];
  private final double[] otherSin = new double[BLOCK];
  private final double[] otherCos = new double[BLOCK];

  private LayerSums() {}

  /** The sums of this thread, for one use at a time. */
  static LayerSums own() {
    return OWN.get();
  }

  /**
   * Sums over one input.
   *
   * @param v standardized preactivations
   * @return the sums of He_1 to He_6, of the half-line's indicator, of {@code x_+} and its square,
   *     and of {@code cos x}, {@code sin x}, {@code cos 2x} and {@code sin(2x)/2}
   */
  double[] single(double[] v) {
    clear();
    long steps = 0;
    for (int from = 0; from < v.length; from += BLOCK) {
      int length = Math.min(BLOCK, v.length - from);
      System.arraycopy(v, from, x, 0, length);
      Waves.of(x, sin, cos, length);
      for (int t = 0; t < length; t++) {
        steps += 1 - (Double.doubleToRawLongBits(x[t]) >>> 63);
      }
      lowPowers(x, lanes[0], lanes[1], lanes[2], length);
      highPowers(x, lanes[3], lanes[4], lanes[5], length);
      ramps(x, lanes[6], lanes[7], length);
      add(cos, lanes[8], length);
      add(sin, lanes[9], length);
      doubled(sin, cos, lanes[10], lanes[11], length);
    }
    double[] sums = new double[MOST + 1];
    for (int k = 0; k < MOST; k++) {
      sums[k < DEGREE ? k : k + 1] = sum(lanes[k]);
    }
    sums[DEGREE] = steps;
    return sums;
  }

  private static void lowPowers(double[] x, double[] s1, double[] s2, double[] s3, int length) {
    for (int t = 0; t < length; t++) {
      double a = x[t];
      double h2 = a * a - 1;
      s1[t] += a;
      s2[t] += h2;
      s3[t] += a * h2 - 2 * a;
    }
  }

  private static void highPowers(double[] x, double[] s4, double[] s5, double[] s6, int length) {
    for (int t = 0; t < length; t++) {
      double a = x[t];
      double z = a * a;
      s4[t] += (z - 6) * z + 3;
      s5[t] += ((z - 10) * z + 15) * a;
      s6[t] += ((z - 15) * z + 45) * z - 15;
    }
  }

  private static void ramps(double[] x, double[] first, double[] second, int length) {
    for (int t = 0; t < length; t++) {
      double ramp = 0.5 * (x[t] + Math.abs(x[t]));
      first[t] += ramp;
      second[t] += ramp * ramp;
    }
  }

  private static void doubled(double[] sin, double[] cos, double[] c2, double[] s2, int length) {
    for (int t = 0; t < length; t++) {
      double c = cos[t];
      double s = sin[t];
      c2[t] += c * c - s * s;
      s2[t] += s * c;
    }
  }

  private static void add(double[] a, double[] out, int length) {
    for (int t = 0; t < length; t++) {
      out[t] += a[t];
    }
  }

  /**
   * Sums over two inputs, whose standardized preactivations are x and y, with {@code w = (y - rho
   * x) scale}.
   *
   * @return the sums of {@code He_j(x) He_k(w)} for j from 1 and k from 1, {@code j + k <= 4}, of
   *     the quadrant's indicator, of {@code x_+ y_+}, and of {@code cos(x + y)} and {@code cos(x -
   *     y)}
   */
  double[] pair(double[] v, double[] other, double rho, double scale) {
    clear();
    long steps = 0;
    for (int from = 0; from < v.length; from += BLOCK) {
      int length = Math.min(BLOCK, v.length - from);
      System.arraycopy(v, from, x, 0, length);
      System.arraycopy(other, from, y, 0, length);
      Waves.of(x, sin, cos, length);
      Waves.of(y, otherSin, otherCos, length);
      for (int t = 0; t < length; t++) {
        long signs = Double.doubleToRawLongBits(x[t]) | Double.doubleToRawLongBits(y[t]);
        steps += 1 - (signs >>> 63);
      }
      for (int t = 0; t < length; t++) {
        w[t] = (y[t] - rho * x[t]) * scale;
      }
      firstTimes(x, w, lanes[0], lanes[1], lanes[2], length);
      higherTimes(x, w, lanes[3], lanes[4], lanes[5], length);
      rampProducts(x, y, lanes[6], length);
      addProducts(cos, otherCos, lanes[7], length);
      addProducts(sin, otherSin, lanes[8], length);
    }
    double waves = sum(lanes[7]);
    double rest = sum(lanes[8]);
    return new double[] {
      sum(lanes[0]),
      sum(lanes[1]),
      sum(lanes[2]),
      sum(lanes[3]),
      sum(lanes[4]),
      sum(lanes[5]),
      steps,
      sum(lanes[6]),
      waves - rest,
      waves + rest
    };
  }

  private static void firstTimes(
      double[] x, double[] w, double[] s1, double[] s2, double[] s3, int length) {
    for (int t = 0; t < length; t++) {
      double a = x[t];
      double b = w[t];
      double b2 = b * b - 1;
      s1[t] += a * b;
      s2[t] += a * b2;
      s3[t] += a * (b * b2 - 2 * b);
    }
  }

  private static void higherTimes(
      double[] x, double[] w, double[] s21, double[] s22, double[] s31, int length) {
    for (int t = 0; t < length; t++) {
      double a = x[t];
      double b = w[t];
      double a2 = a * a - 1;
      s21[t] += a2 * b;
      s22[t] += a2 * (b * b - 1);
      s31[t] += (a * a2 - 2 * a) * b;
    }
  }

  private static void rampProducts(double[] x, double[] y, double[] out, int length) {
    for (int t = 0; t < length; t++) {
      out[t] += 0.25 * (x[t] + Math.abs(x[t])) * (y[t] + Math.abs(y[t]));
    }
  }

  private static void addProducts(double[] a, double[] b, double[] out, int length) {
    for (int t = 0; t < length; t++) {
      out[t] += a[t] * b[t];
    }
  }

  private void clear() {
    for (double[] lane : lanes) {
      Arrays.fill(lane, 0);
    }
  }

  private static double sum(double[] lane) {
    double sum = 0;
    for (double value : lane) {
      sum += value;
    }
    return sum;
  }
}
