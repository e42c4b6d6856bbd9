package org.widelimit.simulation.matrix;

import java.util.Arrays;

/**
 * Products of tall, thin matrices held as arrays of columns. The loops run over blocks of rows that
 * stay in the cache and are written so that the compiler vectorizes them.
 */
public final class Columns {

  private static final int BLOCK = 512;

  /** Rows of which all columns are multiplied before the next: they come from memory once. */
  private static final int STRIP = 4 * BLOCK;

  /** Partial sums of an inner product, which are kept apart so that the loop vectorizes. */
  private static final int LANES = BLOCK / 4;

  /** A thread's partial sums: new ones each time would be most of what a sample allocates. */
  private static final ThreadLocal<double[][]> SUMS =
      ThreadLocal.withInitial(() -> new double[4][LANES]);

  private Columns() {}

  /**
   * All inner products of the first {@code k} columns of a with the first {@code l} of b.
   *
   * @return an array of l columns of k entries: entry [j][i] is the product of a_i and b_j
   */
  public static double[][] innerProducts(double[][] a, int k, double[][] b, int l) {
    double[][] result = new double[l][k];
    if (k == 0 || l == 0) {
      return result;
    }
    double[][] lanes = SUMS.get();
    int rows = a[0].length;
    for (int from = 0; from < rows; from += STRIP) {
      int to = Math.min(rows, from + STRIP);
      for (int j = 0; j < l; j++) {
        addProducts(b[j], a, k, from, to, lanes, result[j]);
      }
    }
    return result;
  }

  /** Adds the inner products of a strip of a vector with that of the first {@code k} columns. */
  private static void addProducts(
      double[] vector, double[][] a, int k, int from, int to, double[][] lanes, double[] sums) {
    for (int i = 0; i < k; i += 4) {
      if (i + 1 == k || to - from < BLOCK) {
        for (int r = i; r < Math.min(k, i + 4); r++) {
          sums[r] += innerProduct(a[r], vector, from, to, lanes[0]);
        }
        continue;
      }
      // Of fewer than four columns the last stands in for those that are missing.
      int i2 = Math.min(i + 2, k - 1);
      int i3 = Math.min(i + 3, k - 1);
      for (double[] lane : lanes) {
        Arrays.fill(lane, 0);
      }
      int done = from;
      for (; done + BLOCK <= to; done += BLOCK) {
        multiply(vector, a[i], a[i + 1], a[i2], a[i3], done, lanes);
      }
      sums[i] += sum(lanes[0]) + rest(a[i], vector, done, to);
      sums[i + 1] += sum(lanes[1]) + rest(a[i + 1], vector, done, to);
      if (i2 > i + 1) {
        sums[i2] += sum(lanes[2]) + rest(a[i2], vector, done, to);
      }
      if (i3 > i2) {
        sums[i3] += sum(lanes[3]) + rest(a[i3], vector, done, to);
      }
    }
  }

  /**
   * Adds the products of one block to the lanes of four sums: four products at a time, so that a
   * lane is read and written for every fourth only.
   */
  private static void multiply(
      double[] a, double[] b0, double[] b1, double[] b2, double[] b3, int from, double[][] sums) {
    double[] s0 = sums[0];
    double[] s1 = sums[1];
    double[] s2 = sums[2];
    double[] s3 = sums[3];
    for (int t = 0; t < LANES; t++) {
      int i = from + t;
      double x = a[i];
      double y = a[i + LANES];
      double z = a[i + 2 * LANES];
      double w = a[i + 3 * LANES];
      s0[t] += (x * b0[i] + y * b0[i + LANES]) + (z * b0[i + 2 * LANES] + w * b0[i + 3 * LANES]);
      s1[t] += (x * b1[i] + y * b1[i + LANES]) + (z * b1[i + 2 * LANES] + w * b1[i + 3 * LANES]);
      s2[t] += (x * b2[i] + y * b2[i + LANES]) + (z * b2[i + 2 * LANES] + w * b2[i + 3 * LANES]);
      s3[t] += (x * b3[i] + y * b3[i + LANES]) + (z * b3[i + 2 * LANES] + w * b3[i + 3 * LANES]);
    }
  }

  private static void multiply(double[] a, double[] b, int from, double[] sums) {
    for (int i = 0, t = from; i < LANES; i++, t++) {
      sums[i] +=
          (a[t] * b[t] + a[t + LANES] * b[t + LANES])
              + (a[t + 2 * LANES] * b[t + 2 * LANES] + a[t + 3 * LANES] * b[t + 3 * LANES]);
    }
  }

  private static double sum(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < values.length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    return (a + b) + (c + d);
  }

  private static double rest(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = from;
    for (; t + 4 <= to; t += 4) {
      s0 += a[t] * b[t];
      s1 += a[t + 1] * b[t + 1];
      s2 += a[t + 2] * b[t + 2];
      s3 += a[t + 3] * b[t + 3];
    }
    for (; t < to; t++) {
      s0 += a[t] * b[t];
    }
    return (s0 + s1) + (s2 + s3);
  }

  public static double innerProduct(double[] a, double[] b) {
    return a.length < 2 * BLOCK
        ? rest(a, b, 0, a.length)
        : innerProduct(a, b, 0, a.length, SUMS.get()[0]);
  }

  private static double innerProduct(double[] a, double[] b, int from, int to, double[] lane) {
    if (to - from < 2 * BLOCK) {
      return rest(a, b, from, to);
    }
    Arrays.fill(lane, 0);
    int done = from;
    for (; done + BLOCK <= to; done += BLOCK) {
      multiply(a, b, done, lane);
    }
    return sum(lane) + rest(a, b, done, to);
  }

  /** All inner products among the columns of a matrix: a symmetric array. */
  public static double[][] gram(double[][] columns) {
    int n = columns.length;
    double[][] result = new double[n][n];
    double[][] lanes = SUMS.get();
    int rows = n == 0 ? 0 : columns[0].length;
    for (int from = 0; from < rows; from += STRIP) {
      int to = Math.min(rows, from + STRIP);
      for (int j = 0; j < n; j++) {
        // The columns up to the j-th: the others follow by symmetry.
        addProducts(columns[j], columns, j + 1, from, to, lanes, result[j]);
      }
    }
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        result[i][j] = result[j][i];
      }
    }
    return result;
  }

  /**
   * Solves {@code X R = A} for tall, thin X and A and an upper triangle R, by blocks of rows.
   *
   * @param a the columns of A
   * @param triangle R by columns: entry [j][i] for i up to j, the diagonal not zero
   * @param out receives the columns of X; may be {@code a} itself
   */
  static void divide(double[][] a, double[][] triangle, double[][] out) {
    int rows = a.length == 0 ? 0 : a[0].length;
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
      for (int j = 0; j < a.length; j++) {
        double[] column = out[j];
        double[] c = triangle[j];
        double inverse = 1 / c[j];
        scale(a[j], inverse, column, from, to);
        for (int i = 0; i < j; i++) {
          add(out[i], -inverse * c[i], column, from, to);
        }
      }
    }
  }

  private static void scale(double[] a, double c, double[] out, int from, int to) {
    for (int t = from; t < to; t++) {
      out[t] = c * a[t];
    }
  }

  /**
   * Adds linear combinations of columns: {@code out_j += factor * sum_i coefficients[j][i] a_i},
   * over the first k columns of a.
   */
  public static void addCombination(
      double[][] a, int k, double[][] coefficients, double factor, double[][] out) {
    int rows = k == 0 || out.length == 0 ? 0 : a[0].length;
    for (int from = 0; from < rows; from += BLOCK) {
      addCombination(a, k, coefficients, factor, out, from, Math.min(rows, from + BLOCK));
    }
  }

  /** The same combinations by themselves, as columns of so many rows. */
  static double[][] combination(double[][] a, int k, double[][] coefficients, int rows) {
    double[][] out = Arena.take(coefficients.length, rows);
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
      for (double[] column : out) {
        Arrays.fill(column, from, to, 0);
      }
      addCombination(a, k, coefficients, 1, out, from, to);
    }
    return out;
  }

  private static void addCombination(
      double[][] a,
      int k,
      double[][] coefficients,
      double factor,
      double[][] out,
      int from,
      int to) {
    for (int i = 0; i < k; i += 4) {
      for (int j = 0; j < out.length; j++) {
        double[] c = coefficients[j];
        if (i + 4 <= k) {
          addFour(a, i, c, factor, out[j], from, to);
        } else {
          for (int r = i; r < k; r++) {
            add(a[r], factor * c[r], out[j], from, to);
          }
        }
      }
    }
  }

  private static void addFour(
      double[][] a, int i, double[] c, double factor, double[] out, int from, int to) {
    double[] a0 = a[i];
    double[] a1 = a[i + 1];
    double[] a2 = a[i + 2];
    double[] a3 = a[i + 3];
    double c0 = factor * c[i];
    double c1 = factor * c[i + 1];
    double c2 = factor * c[i + 2];
    double c3 = factor * c[i + 3];
    for (int t = from; t < to; t++) {
      out[t] += (c0 * a0[t] + c1 * a1[t]) + (c2 * a2[t] + c3 * a3[t]);
    }
  }

  public static void add(double[] a, double c, double[] out, int from, int to) {
    for (int t = from; t < to; t++) {
      out[t] += c * a[t];
    }
  }

  public static double[][] copy(double[][] columns) {
    double[][] result = new double[columns.length][];
    for (int j = 0; j < result.length; j++) {
      result[j] = Arena.take(columns[j].length);
      System.arraycopy(columns[j], 0, result[j], 0, result[j].length);
    }
    return result;
  }

  public static double squaredNorm(double[][] columns) {
    double sum = 0;
    for (double[] column : columns) {
      sum += innerProduct(column, column);
    }
    return sum;
  }
}
