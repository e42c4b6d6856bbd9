package org.widelimit.verification.evaluate;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * Numerical derivatives with an error bound: central differences extrapolated to step 0 (Ridders
 * 1982). Independent of every analytic derivative in the program. The bound is an estimate: it
 * compares neighbours in the extrapolation table.
 */
final class Differences {

  private static final int LEVELS = 12;
  private static final double FIRST_STEP = 1.0 / 16;

  /** Safety over Ridders' estimate, which compares neighbours in the extrapolation table. */
  private static final double SAFETY = 8;

  /** The sum of the extrapolation's weights, the product of {@code (4^j + 1)/(4^j - 1)}. */
  private static final double WEIGHTS = 2;

  private Differences() {}

  /** Returns the derivative at 0 of a curve in the space of columns. */
  static Quantity derivative(DoubleFunction<double[]> curve) {
    return derivative(t -> Quantity.vector(curve.apply(t), 0), FIRST_STEP);
  }

  /**
   * Returns the derivative at 0 of a curve of columns that are known to within an error.
   *
   * @param curve the curve; steps at which it has no value are left out
   * @param firstStep the largest step, halved from level to level
   * @throws UndefinedValueException if two steps one after the other never have values
   */
  static Quantity derivative(DoubleFunction<Quantity> curve, double firstStep) {
    double[] best = new double[0];
    double[] bestError = new double[0];
    double[][] previous = new double[0][];
    double step = firstStep;
    for (int i = 0; i < LEVELS; i++, step /= 2) {
      Quantity above;
      Quantity below;
      try {
        above = curve.apply(step);
        below = curve.apply(-step);
      } catch (UndefinedValueException outside) {
        previous = new double[0][];
        continue;
      }
      double[] up = above.toArray();
      double[] down = below.toArray();
      if (best.length == 0) {
        best = new double[up.length];
        bestError = new double[up.length];
        Arrays.fill(bestError, Double.POSITIVE_INFINITY);
      }
      double[][] row = new double[previous.length + 1][up.length];
      double given = WEIGHTS * (above.error() + below.error()) / (2 * step);
      for (int k = 0; k < up.length; k++) {
        row[0][k] = (up[k] - down[k]) / (2 * step);
        double rounding =
            64 * Math.ulp(Math.max(1, Math.max(Math.abs(up[k]), Math.abs(down[k])))) / step;
        double power = 1;
        for (int j = 1; j < row.length; j++) {
          power *= 4;
          row[j][k] = row[j - 1][k] + (row[j - 1][k] - previous[j - 1][k]) / (power - 1);
          double error =
              SAFETY
                      * Math.max(
                          Math.abs(row[j][k] - row[j - 1][k]),
                          Math.abs(row[j][k] - previous[j - 1][k]))
                  + rounding
                  + given;
          if (error < bestError[k]) {
            bestError[k] = error;
            best[k] = row[j][k];
          }
        }
      }
      previous = row;
    }
    double error = Arrays.stream(bestError).max().orElse(Double.POSITIVE_INFINITY);
    if (Double.isInfinite(error)) {
      throw new UndefinedValueException("no values on both sides to differentiate by");
    }
    return Quantity.vector(best, error);
  }
}
