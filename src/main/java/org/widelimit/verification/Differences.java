package org.widelimit.verification;

import java.util.function.DoubleFunction;

/**
 * Numerical derivatives with an error bound: central differences extrapolated to step 0 (Ridders
 * 1982). Independent of every analytic derivative in the program.
 */
final class Differences {

  private static final int LEVELS = 12;
  private static final double FIRST_STEP = 1.0 / 16;

  /** Safety over Ridders' estimate, which compares neighbours in the extrapolation table. */
  private static final double SAFETY = 8;

  private Differences() {}

  /** Returns the derivative at 0 of a curve in the space of columns. */
  static Quantity derivative(DoubleFunction<double[]> curve) {
    int size = curve.apply(0).length;
    double[][][] table = new double[LEVELS][][];
    double[] best = new double[size];
    double[] bestError = new double[size];
    java.util.Arrays.fill(bestError, Double.POSITIVE_INFINITY);
    double step = FIRST_STEP;
    for (int i = 0; i < LEVELS; i++, step /= 2) {
      double[] up = curve.apply(step);
      double[] down = curve.apply(-step);
      table[i] = new double[i + 1][size];
      for (int k = 0; k < size; k++) {
        table[i][0][k] = (up[k] - down[k]) / (2 * step);
        double rounding =
            64 * Math.ulp(Math.max(1, Math.max(Math.abs(up[k]), Math.abs(down[k])))) / step;
        double power = 1;
        for (int j = 1; j <= i; j++) {
          power *= 4;
          table[i][j][k] =
              table[i][j - 1][k] + (table[i][j - 1][k] - table[i - 1][j - 1][k]) / (power - 1);
          double error =
              SAFETY
                      * Math.max(
                          Math.abs(table[i][j][k] - table[i][j - 1][k]),
                          Math.abs(table[i][j][k] - table[i - 1][j - 1][k]))
                  + rounding;
          if (error < bestError[k]) {
            bestError[k] = error;
            best[k] = table[i][j][k];
          }
        }
      }
    }
    double error = 0;
    for (double e : bestError) {
      error = Math.max(error, e);
    }
    return Quantity.vector(best, error);
  }
}
