package org.widelimit.simulation;

/**
 * Products of tall, thin matrices held as arrays of columns. The loops run over blocks of rows that
 * stay in the cache and are written so that the compiler vectorizes them.
 */
final class Columns {

  private static final int BLOCK = 512;

  /** Partial sums of an inner product, which are kept apart so that the loop vectorizes. */
  private static final int LANES = BLOCK / 4;

  private Columns() {}

  /**
   * All inner products of the first {@code k} columns of a with the first {@code l} of b.
   *
   * @return an array of l columns of k entries: entry [j][i] is the product of a_i and b_j
   */
  static double[][] innerProducts(double[][] a, int k, double[][] b, int l) {
    double[][] result = new double[l][k];
    if (k == 0 || l == 0) {
      return result;
    }
    int rows = a[0].length;
    if (rows < BLOCK) {
      for (int j = 0; j < l; j++) {
        for (int i = 0; i < k; i++) {
          result[j][i] = innerProduct(a[i], b[j]);
        }
      }
      return result;
    }
    double[][] partial = new double[4][LANES];
    for (int j = 0; j < l; j += 4) {
      int last = l - 1;
      int j1 = Math.min(j + 1, last);
      int j2 = Math.min(j + 2, last);
      int j3 = Math.min(j + 3, last);
      for (int i = 0; i < k; i++) {
        if (j + 1 >= l) {
          result[j][i] = innerProduct(a[i], b[j]);
          continue;
        }
        for (double[] sums : partial) {
          java.util.Arrays.fill(sums, 0);
        }
        int done = 0;
        for (; done + BLOCK <= rows; done += BLOCK) {
          multiply(a[i], b[j], b[j1], b[j2], b[j3], done, partial);
        }
        result[j][i] = sum(partial[0]) + rest(a[i], b[j], done);
        result[j1][i] = sum(partial[1]) + rest(a[i], b[j1], done);
        if (j2 > j1) {
          result[j2][i] = sum(partial[2]) + rest(a[i], b[j2], done);
        }
        if (j3 > j2) {
          result[j3][i] = sum(partial[3]) + rest(a[i], b[j3], done);
        }
      }
    }
    return result;
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

  private static double rest(double[] a, double[] b, int from) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = from;
    for (; t + 4 <= a.length; t += 4) {
      s0 += a[t] * b[t];
      s1 += a[t + 1] * b[t + 1];
      s2 += a[t + 2] * b[t + 2];
      s3 += a[t + 3] * b[t + 3];
    }
    for (; t < a.length; t++) {
      s0 += a[t] * b[t];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double innerProduct(double[] a, double[] b) {
    if (a.length < 2 * BLOCK) {
      return rest(a, b, 0);
    }
    double[] sums = new double[LANES];
    int done = 0;
    for (; done + BLOCK <= a.length; done += BLOCK) {
      multiply(a, b, done, sums);
    }
    return sum(sums) + rest(a, b, done);
  }

  /** All inner products among the columns of a matrix: a symmetric array. */
  static double[][] gram(double[][] columns) {
    int n = columns.length;
    double[][] result = new double[n][];
    for (int j = 0; j < n; j++) {
      // The columns up to the j-th: the others follow by symmetry.
      result[j] = java.util.Arrays.copyOf(innerProductsWith(columns, j + 1, columns[j]), n);
      for (int i = 0; i < j; i++) {
        result[i][j] = result[j][i];
      }
    }
    return result;
  }

  /** The inner products of one vector with the first {@code k} columns. */
  private static double[] innerProductsWith(double[][] columns, int k, double[] vector) {
    double[] result = new double[k];
    double[][] transposed = innerProducts(new double[][] {vector}, 1, columns, k);
    for (int i = 0; i < k; i++) {
      result[i] = transposed[i][0];
    }
    return result;
  }

  /**
   * Adds linear combinations of columns: {@code out_j += factor * sum_i coefficients[j][i] a_i},
   * over the first k columns of a.
   */
  static void addCombination(
      double[][] a, int k, double[][] coefficients, double factor, double[][] out) {
    if (k == 0 || out.length == 0) {
      return;
    }
    int rows = a[0].length;
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
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

  static void add(double[] a, double c, double[] out, int from, int to) {
    for (int t = from; t < to; t++) {
      out[t] += c * a[t];
    }
  }

  static double[][] copy(double[][] columns) {
    double[][] result = new double[columns.length][];
    for (int j = 0; j < result.length; j++) {
      result[j] = columns[j].clone();
    }
    return result;
  }

  static double squaredNorm(double[][] columns) {
    double sum = 0;
    for (double[] column : columns) {
      sum += innerProduct(column, column);
    }
    return sum;
  }
}
